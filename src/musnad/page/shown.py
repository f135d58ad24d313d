"""The text of a post's markup as people see it: line breaks kept, entities resolved, hidden parts of links left out."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

_SPACE = re.compile(r"[ \t\r\n\f]+")
_MANY_BREAKS = re.compile(r"\n{3,}")
_SOFT = "\x1e"
"""Stands for a break that boxes make: however many meet, they are one."""
_SOFT_BREAKS = re.compile(rf"[\n ]*{_SOFT}[\n {_SOFT}]*")
_PARTED = frozenset(["p", "blockquote", "pre", "ul", "ol"])
_LINES = frozenset(["div", "li"])
_HIDDEN = frozenset(["invisible", "quote-inline"])
"""Classes of Mastodon's: ends of links that it does not show, and the address that repeats what is quoted."""


def fragment(markup: str) -> html.HtmlElement | None:
    """An element around a piece of HTML; None where there is nothing in it."""
    try:
        return html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError):
        return None


def classed(root: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    """Elements of a class, in order."""
    return [e for e in root.iter() if isinstance(e.tag, str) and name in (e.get("class") or "").split()]


def shown(root: Any) -> str:
    """What an element shows, paragraphs parted by blank lines."""
    pieces: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for step, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if step == "start":
            if not tag or tag in ("script", "style") or not _HIDDEN.isdisjoint((element.get("class") or "").split()):
                walk.skip_subtree()
                continue
            pieces.append(_break(tag))
            pieces.append(_single(element.text))
        else:
            if "ellipsis" in (element.get("class") or "").split():
                pieces.append("…")
            pieces.append(_break(tag) if tag != "br" else "")
            pieces.append(_single(element.tail) if element is not root else "")
    text = _SOFT_BREAKS.sub(lambda m: "\n\n" if m.group().count("\n") > 1 else "\n", "".join(pieces))
    lines = (line.strip(" \u00a0") for line in text.split("\n"))
    return _MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip()


def _break(tag: str) -> str:
    if tag in _LINES:
        return _SOFT
    return "\n" if tag == "br" else "\n\n" if tag in _PARTED else ""


def _single(text: str | None) -> str:
    return _SPACE.sub(" ", text) if text else ""
