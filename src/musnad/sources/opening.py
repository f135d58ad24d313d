"""From what a person names — a path, an address, `-` — to the source that it is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from msgspec import Struct

from musnad.errors import SourceError, SourceMissing
from musnad.sources import archive, packed
from musnad.sources.base import Source, Visits
from musnad.sources.delivered import Bounds
from musnad.sources.files import FileSource, FolderSource, StreamSource, head_of
from musnad.sources.forms import form_of
from musnad.sources.mapping import parse_mapping
from musnad.sources.readers import unread

if TYPE_CHECKING:
    from musnad.sources.http import Fetcher

STDIN = "-"


class Opening(Struct, frozen=True, kw_only=True):
    """What a person says about sources beside their names."""

    mapping: tuple[str, ...] = ()
    """Fields of records, such as `text=content`; see `mapping.parse_mapping`."""
    visits: Visits | None = None
    """Memory of earlier visits; without one everything is new."""
    bounds: Bounds = Bounds()
    fetcher: Fetcher | None = None
    """What asks addresses; one of its own for each source by default."""


def open_sources(spec: str, options: Opening) -> Source:
    """The source of a name: a file of any form, a folder, `-` for standard input, an http(s) address.

    A file that is a feed or sitemap is followed to the pages that it links to.

    Raises:
        SourceError: nothing there, of no form that is read, or a mapping that is none.
    """
    mapping = parse_mapping(options.mapping)
    if spec == STDIN:
        stream = cast(BinaryIO, sys.stdin.buffer)
        return StreamSource(stream=stream, bounds=options.bounds, mapping=mapping)
    if spec.startswith(("http://", "https://")):
        from musnad.sources.discovery import AddressSource  # only here: files are read without the network's parts

        return AddressSource(spec, _fetcher(options))
    path = _path(spec)
    if path.is_dir():
        return FolderSource(path=path, bounds=options.bounds, mapping=mapping)
    head = head_of(path)
    if not (packed.sniff(head) or archive.sniff(head)):
        if (reason := unread(head)) is not None:
            raise SourceError(spec, reason)
        if form_of(head) in ("feed", "json-feed", "sitemap"):
            return _followed(path, form_of(head), _fetcher(options))
    return FileSource(path=path, bounds=options.bounds, mapping=mapping)


def _path(spec: str) -> Path:
    if "://" in spec[:20]:
        raise SourceError(spec[:200], "is an address of a kind that is not read; only http:// and https:// are")
    path = Path(spec).expanduser()
    try:
        if path.exists():
            return path
    except (OSError, ValueError) as problem:
        raise SourceMissing(spec[:200], f"is no path ({problem.__class__.__name__})") from problem
    raise SourceMissing(spec[:200], "no such file or folder")


def _followed(path: Path, form: str, fetcher: Fetcher) -> Source:
    """A feed or sitemap in a file: the pages that it links to."""
    from musnad.sources.answers import Answer
    from musnad.sources.feeds import FeedSource
    from musnad.sources.sitemaps import NewsSitemapSource

    if form != "sitemap":
        return FeedSource(str(path), fetcher)
    try:
        answer = Answer(url="", status=200, body=path.read_bytes(), retrieved=fetcher.clock.now())
    except OSError as problem:
        raise SourceMissing(str(path), f"cannot be read ({problem.__class__.__name__})") from problem
    return NewsSitemapSource(str(path), fetcher, answer=answer)


def _fetcher(options: Opening) -> Fetcher:
    from musnad.sources.http import Fetcher

    return options.fetcher or Fetcher(visits=options.visits)
