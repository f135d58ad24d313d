"""What an address gave, told by its content: a page, a feed, a sitemap, a document.

What a server declares comes second: feeds are served as text/html, pages as application/xml.
"""

from __future__ import annotations

import re
import zlib
from typing import Literal

from musnad.records.article import SourceKind
from musnad.sources.compression import GZIP, inflated

Form = Literal["html", "feed", "json-feed", "sitemap", "json", "text"]
JSON_FEED = b"jsonfeed.org/version/"
_HEAD = 8192
_FEEDS = frozenset({b"rss", b"rdf", b"feed", b"channel"})
_SITEMAPS = frozenset({b"urlset", b"sitemapindex"})
_ROOT = re.compile(rb"\s*<(?:[\w-]+:)?([\w-]+)")
_MARKUP = (b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body", b"<!doctype")


def form_of(body: bytes, content_type: str | None = None) -> Form:
    """The form of a body; gzip is looked into."""
    head = _head(body)
    declared = (content_type or "").split(";", 1)[0].strip().lower()
    root = _root(head)
    if root in _FEEDS:
        return "feed"
    if root in _SITEMAPS:
        return "sitemap"
    if head.startswith(b"{"):
        is_feed = declared == "application/feed+json" or JSON_FEED in head.replace(b"\\/", b"/")
        return "json-feed" if is_feed else "json"
    lowered = head[:4096].lower()
    if "html" in declared or lowered.startswith(_MARKUP) or b"<html" in lowered or b"<body" in lowered:
        return "html"
    return "json" if "json" in declared else "text"


def kind_of(body: bytes, content_type: str | None = None) -> SourceKind:
    """What kind of page a body is for the reader of pages."""
    form = form_of(body, content_type)
    if form in ("html", "text"):
        return "html" if form == "html" else "text"
    return "json" if form in ("json", "json-feed") else "html"


def unpacked(body: bytes, largest: int) -> bytes | None:
    """The body, unpacked where it is gzip; None where that is more than `largest` bytes.

    Raises:
        ValueError: it is broken gzip.
    """
    if not body.startswith(GZIP):
        return body if len(body) <= largest else None
    return inflated([body], largest)


def _head(body: bytes) -> bytes:
    if body.startswith(GZIP):
        body = _beginning(body)
    # UTF-16 shows its markup once the zero bytes are out
    return body[: _HEAD * 2].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")[:_HEAD]


def _beginning(body: bytes) -> bytes:
    """The beginning of what is packed."""
    try:
        return zlib.decompressobj(47).decompress(body[:_HEAD], _HEAD)
    except zlib.error:
        return b""


def _root(head: bytes) -> bytes:
    """Lower-case name of the first element, past the declaration, comments and the document type."""
    rest = head
    for _ in range(20):
        rest = rest.lstrip()
        if rest.startswith(b"<?"):
            rest = rest.partition(b"?>")[2]
        elif rest.startswith(b"<!--"):
            rest = rest.partition(b"-->")[2]
        elif rest[:9].lower() == b"<!doctype":
            rest = re.sub(rb"^[^>\[]*(?:\[[^\]]*\]\s*)?>", b"", rest, count=1)
        else:
            break
    match = _ROOT.match(rest)
    return match.group(1).lower() if match else b""
