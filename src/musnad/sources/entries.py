"""The entries of a feed — RSS 0.9 to 2.0, Atom, JSON Feed — as the feed tells them, nothing added."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

import feedparser
from msgspec import Struct

from musnad.sources.forms import form_of
from musnad.sources.moments import moment

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{2,40})["'][^>]{0,200}?\?>""")
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_XML = re.compile(r"^\s*<\?xml.{0,400}?\?>", re.DOTALL)
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_TAG = re.compile(r"<[^>]{0,500}>")
_MAIL = re.compile(r"(?P<before>[^@<>()]*?)\s*[<(]?[^\s@<>()]+@[^\s@<>()]+[>)]?(?:\s*\((?P<after>[^()]+)\))?")
_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


class Entry(Struct, frozen=True, kw_only=True):
    """One entry. Dates are ISO 8601, or None where the feed has none or writes what is no date."""

    url: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    author: str | None = None
    outlet: str | None = None
    html: str | None = None
    """The whole report, where the feed carries it."""
    text: str | None = None
    id: str | None = None
    summary: bool = False
    """Whether the feed carries at least a summary."""


class Feed(Struct, frozen=True):
    """A feed: its own title, and its entries in its order."""

    title: str | None
    entries: tuple[Entry, ...]


def parse_feed(body: bytes, *, url: str = "", content_type: str | None = None) -> Feed:
    """Read a feed.

    Args:
        body: its bytes, no larger than what the caller lets in.
        url: where it came from: relative links are joined to it.
        content_type: what the server declared.

    Raises:
        ValueError: it is no feed, or declares entities of its own.
    """
    text = _decoded(body, content_type)
    if form_of(body, content_type) == "json-feed":
        return _json_feed(text, url)
    if _ENTITY.search(text):
        raise ValueError("declares entities of its own, which may unpack to anything")
    found = _found(text, url)
    if not found.entries and (found.bozo or not found.version):
        raise ValueError("is no feed that can be read")
    title = _line(found.feed.get("title"))
    rss = str(found.version).startswith("rss")
    return Feed(title, tuple(_entry(entry, title, url, rss) for entry in found.entries))


def _found(text: str, url: str) -> Any:
    """What feedparser finds. It gets a stream, never a string: it would open what looks like an address or a path.

    Raises:
        ValueError: it stumbles over the feed.
    """
    plain = "<?xml version='1.0' encoding='utf-8'?>\n" + _XML.sub("", text, count=1).lstrip()
    try:
        return feedparser.parse(
            io.BytesIO(plain.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except (LookupError, ArithmeticError, AttributeError, TypeError, AssertionError, RecursionError) as problem:
        # what it is known to raise on feeds that are broken on purpose
        raise ValueError(f"is no feed that can be read ({problem.__class__.__name__})") from problem


def _decoded(body: bytes, content_type: str | None) -> str:
    """UTF-8 where the bytes are that; else what is declared; else what old Arabic feeds are in."""
    for mark, name in _WIDE:
        if body.startswith(mark):
            return body.decode(name, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    header, declared = _HEADER.search(content_type or ""), _DECLARED.match(body)
    names = [header.group(1)] if header else []
    names += [declared.group(1).decode("ascii")] if declared else []
    for name in names:
        if name.lower().replace("_", "-") in ("utf-8", "utf8", "us-ascii"):
            continue
        try:
            return body.decode(name, "replace")
        except LookupError:
            continue
    damaged = body.decode("utf-8", "replace")
    if damaged.count("\ufffd") * 50 < len(damaged):  # a few broken bytes
        return damaged
    return body.decode("windows-1256", "replace")


def _entry(entry: Any, outlet: str | None, base: str, rss: bool) -> Entry:
    html, text = _content(entry)
    updated = moment(_text(entry.get("updated")) if "updated" in entry else None)
    published = moment(_text(entry.get("published")) if "published" in entry else None)
    source = entry.get("source")
    named = _line(source.get("title")) if isinstance(source, Mapping) else None
    return Entry(
        url=_joined(base, _text(entry.get("link"))),
        title=_line(entry.get("title")),
        published=published or (updated if rss and "published" not in entry else None),
        updated=updated,
        author=_author(entry),
        outlet=named or outlet,
        html=html,
        text=text,
        id=_text(entry.get("id")),
        summary=bool(_text(entry.get("summary"))),
    )


def _content(entry: Any) -> tuple[str | None, str | None]:
    """The whole report as (html, text); at most one of them."""
    for part in entry.get("content") or ():
        if value := _text(part.get("value")):
            return (None, value) if part.get("type") == "text/plain" else (value, None)
    return None, None


def _author(entry: Any) -> str | None:
    """The author's name; an address for mail beside it is not taken, and alone is no name."""
    written = _line(entry.get("author"))
    detail = entry.get("author_detail")
    match = _MAIL.fullmatch(written or "")
    if match is not None:
        return match["after"] or match["before"] or None
    return written or (_line(detail.get("name")) if isinstance(detail, Mapping) else None)


def _json_feed(text: str, base: str) -> Feed:
    """Source: https://www.jsonfeed.org/version/1.1/."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise ValueError(f"is not valid JSON ({str(problem)[:80]})") from problem
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise ValueError("is JSON but no feed: it has no `items`")
    title = _line(feed.get("title"))
    return Feed(title, tuple(_json_entry(item, title, base) for item in feed["items"]))


def _json_entry(item: object, outlet: str | None, base: str) -> Entry:
    if not isinstance(item, dict):
        return Entry(outlet=outlet)
    html, text = _text(item.get("content_html")), _text(item.get("content_text"))
    return Entry(
        url=_joined(base, _text(item.get("url"))),
        title=_line(item.get("title")),
        published=moment(_text(item.get("date_published"))),
        updated=moment(_text(item.get("date_modified"))),
        author="، ".join(_json_authors(item)) or None,
        outlet=outlet,
        html=html,
        text=None if html else text,
        id=str(item["id"]) if isinstance(item.get("id"), str | int) else None,
        summary=bool(_text(item.get("summary"))),
    )


def _json_authors(item: Mapping[str, Any]) -> Iterator[str]:
    authors = item.get("authors") or [item.get("author")]
    for author in authors if isinstance(authors, list) else ():
        if isinstance(author, dict) and (name := _line(author.get("name"))):
            yield name


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _line(value: object) -> str | None:
    """One line without markup: titles come with tags and line breaks inside."""
    return " ".join(_TAG.sub(" ", value).split()) or None if isinstance(value, str) else None


def _joined(base: str, link: str | None) -> str | None:
    if link is None:
        return None
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return link.strip()
