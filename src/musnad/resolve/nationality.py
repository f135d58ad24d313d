"""Nationality adjectives: from روسي, الروسية, روس, الروسيتين to the state."""

from __future__ import annotations

from collections.abc import Iterable

from musnad.lang.ar.fold import fold_word
from musnad.lang.ar.name_keys import word_key
from musnad.resolve.actors import State
from musnad.resolve.phrases import CACHED

_ENDINGS = ("يتين", "يتان", "يين", "يون", "يان", "يات", "يه", "يا", "ين", "ون", "ي")


def singular(key: str) -> str:
    """An adjective's masculine singular: روسيه, روسيون → روسي."""
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= 2:
            return key[: -len(ending)] + "ي"
    return key


def stems(key: str) -> tuple[str, ...]:
    """What an adjective's key can be built on: itself and its masculine singular, with and without the article."""
    plain = key[2:] if key.startswith("ال") and len(key) > 4 else key
    return tuple(dict.fromkeys((plain, singular(plain), key, singular(key))))


class Nationalities:
    """Adjectives of all states. Immutable but for what it remembers."""

    def __init__(self, states: Iterable[State]) -> None:
        self._state: dict[str, str] = {}
        self._known: dict[str, str | None] = {}
        for state in states:
            for adjective in state.adjectives:
                words = fold_word(adjective).split()
                if len(words) == 1 and state.actor.country:
                    key = word_key(words[0])
                    self._state.setdefault(key, state.actor.country)
                    self._state.setdefault(singular(key), state.actor.country)

    def of(self, key: str) -> str | None:
        """ISO alpha-3 of the state that the adjective with this key belongs to."""
        found = self._known.get(key, "?")
        if found != "?":
            return found
        if len(self._known) >= CACHED:
            self._known.clear()
        found = next((self._state[stem] for stem in stems(key) if stem in self._state), None)
        self._known[key] = found
        return found
