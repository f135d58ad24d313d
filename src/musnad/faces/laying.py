"""A reading laid out for a page: paragraphs cut into coloured pieces, each tied to its cards and entities."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from musnad.faces.bidi import safe
from musnad.faces.cards import Bit, Card, Cards, Lang
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
Bounds = tuple[int, int]


class Layer(Struct, frozen=True):
    """One span to be coloured: CSS class, tip, and what it belongs to.

    `card` is what it leads to; `owner` the id of the card that it is a part of without leading there (what was said,
    the speaker's words); `entity` and `mention` the ids of an entity and of this mention of it.
    """

    start: int
    end: int
    css: str
    tip: str = ""
    card: Card | None = None
    owner: str = ""
    entity: str = ""
    mention: str = ""


class Piece(Struct, frozen=True):
    """A stretch of text in which the same layers hold; `anchors` are the cards whose words begin with it.

    `start` counts code points of the article; `cards` and `entities` are the ids of all that it belongs to, `mentions`
    the ids of the mentions that begin with it, `length` its code points where a person sees others than the text has.
    """

    text: str
    css: str
    tip: str
    card: Card | None
    anchors: tuple[Card, ...]
    start: int = 0
    cards: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    length: int | None = None


class Row(Struct, frozen=True):
    """A paragraph, or sentences of a long one (`cont` from the second on), with the cards of its words.

    A paragraph that begins with a Latin name runs from right to left all the same; one without Arabic does not.
    """

    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]
    title: bool
    cont: bool
    direction: Literal["rtl", "ltr"] = "rtl"
    start: int = 0


class Listed(Struct, frozen=True):
    """An entity with its id on the page, the ids of its mentions, and what it says, does and undergoes."""

    entity: Entity
    key: str
    spots: tuple[str, ...]
    says: tuple[Bit, ...] = ()
    does: tuple[Bit, ...] = ()
    undergoes: tuple[Bit, ...] = ()

    @property
    def mentions(self) -> int:
        """How often it is mentioned."""
        return len(self.spots)


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


def view(
    reading: Reading, wording: Wording, number: int = 1, *, prefix: str | None = None, lang: Lang | None = None,
    facts: Mapping[str, Bit] | None = None, marked: Sequence[Bounds] = (),
) -> View:  # fmt: skip
    """Lay a reading out: paragraphs, coloured pieces, cards beside them.

    Args:
        reading: what was read.
        wording: the words of the page.
        number: which reading of the page it is.
        prefix: what ids begin with; by default one that keeps several readings apart.
        lang: the one language of the words; None for Arabic with English beside it.
        facts: what events tell together with those of other reports, by id of the event.
        marked: code points `[start, end)` to be marked.
    """
    prefix = f"r{number}" if prefix is None else prefix
    maker = Cards(reading, wording, prefix, lang=lang, facts=facts)
    cards = maker.all()
    layers = _Layers([*_layers(reading, cards, maker), *(Layer(a, b, "asked") for a, b in marked)])
    text, title = reading.article.text, (reading.article.title or "").strip()
    rows: list[Row] = []
    titled = False
    for start, end, cont in _stretches(text):
        inside = tuple(card for card in cards if start <= card.span.start < end)
        is_title = not rows and bool(title) and text[start:end].strip() == title
        titled |= is_title
        pieces = tuple(_pieces(text, start, end, layers))
        rows.append(Row(pieces, inside, is_title, cont, _direction(text[start:end]), start))
    counts = {
        key: len(items)
        for key, items in (
            ("statements", reading.statements), ("events", reading.events), ("deadlines", reading.deadlines),
            ("damage", reading.damage), ("names", reading.mentions), ("times", reading.times),
        )
    }  # fmt: skip
    return View(prefix, reading, tuple(rows), titled, _groups(reading, maker), counts)


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


class _Layers:
    """All layers by their beginning; finds those that touch a stretch without looking at every one."""

    def __init__(self, layers: Iterable[Layer]) -> None:
        self._all = sorted(layers, key=lambda layer: (layer.start, -layer.end))
        self._starts = [layer.start for layer in self._all]
        self._longest = max((layer.end - layer.start for layer in self._all), default=0)

    def touching(self, start: int, end: int) -> list[Layer]:
        first, stop = bisect_left(self._starts, start - self._longest), bisect_right(self._starts, end - 1)
        return [layer for layer in self._all[first:stop] if layer.end > start]


def _layers(reading: Reading, cards: Iterable[Card], maker: Cards) -> Iterator[Layer]:
    entities = {entity.id: (n, entity) for n, entity in enumerate(reading.entities, 1)}
    for number, mention in enumerate(reading.mentions, 1):
        n, entity = entities.get(mention.entity, (0, None))
        tip = maker.tip(entity) if entity else ""
        key = maker.id_of(f"e{n}") if entity else ""
        css = f"name {mention.kind.lower()}"
        yield Layer(mention.span.start, mention.span.end, css, tip, entity=key, mention=maker.id_of(f"m{number}"))
    for time in reading.times:
        yield Layer(time.span.start, time.span.end, "time", time.value)
    for card in cards:
        tip = " ".join(filter(None, (card.head, card.told)))
        yield Layer(card.span.start, card.span.end, _CSS[card.kind], tip, card)
    for statement in reading.statements:
        owner = maker.id_of(statement.id)
        for content in statement.content:
            yield Layer(content.start, content.end, "content", owner=owner)
        if speaker := statement.speaker_span:
            yield Layer(speaker.start, speaker.end, "speaker", owner=owner)


def _pieces(text: str, start: int, end: int, layers: _Layers) -> Iterator[Piece]:
    """Cut `[start, end)` wherever a layer begins or ends; the shortest layer with a card is the one that is linked."""
    here = layers.touching(start, end)
    cuts = {start, end} | {max(start, layer.start) for layer in here} | {min(end, layer.end) for layer in here}
    if safe(text[start:end]) != text[start:end]:  # what is shown otherwise than it stands is a piece of its own
        cuts |= {i + k for i in range(start, end) if safe(text[i]) != text[i] for k in (0, 1)}
    for left, right in pairwise(sorted(cuts)):
        over = [layer for layer in here if layer.start <= left and right <= layer.end]
        linked = [layer for layer in over if layer.card is not None]
        shortest = min(linked, key=lambda layer: layer.end - layer.start, default=None)
        owners = (layer.card.id if layer.card else layer.owner for layer in over)
        yield Piece(
            text=text[left:right],
            css=" ".join(dict.fromkeys(" ".join(layer.css for layer in over).split())),
            tip=" — ".join(dict.fromkeys(layer.tip for layer in over if layer.tip)),
            card=shortest.card if shortest else None,
            anchors=tuple(layer.card for layer in linked if layer.card is not None and layer.start == left),
            start=left,
            cards=tuple(dict.fromkeys(filter(None, owners))),
            entities=tuple(dict.fromkeys(layer.entity for layer in over if layer.entity)),
            mentions=tuple(layer.mention for layer in over if layer.mention and layer.start == left),
            length=1 if right == left + 1 and safe(text[left]) != text[left] else None,
        )


def _groups(reading: Reading, maker: Cards) -> dict[str, tuple[Listed, ...]]:
    """Entities by group, the most mentioned first."""
    spots, says, does, undergoes = (defaultdict[str, list[str]](list) for _ in range(4))
    for number, mention in enumerate(reading.mentions, 1):
        spots[mention.entity].append(maker.id_of(f"m{number}"))
    for statement in reading.statements:
        says[statement.speaker or ""].append(statement.id)
    for event in reading.events:
        for table, ids in ((does, event.actors), (undergoes, event.recipients)):
            for id_ in dict.fromkeys(ids):
                table[id_].append(event.id)
    groups: dict[str, tuple[Listed, ...]] = {}
    for group, kinds in _GROUPS.items():
        mine = [
            Listed(
                entity, maker.id_of(f"e{n}"), tuple(spots[entity.id]),
                *(tuple(Bit(i[1:], f"#{maker.id_of(i)}") for i in acts[entity.id]) for acts in (says, does, undergoes)),
            )
            for n, entity in enumerate(reading.entities, 1) if entity.kind in kinds
        ]  # fmt: skip
        if mine:
            groups[group] = tuple(sorted(mine, key=lambda item: -item.mentions))
    return groups
