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


class Beginnings:
    """The words that phrases begin with, and how long the longest phrase of each is."""

    def __init__(self) -> None:
        self._longest: dict[str, int] = {}
        self._known: dict[str, tuple[tuple[str, int], ...]] = {}

    def add(self, phrase: Phrase) -> None:
        """Take note of a phrase of one word or more; none is added once `at` was asked."""
        if self._longest.get(phrase[0], 0) < len(phrase):
            self._longest[phrase[0]] = len(phrase)

    def at(self, key: str) -> tuple[tuple[str, int], ...]:
        """The forms of a word (see `bare_forms`) that begin phrases, each with the length of its longest."""
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= CACHED:
                self._known.clear()
            found = tuple((form, self._longest[form]) for form in bare_forms(key) if form in self._longest)
            self._known[key] = found
        return found


class PhraseTable:
    """Phrases by their word keys."""

    def __init__(self) -> None:
        self.values: dict[Phrase, tuple[Match, ...]] = {}
        self._starts = Beginnings()

    def add(self, name: str, match: Match) -> None:
        """Put a name under all the ways to write it in words."""
        values = self.values
        for form in phrase_forms(name_words(name)):
            if not form or not form[0]:
                continue
            found = values.get(form)
            if found is None:
                values[form] = (match,)
                self._starts.add(form)
            elif all(m.actor is not match.actor for m in found):
                values[form] = (*found, match)

    def at(self, keys: Phrase, first: int) -> tuple[int, tuple[Match, ...]] | None:
        """The longest phrase that starts at word `first`, clitics of that word left out where need be."""
        best: tuple[int, tuple[Match, ...]] | None = None
        for form, longest in self._starts.at(keys[first]):
            for size in range(min(longest, len(keys) - first), best[0] if best else 0, -1):
                found = self.values.get((form, *keys[first + 1 : first + size]))
                if found:
                    best = (size, found)
                    break
        return best
