"""How often somebody may ask: buckets that fill with time, by person and by address."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from msgspec import Struct

_MOST_KEYS = 20_000
"""Keys that are remembered; the longest unseen are forgotten first."""


class Pace(Struct, frozen=True):
    """At most `burst` at once, and `burst` in `seconds` on and on."""

    burst: int
    seconds: float


BY_PERSON = Pace(600, 60.0)
BY_ADDRESS = Pace(1200, 60.0)
HEAVY = Pace(30, 60.0)
"""Readings and exports of one person: each costs the machine seconds."""
COMMENTS = Pace(12, 600.0)
"""Comments of one person."""
LOGIN_BY_NAME = Pace(8, 900.0)
LOGIN_BY_ADDRESS = Pace(24, 900.0)


class Limits:
    """The buckets of one server."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Begin with all buckets full."""
        self._now = now
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[Pace, str], tuple[float, float]] = OrderedDict()

    def take(self, pace: Pace, key: str) -> int:
        """Take one; 0 where there was one, else the seconds until there is one again."""
        with self._lock:
            now = self._now()
            level, seen = self._kept.pop((pace, key), (float(pace.burst), now))
            level = min(float(pace.burst), level + (now - seen) * pace.burst / pace.seconds)
            wait = 0 if level >= 1 else math.ceil((1 - level) * pace.seconds / pace.burst)
            self._kept[pace, key] = (level - 1 if not wait else level, now)
            while len(self._kept) > _MOST_KEYS:
                self._kept.popitem(last=False)
        return wait

    def give_back(self, pace: Pace, key: str) -> None:
        """Put one back: a login that was right does not count."""
        with self._lock:
            if (pace, key) in self._kept:
                level, seen = self._kept[pace, key]
                self._kept[pace, key] = (min(float(pace.burst), level + 1), seen)
