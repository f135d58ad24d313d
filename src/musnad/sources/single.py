"""One source as a person names it — a file, an address, standard input — to its bytes."""

from __future__ import annotations

import hashlib
import sys
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from musnad import __version__
from musnad.errors import SourceEmpty, SourceError, SourceMissing, SourceTooLarge
from musnad.records import Page
from musnad.records.article import SourceKind

LARGEST = 20_000_000
"""Bytes; more is not one article."""
TIMEOUT = 20.0
"""Seconds for an address to answer."""
STDIN = "-"


class Limits(Struct, frozen=True):
    """How much is read: bytes of a source, seconds for an address."""

    largest: int = LARGEST
    timeout: float = TIMEOUT


def fetch(source: str, *, limits: Limits) -> Page:
    """The bytes of a source, with where and when they came from.

    Raises:
        SourceError: missing, empty or too large.
    """
    if source == STDIN:
        return _page(source, sys.stdin.buffer.read(limits.largest + 1), limits)
    if source.startswith(("http://", "https://")):
        return _fetch_address(source, limits)
    return _fetch_file(Path(source), limits)


def _fetch_file(path: Path, limits: Limits) -> Page:
    try:
        if path.is_dir():
            raise SourceMissing(str(path), "is a folder; name its files, or use `musnad annotate`")
        if path.stat().st_size > limits.largest:
            raise _too_large(str(path), limits)
        return _page(str(path), path.read_bytes(), limits)
    except FileNotFoundError as problem:
        raise SourceMissing(str(path), "no such file") from problem
    except (OSError, ValueError) as problem:
        raise SourceMissing(str(path)[:200], f"cannot be read ({problem.__class__.__name__})") from problem


def _fetch_address(url: str, limits: Limits) -> Page:
    import httpx  # only here: files are read without its 0.1 s

    body = bytearray()
    agent = {"User-Agent": f"musnad/{__version__} (reads one article on a person's request)"}
    try:
        with httpx.stream("GET", url, timeout=limits.timeout, follow_redirects=True, headers=agent) as answer:
            answer.raise_for_status()
            for chunk in answer.iter_bytes():
                body += chunk
                if len(body) > limits.largest:
                    raise _too_large(url, limits)
            content_type = answer.headers.get("content-type")
            final = str(answer.url)
    except httpx.HTTPStatusError as problem:
        raise SourceMissing(url, f"the address answers {problem.response.status_code}") from problem
    except (httpx.HTTPError, httpx.InvalidURL) as problem:
        raise SourceMissing(url, f"the address does not answer ({problem.__class__.__name__})") from problem
    return _page(url, bytes(body), limits, url=final, content_type=content_type)


def _page(source: str, body: bytes, limits: Limits, *, url: str | None = None, content_type: str | None = None) -> Page:
    if len(body) > limits.largest:
        raise _too_large(source, limits)
    if not body.strip():
        raise SourceEmpty(source, "is empty")
    return Page(
        source=source,
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
        kind=_kind(body, content_type),
        url=url,
        retrieved=datetime.now(UTC) if url else None,
        content_type=content_type,
    )


def _kind(body: bytes, content_type: str | None) -> SourceKind:
    head = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    declared = (content_type or "").lower()
    if "json" in declared or head.startswith(b"{"):
        return "json"
    if (
        "html" in declared
        or head.startswith((b"<!doctype", b"<html", b"<?xml"))
        or b"<html" in head
        or b"<body" in head
    ):
        return "html"
    return "text"


def _too_large(source: str, limits: Limits) -> SourceError:
    return SourceTooLarge(source, f"is larger than {limits.largest / 1e6:.0f} MB; Musnad reads articles")
