"""The port of all sources: an iterator of what was delivered, page by page, and of what could not be taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Literal, Protocol

from msgspec import Meta, Struct

from musnad.records import Page

FailureReason = Literal[
    "missing", "refused", "robots", "empty", "too-large", "broken", "unknown-form", "private-address", "no-text",
    "not-arabic", "no-article", "unread",
]  # fmt: skip


class Failed(Struct, frozen=True, kw_only=True):
    """One item that could not be taken; the run goes on."""

    source: Annotated[str, Meta(description="Which item: file and place in it, or address.")]
    reason: FailureReason
    message: Annotated[str, Meta(description="One line for a person.")]
    body: Annotated[bytes | None, Meta(description="What was delivered, where it is worth keeping.")] = None


class Visit(Struct, frozen=True, kw_only=True):
    """What an address answered last time: sent along next time, so that nothing is fetched twice."""

    url: str
    etag: str | None = None
    modified: Annotated[str | None, Meta(description="Last-Modified as the server wrote it.")] = None
    seen: Annotated[datetime | None, Meta(description="When it was last asked, UTC.")] = None
    status: int | None = None


class Visits(Protocol):
    """Memory of earlier visits; the store keeps it, a plain dict-backed one serves tests."""

    def visit(self, url: str) -> Visit | None:
        """The last visit of an address, or None."""
        ...

    def note_visit(self, visit: Visit) -> None:
        """Remember a visit."""
        ...


class Source(Protocol):
    """A place that reports come from.

    `items` yields in a stable order: the same bytes give the same pages in the same order, every time. A single item
    that is broken is yielded as `Failed`; only a source that cannot be opened at all raises `SourceError`.
    """

    @property
    def name(self) -> str:
        """What the person called it: path or address."""
        ...

    def items(self) -> Iterator[Page | Failed]:
        """Everything it holds, one by one, streamed: memory does not grow with the source."""
        ...
