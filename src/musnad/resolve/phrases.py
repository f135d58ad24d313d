"""Names as phrases of word keys, and what a phrase matches."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from musnad.lang.ar.name_keys import bare_forms, name_words, phrase_forms
from musnad.records.mention import EntityKind
from musnad.resolve.actors import Actor

How = Literal["full", "short", "state", "organisation", "institution", "bare", "skeleton"]
Phrase = tuple[str, ...]


class Match(Struct, frozen=True, gc=False):
    """One reading of a name: the actor, by which kind of key, and the reason in words."""

    actor: Actor
    how: How
    reason: str


class Hit(Struct, frozen=True, gc=False):
    """Tokens `[first, stop)` that name one of `matches`; the surest match is first."""

    first: int
    stop: int
    kind: EntityKind
    matches: tuple[Match, ...]

    @property
    def how(self) -> How:
        """The strongest way in which the words match."""
        return self.matches[0].how


CACHED = 1 << 15
"""Words whose beginnings are remembered."""


class PhraseTable:
    """Phrases by their word keys, with the greatest length for every first word."""

    def __init__(self) -> None:
        self.values: dict[Phrase, tuple[Match, ...]] = {}
        self._longest: dict[str, int] = {}
        self._starts: dict[str, tuple[tuple[str, int], ...]] = {}

    def add(self, name: str, match: Match) -> None:
        """Put a name under all the ways to write it in words."""
        values, longest = self.values, self._longest
        for form in phrase_forms(name_words(name)):
            if not form or not form[0]:
                continue
            found = values.get(form)
            if found is None:
                values[form] = (match,)
            elif all(m.actor is not match.actor for m in found):
                values[form] = (*found, match)
            if longest.get(form[0], 0) < len(form):
                longest[form[0]] = len(form)

    def at(self, keys: tuple[str, ...], first: int) -> tuple[int, tuple[Match, ...]] | None:
        """The longest phrase that starts at word `first`, clitics of that word left out where need be."""
        best: tuple[int, tuple[Match, ...]] | None = None
        key = keys[first]
        starts = self._starts.get(key)
        if starts is None:
            starts = self._begun(key)
        for form, longest in starts:
            for size in range(min(longest, len(keys) - first), best[0] if best else 0, -1):
                found = self.values.get((form, *keys[first + 1 : first + size]))
                if found:
                    best = (size, found)
                    break
        return best

    def _begun(self, key: str) -> tuple[tuple[str, int], ...]:
        """The forms of a word that begin phrases, with the length of the longest of those."""
        if len(self._starts) >= CACHED:
            self._starts.clear()
        found = tuple((form, self._longest[form]) for form in bare_forms(key) if form in self._longest)
        self._starts[key] = found
        return found
