"""News sitemaps and their indexes: the page of every address that is new, with what the sitemap tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from musnad.errors import BadDocument
from musnad.records import Page
from musnad.sources.answers import Answer, Missed
from musnad.sources.base import Failed
from musnad.sources.forms import unpacked
from musnad.sources.http import Fetcher
from musnad.sources.moments import moment
from musnad.sources.pages import Context, is_known, page_of, problem_of

LARGEST_SITEMAP = 20_000_000
"""Bytes of one sitemap, unpacked; the protocol allows 50 million, news sitemaps have one."""
MOST_PAGES = 1000
"""Pages that are asked for in one run; a news sitemap holds no more."""
MOST_SITEMAPS = 50
"""Sitemaps that are read in one run."""
DEEPEST = 2
"""Indexes below the first one that are followed."""
_ENTITY = re.compile(rb"<!(?:ENTITY|DOCTYPE)", re.IGNORECASE)


class Location(Struct, frozen=True, kw_only=True):
    """One address of a sitemap, and what is told of it."""

    url: str
    changed: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    language: str | None = None
    is_sitemap: bool = False


def parse_sitemap(body: bytes, *, url: str = "") -> tuple[Location, ...]:
    """Addresses of a sitemap or of an index of sitemaps, in its order.

    Source: sitemaps.org protocol 0.9; Google's news extension 0.9.

    Raises:
        ValueError: it is none, is too large unpacked, or carries a document type.
    """
    plain = unpacked(body, LARGEST_SITEMAP)
    if plain is None:
        raise ValueError(f"is a sitemap of more than {LARGEST_SITEMAP / 1e6:.0f} MB")
    if _ENTITY.search(plain.replace(b"\0", b"")):
        raise ValueError("carries a document type, which a sitemap has no use for")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(plain, parser)
    except etree.XMLSyntaxError as problem:
        raise ValueError("is no sitemap that can be read") from problem
    if root is None or _name(root) not in ("urlset", "sitemapindex"):
        raise ValueError("is no sitemap that can be read")
    return tuple(found for element in root if (found := _location(element, url)) is not None)


class NewsSitemapSource:
    """A news sitemap, or an index of them; what they link to is a stranger's word, as with feeds."""

    def __init__(self, address: str, fetcher: Fetcher, *, answer: Answer | None = None) -> None:
        """Ask for nothing yet; `answer` is what the address answered, where it was asked already."""
        self._address = address
        self._fetcher = fetcher
        self._answer = answer

    @property
    def name(self) -> str:
        """The address."""
        return self._address

    def items(self) -> Iterator[Page | Failed]:
        """Pages that are new, sitemap by sitemap, in their order.

        Raises:
            SourceError: the first sitemap cannot be had or read.
        """
        answer = self._answer or self._fetcher.get(self._address, typed=True)
        if isinstance(answer, Missed):
            raise problem_of(answer)
        try:
            yield from _Walk(self._address, self._fetcher).read(answer, 0)
        except _Unreadable as problem:
            raise BadDocument(self.name, str(problem)) from problem


class _Unreadable(ValueError):
    """The first sitemap is none."""


class _Walk:
    """One run over a sitemap and those below it, with its bounds."""

    def __init__(self, name: str, fetcher: Fetcher) -> None:
        self._name, self._fetcher = name, fetcher
        self._pages = self._sitemaps = 0
        self._seen: set[str] = set()
        self._settled = True

    def read(self, answer: Answer, depth: int) -> Iterator[Page | Failed]:
        """Take what one sitemap names; its visit is noted when all of it is settled."""
        if not answer.unchanged:
            try:
                locations = parse_sitemap(answer.body, url=answer.url)
            except ValueError as problem:
                if depth == 0:
                    raise _Unreadable(str(problem)) from problem
                yield Failed(source=answer.url, reason="broken", message=str(problem))
                return
            before, self._settled = self._settled, True
            for location in locations:
                if location.url in self._seen:
                    continue
                self._seen.add(location.url)
                if self._full(location):
                    message = f"names more than {MOST_SITEMAPS} sitemaps or {MOST_PAGES} pages; the rest is left"
                    yield Failed(source=answer.url or self._name, reason="too-large", message=message)
                    break
                yield from self._below(location, depth) if location.is_sitemap else self._page(location)
            settled, self._settled = self._settled, self._settled and before
            if not settled:
                return
            if any(location.is_sitemap for location in locations):
                # an index may stay the same while the sitemaps that it names change: ask for it whole next time
                answer = replace(answer, visits=tuple(replace(v, etag=None, modified=None) for v in answer.visits))
        self._fetcher.note(answer.visits)

    def _full(self, location: Location) -> bool:
        return (self._sitemaps >= MOST_SITEMAPS) if location.is_sitemap else self._pages >= MOST_PAGES

    def _below(self, location: Location, depth: int) -> Iterator[Page | Failed]:
        self._sitemaps += 1
        if depth >= DEEPEST:
            yield Failed(source=location.url, reason="refused", message="lies too deep in indexes of sitemaps")
            return
        answer = self._fetcher.get(location.url, typed=False)
        if isinstance(answer, Missed):
            yield self._missed(answer)
        else:
            yield from self.read(answer, depth + 1)

    def _page(self, location: Location) -> Iterator[Page | Failed]:
        if location.language is not None and not location.language.lower().startswith("ar"):
            message = f"is in {location.language[:20]!r}, says its sitemap; it was not asked for"
            yield Failed(source=location.url, reason="not-arabic", message=message)
            return
        if is_known(self._fetcher, location.url, location.changed):
            return
        self._pages += 1
        answer = self._fetcher.get(location.url, typed=False)
        if isinstance(answer, Missed):
            yield self._missed(answer)
            return
        if not answer.unchanged:
            yield page_of(answer, location.url, self._context(location))
        self._fetcher.note(answer.visits)

    def _missed(self, missed: Missed) -> Failed:
        self._settled = self._settled and not missed.passing
        return missed.failed

    def _context(self, location: Location) -> Context:
        told = (
            ("feed", self._name),
            ("title", location.title),
            ("published", location.published),
            ("outlet", location.outlet),
        )
        return tuple((name, value) for name, value in told if value)


def _location(element: etree._Element, base: str) -> Location | None:
    name = _name(element)
    told = _texts(element)
    news = next((_texts(child) for child in element if _name(child) == "news"), {})
    publication = next((_texts(child) for child in element.iter() if _name(child) == "publication"), {})
    if name not in ("url", "sitemap") or not (link := told.get("loc")):
        return None
    return Location(
        url=urljoin(base, link),
        changed=moment(told.get("lastmod")),
        title=news.get("title"),
        published=moment(news.get("publication_date")),
        outlet=publication.get("name"),
        language=publication.get("language"),
        is_sitemap=name == "sitemap",
    )


def _texts(element: etree._Element) -> dict[str, str]:
    """Words of an element's own children by their names: images and videos have titles and addresses of their own."""
    found = ((_name(child), " ".join((child.text or "").split())) for child in element)
    return {name: text for name, text in found if text}


def _name(element: etree._Element) -> str:
    """Name of an element without its namespace: sitemaps get theirs wrong."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""
