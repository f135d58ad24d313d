"""Names as phrases of word keys, and what a phrase matches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from musnad.lang.ar.name_keys import bare_forms, name_words, phrase_forms
from musnad.records.mention import EntityKind
from musnad.resolve.actors import Actor

How = Literal["full", "short", "state", "organisation", "institution", "bare", "skeleton"]
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """One reading of a name: the actor, by which kind of key, and the reason in words."""

    actor: Actor
    how: How
    reason: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens `[first, stop)` that name one of `matches`; the surest match is first."""

    first: int
    stop: int
    kind: EntityKind
    matches: tuple[Match, ...]

    @property
    def how(self) -> How:
        """The strongest way in which the words match."""
        return self.matches[0].how


class PhraseTable:
    """Phrases by their word keys, with the greatest length for every first word."""

    def __init__(self) -> None:
        self.values: dict[Phrase, list[Match]] = {}
        self.longest: dict[str, int] = {}

    def add(self, name: str, match: Match) -> None:
        """Put a name under all the ways to write it in words."""
        keys = name_words(name)
        for form in phrase_forms(keys):
            if not form or not form[0]:
                continue
            found = self.values.setdefault(form, [])
            if all(m.actor.id != match.actor.id for m in found):
                found.append(match)
            self.longest[form[0]] = max(self.longest.get(form[0], 0), len(form))

    def at(self, keys: tuple[str, ...], first: int) -> tuple[int, list[Match]] | None:
        """The longest phrase that starts at word `first`, clitics of that word left out where need be."""
        best: tuple[int, list[Match]] | None = None
        for form in bare_forms(keys[first]):
            for size in range(min(self.longest.get(form, 0), len(keys) - first), best[0] if best else 0, -1):
                found = self.values.get((form, *keys[first + 1 : first + size]))
                if found:
                    best = (size, found)
                    break
        return best
