"""Readings laid out for a visitor, in his language; and what the pages of readings say the same way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from fastapi import Request

from musnad.faces.cards import Bit
from musnad.faces.laying import Bounds, View, view
from musnad.faces.naming import Naming
from musnad.faces.web.render import load_words, preferences
from musnad.faces.wording import Wording
from musnad.records import Reading


@cache
def wording() -> Wording:
    """The words of all faces. Raises: DataError."""
    words = load_words()
    return Wording({key: ar for key, (ar, _) in words.items()}, {key: en for key, (_, en) in words.items()})


def naming(request: Request) -> Naming:
    """Names of codes in the visitor's language."""
    return Naming(wording(), preferences(request).lang)


def laid(
    request: Request, reading: Reading, *, facts: Mapping[str, Bit] | None = None, marked: Sequence[Bounds] = ()
) -> View:
    """A reading in the visitor's language; ids on the page are those of the records (s1, v2, e3 …)."""
    return view(reading, wording(), prefix="", lang=preferences(request).lang, facts=facts, marked=marked)
