"""A reading as one self-contained page: the article right-to-left, spans coloured, claims beside their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib.resources import files
from itertools import pairwise
from typing import Literal

from jinja2 import Environment
from msgspec import Struct

from musnad.faces.bidi import safe
from musnad.faces.cards import Card, Cards
from musnad.faces.wording import Wording
from musnad.records import Article, Entity, EntityKind, Reading

LONGEST_ROW = 420
"""Code points of a paragraph from which it is cut at the next sentence, so that cards stay beside their words."""
_SENTENCE_END = re.compile(r"[.!?؟…][\"”»’)\]]*\s+")
_ARABIC = re.compile("[\u0620-\u064a]")
_GROUPS: Mapping[str, tuple[EntityKind, ...]] = {
    "persons": ("PER",), "bodies": ("ORG", "FAC"), "places": ("GPE", "LOC"), "unnamed": ("GROUP",),
}  # fmt: skip
_CSS = {"say": "cue", "act": "trigger", "due": "deadline", "broken": "damage"}


class Layer(Struct, frozen=True):
    """One span to be coloured: CSS class, tip, and the card that it leads to."""

    start: int
    end: int
    css: str
    tip: str
    card: Card | None = None


class Piece(Struct, frozen=True):
    """A stretch of text in which the same layers hold; `anchors` are the cards whose words begin with it."""

    text: str
    css: str
    tip: str
    card: Card | None
    anchors: tuple[Card, ...]


class Row(Struct, frozen=True):
    """A paragraph, or sentences of a long one (`cont` from the second on), with the cards of its words.

    A paragraph that begins with a Latin name runs from right to left all the same; one without Arabic does not.
    """

    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]
    title: bool
    cont: bool
    direction: Literal["rtl", "ltr"] = "rtl"


class Listed(Struct, frozen=True):
    """An entity with the number of its mentions."""

    entity: Entity
    mentions: int


class View(Struct, frozen=True):
    """One reading, laid out."""

    id: str
    reading: Reading
    rows: tuple[Row, ...]
    titled: bool
    groups: Mapping[str, tuple[Listed, ...]]
    counts: Mapping[str, int]

    @property
    def article(self) -> Article:
        """The article that was read."""
        return self.reading.article

    @property
    def link(self) -> str | None:
        """Its address, if it is one that a browser may open."""
        url = self.article.url or ""
        return url if url.startswith(("http://", "https://")) else None


def page(readings: Sequence[Reading], wording: Wording | None = None) -> str:
    """One HTML page of all readings; no script, no outside request."""
    words = wording or Wording.load()
    folder = files("musnad") / "faces" / "templates"
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["shown"] = _shown
    template = environment.from_string((folder / "reading.html.j2").read_text("utf-8"))
    views = [view(reading, words, number) for number, reading in enumerate(readings, 1)]
    style = (folder / "reading.css").read_text("utf-8")
    return template.render(views=views, ar=words.ar, en=words.en, style=style)


def _shown(value: object) -> str:
    """Text whose bidi controls and other controls are seen, not obeyed."""
    return safe(str(value))


def view(reading: Reading, wording: Wording, number: int = 1) -> View:
    """Lay a reading out: paragraphs, coloured pieces, cards beside them."""
    cards = Cards(reading, wording, f"r{number}").all()
    layers = sorted(_layers(reading, cards), key=lambda layer: (layer.start, -layer.end))
    text, title = reading.article.text, (reading.article.title or "").strip()
    rows: list[Row] = []
    titled = False
    for start, end, cont in _stretches(text):
        inside = tuple(card for card in cards if start <= card.span.start < end)
        is_title = not rows and bool(title) and text[start:end].strip() == title
        titled |= is_title
        rows.append(Row(tuple(_pieces(text, start, end, layers)), inside, is_title, cont, _direction(text[start:end])))
    counts = {
        key: len(items)
        for key, items in (
            ("statements", reading.statements), ("events", reading.events),
            ("deadlines", reading.deadlines), ("damage", reading.damage),
        )
    }  # fmt: skip
    return View(f"r{number}", reading, tuple(rows), titled, _groups(reading), counts)


def _stretches(text: str) -> Iterator[tuple[int, int, bool]]:
    """Bounds `[start, end)` of the rows that cover every line with something in it; True: goes on the one before."""
    start = 0
    for line in text.splitlines(keepends=True):
        stop, first = start + len(line), start
        for match in _SENTENCE_END.finditer(text, start, stop) if line.strip() else ():
            if match.end() - first >= LONGEST_ROW and stop - match.end() >= LONGEST_ROW // 3:
                yield first, match.end(), first > start
                first = match.end()
        if line.strip():
            yield first, stop, first > start
        start = stop


def _direction(text: str) -> Literal["rtl", "ltr"]:
    return "rtl" if _ARABIC.search(text) else "ltr"


def _layers(reading: Reading, cards: Iterable[Card]) -> Iterator[Layer]:
    entities = {entity.id: entity for entity in reading.entities}
    for mention in reading.mentions:
        entity = entities.get(mention.entity)
        parts = (entity.name, entity.name_en, entity.office, entity.country) if entity else ()
        tip = " · ".join(filter(None, dict.fromkeys(parts)))
        yield Layer(mention.span.start, mention.span.end, f"name {mention.kind.lower()}", tip)
    for time in reading.times:
        yield Layer(time.span.start, time.span.end, "time", time.value)
    for card in cards:
        tip = " ".join(filter(None, (card.head, card.told)))
        yield Layer(card.span.start, card.span.end, _CSS[card.kind], tip, card)
    for statement in reading.statements:
        for content in statement.content:
            yield Layer(content.start, content.end, "content", "")


def _pieces(text: str, start: int, end: int, layers: Sequence[Layer]) -> Iterator[Piece]:
    """Cut `[start, end)` wherever a layer begins or ends; the shortest layer with a card is the one that is linked."""
    here = [layer for layer in layers if layer.start < end and layer.end > start]
    cuts = {start, end} | {max(start, layer.start) for layer in here} | {min(end, layer.end) for layer in here}
    for left, right in pairwise(sorted(cuts)):
        over = [layer for layer in here if layer.start <= left and right <= layer.end]
        linked = [layer for layer in over if layer.card is not None]
        shortest = min(linked, key=lambda layer: layer.end - layer.start, default=None)
        anchors = tuple(layer.card for layer in linked if layer.card is not None and layer.start == left)
        css = " ".join(dict.fromkeys(" ".join(layer.css for layer in over).split()))
        tip = " — ".join(dict.fromkeys(layer.tip for layer in over if layer.tip))
        yield Piece(text[left:right], css, tip, shortest.card if shortest else None, anchors)


def _groups(reading: Reading) -> dict[str, tuple[Listed, ...]]:
    """Entities by group, the most mentioned first."""
    counts = Counter(mention.entity for mention in reading.mentions)
    listed = partial(_listed, counts=counts, entities=reading.entities)
    return {group: found for group, kinds in _GROUPS.items() if (found := listed(kinds))}


def _listed(
    kinds: tuple[EntityKind, ...], *, counts: Mapping[str, int], entities: Sequence[Entity]
) -> tuple[Listed, ...]:
    mine = [Listed(entity, counts.get(entity.id, 0)) for entity in entities if entity.kind in kinds]
    return tuple(sorted(mine, key=lambda item: -item.mentions))
