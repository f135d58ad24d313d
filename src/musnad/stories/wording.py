"""The words of a report as copies are compared by: folded, with their places in the original.

The title stands apart: a copy may have another. «عبد الله» and «عبدالله» are one word, as papers part them at will.
"""

from __future__ import annotations

import re

from msgspec import Struct

from musnad.lang.ar.fold import fold_word

_MARKS = (
    "\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad\u061c"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
)
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_SERVANT = frozenset(("عبد", "ابو", "بو", "آل", "ال"))
_BLANK = re.compile(r"\s*")


class Words(Struct, frozen=True, gc=False):
    """Folded words of a text and their code points `[starts[i], ends[i])`."""

    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def body_start(text: str, title: str | None) -> int:
    """Where the report begins that a title may precede in `text`."""
    if not title or not title.strip():
        return 0
    lead = len(text) - len(text.lstrip())
    plain = title.strip()
    if not text.startswith(plain, lead):
        return 0
    end = lead + len(plain)
    rest = _BLANK.match(text, end)
    after = rest.end() if rest else end
    return after if after == len(text) or "\n" in text[end:after] else 0


def words_of(text: str, start: int = 0, end: int | None = None) -> Words:
    """The words of `text[start:end]`."""
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    joins = False
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        form = fold_word(match.group())
        if not form:
            continue
        if joins and match.start() - ends[-1] == 1 and forms[-1] in _SERVANT:
            forms[-1] += form
            ends[-1] = match.end()
            joins = False
            continue
        forms.append(form)
        starts.append(match.start())
        ends.append(match.end())
        joins = form in _SERVANT
    return Words(tuple(forms), tuple(starts), tuple(ends))
