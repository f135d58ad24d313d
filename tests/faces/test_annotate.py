"""Folders through the real stages, without the encoder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from musnad.eval.gold import token_bounds
from musnad.faces.cli import app

RUN = CliRunner()
TEXTS = {
    "a": "قال وزير الخارجية التونسي أمس إن بلاده تدين الهجوم على المدنيين في طرابلس.",
    "b": "  التقى الرئيس المصري عبد الفتاح السيسي نظيره الفرنسي في باريس يوم الثلاثاء.\r\nوأكدت الرئاسة ذلك.\n",
    "sub/c": "قتل ثلاثة جنود في انفجار عبوة ناسفة قرب الموصل، حسب ما أعلنت الشرطة العراقية.",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        path = tmp_path / "in" / f"{name}.doc.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"doc": name, "text": text, "published": "07/11/2016"}), "utf-8")
    return tmp_path / "in"


def written(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*.json")}


def test_results_do_not_depend_on_the_number_of_processes(corpus: Path, tmp_path: Path) -> None:
    for workers in ("1", "2"):
        out = str(tmp_path / workers)
        result = RUN.invoke(app, ["annotate", str(corpus), "--out", out, "--workers", workers, "--no-encoder"])
        assert result.exit_code == 0, result.output
    one, two = written(tmp_path / "1"), written(tmp_path / "2")
    assert one == two
    assert set(one) == {"a.json", "b.json", "sub/c.json"}


def test_spans_count_the_text_as_it_was_and_dates_are_day_first(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    RUN.invoke(app, ["annotate", str(corpus), "--out", str(out), "--no-encoder"])
    found = json.loads((out / "a.json").read_bytes())
    (yesterday,) = [t for t in found["times"] if TEXTS["a"][slice(*t["span"])] == "أمس"]
    assert yesterday["value"] == "2016-11-06"
    names = [tuple(span) for e in json.loads((out / "b.json").read_bytes())["entities"] for span in e["mentions"]]
    starts = {start for start, _ in token_bounds(TEXTS["b"])}
    assert names
    assert any(start in starts for start, _ in names)
    assert any("السيسي" in TEXTS["b"][start:end] for start, end in names)


def test_a_broken_document_is_listed_and_the_others_are_written(corpus: Path, tmp_path: Path) -> None:
    (corpus / "broken.doc.json").write_text('{"text": 3}', "utf-8")
    out = tmp_path / "out"
    result = RUN.invoke(app, ["annotate", str(corpus), "--out", str(out), "--no-encoder"])
    assert result.exit_code == 1
    assert "3 of 4 documents" in result.stderr
    assert "broken.doc.json" in result.stderr
    assert len(written(out)) == 3


def test_gold_is_scored_in_memory_with_misses_and_gate(corpus: Path) -> None:
    for name in TEXTS:
        (corpus / f"{name}.ann.json").write_text('{"entities": [], "statements": [], "events": []}', "utf-8")
    result = RUN.invoke(app, ["eval", str(corpus), "--no-encoder", "--misses", "times", "--gate"])
    assert result.exit_code == 1
    assert "extra  a" in result.stdout
    assert "[أمس]" in result.stdout
    assert "names: 0.000 is below the floor" in result.stderr
    table = json.loads(RUN.invoke(app, ["eval", str(corpus), "--no-encoder", "--json"]).stdout)
    assert table["all"]["times"]["gold"] == 0
    assert RUN.invoke(app, ["eval", str(corpus), "--misses", "nonsense"]).exit_code == 2
