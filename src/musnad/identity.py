"""Ids derived from content: the same content has the same id on every machine and in every run."""

from __future__ import annotations

import hashlib


def content_id(kind: str, *parts: str | int | None) -> str:
    """`kind:` and 16 hexadecimal digits of the BLAKE2b hash of `parts`.

    `None` and the empty string hash differently, and parts cannot run into each other.
    """
    digest = hashlib.blake2b(digest_size=8)
    for part in parts:
        encoded = b"\x00" if part is None else b"\x01" + str(part).encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(4, "big") + encoded)
    return f"{kind}:{digest.hexdigest()}"
