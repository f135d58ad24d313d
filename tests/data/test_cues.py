"""The tables of the statement stage are well formed, and every form of their words can be found in a text."""

from collections import Counter
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "src" / "musnad" / "data"
COLUMNS = {
    "cues.tsv": "lemma pos meaning takes prepositions bare_object weight bare_weight source licence",
    "formulas.tsv": "phrase kind source licence",
    "media.tsv": "word kind english source licence",
    "report_words.tsv": "word kind source licence",
    "statement_odds.tsv": "feature weight source licence",
    "content_ends.tsv": "feature weight source licence",
}
FITTED = {"statement_odds.tsv", "content_ends.tsv"}
FEWEST = {"cues.tsv": 210, "formulas.tsv": 150, "media.tsv": 120, "report_words.tsv": 300}
TAKES = {"an", "quote", "prep", "obj", "pred", "addr"}


def table(name: str) -> list[str]:
    return [line for line in (DATA / name).read_text("utf-8").splitlines() if not line.startswith("#")]


def rows(name: str) -> list[dict[str, str]]:
    lines = table(name)
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t"), strict=True)) for line in lines[1:]]


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_columns_sources_and_licences(name: str) -> None:
    assert table(name)[0].split("\t") == COLUMNS[name].split()
    for row in rows(name):
        assert all(row.values()), row
        assert (row["source"], row["licence"]) == ("musnad", "CC-BY-SA-4.0" if name in FITTED else "Apache-2.0")


@pytest.mark.parametrize("name", [*sorted(FITTED), "cues.tsv", "triggers.tsv"])
def test_fitted_weights_say_in_the_head_that_they_are_share_alike(name: str) -> None:
    head = [line for line in (DATA / name).read_text("utf-8").splitlines() if line.startswith("#")]
    assert "CC BY-SA 4.0. See NOTICE." in head[-1]


@pytest.mark.parametrize("name", sorted(FEWEST))
def test_enough_entries(name: str) -> None:
    assert len(rows(name)) >= FEWEST[name]


def test_cues() -> None:
    cues = rows("cues.tsv")
    assert not [key for key, n in Counter((c["lemma"], c["pos"]) for c in cues).items() if n > 1]
    assert sum(c["pos"] == "verb" for c in cues) >= 150
    for cue in cues:
        assert set(cue["takes"].split(",")) <= TAKES, cue
        assert ("prep" in cue["takes"] or "pred" in cue["takes"]) or cue["prepositions"] == "-", cue
        assert 0 <= float(cue["weight"]) <= 1
        assert 0 <= float(cue["bare_weight"]) <= 1


def test_every_verb_has_its_forms() -> None:
    lines = (DATA / "forms.tsv").read_text("utf-8").splitlines()
    known = {tuple(line.split("\t")[1:3]) for line in lines if line.count("\t") == 3}
    missing = [cue["lemma"] for cue in rows("cues.tsv") if (cue["lemma"], cue["pos"]) not in known]
    assert not missing


def test_formulas_are_told_once() -> None:
    twice = [key for key, n in Counter((f["phrase"], f["kind"]) for f in rows("formulas.tsv")).items() if n > 1]
    assert not twice
