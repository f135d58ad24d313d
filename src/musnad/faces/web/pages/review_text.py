"""The text beside what is reviewed: lines of the article, cut where a part of the item or a name begins or ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from musnad.faces.bidi import safe
from musnad.faces.web.pages.review_item import Part, parts
from musnad.records import Mention, Reading
from musnad.review.items import Record, first_span

AROUND = 2
"""Lines before and after the item that are shown at once; the others are behind a fold."""
LONGEST_CONTEXT = 110
"""Code points on either side of the words in a line of the queue."""
_ARABIC = re.compile("[\u0620-\u064a]")
Fold = Literal["before", "near", "after"]


class Piece(Struct, frozen=True):
    """A stretch in which the same parts hold; `length` is told where a person sees other code points than stand."""

    text: str
    roles: tuple[str, ...] = ()
    entity: str = ""
    start: int = 0
    length: int | None = None
    first: bool = False


class Line(Struct, frozen=True):
    """One line of the article from code point `start` on."""

    start: int
    direction: Literal["rtl", "ltr"]
    pieces: tuple[Piece, ...]
    fold: Fold
    title: bool = False


class Quoted(Struct, frozen=True):
    """Words with what stands around them; `cut_before`, `cut_after`: there is more."""

    before: str
    words: str
    after: str
    cut_before: bool = False
    cut_after: bool = False


def lines(reading: Reading, record: Record | None, at: tuple[int, int] | None = None) -> tuple[Line, ...]:
    """The article's lines around an item, or around code points `at` where an item is to be added."""
    text, own = reading.article.text, (first_span(record).start, first_span(record).end) if record else at
    marks = list(parts(reading, record)) if record else [Part(*at, "own")] if at else []
    bounds = list(_bounds(text))
    here = next((n for n, (start, end) in enumerate(bounds) if own and start <= own[0] < end), 0)
    last = max((n for n, (start, _) in enumerate(bounds) if any(m.start >= start for m in marks[:1])), default=here)
    title = (reading.article.title or "").strip()
    found = []
    for number, (start, end) in enumerate(bounds):
        fold: Fold = "near"
        if record is not None or at is not None:
            fold = "before" if number < here - AROUND else "after" if number > max(here, last) + AROUND else "near"
        direction: Literal["rtl", "ltr"] = "rtl" if _ARABIC.search(text, start, end) else "ltr"
        pieces = tuple(_pieces(text, start, end, marks, reading.mentions, own))
        is_title = number == 0 and bool(title) and text[start:end].strip() == title
        found.append(Line(start, direction, pieces, fold, is_title))
    return tuple(found)


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line)
        start += len(line)


def _pieces(
    text: str, start: int, end: int, marks: Sequence[Part], mentions: Sequence[Mention], own: tuple[int, int] | None
) -> Iterator[Piece]:
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    named = [mention for mention in mentions if mention.span.start < end and mention.span.end > start]
    cuts = {start, end}
    for left, right in (*((m.start, m.end) for m in here), *((m.span.start, m.span.end) for m in named)):
        cuts |= {max(start, left), min(end, right)}
    if safe(text[start:end]) != text[start:end]:  # what is shown otherwise than it stands is a piece of its own
        cuts |= {i + k for i in range(start, end) if safe(text[i]) != text[i] for k in (0, 1)}
    for left, right in pairwise(sorted(cuts)):
        over = [mark.role for mark in here if mark.start <= left and right <= mark.end]
        entity = next((m.entity for m in named if m.span.start <= left and right <= m.span.end), "")
        other = right == left + 1 and safe(text[left]) != text[left]
        yield Piece(
            text[left:right], tuple(dict.fromkeys(over)), entity, left, 1 if other else None,
            bool(own) and left == (own or (0, 0))[0],
        )  # fmt: skip


def quoted(text: str, start: int, end: int, around: int = LONGEST_CONTEXT) -> Quoted:
    """Words in their sentence: as much of the line as `around` allows on either side, cut between words."""
    begin, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    left, right = max(begin, start - around), min(stop, end + around)
    if left > begin:
        space = text.find(" ", left, start)
        left = space + 1 if space >= 0 else left
    if right < stop:
        space = text.rfind(" ", end, right)
        right = space if space >= 0 else right
    return Quoted(text[left:start], text[start:end], text[end:right], left > begin, right < stop)
