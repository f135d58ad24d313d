"""Furniture: the lines of a page that are not the report — share bars, related links, comment forms, rights, cookies.

Table `musnad/data/furniture.tsv`. A phrase counts only for short lines of its own, never inside a sentence; credit
lines ("المصدر: وكالات", "(أ ف ب)") are no furniture: they are links of a claim's chain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from typing import Literal, cast

from msgspec import Struct

from musnad.errors import DataError
from musnad.lang.ar.fold import fold_word

Place = Literal["start", "end", "anywhere"]
LONGEST = 120
"""Code points of a line that a whole phrase or a prefix may make furniture."""
_COLUMNS = ["phrase", "match", "place", "takes", "kind", "language", "source", "licence"]
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")
_NUMBERS = re.compile(r"[\d\s.,:/|٪%()#-]+")
_COUNT = re.compile(r"^\d[\d.,]*\s*[km]?\s+|\s+\d[\d.,]*\s*[km]?$")
_START = 5
"""Lines that are the start of a text."""


class Phrase(Struct, frozen=True):
    """One row: where it counts, and whether it ends the report (`rest`) or is one line of furniture."""

    text: str
    place: Place
    rest: bool
    kind: str


class Furniture(Struct, frozen=True):
    """The phrases, folded: whole lines by their words, prefixes by their first word."""

    lines: Mapping[str, Phrase]
    prefixes: Mapping[str, tuple[Phrase, ...]]

    @classmethod
    def load(cls) -> Furniture:
        """Read the table.

        Raises:
            DataError: the head or a row is not as documented.
        """
        rows = [
            line.split("\t") for line in files("musnad").joinpath("data/furniture.tsv").read_text("utf-8").splitlines()
        ]
        if not rows or rows[0] != _COLUMNS:
            raise DataError("furniture.tsv: wrong columns")
        lines: dict[str, Phrase] = {}
        prefixes: dict[str, tuple[Phrase, ...]] = {}
        for row in rows[1:]:
            if (
                len(row) != len(_COLUMNS)
                or row[1] not in ("line", "prefix")
                or row[2] not in ("start", "end", "anywhere")
            ):
                raise DataError(f"furniture.tsv: broken row {row}")
            text = _bare(row[0]) if row[1] == "line" else _plain(row[0])
            phrase = Phrase(text, cast(Place, row[2]), row[3] == "rest", row[4])
            if row[1] == "line":
                lines[text] = phrase
            else:
                first = text.split()[0]
                prefixes[first] = (*prefixes.get(first, ()), phrase)
        return cls(lines, prefixes)

    def match(self, line: str) -> Phrase | None:
        """The phrase that makes a whole line furniture, wherever it stands; None for a line of the report."""
        if len(line) > LONGEST:
            return None
        plain = _plain(line)
        bare = _bare(line)
        if (whole := self.lines.get(bare) or self.lines.get(_COUNT.sub("", bare))) is not None:
            return whole
        first = plain.split(maxsplit=1)[0] if plain else ""
        return next((p for p in self.prefixes.get(first, ()) if plain.startswith(p.text)), None)

    def is_desk(self, name: str) -> bool:
        """Whether a byline names a desk or a role account, not a person."""
        phrase = self.match(name)
        return phrase is not None and phrase.kind == "desk"


def without_furniture(lines: Sequence[str], furniture: Furniture, *, is_link: Callable[[int], bool]) -> list[int]:
    """Indices of the lines that are the report; `is_link(i)` says whether line `i` is nothing but a link.

    A heading such as «مواضيع ذات صلة» takes the links under it; after most of the text it takes all that follows.
    """
    kept: list[int] = []
    before, total = 0, sum(map(len, lines))
    under_heading = False
    for i, line in enumerate(lines):
        before += len(line)
        phrase = furniture.match(line)
        if phrase is None and not _empty(line) and not (under_heading and (is_link(i) or _is_headline(line))):
            under_heading = False
            kept.append(i)
        elif phrase is not None and _in_place(phrase, i, before, total):
            if phrase.rest and before > total * 0.55 and not _sentences(lines[i + 1 :]):
                break
            under_heading = phrase.kind == "related"
        elif phrase is not None:
            kept.append(i)
    return kept


def _plain(line: str) -> str:
    return " ".join(fold_word(line).split())


def _bare(line: str) -> str:
    return _EDGE.sub("", _plain(line))


def _empty(line: str) -> bool:
    """Only marks or numbers (counters, separators)."""
    return not _bare(line) or _NUMBERS.fullmatch(_plain(line)) is not None


def _in_place(phrase: Phrase, index: int, before: int, total: int) -> bool:
    if phrase.place == "start":
        return index < _START
    return phrase.place == "anywhere" or before > total * 0.5


def _is_headline(line: str) -> bool:
    """A short line that ends in no full stop: under «اقرأ أيضا» it is another report's title."""
    return len(line) <= LONGEST and line.rstrip()[-1:] not in '.؟!:؛،»"”'


def _sentences(lines: Sequence[str]) -> bool:
    """Whether a good part of the lines are still sentences of a report: long and closed."""
    closed = sum(1 for line in lines if len(line) > LONGEST and line.rstrip()[-1:] in '.؟!»"”)')
    return closed >= 2 and closed * 2 >= len(lines)
