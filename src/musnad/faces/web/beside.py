"""Two reports side by side: paragraphs that share passages stand in one row, words of one alone are marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from musnad.records import CopyLink, Passage

Kind = Literal["same", "only", "plain"]
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_OWN = re.compile(r"\w(?:.*\w)?", re.DOTALL)
"""From the first letter or digit to the last."""
_WORD = re.compile(r"\S+")
_ARABIC = re.compile("[\u0620-\u064a]")
_LEAST_WORDS = 3
"""Shared words below which two paragraphs do not stand in one row."""


class Part(Struct, frozen=True):
    """A stretch of one text: shared (`passage` counts from 1), of this text alone, or between words.

    `start` counts code points of the text; `first` says that the passage begins here and is no mere rest of it in
    another paragraph.
    """

    kind: Kind
    text: str
    start: int
    passage: int = 0
    first: bool = False


class Block(Struct, frozen=True):
    """One paragraph; `alone`: nothing in it stands in the other text."""

    parts: tuple[Part, ...]
    start: int
    alone: bool
    direction: Literal["rtl", "ltr"]


class Pair(Struct, frozen=True):
    """A row: paragraphs of the older text, and those of the younger that belong beside them."""

    origin: tuple[Block, ...]
    report: tuple[Block, ...]


Bounds = tuple[int, int]
Run = tuple[int, int, int]
"""Start, end and number of a passage in one text."""


def side_by_side(origin: str, report: str, link: CopyLink | None) -> tuple[Pair, ...]:
    """Rows of two texts, in the order of both; without a link the texts stand beside each other unmarked."""
    lines, others = _paragraphs(origin), _paragraphs(report)
    shared = _shared(origin, report, link.passages, lines, others) if link else []
    older = sorted((p.origin_start, p.origin_end, n) for n, p in enumerate(shared, 1))
    younger = sorted((p.start, p.end, n) for n, p in enumerate(shared, 1))
    left = [_block(origin, bounds, older, linked=link is not None) for bounds in lines]
    right = [_block(report, bounds, younger, linked=link is not None) for bounds in others]
    return tuple(_rows(left, right, _ties(left, right, shared, report)))


def _shared(
    origin: str, report: str, passages: Sequence[Passage], lines: Sequence[Bounds], others: Sequence[Bounds]
) -> list[Passage]:
    """Passages that stay inside one paragraph of each text, in the report's order; and paragraphs that are the same in
    both though no passage tells it (headlines, formulas)."""
    starts, other_starts = [start for start, _ in lines], [start for start, _ in others]
    found = [part for passage in passages for part in _split(origin, report, passage, starts, other_starts)]
    free = [b for b in lines if not any(p.origin_start < b[1] and p.origin_end > b[0] for p in found)]
    waiting: dict[str, list[Bounds]] = {}
    for bounds in free:
        waiting.setdefault(" ".join(origin[slice(*bounds)].split()), []).append(bounds)
    for start, end in others:
        same = waiting.get(" ".join(report[start:end].split()))
        if same and not any(p.start < end and p.end > start for p in found):
            found.append(Passage(start, end, *same.pop(0)))
    return sorted(found, key=lambda part: part.start)


def _split(
    origin: str, report: str, passage: Passage, starts: Sequence[int], others: Sequence[int]
) -> Iterator[Passage]:
    """A passage cut where a paragraph of either text ends; whole where its words cannot be told off one by one."""
    mine = _words(report, passage.start, passage.end)
    theirs = _words(origin, passage.origin_start, passage.origin_end)
    if not mine or len(mine) != len(theirs):
        yield passage
        return
    first = 0
    for k in range(1, len(mine) + 1):
        if k < len(mine) and all(
            bisect_right(rows, words[k].start()) == bisect_right(rows, words[k - 1].start())
            for rows, words in ((others, mine), (starts, theirs))
        ):
            continue
        start, origin_start = mine[first].start(), theirs[first].start()
        yield Passage(
            passage.start if first == 0 else start,
            passage.end if k == len(mine) else mine[k - 1].end(),
            passage.origin_start if first == 0 else origin_start,
            passage.origin_end if k == len(mine) else theirs[k - 1].end(),
        )
        first = k


def _paragraphs(text: str) -> list[Bounds]:
    return [match.span() for match in _LINE.finditer(text) if match.group().strip()]


def _words(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Words of a stretch; marks that stand alone are none."""
    return [match for match in _WORD.finditer(text, start, end) if any(map(str.isalnum, match.group()))]


def _block(text: str, bounds: Bounds, runs: Sequence[Run], *, linked: bool) -> Block:
    start, end = bounds
    parts: list[Part] = []
    at = start
    for run_start, run_end, number in runs:
        if run_end <= start or run_start >= end:
            continue
        first, stop = max(at, run_start), min(end, run_end)
        if first >= stop:
            continue
        parts += _between(text, at, first, linked)
        parts.append(Part("same", text[first:stop], first, number, run_start >= start))
        at = stop
    parts += _between(text, at, end, linked)
    direction: Literal["rtl", "ltr"] = "rtl" if _ARABIC.search(text, start, end) else "ltr"
    return Block(tuple(parts), start, linked and not any(part.kind == "same" for part in parts), direction)


def _between(text: str, start: int, end: int, linked: bool) -> Iterator[Part]:
    """What stands between two passages: blanks and marks around it are not its own, marks alone are no difference."""
    own = _OWN.search(text, start, end) if linked else None
    if own is None:
        if start < end:
            yield Part("plain", text[start:end], start)
        return
    if own.start() > start:
        yield Part("plain", text[start : own.start()], start)
    yield Part("only", own.group(), own.start())
    if own.end() < end:
        yield Part("plain", text[own.end() : end], own.end())


def _ties(left: Sequence[Block], right: Sequence[Block], passages: Sequence[Passage], report: str) -> list[Bounds]:
    """Pairs (paragraph of the older, of the younger) that belong in one row; both ascend: rows keep both orders."""
    shared: Counter[Bounds] = Counter()
    starts, others = [block.start for block in left], [block.start for block in right]
    for passage in passages:
        i, j = bisect_right(starts, passage.origin_start) - 1, bisect_right(others, passage.start) - 1
        if i >= 0 and j >= 0:
            shared[i, j] += len(report[passage.start : passage.end].split())
    pairs = sorted(pair for pair, words in shared.items() if words >= _LEAST_WORDS)
    best: list[tuple[int, int]] = []  # words of the heaviest chain that ends with each pair, and the pair before it
    for n, (_, j) in enumerate(pairs):
        before = max(((best[m][0], m) for m in range(n) if pairs[m][1] <= j), default=(0, -1))
        best.append((before[0] + shared[pairs[n]], before[1]))
    chain: list[Bounds] = []
    at = max(range(len(pairs)), key=lambda n: best[n][0], default=-1)
    while at >= 0:
        chain.append(pairs[at])
        at = best[at][1]
    return chain[::-1]


def _rows(left: Sequence[Block], right: Sequence[Block], chain: Sequence[Bounds]) -> Iterator[Pair]:
    """Rows: what no tie holds stands in a row of its own between those that one holds."""
    i = j = 0
    groups: list[tuple[int, int, int, int]] = []
    for a, b in chain:  # ties that share a paragraph make one row
        if groups and (a < groups[-1][1] or b < groups[-1][3]):
            groups[-1] = (groups[-1][0], a + 1, groups[-1][2], b + 1)
        else:
            groups.append((a, a + 1, b, b + 1))
    for first, stop, other, other_stop in groups:
        if first > i or other > j:
            yield Pair(tuple(left[i:first]), tuple(right[j:other]))
        yield Pair(tuple(left[first:stop]), tuple(right[other:other_stop]))
        i, j = stop, other_stop
    if i < len(left) or j < len(right):
        yield Pair(tuple(left[i:]), tuple(right[j:]))
