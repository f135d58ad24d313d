"""One source as a person names it — a file, an address, standard input — to its bytes."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from msgspec import Struct

from musnad.errors import SourceEmpty, SourceError, SourceMissing, SourceTooLarge
from musnad.records import Page
from musnad.sources.forms import kind_of

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
    from musnad.sources.answers import Missed
    from musnad.sources.http import Fetcher  # only here: files are read without its 0.2 s
    from musnad.sources.pacing import Manners
    from musnad.sources.pages import page_of, problem_of

    # one page on a person's request, as a browser asks: at once, and without robots.txt
    manners = Manners(delay=0.0, robots=False, tries=1, largest=limits.largest, timeout=limits.timeout)
    with Fetcher(manners) as fetcher:
        answer = fetcher.get(url, typed=True)
    if isinstance(answer, Missed):
        raise problem_of(answer)
    return page_of(answer, url)


def _page(source: str, body: bytes, limits: Limits) -> Page:
    if len(body) > limits.largest:
        raise _too_large(source, limits)
    if not body.strip():
        raise SourceEmpty(source, "is empty")
    return Page(source=source, body=body, sha256=hashlib.sha256(body).hexdigest(), kind=kind_of(body))


def _too_large(source: str, limits: Limits) -> SourceError:
    return SourceTooLarge(source, f"is larger than {limits.largest / 1e6:.0f} MB; Musnad reads articles")
