"""Entries of feeds: reports that a feed carries whole, and what a feed tells of a page that it links to.

A feed's word counts less than the page's own: it fills what the page leaves open, and never contradicts it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from musnad.errors import BadDocument, SourceEmpty
from musnad.lang.ar.fold import fold_word
from musnad.page.datelines import clean_byline
from musnad.page.dates import machine_date
from musnad.page.extract import blocks, parse, without_junk
from musnad.page.furniture import without_furniture
from musnad.page.metadata import Found, PageFacts
from musnad.page.parts import Parts
from musnad.page.tables import PageTables, host_of
from musnad.records.article import Page

_APPEARED = re.compile(r"^(?:The post .{1,300} appeared first on|ظهرت المقالة .{1,300} (?:أولاً|أولا|اولا) (?:على|في)) ")
"""What WordPress puts under every entry of its feeds."""
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")


class _Told(Struct, frozen=True, kw_only=True):
    """The document that a source makes of an entry."""

    title: str | None = None
    url: str | None = None
    published: str | None = None
    author: str | None = None
    outlet: str | None = None
    html: str | None = None
    text: str | None = None


def read_entry(document: str, page: Page, title: str | None, tables: PageTables) -> Parts:
    """The report of an entry that carries it whole: its title, then its paragraphs, parted by blank lines.

    Args:
        document: the decoded body of a page of kind `feed`.
        page: where it came from.
        title: the caller's own title, which stands in the text in place of the feed's.
        tables: months, desks, outlets.

    Raises:
        BadDocument: it is no such document.
        SourceEmpty: it has no words.
    """
    try:
        told = msgspec.json.decode(document.encode("utf-8", "replace"), type=_Told)
    except msgspec.DecodeError as problem:
        raise BadDocument(page.source, f"is no entry of a feed ({str(problem)[:80]})") from problem
    facts = _facts(told, tables)
    lines = _of_html(told.html, tables) if told.html else _LINE.findall(told.text or "")
    lines = [line for line in (" ".join(line.split()) for line in lines) if line]
    head = title or (facts.title.value if facts.title else None)
    while head and lines and fold_word(lines[0]) == fold_word(head):
        lines = lines[1:]
    if not lines:
        raise SourceEmpty(page.source, "is an entry without words")
    return Parts("\n\n".join([head, *lines] if head else lines), facts)


def completed(facts: PageFacts, page: Page, tables: PageTables) -> PageFacts:
    """The facts of a page, with what the feed that linked to it tells where the page itself tells nothing."""
    context = dict(page.context)
    if "feed" not in context:
        return facts
    names = ("title", "published", "author", "outlet")
    told = _facts(_Told(**{name: context[name] for name in names if name in context}), tables)
    return msgspec.structs.replace(
        facts,
        title=facts.title or told.title,
        published=facts.published or told.published,
        byline=facts.byline or told.byline,
        outlet=facts.outlet or told.outlet,
    )


def _facts(told: _Told, tables: PageTables) -> PageFacts:
    day = machine_date(told.published, tables.months) if told.published else None
    author = clean_byline(told.author) if told.author else None
    if author is not None and (
        tables.furniture.is_desk(author) or fold_word(author) == fold_word(told.outlet or "")
    ):  # fmt: skip
        author = None
    return PageFacts(
        title=_found(told.title, told.title),
        outlet=_outlet(told, tables),
        byline=_found(author, told.author),
        published=_found(day, told.published),
        url=_found(told.url, told.url),
    )


def _outlet(told: _Told, tables: PageTables) -> Found | None:
    """The outlet by its address, where we know that; feeds call themselves "latest news" as often as by their name."""
    named = tables.outlet_of(told.url) if told.url else None
    if named is not None and named != host_of(told.url or ""):
        return Found(named, "url", told.url or "")
    return _found(told.outlet, told.outlet) or (Found(named, "url", told.url or "") if named else None)


def _found(value: str | None, quote: str | None) -> Found | None:
    plain = " ".join((value or "").split())
    return Found(plain, "feed", quote or plain) if plain else None


def _of_html(content: str, tables: PageTables) -> Sequence[str]:
    """Lines of an entry's content: all of it is the report, but for furniture."""
    tree = parse(content)
    if tree is None:
        return ()
    found = list(blocks(without_junk(tree)))
    lines = [block.text for block in found]
    kept = without_furniture(lines, tables.furniture, is_link=lambda i: found[i].linked > 0.8)
    return [lines[i] for i in kept if not _APPEARED.match(lines[i])]
