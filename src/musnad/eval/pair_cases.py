"""Scores what a system says of pairs of articles against pairs that a person read (`labels/pairs.tsv`).

Two questions are scored. Copies: does one text repeat the other (labels copy and derived against the rest)? Same
story: do both tell one matter (copy, derived and story against different)? `labels/README.md` gives the meaning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal, cast, get_args

from msgspec import Struct

from musnad.errors import GoldError
from musnad.eval.scores import Row

Verdict = Literal["copy", "derived", "story", "different"]
Half = Literal["tune", "test"]

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
PAIRS = Path(__file__).parent / "labels" / "pairs.tsv"
"""The pairs that come with the package: ids and labels, no text."""
COLUMNS = ("a", "b", "label", "stratum", "half", "doubt", "note", "source", "licence")

_COPIES: frozenset[Verdict] = frozenset({"copy", "derived"})
_STORIES: frozenset[Verdict] = _COPIES | {"story"}


class PairCase(Struct, frozen=True, kw_only=True):
    """Two articles and what a person says of them; names are "DAY/INDEX" (day and place in the archive's file)."""

    a: str
    b: str
    label: Verdict
    stratum: str
    half: Half
    doubt: bool = False
    note: str = ""


class PairError(Struct, frozen=True, kw_only=True):
    """A pair of which the system says something else."""

    case: PairCase
    verdict: Verdict


class StratumCount(Struct, frozen=True, kw_only=True):
    """One stratum: pairs, and both questions' counts."""

    stratum: str
    pairs: int
    copies: Row
    stories: Row


class PairScores(Struct, frozen=True, kw_only=True):
    """Counts over the pairs of one half, or over all where `half` is None."""

    half: Half | None
    pairs: int
    copies: Row
    stories: Row
    strata: tuple[StratumCount, ...]
    confusion: tuple[tuple[Verdict, Verdict, int], ...]
    """(label, verdict, pairs) in the order of `VERDICTS`, without zeros."""
    errors: tuple[PairError, ...]


def read_pairs(path: Path = PAIRS) -> tuple[PairCase, ...]:
    """Read a table of labelled pairs; lines that begin with # are left out.

    Raises:
        GoldError: the file is missing, lacks a column, or a cell holds none of the values that it may hold.
    """
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror}") from error
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise GoldError(f"{path}: the first line must name the columns {' '.join(COLUMNS)}")
    cases = tuple(_case(path, number, line) for number, line in enumerate(lines[1:], start=2))
    twice = [key for key, count in Counter(frozenset((case.a, case.b)) for case in cases).items() if count > 1]
    if twice:
        raise GoldError(f"{path}: {' and '.join(sorted(twice[0]))} stand there twice")
    return cases


def _case(path: Path, number: int, line: str) -> PairCase:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise GoldError(f"{path}, row {number}: {len(cells)} cells instead of {len(COLUMNS)}")
    a, b, label, stratum, half, doubt, note = cells[:7]
    for value, allowed in ((label, VERDICTS), (half, get_args(Half)), (doubt, ("yes", "no"))):
        if value not in allowed:
            raise GoldError(f"{path}, row {number}: {value!r} is none of {', '.join(allowed)}")
    if a == b:
        raise GoldError(f"{path}, row {number}: {a} is paired with itself")
    return PairCase(
        a=a,
        b=b,
        label=cast(Verdict, label),
        stratum=stratum,
        half=cast(Half, half),
        doubt=doubt == "yes",
        note=note,
    )


def score_pairs(
    cases: Iterable[PairCase],
    decided: Callable[[str, str], Verdict],
    *,
    half: Half | None = None,
    doubtful: bool = True,
) -> PairScores:
    """Ask `decided` for each pair of `half` (None: both halves) and count.

    `decided` gets the two names as they stand in the table. `doubtful=False` leaves out the pairs that the reader
    was not sure of.
    """
    chosen = [case for case in cases if half in (None, case.half) and (doubtful or not case.doubt)]
    asked = [(case, decided(case.a, case.b)) for case in chosen]
    names = dict.fromkeys(sorted(case.stratum for case in chosen))
    confusion = Counter((case.label, verdict) for case, verdict in asked)
    return PairScores(
        half=half,
        pairs=len(asked),
        copies=_row(asked, _COPIES),
        stories=_row(asked, _STORIES),
        strata=tuple(_stratum(name, [pair for pair in asked if pair[0].stratum == name]) for name in names),
        confusion=tuple((m, v, confusion[m, v]) for m in VERDICTS for v in VERDICTS if confusion[m, v]),
        errors=tuple(PairError(case=case, verdict=verdict) for case, verdict in asked if case.label != verdict),
    )


def _row(asked: Sequence[tuple[PairCase, Verdict]], positive: frozenset[Verdict]) -> Row:
    return Row(
        right=sum(case.label in positive and verdict in positive for case, verdict in asked),
        predicted=sum(verdict in positive for _, verdict in asked),
        gold=sum(case.label in positive for case, _ in asked),
    )


def _stratum(name: str, asked: Sequence[tuple[PairCase, Verdict]]) -> StratumCount:
    return StratumCount(stratum=name, pairs=len(asked), copies=_row(asked, _COPIES), stories=_row(asked, _STORIES))


def pair_tables(scores: Sequence[PairScores]) -> str:
    """Markdown: one row a half for both questions, then the strata of the last of `scores`; "" without scores."""
    if not scores:
        return ""
    lines = [
        "| pairs of | pairs | copies P | R | F1 | same story P | R | F1 |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for score in scores:
        cells = [score.half or "both halves", str(score.pairs), *_shares(score.copies), *_shares(score.stories)]
        lines.append(f"| {' | '.join(cells)} |")
    lines += [
        "",
        "| stratum | pairs | copies found / there | too many | same story found / there | too many |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for count in scores[-1].strata:
        cells = [count.stratum, str(count.pairs), *_counts(count.copies), *_counts(count.stories)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _shares(row: Row) -> tuple[str, str, str]:
    """Precision, recall, F1; a dash where there is nothing to divide by."""
    return (
        f"{row.precision:.2f}" if row.predicted else "–",
        f"{row.recall:.2f}" if row.gold else "–",
        f"{row.f1:.2f}" if row.predicted + row.gold else "–",
    )


def _counts(row: Row) -> tuple[str, str]:
    return f"{row.right} / {row.gold}", str(row.predicted - row.right)
