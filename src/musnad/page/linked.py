"""Linked data (JSON-LD) of a page: the node that describes the report, whatever list or graph it lies in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml import html
from msgspec import Struct

DEEPEST = 12
_ARTICLE = re.compile(
    r"(?:News|Report|Analysis|Opinion|Satirical|Background|Review)?\w*Article$|^Report$|^BlogPosting$|^LiveBlogPosting$"
)
_TAGS = re.compile(r"<[^<>]{0,500}>")


class Linked(Struct, frozen=True):
    """What the linked data says of the report; empty strings are None."""

    title: str | None = None
    published: str | None = None
    author: str | None = None
    outlet: str | None = None
    body: str | None = None
    url: str | None = None


def linked_data(tree: html.HtmlElement) -> Linked:
    """The report's own node, the fullest if there are several; broken scripts are passed over."""
    nodes = [n for script in tree.xpath("//script[@type]") if _is_linked(script) for n in _nodes(_load(script), 0)]
    by_id = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str) and len(n) > 1}
    articles = [n for n in nodes if any(_ARTICLE.search(kind) for kind in _kinds(n))]
    if not articles:
        return Linked(outlet=_site(nodes))
    best = max(
        articles,
        key=lambda n: sum(key in n for key in ("headline", "datePublished", "author", "publisher", "articleBody")),
    )
    return Linked(
        title=_text(best.get("headline")) or _text(best.get("name")),
        published=_text(best.get("datePublished")) or _text(best.get("dateCreated")),
        author=_person(best.get("author"), by_id),
        outlet=_name(best.get("publisher"), by_id) or _name(best.get("sourceOrganization"), by_id) or _site(nodes),
        body=_text(best.get("articleBody")),
        url=_text(best.get("url")) or _text(best.get("mainEntityOfPage")),
    )


def _is_linked(script: html.HtmlElement) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def _load(script: html.HtmlElement) -> Any:
    text = (script.text or "").strip().removeprefix("<![CDATA[").removesuffix("]]>").strip().rstrip(";")
    for attempt in (text, unescape(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "publisher", "author", "hasPart"):
            if isinstance(value.get(key), dict | list):
                yield from _nodes(value[key], depth + 1)


def _kinds(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)]


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = next(iter(value), None)
    if isinstance(value, dict):
        value = value.get("@value") or value.get("@id")
    if not isinstance(value, str | int):
        return None
    return _TAGS.sub(" ", unescape(str(value))).strip() or None


def _name(value: Any, by_id: dict[str, dict[str, Any]]) -> str | None:
    if isinstance(value, list):
        return next((name for item in value if (name := _name(item, by_id))), None)
    if isinstance(value, dict):
        return _text(value.get("name")) or _text(by_id.get(str(value.get("@id")), {}).get("name"))
    return _text(value)


def _person(value: Any, by_id: dict[str, dict[str, Any]]) -> str | None:
    """Names of authors that are persons; an organisation writes no byline."""
    people = []
    for item in value if isinstance(value, list) else [value]:
        node = by_id.get(str(item.get("@id")), item) if isinstance(item, dict) and "name" not in item else item
        if isinstance(node, dict) and any("Organization" in kind for kind in _kinds(node)):
            continue
        name = _name(node, by_id)
        if name and not name.startswith("http"):
            people.append(name)
    return "، ".join(dict.fromkeys(people)) or None


def _site(nodes: list[dict[str, Any]]) -> str | None:
    kinds = ("NewsMediaOrganization", "WebSite", "Organization")
    return next((name for kind in kinds for n in nodes if kind in _kinds(n) and (name := _text(n.get("name")))), None)
