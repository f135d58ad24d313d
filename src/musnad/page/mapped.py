"""One record of an archive to an article: which of its fields is the text, the title … is told by `Page.context`.

A context holds `(field of the article, where it is)`: the path of a field of the record, nested by dots
(`source.name`), or a constant after `=` (`=الخبر`). Texts are kept verbatim, code point for code point; only HTML is
turned into paragraphs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from lxml import etree, html

from musnad.errors import BadDocument, SourceEmpty
from musnad.lang.ar.fold import fold_word
from musnad.page.dates import machine_date
from musnad.page.extract import blocks
from musnad.page.metadata import Found, PageFacts
from musnad.page.parts import Parts
from musnad.page.tables import PageTables
from musnad.records.article import Page

_SURROGATES = re.compile("[\ud800-\udfff]")
_TAG = re.compile(
    r"</?(?:p|br|div|span|strong|em|b|i|a|h[1-6]|ul|ol|li|blockquote|img|figure|table)\b[^<>]{0,2000}>", re.I
)
_LONG_TITLE = 4
"""Words from which a text that begins with its title is taken to have it there on purpose."""


def record(text: str, page: Page, tables: PageTables) -> Parts:
    """The article of a record, its title first.

    Raises:
        BadDocument: no JSON object, or no field for the text.
        SourceEmpty: the text is empty.
    """
    fields = object_of(text, page.source)
    paths = dict(page.context)
    if "text" not in paths:
        raise BadDocument(page.source, "has no field that is its text; name it with --map text=FIELD")
    values = {name: _value(fields, path, name) for name, path in paths.items()}
    content = values["text"] or ""
    if not content.strip():
        raise SourceEmpty(page.source, f"has an empty text (field {paths['text']!r})")
    if _TAG.search(content):
        content = plain(content)
    title = " ".join((values.get("title") or "").strip().splitlines()) or None
    return Parts(_titled(title, content), _facts(values, title, tables))


def object_of(text: str, source: str) -> Mapping[str, object]:
    """The JSON object that `text` is; raw line breaks inside of its strings are borne.

    Raises:
        BadDocument: it is none.
    """
    try:
        found = json.loads(text, strict=False)
    except (ValueError, RecursionError) as problem:
        raise BadDocument(source, f"is not valid JSON ({str(problem)[:80]})") from problem
    if not isinstance(found, dict):
        raise BadDocument(source, "is no JSON object")
    return found


def plain(markup: str) -> str:
    """Text of an HTML fragment, paragraphs parted by blank lines."""
    try:
        tree = html.fromstring(f"<div>{markup}</div>")
    except (etree.ParserError, ValueError):
        return markup
    for element in list(tree.iter("script", "style")):
        element.drop_tree()
    return "\n\n".join(block.text for block in blocks(tree))


def _facts(values: Mapping[str, str | None], title: str | None, tables: PageTables) -> PageFacts:
    outlet, day, url, byline = (_single_line(values.get(name)) for name in ("outlet", "published", "url", "byline"))
    if outlet and outlet.startswith(("http://", "https://")):
        outlet = tables.outlet_of(outlet)
    published = machine_date(day, tables.months) if day else None
    return PageFacts(
        title=_found(title),
        outlet=_found(outlet) or _by_address(url, tables),
        byline=_found(byline),
        published=Found(published, "record", day or "") if published else None,
        url=_found(url),
    )


def _found(value: str | None) -> Found | None:
    return Found(value, "record", value) if value else None


def _by_address(url: str | None, tables: PageTables) -> Found | None:
    name = tables.outlet_of(url) if url else None
    return Found(name, "url", url or "") if name else None


def _titled(title: str | None, content: str) -> str:
    """The content with the title before it, unless it begins with it."""
    if not title:
        return content
    first = fold_word(title)
    head = content.lstrip()[: len(title) * 2 + 200]
    lines = head.splitlines() or [""]
    if fold_word(" ".join(lines[0].split())) == first:
        return content
    if len(title.split()) >= _LONG_TITLE and fold_word(" ".join(head.split())).startswith(first):
        return content
    return f"{title}\n\n{content}"


def _single_line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _value(fields: Mapping[str, object], path: str, name: str) -> str | None:
    """The text at a path, or the constant that a path with `=` is; lists are joined, as names or as paragraphs."""
    if path.startswith("="):
        return path[1:]
    found = _at(fields, path)
    if isinstance(found, list):
        return ("\n\n" if name == "text" else "، ").join(part for item in found if (part := _text(item))) or None
    return _text(found)


def _at(fields: object, path: str) -> object:
    """What lies at a path; a key that itself holds dots goes before the nesting."""
    if isinstance(fields, dict):
        if path in fields:
            return fields[path]
        head, dot, rest = path.partition(".")
        while dot:
            if head in fields:
                return _at(fields[head], rest)
            more, dot, rest = rest.partition(".")
            head = f"{head}.{more}"
    elif isinstance(fields, list):
        head, _, rest = path.partition(".")
        if head.isdigit() and int(head) < len(fields):
            return _at(fields[int(head)], rest) if rest else fields[int(head)]
    return None


def _text(value: object) -> str | None:
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value))  # seconds since 1970 with a fraction
    if isinstance(value, dict):
        return next((_text(value[key]) for key in ("name", "title", "text", "$date") if value.get(key)), None)
    return None
