"""How fast a host is asked: one request in a while, longer pauses when it asks for them."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol

from msgspec import Struct


class Clock(Protocol):
    """Time as the sources see it; tests bring their own."""

    def now(self) -> datetime:
        """The moment, UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since some moment; never goes back."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """The moment, UTC, to the second: what a record of retrieval needs."""
        return datetime.now(UTC).replace(microsecond=0)

    def monotonic(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class Manners(Struct, frozen=True, kw_only=True):
    """How politely, how much and how long one asks; times in seconds, sizes in bytes."""

    delay: float = 2.0
    """Between two requests to one host; a longer Crawl-delay of its robots.txt counts."""
    robots: bool = True
    """Whether robots.txt is asked for and obeyed."""
    local: bool = False
    """Whether feeds may name addresses of private networks: for feeds inside one's own house."""
    tries: int = 4
    """How often an address is asked that does not answer, or answers 429, 502, 503 or 504."""
    backoff: float = 2.0
    """Before the second try; twice as long before each further one."""
    longest_wait: float = 120.0
    """A host that asks for a longer pause is left alone for that long instead."""
    largest: int = 20_000_000
    """Of a body, unpacked."""
    timeout: float = 20.0
    """For each step of one request."""
    total: float = 120.0
    """For one whole answer: a server that drips is left."""
    hops: int = 5
    """Redirects that are followed."""

    def wait_before(self, attempt: int) -> float:
        """Seconds before try number `attempt` (the second is 1)."""
        return min(self.backoff * 2.0 ** (attempt - 1), self.longest_wait)


class Pace:
    """When each host may be asked again."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._next: dict[str, float] = {}
        self._shut: dict[str, float] = {}

    def wait(self, host: str, delay: float) -> None:
        """Sleep until a host may be asked, and count the request that follows."""
        early = self._next.get(host, 0.0) - self._clock.monotonic()
        if early > 0:
            self._clock.sleep(early)
        self._next[host] = self._clock.monotonic() + delay

    def shut(self, host: str, seconds: float) -> None:
        """Leave a host alone for some time."""
        self._shut[host] = self._clock.monotonic() + seconds

    def shut_for(self, host: str) -> float:
        """Seconds for which a host is still left alone, 0 for none."""
        return max(0.0, self._shut.get(host, 0.0) - self._clock.monotonic())


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a `Retry-After` header asks for: a number or a date; None where it says neither.

    Source: RFC 9110, 10.2.3.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit() and len(text) <= 9:
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
