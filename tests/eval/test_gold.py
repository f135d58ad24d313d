from __future__ import annotations

import json
from pathlib import Path

import pytest

from musnad.errors import GoldError
from musnad.eval.gold import read_document, read_gold, sentence_numbers, token_bounds

TEXT = "قال الوزير: نعم. غادر أمس.\nانتهى"


def write(folder: Path, annotation: object) -> None:
    (folder / "x.doc.json").write_text(json.dumps({"doc": "x", "text": TEXT}), "utf-8")
    (folder / "x.ann.json").write_text(json.dumps(annotation), "utf-8")


def test_tokens_and_sentences() -> None:
    bounds = token_bounds(TEXT)
    assert [TEXT[a:b] for a, b in bounds][:4] == ["قال", "الوزير", ":", "نعم"]
    numbers = sentence_numbers(TEXT, bounds)
    assert numbers[0] == numbers[4] == 0
    assert numbers[5] == 1
    assert numbers[-1] == numbers[5] + 2


def test_numbers_and_marks_are_tokens() -> None:
    assert [b - a for a, b in token_bounds("٣٫٥ وَقال")] == [3, 5]


def test_token_spans_become_characters(tmp_path: Path) -> None:
    write(tmp_path, {"doc": "x", "times": [{"span": [6, 6], "value": "2025-08-05"}]})
    (gold,) = read_gold(tmp_path)
    start, end = gold.annotation.times[0].span
    assert (gold.name, TEXT[start:end]) == ("x", "أمس")


@pytest.mark.parametrize("span", [[0, 99], ["a", "b"]])
def test_spans_outside_are_refused(span: list[object], tmp_path: Path) -> None:
    write(tmp_path, {"doc": "x", "times": [{"span": span, "value": "2025"}]})
    with pytest.raises(GoldError, match=r"x\.ann\.json"):
        list(read_gold(tmp_path))


def test_missing_folder_and_document(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no"):
        list(read_gold(tmp_path))
    with pytest.raises(GoldError):
        read_document(tmp_path / "none.doc.json")
