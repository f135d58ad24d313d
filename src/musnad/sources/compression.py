"""Unpacking gzip and zlib with a bound: a small body must not become a huge one."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

GZIP = b"\x1f\x8b"
_EITHER = 47
"""zlib's code for "gzip or zlib, as the head says"."""


def inflated(chunks: Iterable[bytes], largest: int) -> bytes | None:
    """The unpacked bytes, all members of it; None where they are more than `largest`.

    Raises:
        ValueError: the bytes are not packed so, or end too early.
    """
    out = bytearray()
    unpacker = zlib.decompressobj(_EITHER)
    begun = False
    try:
        for chunk in chunks:
            begun = begun or bool(chunk)
            while chunk:
                if unpacker.eof:
                    if not chunk.startswith(GZIP):  # padding after the last member
                        return bytes(out)
                    unpacker = zlib.decompressobj(_EITHER)
                out += unpacker.decompress(chunk, max(1, largest + 1 - len(out)))
                if len(out) > largest:
                    return None
                chunk = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    except zlib.error as problem:
        raise ValueError(f"broken compression ({problem})") from problem
    if begun and not unpacker.eof:
        raise ValueError("the compressed data ends too early")
    return bytes(out)
