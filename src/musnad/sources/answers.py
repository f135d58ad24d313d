"""What an address answered, or why it gave nothing; the body is read within bounds of size and time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import httpx
from msgspec import Meta, Struct

from musnad.sources.base import Failed, FailureReason, Visit
from musnad.sources.compression import inflated
from musnad.sources.pacing import Clock, Manners


class Answer(Struct, frozen=True, kw_only=True):
    """What an address answered: 200 with a body, or 304."""

    url: Annotated[str, Meta(description="Where the answer came from, after redirects.")]
    status: int
    body: bytes = b""
    content_type: str | None = None
    retrieved: Annotated[datetime, Meta(description="UTC.")]
    visits: Annotated[tuple[Visit, ...], Meta(description="To be noted once the body is in good hands.")] = ()

    @property
    def unchanged(self) -> bool:
        """Nothing new since the last visit."""
        return self.status == 304


class Missed(Struct, frozen=True, kw_only=True):
    """Why an address gave nothing."""

    failed: Failed
    status: Annotated[int | None, Meta(description="HTTP status; None where nothing was answered.")] = None
    passing: Annotated[bool, Meta(description="Whether a later run may fare better.")] = False
    pause: Annotated[float | None, Meta(description="Seconds that the server asks to wait.")] = None
    unreached: Annotated[bool, Meta(description="Whether not even a connection was made.")] = False


def missed(source: str, reason: FailureReason, message: str, *, passing: bool = False) -> Missed:
    """Why nothing came."""
    return Missed(failed=Failed(source=source, reason=reason, message=message), passing=passing)


def body_of(response: httpx.Response, source: str, clock: Clock, manners: Manners) -> bytes | Missed:
    """The unpacked body of an answer, read within the bounds of size and time."""
    packing = response.headers.get("content-encoding", "").strip().lower()
    chunks = _Chunks(response, clock, manners)
    unpacked: bytes | None = None
    broken = None
    try:
        if packing in ("gzip", "x-gzip", "deflate"):
            unpacked = inflated(chunks, manners.largest)
        elif packing in ("", "identity"):
            unpacked = b"".join(chunks)
        else:
            broken = f"is packed with {packing[:20]!r}, which was not asked for"
    except ValueError as problem:
        broken = f"cannot be unpacked: {problem}"
    if chunks.late:
        return missed(source, "missing", f"is not there after {manners.total:.0f} seconds", passing=True)
    if chunks.large or (unpacked is None and broken is None):
        return missed(source, "too-large", f"is larger than {manners.largest / 1e6:.0f} MB")
    if broken is not None or unpacked is None:
        return missed(source, "broken", broken or "cannot be read")
    return unpacked if unpacked.strip() else missed(source, "empty", "is empty")


class _Chunks:
    """The bytes of an answer as they come, until there are too many or it takes too long."""

    def __init__(self, response: httpx.Response, clock: Clock, manners: Manners) -> None:
        self._response, self._clock, self._manners = response, clock, manners
        self.late = self.large = False

    def __iter__(self) -> Iterator[bytes]:
        end = self._clock.monotonic() + self._manners.total
        size = 0
        for chunk in self._response.iter_raw():
            size += len(chunk)
            self.late, self.large = self._clock.monotonic() > end, size > self._manners.largest
            if self.late or self.large:
                return
            yield chunk
