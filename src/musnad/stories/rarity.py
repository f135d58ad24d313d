"""How telling a term is at the moment: rare words tell more, and what is rare is learnt from the stream itself.

What stands in every second report of the last days (a war's name, the capital) tells little, whatever a plain
collection says. Counts are taken over a window of the latest reports and used in steps, so that they are the same for
every run over the same reports, interrupted or not.
"""

from __future__ import annotations

import math
from collections import deque

from musnad.stories.profile import Profile, ProfileLexicon

STEP = 2000
_EARLY = (250, 500, 1000)
"""Reports after which the counts that are used are updated: every `STEP`, and at times before the first."""
_UNSEEN_TERM = 2.0


class Rarity:
    """Counts of the latest `window` reports on top of a background; a function of the reports alone."""

    def __init__(self, background: ProfileLexicon, *, window: int = 12_000) -> None:
        self._background = background
        self._window = window
        self._latest: deque[tuple[int, ...]] = deque()
        self._counts: dict[int, int] = {}
        self._used: dict[int, int] = {}
        self._total = background.total
        self._cache: dict[int, float] = {}
        self.added = 0
        self.epoch = 0

    def add(self, profile: Profile) -> None:
        """Count one more report; every `STEP` reports the counts come into use."""
        keys = tuple(dict.fromkeys((*profile.terms, *profile.title, *profile.entities, *profile.events)))
        self._latest.append(keys)
        for key in keys:
            self._counts[key] = self._counts.get(key, 0) + 1
        if len(self._latest) > self._window:
            self._forget(self._latest.popleft())
        self.added += 1
        if self.added % STEP == 0 or self.added in _EARLY:
            self._used = self._counts.copy()
            self._total = self._background.total + len(self._latest)
            self._cache.clear()
            self.epoch += 1

    def _forget(self, keys: tuple[int, ...]) -> None:
        for key in keys:
            left = self._counts[key] - 1
            if left:
                self._counts[key] = left
            else:
                del self._counts[key]

    def of(self, key: int) -> float:
        """The natural logarithm of (reports ÷ reports with the term), at least 0.1."""
        known = self._cache.get(key)
        if known is None:
            seen = self._used.get(key, 0) + self._background.documents.get(key, _UNSEEN_TERM)
            known = self._cache[key] = max(0.1, math.log(self._total / seen))
        return known
