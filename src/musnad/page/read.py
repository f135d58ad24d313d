"""From what a source delivered to an article: text, and the fields around it with how each is known.

Plain text and JSON documents are taken verbatim, code point for code point, because spans written elsewhere count them;
of a page the main text is taken, its title first, paragraphs parted by blank lines; records and posts have readers of
their own (`mapped`, `posts`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct

from musnad.errors import BadDocument, NoMainText, NotArabic, SourceEmpty
from musnad.identity import content_id
from musnad.lang.ar.fold import fold_word
from musnad.page.charset import decode
from musnad.page.datelines import dateline, signed
from musnad.page.dates import machine_date, written_date
from musnad.page.entries import completed, read_entry
from musnad.page.extract import arabic_letters, blocks, main_text, parse, without_junk
from musnad.page.mapped import record
from musnad.page.metadata import FIELDS, Found, PageFacts, page_facts
from musnad.page.parts import Parts
from musnad.page.posts import post
from musnad.page.tables import PageTables, load_tables
from musnad.records.article import Article, Known, Page, Paragraph, SourceKind

LEAST_LETTERS = 20
"""Arabic letters that a text needs to be read."""
LEAST_SHARE = 0.15
"""Share of Arabic among the letters of a text that is read."""
_SHORT = 160
"""Code points up to which a text's first line may be its headline."""
_MARKUP = re.compile(r"<(?:!doctype html|html|head|body|main|article|section|div|table|h1|p|meta)\b")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")


class Overrides(Struct, frozen=True):
    """What the caller knows better than the source; each outranks everything found."""

    published: str | None = None
    outlet: str | None = None
    title: str | None = None


def read_page(page: Page, overrides: Overrides, *, tables: PageTables | None = None) -> Article:
    """The article of a page, a plain text or a JSON document.

    Raises:
        NotText: binary data or an unknown encoding.
        SourceEmpty: nothing but white space and invisible characters.
        BadDocument: broken JSON, a missing or mistyped field, or an override that is no date.
        NotArabic: too little Arabic.
        NoMainText: a page in which no report was found.
    """
    tables = tables or load_tables()
    given = _given(overrides, page, tables)
    decoded = decode(page.body, source=page.source, content_type=page.content_type)
    if not any(c.isprintable() and not c.isspace() for c in decoded.text[:10_000]) and not decoded.text.strip():
        raise SourceEmpty(page.source, "is empty")
    kind = _kind(decoded.text, page.kind)
    if kind == "json":
        parts = _document(decoded.text, page, tables)
    elif kind == "record":
        parts = record(decoded.text, page, tables)
    elif kind in ("telegram", "mastodon", "x"):
        parts = post(decoded.text, page, tables)
    elif kind == "feed":
        parts = read_entry(decoded.text, page, given["title"].value if "title" in given else None, tables)
    elif kind == "html":
        parts = _html(decoded.text, page, given, tables)
    else:
        parts = _plain(decoded.text, page, tables)
    _check_arabic(parts.text, page.source)
    return _article(parts, given)


def _given(overrides: Overrides, page: Page, tables: PageTables) -> dict[str, Found]:
    """Overrides by field; an override that is empty counts as not given."""
    given: dict[str, Found] = {}
    for name in ("outlet", "title"):
        if value := (getattr(overrides, name) or "").strip():
            given[name] = Found(value, "option", value)
    if day := (overrides.published or "").strip():
        value = machine_date(day, tables.months)
        if value is None:
            raise BadDocument(page.source, f"the given date of publication {day[:40]!r} is no date; write 2025-08-06")
        given["published"] = Found(value, "option", day)
    return given


def _kind(text: str, kind: SourceKind) -> SourceKind:
    """What decoded text is: pages in UTF-16 and pieces of pages do not show it in their bytes."""
    head = text[:2000].lstrip().lower()
    if kind == "text" and (_MARKUP.match(head) or "<body" in head):
        return "html"
    return "json" if kind == "text" and head.startswith("{") and '"text"' in text else kind


def _check_arabic(text: str, source: str) -> None:
    arabic = arabic_letters(text)
    letters = sum(map(str.isalpha, text))
    if not arabic and not letters:
        raise SourceEmpty(source, "holds no words")
    if arabic < LEAST_LETTERS:
        raise NotArabic(source, f"has {arabic} Arabic letters; at least {LEAST_LETTERS} are needed")
    if arabic < LEAST_SHARE * letters:
        raise NotArabic(source, f"is only {100 * arabic // letters} % Arabic; Musnad reads Arabic news")


def _document(text: str, page: Page, tables: PageTables) -> Parts:
    """A document `{"doc", "published", "outlet", "title", "text"}`; only `text` must be there."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise BadDocument(page.source, f"is not valid JSON ({str(problem)[:80]})") from problem
    if not isinstance(document, dict):
        raise BadDocument(page.source, "is JSON but no document: an object with `text` is needed")
    body = _field(document, "text", page.source)
    if body is None or not body.strip():
        raise BadDocument(page.source, "has no `text`")
    title, outlet, day = (_field(document, name, page.source) for name in ("title", "outlet", "published"))
    published = None
    if day:
        value = machine_date(day, tables.months)
        if value is None:
            raise BadDocument(page.source, f"`published` is no date: {day[:40]!r}")
        published = Found(value, "document", day)
    url = _field(document, "url", page.source)
    return Parts(
        body,
        PageFacts(
            title=Found(title, "document", title) if title else None,
            outlet=Found(outlet, "document", outlet) if outlet else None,
            byline=None,
            published=published,
            url=Found(url, "document", url) if url else None,
        ),
    )


def _field(document: dict[str, Any], name: str, source: str) -> str | None:
    value = document.get(name)
    if value is not None and not isinstance(value, str):
        raise BadDocument(source, f"`{name}` must be text, not {type(value).__name__}")
    return _SURROGATES.sub("\ufffd", value) if value else None


def _plain(text: str, page: Page, tables: PageTables) -> Parts:
    """Plain text, verbatim; its first line is the headline where it is short, unstopped and followed by more."""
    lines = _first_lines(text, 6)
    title = byline = published = None
    if (
        len(lines) > 1
        and len(lines[0]) <= _SHORT
        and lines[0][-1] not in ".:،؛"
        and not written_date(lines[0], tables.months)
    ):
        title = Found(lines[0], "heading", lines[0])
    for line in lines[:6]:
        day = written_date(line, tables.months) if len(line) <= 60 else None
        if published is None and day is not None:
            published = Found(day.value, "written", day.quote)
        if byline is None and (name := signed(line)) and not tables.furniture.is_desk(name):
            byline = Found(name, "written", line)
    url = Found(page.url, "url", page.url) if page.url else None
    outlet = tables.outlet_of(page.url) if page.url else None
    found = Found(outlet, "url", page.url or "") if outlet else None
    return Parts(text, PageFacts(title=title, outlet=found, byline=byline, published=published, url=url))


def _first_lines(text: str, count: int) -> list[str]:
    lines: list[str] = []
    for match in _LINE.finditer(text[:20_000]):
        if line := match.group().strip():
            lines.append(line)
            if len(lines) == count:
                break
    return lines


def _html(text: str, page: Page, given: dict[str, Found], tables: PageTables) -> Parts:
    tree = parse(text)
    if tree is None:
        raise NoMainText(page.source, "is a page without content")
    bare = without_junk(tree)
    shown = [block.text for block in blocks(_body(tree))]
    facts = page_facts(tree, shown, tables, url=page.url, latest=page.retrieved.date() if page.retrieved else None)
    facts = completed(facts, page, tables)
    found = main_text(bare, tables.furniture, linked_body=facts.linked_body)
    if not found:
        if shown:
            _check_arabic(" ".join(shown), page.source)
        raise NoMainText(page.source, "is a page in which no report was found")
    title = given.get("title") or facts.title
    lines = [block.text for block in found]
    return Parts("\n\n".join(_assembled(lines, title.value if title else None, facts, tables)), facts)


def _assembled(lines: list[str], title: str | None, facts: PageFacts, tables: PageTables) -> list[str]:
    """Title first; before the first paragraph the lines that only repeat it, the date or the byline are left out."""
    said = {fold_word(f.value) for f in (facts.title, facts.byline, facts.outlet) if f is not None}
    said |= {fold_word(f.quote) for f in (facts.title, facts.byline, facts.published) if f is not None}
    head = 0
    for line in lines[:6]:
        if fold_word(line) in said or _is_stamp(line, tables) or signed(line) is not None:
            head += 1
        else:
            break
    body = lines[head:]
    return [title, *body] if title else body


def _is_stamp(line: str, tables: PageTables) -> bool:
    """Whether a line is nothing but a date."""
    return (
        len(line) <= 60 and len(line.split()) <= 9 and written_date(line, tables.months) is not None and line[-1] != "."
    )


def _body(tree: Any) -> Any:
    body = tree.find("body")
    return tree if body is None else body


def _article(parts: Parts, given: Mapping[str, Found]) -> Article:
    facts = msgspec.structs.replace(parts.facts, **given)
    title, outlet, byline, published, url = (
        found.value if (found := getattr(facts, name)) else None for name in FIELDS
    )
    lines = paragraphs(parts.text)
    head = dateline([parts.text[p.start : p.end] for p in lines[:4]], title=title)
    known = facts.known()
    return Article(
        id=content_id("article", outlet, url, title, parts.text),
        text=parts.text,
        title=title,
        url=url,
        outlet=outlet,
        byline=byline,
        dateline=head,
        published=published,
        paragraphs=lines,
        repost=parts.repost,
        known=(*known, Known(field="dateline", by="written", quote=head)) if head else known,
    )


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Bounds of the lines of `text` that hold more than white space, without the white space around them."""
    found = []
    for match in _LINE.finditer(text):
        line = match.group()
        left = len(line) - len(line.lstrip())
        if left < len(line):
            found.append(Paragraph(match.start() + left, match.start() + len(line.rstrip())))
    return tuple(found)
