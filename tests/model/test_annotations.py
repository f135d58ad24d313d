from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
import yaml

from musnad.errors import DataError
from musnad.model.annotations import TABLE, NotedEvent, digest, read_annotations
from musnad.records import EVENT_TYPES, STATUSES

HEAD = "doc\tdigest\ttrigger\ttype\tmode\tstatus\tactors\trecipients\tplace\tsource\tlicence\n"
TEXT = "قصف بلدة\nقصف الجيش بلدة الرمان"
POST = "لا حدث هنا"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    article = {"id": "n-1", "title": "قصف بلدة ", "text": " قصف الجيش بلدة الرمان", "published": "2016-01-02T03:00"}
    (tmp_path / "ant_politics.jsonl").write_text(json.dumps(article) + "\n", "utf-8")
    (tmp_path / "fignews.tsv").write_text(f"Source Language\tID\tArabic MT\nEnglish\t7\t{POST} \n", "utf-8")
    return tmp_path


def table(folder: Path, *rows: str) -> Path:
    path = folder / "table.tsv"
    path.write_text("# what it is\n" + HEAD + "".join(f"{row}\tmusnad\tCC BY-SA 4.0\n" for row in rows), "utf-8")
    return path


def test_events_come_with_the_text_that_they_were_read_in(texts: Path) -> None:
    rows = (
        f"ant/n-1\t{digest(TEXT)}\t2\tASSAULT\taerial\toccurred\t3\t\t5",
        f"fignews/English/7/{digest(POST)[:4]}\t{digest(POST)}\t\t\t\t\t\t\t",
    )
    article, post = read_annotations(texts, table(texts, *rows))
    assert (article.text, article.published) == (TEXT, "2016-01-02")
    assert article.events == (NotedEvent(2, "ASSAULT", "aerial", "occurred", ((3, 3),), (), (5, 5)),)
    assert article.events[0].fillers == (((3, 3), "actor"), ((5, 5), "place"))
    assert (post.text, post.events) == (POST, ())


@pytest.mark.parametrize(
    "row",
    [f"ant/n-2\t{digest(TEXT)}\t2\tASSAULT\t\toccurred\t3\t\t",
     f"ant/n-1\t{digest(POST)}\t2\tASSAULT\t\toccurred\t3\t\t",
     f"ant/n-1\t{digest(TEXT)}\ttwo\tASSAULT\t\toccurred\t3\t\t"],
)  # fmt: skip
def test_another_text_or_a_broken_row_is_an_error(texts: Path, row: str) -> None:
    with pytest.raises(DataError):
        tuple(read_annotations(texts, table(texts, row)))


@pytest.mark.parametrize("name", ["ant_politics.jsonl", "fignews.tsv"])
@pytest.mark.parametrize("content", [b"{}\n{}\n", b"[]\n[]\n", b"a\tb\n1\t2\n", b"\xff\xfe\n\xff"])
def test_another_set_of_texts_is_an_error(texts: Path, name: str, content: bytes) -> None:
    (texts / name).write_bytes(content)
    with pytest.raises(DataError):
        tuple(read_annotations(texts, table(texts)))


def test_every_row_of_the_table_is_whole() -> None:
    types = yaml.safe_load((TABLE.parent / "ontology.yaml").read_text("utf-8"))["types"]
    lines = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert lines[0] == HEAD.rstrip("\n").split("\t")
    seen: Counter[tuple[str, str]] = Counter()
    for doc, proof, trigger, kind, mode, status, actors, recipients, place, source, licence in lines[1:]:
        seen[doc, trigger] += 1
        assert doc.startswith(("ant/", "fignews/"))
        assert (len(proof), source, licence) == (12, "musnad", "CC BY-SA 4.0")
        if not trigger:
            assert (kind, status, actors, recipients, place) == ("",) * 5
            continue
        assert kind in EVENT_TYPES
        assert not mode or mode in types[kind]["modes"]
        assert status in STATUSES
        assert actors or recipients
    assert set(seen.values()) == {1}
