"""The main text of a page, as paragraphs: trafilatura first, then own ways for pages that defeat it."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping

import trafilatura
from lxml import etree, html
from msgspec import Struct

from musnad.page.furniture import Furniture, without_furniture

LEAST = 40
"""Arabic letters below which a page has no main text."""
_GOOD = 240
"""Arabic letters from which on a first finding is not compared with the other ways."""
_LARGE = 1_500_000
"""Code points of a page above which only the own, linear way is used."""
_ARABIC = re.compile(r"[\u0621-\u064a\u066e-\u06d3]")
_BREAKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "br", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "item",
    "lb", "li", "list", "main", "nav", "ol", "option", "p", "pre", "quote", "row", "cell", "section", "select",
    "table", "tbody", "td", "th", "tr", "ul"
])  # fmt: skip
_DROPPED = ("script", "style", "noscript", "template", "iframe", "svg", "button", "select", "form", "nav", "footer",
            "aside", "figure", "figcaption", "amp-ad", "amp-sidebar", "amp-analytics", "dialog", "object")  # fmt: skip
_JUNK = frozenset([
    "share", "sharing", "social", "socials", "related", "comments", "comment", "commentlist", "disqus",
    "newsletter", "subscribe", "subscription", "cookie", "cookies", "consent", "gdpr", "breadcrumb", "breadcrumbs",
    "tags", "keywords", "sidebar", "popular", "trending", "ads", "advert", "advertisement", "sponsored", "promo",
    "nav", "navbar", "menu", "footer", "toolbar", "pagination", "recommended", "mostread", "ticker", "widget",
    "widgets", "copyright"
])  # fmt: skip
_COMMENTS = frozenset({"comments", "comment-list", "commentlist", "comments-area", "disqus_thread"})
"""Classes and ids of readers' comments, which may well be longer than the report."""
_SHARES = (1.0, 0.95, 0.9)
"""How much of a paragraph's letters count for itself, for what holds it and for what holds that: the least box wins."""
_KEPT_TAGS = frozenset({"html", "body", "main", "article", "h1"})
_WORDS = re.compile(r"[a-z]+")


class Block(Struct, frozen=True):
    """One line of a page; `linked` is the share of its characters that stand in links."""

    text: str
    linked: float
    heading: bool = False


def parse(page: str) -> html.HtmlElement | None:
    """The page as a tree; None where there is none. Characters that no tree can hold become U+FFFD."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return html.document_fromstring(page.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def arabic_letters(text: str) -> int:
    """How many Arabic letters `text` has."""
    return len(_ARABIC.findall(text))


def main_text(tree: html.HtmlElement, furniture: Furniture, *, linked_body: str | None = None) -> tuple[Block, ...]:
    """Lines of the report in order, furniture left out; empty where nothing is found.

    Args:
        tree: a parsed page; it is not changed.
        furniture: what is no report.
        linked_body: text of the report that the page's linked data carries, used where the page shows less.
    """
    pruned = without_junk(tree)
    shown = {block.text: block for block in blocks(pruned)}
    best = _clean([shown.get(block.text, block) for block in _by_trafilatura(pruned)], furniture)
    if _letters(best) and not _keeps_lines(best, shown):
        best = _clean(_thickest(pruned), furniture) or best
    if _letters(best) < _GOOD:
        best = max(best, _clean(_marked(pruned), furniture), _clean(_thickest(pruned), furniture), key=_letters)
    if linked_body:
        lines = _clean([Block(line, 0.0) for line in re.split(r"\s*\n\s*", linked_body.strip())], furniture)
        if _letters(best) < _GOOD and _letters(lines) > _letters(best):
            best = lines
    return best if _letters(best) >= LEAST else ()


def without_junk(tree: html.HtmlElement) -> html.HtmlElement:
    """A copy without scripts, forms, captions, navigation, and boxes that their class or id names as furniture."""
    pruned = copy.deepcopy(tree)
    body = pruned.find("body")
    if body is None:
        return pruned
    total = max(1, len(body.text_content()))
    for element in list(body.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        if (element.tag in _DROPPED or _is_junk(element)) and not _holds_report(element, total):
            element.drop_tree()
    return pruned


def blocks(root: etree._Element) -> Iterator[Block]:
    """Lines of an element in order: broken at block elements and line breaks, white space made single."""
    pieces: list[tuple[str, bool]] = []
    heading = False
    for text, in_link, breaks, in_heading in _walk(root):
        if breaks:
            if (block := _block(pieces, heading)) is not None:
                yield block
            pieces, heading = [], False
        elif text:
            pieces.append((text, in_link))
            heading = heading or in_heading
    if (block := _block(pieces, heading)) is not None:
        yield block


def _walk(root: etree._Element) -> Iterator[tuple[str, bool, bool, bool]]:
    """(text, in a link, is a break, in a heading), without recursion: pages can be nested a thousand deep."""
    links = headings = verbatim = 0
    for step, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        change = 1 if step == "start" else -1
        links += change if tag in ("a", "ref") else 0
        headings += change if tag in ("head", "h1", "h2", "h3", "h4") else 0
        verbatim += change if tag == "pre" else 0
        if tag in _BREAKS:
            yield "", False, True, False
        if step == "end" and element is root:
            return
        text = element.text if step == "start" and tag else element.tail if step == "end" else None
        for i, line in enumerate((text or "").split("\n") if verbatim else [text or ""]):
            if i:
                yield "", False, True, False
            yield line, links > 0, False, headings > 0


def _block(pieces: list[tuple[str, bool]], heading: bool) -> Block | None:
    text = " ".join("".join(piece for piece, _ in pieces).split())
    if not text:
        return None
    linked = sum(len(piece.strip()) for piece, in_link in pieces if in_link)
    return Block(text, min(1.0, linked / len(text)), heading)


def _is_junk(element: html.HtmlElement) -> bool:
    if element.tag in _KEPT_TAGS:
        return False
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}".lower()
    return not _JUNK.isdisjoint(_WORDS.findall(names)) if names.strip() else False


def _holds_report(element: html.HtmlElement, total: int) -> bool:
    """Whether a box is too much of the page, or holds its heading or marked body, to be furniture.

    Args:
        element: the box.
        total: code points of the whole page.
    """
    if element.tag in ("script", "style", "noscript", "template", "svg"):
        return False
    named = _COMMENTS.intersection([*(element.get("class") or "").lower().split(), (element.get("id") or "").lower()])
    if not named and len(element.text_content()) > total * 0.5:
        return True
    return bool(element.xpath(".//h1 | .//*[@itemprop='articleBody'] | self::*[@itemprop='articleBody']"))


def _by_trafilatura(tree: html.HtmlElement) -> list[Block]:
    body = tree.find("body")
    if body is None or len(body.text_content()) > _LARGE:
        return []
    found = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=False, include_links=True, deduplicate=False, with_metadata=False
    )
    body = getattr(found, "body", None)
    return list(blocks(body)) if body is not None else []


def _keeps_lines(found: tuple[Block, ...], shown: Mapping[str, Block]) -> bool:
    """Whether the lines found are lines of the page; on old table pages trafilatura runs the whole page together."""
    kept = sum(len(block.text) for block in found if block.text in shown)
    return kept >= 0.6 * sum(len(block.text) for block in found)


def _marked(tree: html.HtmlElement) -> list[Block]:
    """The body that the page marks with microdata, or its one article element."""
    for path in ("//*[@itemprop='articleBody']", "//article", "//main", "//*[@role='main']"):
        found = tree.xpath(path)
        if found and _letters(lines := [b for e in found[:1] for b in blocks(e)]) >= LEAST:
            return lines
    return []


def _thickest(tree: html.HtmlElement) -> list[Block]:
    """The element whose own paragraphs hold most Arabic outside of links."""
    scores: dict[etree._Element, float] = {}
    for element in tree.iter("p", "div", "td", "section", "article", "pre", "span", "font"):
        own = (element.text or "") + "".join(child.tail or "" for child in element)
        letters = arabic_letters(own)
        if letters < 25:
            continue
        parent = element.getparent()
        holders = (element, parent, parent.getparent() if parent is not None else None)
        for holder, share in zip(holders, _SHARES, strict=True):
            if holder is not None and holder.tag != "html":
                scores[holder] = scores.get(holder, 0.0) + letters * share
    if not scores:
        return []
    return list(blocks(max(scores, key=lambda e: scores[e])))


def _clean(found: list[Block], furniture: Furniture) -> tuple[Block, ...]:
    lines = [block.text for block in found]
    kept = without_furniture(lines, furniture, is_link=lambda i: found[i].linked > 0.8)
    out: list[Block] = []
    for i in kept:
        block = found[i]
        if block.linked > 0.8 and not _ends(block.text):
            continue
        out.append(block)
    return tuple(out)


def _ends(text: str) -> bool:
    return text[-1] in ".؟!…"


def _letters(found: list[Block] | tuple[Block, ...]) -> int:
    return sum(arabic_letters(block.text) for block in found if block.linked <= 0.8)
