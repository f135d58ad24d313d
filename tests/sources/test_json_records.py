import json
import tracemalloc
from pathlib import Path

import pytest

from musnad.errors import SourceError
from musnad.page.read import Overrides, read_page
from musnad.records import Page
from musnad.sources.opening import Opening, open_sources
from tests.sources.given import TEXT, below, dumped, failures, items, pages, record, write

ARCHIVES = Path(__file__).parents[3] / "shared" / "data" / "articles" / "saudinewsnet"


def test_a_list_gives_every_records_own_bytes(tmp_path: Path) -> None:
    records = [json.dumps(record(n), ensure_ascii=n % 2 == 0, indent=n % 3) for n in range(5)]
    path = write(tmp_path / "a.json", "[" + ",\n".join(records) + "]")
    found = pages(path)
    assert [page.body.decode() for page in found] == records
    assert below(found, path) == ["0", "1", "2", "3", "4"]
    assert {page.kind for page in found} == {"record"}
    assert dict(found[0].context)["text"] == "content"
    article = read_page(found[1], Overrides())
    assert (article.title, article.byline, article.published) == ("خبر 1", "واس", "2024-03-05")


def test_records_line_by_line(tmp_path: Path) -> None:
    lines = [dumped(record(0)), "", dumped(record(1)), '{"broken": ', '"no record"', dumped(record(2)) + "\r"]
    path = write(tmp_path / "a.jsonl", "\ufeff" + "\n".join(lines))
    assert below(pages(path), path) == ["1", "3", "6"]
    assert below(failures(path), path) == ["4", "5"]
    assert [failed.message for failed in failures(path)] == ["is broken JSON", "is no record: an object is needed"]
    unnamed = write(tmp_path / "b", "\n".join(lines[:3]))
    assert below(pages(unnamed), unnamed) == ["1", "3"], "JSON Lines are known without their name"


def test_a_line_without_end_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", b'{"content": "' + b"x" * 21_000_000 + b'"}\n' + dumped(record(1)).encode())
    assert [failed.reason for failed in failures(path)] == ["too-large"]
    assert below(pages(path), path) == ["2"]


def test_a_broken_record_in_a_list(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", f'[{dumped(record(0))}, {{"title": }}, 7, {dumped(record(3))}]')
    assert below(pages(path), path) == ["0", "3"]
    assert [(failed.reason, failed.body) for failed in failures(path)] == [("broken", b'{"title": }'), ("broken", b"7")]


def test_a_list_that_is_cut_off(tmp_path: Path) -> None:
    whole = dumped([record(n) for n in range(4)])
    path = write(tmp_path / "a.json", whole[: whole.rindex("content")])
    found = items(path)
    assert [type(item).__name__ for item in found] == ["Page", "Page", "Page", "Failed"]
    assert "ends in the middle" in failures(path)[0].message


def test_one_document(tmp_path: Path) -> None:
    own = write(tmp_path / "own.json", dumped({"text": TEXT, "title": "خبر", "published": "2024-03-05"}))
    assert [page.kind for page in pages(own)] == ["json"], "a document of Musnad's own is taken verbatim"
    other = write(tmp_path / "other.json", dumped({**record(1), "tags": [{"name": "سياسة"}]}))
    assert [(page.kind, page.source) for page in pages(other)] == [("record", str(other))]


@pytest.mark.parametrize("name", ["articles", "whatever"])
def test_an_object_with_one_list(tmp_path: Path, name: str) -> None:
    answer = {"status": "ok", "total": 2, "tags": ["أ"], name: [record(0), record(1)], "next": None}
    path = write(tmp_path / "a.json", dumped(answer))
    assert below(pages(path), path) == ["0", "1"]
    cut = write(tmp_path / "cut.json", dumped(answer)[: dumped(answer).rindex("author")])
    assert below(pages(cut), cut) == ["0"]
    assert len(failures(cut)) == 1


def test_a_mapping_of_ones_own(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", dumped([{"kopf": "خبر", "_source": {"worte": TEXT}}]))
    assert [failed.reason for failed in failures(path)] == ["unknown-form"]
    assert "--map text=FIELD" in failures(path)[0].message
    page = pages(path, "text=_source.worte", "title=kopf", "outlet:=النبأ")[0]
    assert page.context == (("title", "kopf"), ("text", "_source.worte"), ("outlet", "=النبأ"))
    article = read_page(page, Overrides())
    assert (article.text, article.outlet) == (f"خبر\n\n{TEXT}", "النبأ")


def test_a_mapping_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no mapping"):
        pages(write(tmp_path / "a.json", "[]"), "body")


def test_records_in_an_old_encoding(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", dumped([record(0), record(1)]).encode("cp1256"))
    assert TEXT in read_page(pages(path)[1], Overrides()).text


def test_empty_lists_and_files(tmp_path: Path) -> None:
    for name, content in {"a.json": "[]", "b.json": " \n", "c.jsonl": "\n\n", "d.json": "{}"}.items():
        assert len(failures(write(tmp_path / name, content))) == 1
        assert not pages(tmp_path / name)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("w") as out:
        out.write("[" + ",".join(dumped({**record(n), "content": TEXT * 100}) for n in range(3000)) + "]")
    assert path.stat().st_size > 30_000_000
    tracemalloc.start()
    assert sum(isinstance(item, Page) for item in open_sources(str(path), Opening()).items()) == 3000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 12_000_000


@pytest.mark.skipif(not ARCHIVES.is_dir(), reason="the archives are not at hand")
def test_a_day_of_an_archive_is_read_whole() -> None:
    found = pages(ARCHIVES / "2015-08-07.zip", "text=content", "outlet=source", "published=date_extracted")
    assert len(found) == 1473
    assert not failures(ARCHIVES / "2015-08-07.zip")
    assert found[1472].source.endswith("2015-08-07.zip!2015-08-07.json#1472")
