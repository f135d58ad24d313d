"""One file as it lies somewhere — in a folder, in an archive, on standard input — and the pages made of it."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import BinaryIO

import zstandard
from msgspec import Struct

from musnad.errors import SourceEmpty, SourceError, SourceTooLarge
from musnad.records import Page
from musnad.records.article import SourceKind
from musnad.sources.base import Failed, FailureReason

HEAD = 65_536
"""Bytes that the form of a file is told by."""
BROKEN_READS = (OSError, EOFError, zlib.error, zipfile.BadZipFile, zstandard.ZstdError, NotImplementedError)
"""What reading broken or odd bytes raises in the libraries that unpack them."""
Context = tuple[tuple[str, str], ...]


class Bounds(Struct, frozen=True):
    """How much is read; all sizes are bytes after unpacking."""

    item: int = 20_000_000
    """Of one page, record or post; more is not one article."""
    whole: int = 20_000_000
    """Of a file that cannot be read piece by piece."""
    unpacked: int = 50_000_000_000
    """Of one packed file or member of an archive."""
    ratio: int = 400
    """How many times larger than its packed bytes a member may be."""
    members: int = 500_000
    """Of one archive."""


class Delivered(Struct, frozen=True):
    """A file to be read: its name as a person knows it, and its bytes."""

    name: str
    stream: BinaryIO
    """At its start, seekable."""
    bounds: Bounds
    beside: Callable[[str], bytes | None]
    """The bytes of a file in the same place by its name, None where there is none or it is large."""

    def head(self) -> bytes:
        """The first bytes; the stream is at its start afterwards."""
        self.stream.seek(0)
        head = self.stream.read(HEAD)
        self.stream.seek(0)
        return head

    def whole(self) -> bytes:
        """All bytes.

        Raises:
            SourceTooLarge: more than `bounds.whole`.
        """
        body = self.stream.read(self.bounds.whole + 1)
        if len(body) > self.bounds.whole:
            raise SourceTooLarge(self.name, f"is larger than {self.bounds.whole / 1e6:.0f} MB")
        return body


def page(
    source: str,
    body: bytes,
    kind: SourceKind,
    context: Context = (),
    *,
    url: str | None = None,
    retrieved: datetime | None = None,
    content_type: str | None = None,
) -> Page:
    """A page with the hash of its bytes."""
    return Page(
        source=source,
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
        kind=kind,
        url=url,
        retrieved=retrieved,
        content_type=content_type,
        context=context,
    )


def guarded(name: str, items: Iterator[Page | Failed]) -> Iterator[Page | Failed]:
    """The items; where reading on is impossible, the reason as the last one."""
    try:
        yield from items
    except SourceError as problem:
        yield Failed(source=problem.source, reason=_reason(problem), message=_line(problem.message))
    except BROKEN_READS as problem:
        yield Failed(source=name, reason="broken", message=f"cannot be read on ({_line(str(problem))})")


def _reason(problem: SourceError) -> FailureReason:
    if isinstance(problem, SourceTooLarge):
        return "too-large"
    return "empty" if isinstance(problem, SourceEmpty) else "broken"


def _line(text: str) -> str:
    return " ".join(text.split())[:200]
