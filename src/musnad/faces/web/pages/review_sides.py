"""Two things that may be one: reports of one story, texts of one origin, events of one fact; both sides' words."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Request
from msgspec import Struct

from musnad.faces.cards import Bit, Cards
from musnad.faces.web.addresses import article_address, fact_address, place_address, story_address
from musnad.faces.web.laid import wording
from musnad.faces.web.pages.review_text import Quoted, quoted
from musnad.faces.web.render import preferences
from musnad.records import Doubt, Event, Reading
from musnad.store.base import Store
from musnad.store.entries import Held

OPENING = 420
"""Code points of a report that are shown of it."""
AROUND = 260


class Side(Struct, frozen=True):
    """One side: the report, what is read there, and its words."""

    held: Held
    href: str
    quote: Quoted
    told: tuple[tuple[str, str], ...] = ()
    whole: str | None = None
    """Address of the fact or story that it stands for."""


def sides(request: Request, store: Store, doubt: Doubt) -> tuple[Side, ...]:
    """The two sides of a merge; those that are still there."""
    lang = preferences(request).lang
    found = []
    for address in (doubt.other, doubt.about if doubt.kind == "fact" else doubt.article):
        made = _side(store, address, lambda reading: Cards(reading, wording(), lang=lang)) if address else None
        if made is not None:
            found.append(made)
    return tuple(found)


def _side(store: Store, address: str, cards: Callable[[Reading], Cards]) -> Side | None:
    article, _, event = address.partition("/")
    whole = None
    if fact := store.fact(address):
        article, event, whole = fact.tellings[0].article, fact.tellings[0].event, fact_address(fact.id)
    elif address.startswith("story:") and (story := store.story(address)):
        article, whole = story.articles[-1], story_address(story.id)
    held, reading = store.article(article), store.reading(article)
    if held is None or reading is None:
        return None
    text = reading.article.text
    told = next((one for one in reading.events if one.id == event), None)
    if told is None:
        return Side(held, article_address(article), _opening(reading), (), whole)
    return _event(held, text, told, cards(reading), whole)


def _event(held: Held, text: str, event: Event, cards: Cards, whole: str | None) -> Side:
    span = event.trigger
    card = cards.event(event)
    lines = tuple((field.key, told(field.value)) for field in card.fields if field.key not in ("words", "confidence"))
    href = place_address(held.id, span.start, span.end)
    return Side(held, href, quoted(text, span.start, span.end, AROUND), (("events", card.head), *lines), whole)


def _opening(reading: Reading) -> Quoted:
    """The first words behind the headline."""
    text, title = reading.article.text, (reading.article.title or "").strip()
    body = text.removeprefix(title).lstrip() if title else text
    return Quoted(body[:OPENING], "", "", False, len(body) > OPENING)


def told(bits: tuple[Bit, ...]) -> str:
    """Pieces of a value as one string."""
    return " · ".join(bit.text for bit in bits if bit.text)
