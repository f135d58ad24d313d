from __future__ import annotations

import json
from pathlib import Path

import pytest

from musnad.errors import GoldError
from musnad.eval.time_cases import CaseCount, CaseReport, measure


def case(text: str, quote: str, **more: object) -> dict[str, object]:
    start = text.index(quote)
    result = {"Text": quote, "Start": start, "Length": len(quote), "End": start + len(quote) - 1, **more}
    return {"Input": text, "Context": {"ReferenceDateTime": "2016-11-07T16:12:00"}, "Results": [result]}


def put(folder: Path, name: str, *cases: object) -> None:
    (folder / f"{name}.json").write_text(json.dumps(list(cases), ensure_ascii=False), "utf-8-sig")


def test_parser_extractor_and_numbers(tmp_path: Path) -> None:
    value = {"Timex": "2016-01-12", "FutureResolution": {}, "PastResolution": {}}
    put(tmp_path, "DateParser", case("غادر في 12 يناير 2016", "12 يناير 2016", Value=value))
    put(tmp_path, "DateExtractor", case("غادر في 12 يناير 2016", "12 يناير 2016"))
    put(tmp_path, "NumberModel", case("حضر خمسة عشر رجلا", "خمسة عشر", Resolution={"value": "15"}))
    report = measure(tmp_path)
    assert [(c.name, c.expected, c.found, c.right) for c in report.files] == [
        ("DateParser", 1, 1, 1),
        ("DateExtractor", 1, 1, 1),
        ("NumberModel", 1, 1, 1),
    ]
    assert report.right == report.found == 1.0


def test_a_wrong_value_is_found_but_not_right(tmp_path: Path) -> None:
    value = {"Timex": "2016-01-13", "FutureResolution": {}, "PastResolution": {}}
    put(tmp_path, "DateParser", case("غادر في 12 يناير 2016", "12 يناير 2016", Value=value))
    assert measure(tmp_path).files == (CaseCount("DateParser", 1, 1, 0),)


def test_shares() -> None:
    report = CaseReport((CaseCount("a", 3, 3, 1), CaseCount("b", 1, 0, 0)))
    assert (report.found, report.right) == (0.75, 0.25)
    assert CaseReport(()).right == 0.0


def test_errors(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no file"):
        measure(tmp_path)
    (tmp_path / "DateParser.json").write_text("{", "utf-8")
    with pytest.raises(GoldError, match="DateParser"):
        measure(tmp_path)
