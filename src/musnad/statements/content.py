"""Where what is reported ends, and what stands before its cue."""

from __future__ import annotations

from collections.abc import Mapping

from musnad.records import Quotation
from musnad.statements.cues import CueHit
from musnad.statements.frames import Frame
from musnad.statements.layout import COMMAS, ENDS, FA_AN, QUOTE_MARKS, Layout

Range = tuple[int, int]
"""Tokens `[first, stop)`."""
_INTRODUCED = frozenset({"كما", "فيما", "بينما", "ثم", "حيث", "وقد", "كذلك", "حين"})
_TURNS = frozenset({"لكن", "ولكن", "لكنهم", "ولكنهم"})
_BETWEEN = COMMAS | ENDS | {"هكذا", "بهذه", "الكلمات", "العبارات"}
_MOST_FRONT = 60


def content_after(layout: Layout, hit: CueHit, frame: Frame, cuts: frozenset[int]) -> tuple[Range, ...]:
    """The ranges of the content that follows a cue; at one of `cuts` (see `cutting_points`) it ends."""
    stop = layout.sentence(max(hit.token, frame.start - 1))[1]
    if frame.quotation is not None and not layout.inside[hit.token]:
        stop = max(stop, layout.sentence(min(frame.quotation.stop, layout.size - 1))[1])
        if _is_whole(layout, frame, frame.quotation, stop):
            return (layout.trimmed(frame.start, frame.quotation.stop),)
    end = _end(layout, frame, cuts, stop)
    first, last = layout.trimmed(frame.start, end)
    return ((first, last),) if first < last else ()


def _is_whole(layout: Layout, frame: Frame, quotation: Quotation, stop: int) -> bool:
    """Whether the quotation is the whole content: it begins there, and no word goes on from it."""
    if frame.start > quotation.first:
        return False
    after = quotation.stop + 1
    if not quotation.closed or after >= stop or quotation.stop - quotation.first > 25:
        return True
    key = layout.keys[after]
    short = quotation.stop - quotation.first <= 3
    if key in COMMAS and frame.kind == "an" and after + 1 < stop and layout.keys[after + 1].startswith("و"):
        return False
    if key in ENDS or key in COMMAS:
        return True
    return layout.formula(after, "closing", "source", "clause") is not None or (
        frame.kind == "quote" and key != "و" and not short
    )


def _end(layout: Layout, frame: Frame, cuts: frozenset[int], stop: int) -> int:
    """The token at which the content that begins at `frame.start` ends."""
    at = frame.start
    while at < stop:
        quotation = layout.opens.get(at)
        if quotation is not None and quotation.stop <= stop:
            at = max(at + 1, quotation.stop)
            continue
        if at > frame.start:
            if at in cuts or layout.formula(at, "closing", "source") is not None:
                return at
            if layout.keys[at] in COMMAS and at + 1 < stop and layout.keys[at + 1] in _TURNS:
                return at
        at += 1
    return stop


def cutting_points(layout: Layout, others: Mapping[int, CueHit], served: frozenset[int]) -> frozenset[int]:
    """The tokens at which a new report begins inside a sentence.

    `served` are the cues that have a complement. A finite one opens a report where it is coordinated (وأضاف، كما
    أكد), a participle always; a reporting participle behind a comma does so whatever follows it.
    """
    found: set[int] = set()
    for token, hit in others.items():
        if hit.form == "participle":
            if token in served or (token and layout.keys[token - 1] in COMMAS and hit.cue and hit.cue.weight > 0.6):
                found.add(token)
        elif hit.form == "finite" and hit.analysis is not None and token:
            introduced = layout.keys[token - 1] in _INTRODUCED or hit.analysis.proclitics.startswith(("و", "ف"))
            if introduced and token in served:
                found.add(_introduction(layout, token))
    return frozenset(found)


def _introduction(layout: Layout, at: int) -> int:
    """Where the new report at `at` begins: with its own introduction (كما، وقد), if it has one."""
    while at > 1 and layout.keys[at - 1] in _INTRODUCED:
        at -= 1
    return at


def quoted_before(layout: Layout, at: int) -> Quotation | None:
    """The quotation that ends right before token `at` (a comma or full stop may stand between)."""
    for back in range(1, 5):
        mark = at - back
        if mark < 0:
            return None
        if mark in layout.closes:
            return layout.closes[mark]
        if layout.keys[mark] not in _BETWEEN:
            return None
    return None


def clause_before(layout: Layout, at: int, bounds: frozenset[int]) -> Range | None:
    """The clause that ends before token `at` and what it reports: from the last of `bounds` or the sentence's start."""
    quotation = quoted_before(layout, at)
    first, _ = layout.sentence(at)
    floor = max([b for b in bounds if b < at and b >= first], default=first)
    start, stop = layout.trimmed(max(floor, at - _MOST_FRONT * 2), at)
    if quotation is not None and quotation.first - 1 <= start + 1:
        start, stop = quotation.first, quotation.stop
    return (start, stop) if stop - start >= 2 else None


def clause_after(layout: Layout, at: int, stop: int) -> int | None:
    """Where the clause begins that a formula at the head of its sentence reports: behind فإن، أن or a comma."""
    for token in range(at, min(stop, at + 30)):
        key = layout.keys[token]
        if key in FA_AN or key in ("ان", "انه", "انها", "فقد", "قد"):
            return token + 1
        if token in layout.opens:
            return token + 1
        if key in COMMAS and not _apposition(layout, token + 1, stop):
            following = layout.keys[token + 1] if token + 1 < stop else ""
            return token + 2 if following in FA_AN else token + 1
        if key in ENDS:
            return None
    return None


def _apposition(layout: Layout, at: int, stop: int) -> bool:
    """Whether an apposition, not the reported clause, begins at token `at`: another comma or فإن follows it."""
    place = layout.at[at] if at < stop else None
    if place is None or place.mention.kind != "PER":
        return False
    return place.stop < stop and (layout.keys[place.stop] in COMMAS or layout.keys[place.stop] in FA_AN)


def strip_marks(layout: Layout, content: Range) -> Range:
    """The range without quotation marks at its edges."""
    first, stop = content
    while first < stop and layout.keys[first] in QUOTE_MARKS:
        first += 1
    while first < stop and layout.keys[stop - 1] in QUOTE_MARKS:
        stop -= 1
    return first, stop
