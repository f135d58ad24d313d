"""Nationality adjectives: from روسي, الروسية, روس, الروسيتين to the state."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from musnad.lang.ar.fold import fold_word
from musnad.lang.ar.name_keys import word_key
from musnad.resolve.actors import State

_ENDINGS = ("يتين", "يتان", "يين", "يون", "يان", "يات", "يه", "يا", "ين", "ون", "ي")


def singular(key: str) -> str:
    """An adjective's masculine singular: روسيه, روسيون → روسي."""
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= 2:
            return key[: -len(ending)] + "ي"
    return key


@lru_cache(maxsize=1 << 14)
def stems(key: str) -> tuple[str, ...]:
    """What an adjective's key can be built on: itself and its masculine singular, with and without the article."""
    plain = key[2:] if key.startswith("ال") and len(key) > 4 else key
    return tuple(dict.fromkeys((plain, singular(plain), key, singular(key))))


class Nationalities:
    """Adjectives of all states. Immutable once built."""

    def __init__(self, states: Iterable[State]) -> None:
        self._state: dict[str, str] = {}
        for state in states:
            for adjective in state.adjectives:
                words = fold_word(adjective).split()
                if len(words) == 1 and state.actor.country:
                    key = word_key(words[0])
                    self._state.setdefault(key, state.actor.country)
                    self._state.setdefault(singular(key), state.actor.country)

    def of(self, key: str) -> str | None:
        """ISO alpha-3 of the state that the adjective with this key belongs to."""
        for stem in stems(key):
            state = self._state.get(stem)
            if state:
                return state
        return None
