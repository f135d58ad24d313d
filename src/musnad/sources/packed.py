"""Single packed files, gzip and Zstandard: what lies in them, unpacked as it is read."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import BinaryIO, cast

import zstandard
from msgspec.structs import replace

from musnad.errors import SourceTooLarge
from musnad.sources.delivered import BROKEN_READS, HEAD, Delivered

_SUFFIXES = (".gz", ".gzip", ".zst", ".zstd")
GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"


def sniff(head: bytes) -> bool:
    """Whether it is packed."""
    return head.startswith((GZIP, ZSTD))


def inner_head(head: bytes) -> bytes:
    """The first bytes of what is packed, as many as `head` holds; empty for broken ones."""
    try:
        if head.startswith(GZIP):
            return zlib.decompressobj(31).decompress(head, HEAD)
        return zstandard.ZstdDecompressor().stream_reader(io.BytesIO(head)).read(HEAD)
    except BROKEN_READS:
        return b""


def unpacked(item: Delivered) -> Delivered:
    """The file that is packed, under its own name."""
    name = item.name
    for suffix in _SUFFIXES:
        name = name[: -len(suffix)] if name.lower().endswith(suffix) else name
    raw = cast(io.RawIOBase, _Unpacking(item))
    return replace(item, name=name, stream=cast(BinaryIO, io.BufferedReader(raw, HEAD)))


class _Unpacking(io.RawIOBase):
    """What a packed file holds; going back to its start begins the unpacking anew."""

    def __init__(self, item: Delivered) -> None:
        self._item = item
        self._reader = self._open()
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: object) -> int:
        """Fill `buffer`.

        Raises:
            SourceTooLarge: more is packed than is read.
        """
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._reader.read(len(view))
        self._at += len(data)
        if self._at > self._item.bounds.unpacked:
            raise SourceTooLarge(self._item.name, "unpacks to more than is read")
        view[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place counted from the start; forward by reading on."""
        target = offset + (self._at if whence == io.SEEK_CUR else 0)
        if whence == io.SEEK_END:
            raise io.UnsupportedOperation("the end of packed bytes is not known")
        if target < self._at:
            self._reader, self._at = self._open(), 0
        while self._at < target and (data := self._reader.read(min(HEAD, target - self._at))):
            self._at += len(data)
        return self._at

    def _open(self) -> BinaryIO:
        stream = self._item.stream
        head = stream.read(4) if not stream.seek(0) else b""
        stream.seek(0)
        if head.startswith(GZIP):
            return cast(BinaryIO, gzip.GzipFile(fileobj=stream))
        return cast(
            BinaryIO, zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True, closefd=False)
        )
