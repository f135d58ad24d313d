"""Pairs are read strictly, scored by two questions, and shipped without leaks between the halves."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from musnad.errors import GoldError
from musnad.eval.pair_cases import COLUMNS, PairCase, Verdict, pair_tables, read_pairs, score_pairs

HEAD = "\t".join(COLUMNS)
ROW = "2015-01-01/0001\t2015-01-02/0002\tcopy\tshort\ttune\tno\t\tmusnad\tApache-2.0"


def case(
    a: str, label: Verdict, *, half: str = "test", stratum: str = "like", doubt: bool = False, b: str = "x"
) -> PairCase:
    return PairCase(a=a, b=b, label=label, stratum=stratum, half="tune" if half == "tune" else "test", doubt=doubt)


CASES = (
    case("1", "copy", stratum="shared"),
    case("2", "derived", stratum="shared"),
    case("3", "story"),
    case("4", "different"),
    case("5", "different", doubt=True),
    case("6", "copy", half="tune"),
)


def answers(**verdicts: Verdict) -> dict[str, Verdict]:
    return {key.removeprefix("n"): verdict for key, verdict in verdicts.items()}


def test_copies_and_stories_are_two_questions() -> None:
    said = answers(n1="copy", n2="story", n3="copy", n4="different", n5="story")
    scores = score_pairs(CASES, lambda a, b: said[a], half="test")
    assert scores.pairs == 5
    assert (scores.copies.right, scores.copies.predicted, scores.copies.gold) == (1, 2, 2)
    assert (scores.stories.right, scores.stories.predicted, scores.stories.gold) == (3, 4, 3)
    assert scores.copies.f1 == 0.5
    assert scores.stories.precision == 0.75


def test_copy_for_derived_is_right_but_seen() -> None:
    said = answers(n1="derived", n2="copy", n3="story", n4="different", n5="different")
    scores = score_pairs(CASES, lambda a, b: said[a], half="test")
    assert scores.copies.f1 == scores.stories.f1 == 1.0
    assert [(error.case.a, error.verdict) for error in scores.errors] == [("1", "derived"), ("2", "copy")]
    assert ("copy", "derived", 1) in scores.confusion
    assert sum(count for _, _, count in scores.confusion) == scores.pairs


def test_halves_and_doubt_choose_the_pairs() -> None:
    assert score_pairs(CASES, lambda a, b: "copy", half="tune").pairs == 1
    assert score_pairs(CASES, lambda a, b: "copy").pairs == 6
    sure = score_pairs(CASES, lambda a, b: "different", half="test", doubtful=False)
    assert sure.pairs == 4
    assert sure.copies.predicted == 0
    assert sure.copies.f1 == 0.0


def test_strata_are_counted_apart() -> None:
    scores = score_pairs(CASES, lambda a, b: "copy", half="test")
    assert [(s.stratum, s.pairs, s.copies.gold, s.copies.predicted) for s in scores.strata] == [
        ("like", 3, 0, 3),
        ("shared", 2, 2, 2),
    ]


def test_the_names_are_asked_in_their_order() -> None:
    asked: list[tuple[str, str]] = []

    def decided(a: str, b: str) -> Verdict:
        asked.append((a, b))
        return "story"

    score_pairs([case("p", "story", b="q")], decided)
    assert asked == [("p", "q")]


def test_tables() -> None:
    test = score_pairs(CASES, lambda a, b: "copy", half="test")
    none = score_pairs((), lambda a, b: "copy", half="tune")
    text = pair_tables([none, test])
    assert "| tune | 0 | – | – | – | – | – | – |" in text
    assert "| test | 5 | 0.40 | 1.00 | 0.57 | 0.60 | 1.00 | 0.75 |" in text
    assert "| shared | 2 | 2 / 2 | 0 | 2 / 2 | 0 |" in text
    assert "| like | 3 | 0 / 0 | 3 | 1 / 1 | 2 |" in text
    assert "both halves" in pair_tables([score_pairs(CASES, lambda a, b: "copy")])
    assert pair_tables([]) == ""


def test_reads_a_table(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(f"# remark\n{HEAD}\n{ROW}\n", encoding="utf-8")
    assert read_pairs(path) == (
        PairCase(a="2015-01-01/0001", b="2015-01-02/0002", label="copy", stratum="short", half="tune"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\tb\n",
        f"{HEAD}\n{ROW}\tmore\n",
        f"{HEAD}\n{ROW.replace('copy', 'twin')}\n",
        f"{HEAD}\n{ROW.replace('tune', 'train')}\n",
        f"{HEAD}\n{ROW.replace('no', 'maybe')}\n",
        f"{HEAD}\n{ROW.replace('2015-01-02/0002', '2015-01-01/0001')}\n",
        f"{HEAD}\n{ROW}\n{ROW}\n",
    ],
)
def test_a_broken_table_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GoldError):
        read_pairs(path)


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError):
        read_pairs(tmp_path / "none.tsv")


def test_the_shipped_pairs_cover_all_labels_in_both_halves() -> None:
    cases = read_pairs()
    assert len(cases) >= 300
    counts = Counter((c.label, c.half) for c in cases)
    assert len(counts) == 8
    assert min(counts.values()) >= 25


def test_the_shipped_pairs_name_articles_only() -> None:
    name = re.compile(r"2015-0[78]-\d\d/\d{4}")
    assert all(name.fullmatch(c.a) and name.fullmatch(c.b) and c.a < c.b for c in read_pairs())
    assert not [c.note for c in read_pairs() if re.search("[\u0600-\u06ff]", c.note) or len(c.note) > 90]


def test_no_article_stands_in_both_halves() -> None:
    halves: dict[str, set[str]] = defaultdict(set)
    for c in read_pairs():
        halves[c.a].add(c.half)
        halves[c.b].add(c.half)
    assert not [article for article, seen in halves.items() if len(seen) > 1]
