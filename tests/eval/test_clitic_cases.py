from __future__ import annotations

from pathlib import Path

import pytest

from musnad.errors import GoldError
from musnad.eval.clitic_cases import CliticReport, cut_words, measure
from musnad.lang.ar.clitics import CliticLexicon


def row(number: int, form: str, *, glued: bool = False) -> str:
    return "\t".join([str(number), form, *"______", "_", "SpaceAfter=No" if glued else "_"])


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    rows = ["# sent_id = 1", row(1, "و", glued=True), row(2, "قال"), row(3, "الوزير", glued=True), row(4, ".")]
    path = tmp_path / "small.conllu"
    path.write_text("\n".join([*rows, "", "# sent_id = 2", row(1, "كتاب", glued=True), row(2, "ه")]) + "\n", "utf-8")
    return path


def test_words_are_glued_together(treebank: Path) -> None:
    words = list(cut_words(treebank, lexicon=CliticLexicon.load(), known=lambda _: False))
    assert [w.word for w in words] == ["وقال", "الوزير", "كتابه"]
    assert [w.gold for w in words] == [{1}, set(), {4}]


def test_measure(treebank: Path) -> None:
    assert measure(treebank) == CliticReport(words=3, right=3, cuts=2, predicted=2, hits=2)


def test_rates() -> None:
    report = CliticReport(words=10, right=9, cuts=4, predicted=5, hits=4)
    assert (report.accuracy, report.precision, report.recall) == (0.9, 0.8, 1.0)
    assert report.f1 == pytest.approx(8 / 9)
    assert CliticReport(0, 0, 0, 0, 0).f1 == 0.0


def test_not_a_treebank(tmp_path: Path) -> None:
    path = tmp_path / "other.txt"
    path.write_text("نص عادي\n", "utf-8")
    with pytest.raises(GoldError, match="ten columns"):
        measure(path)
    with pytest.raises(GoldError):
        measure(tmp_path / "missing.conllu")
