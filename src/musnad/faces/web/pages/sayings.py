"""Statements over many reports: what an actor said, and what others said of it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from musnad.records import Entity, Reading, Statement
from musnad.store.base import Store
from musnad.store.entries import Filters, Held

_SCREEN, _SCANNED = 20, 60
"""Reports that are asked for at once, and that are read at most in search of claims for one screen (or three times as
many as claims are wanted, if that is less)."""


class Saying(Struct, frozen=True):
    """One statement with its report; `start` and `end` are code points of its words."""

    held: Held
    statement: Statement
    speaker: Entity | None
    quote: str
    start: int
    end: int


class Sayings(Struct, frozen=True):
    """One screen: `reports` counts the reports that were searched, `next` opens the following screen."""

    found: tuple[Saying, ...]
    reports: int
    next: str | None


def said_by(store: Store, entity: str, *, most: int, after: str | None = None) -> Sayings:
    """What an actor said, of the latest reports first; whole reports, so that a screen may hold some more."""
    return _scan(store, Filters(actor=entity, role="speaker"), entity, most, after, by=True)


def said_of(store: Store, entity: str, *, most: int, after: str | None = None) -> Sayings:
    """What others said that names an actor, of the latest reports first."""
    return _scan(store, Filters(actor=entity), entity, most, after, by=False)


def _scan(store: Store, filters: Filters, entity: str, most: int, after: str | None, *, by: bool) -> Sayings:
    found: list[Saying] = []
    scanned, total = 0, 0
    while scanned < min(_SCANNED, 3 * most) and len(found) < most:
        screen = store.search(filters, limit=min(_SCREEN, max(most, 5)), after=after)
        total, after = screen.total, screen.next
        held = {hit.article.id: hit.article for hit in screen.hits}
        for reading in store.readings(held):
            entry = held[reading.article.id]
            found += _by(reading, entry, entity) if by else _of(reading, entry, entity)
        scanned += len(held)
        if after is None:
            break
    return Sayings(tuple(found), total, after)


def _by(reading: Reading, held: Held, entity: str) -> Iterator[Saying]:
    for statement in reading.statements:
        if statement.speaker == entity:
            yield _saying(reading, held, statement)


def _of(reading: Reading, held: Held, entity: str) -> Iterator[Saying]:
    named = [mention.span for mention in reading.mentions if mention.entity == entity]
    for statement in reading.statements:
        if statement.speaker != entity and any(part.covers(span) for part in statement.content for span in named):
            yield _saying(reading, held, statement)


def _saying(reading: Reading, held: Held, statement: Statement) -> Saying:
    parts = statement.content or (statement.cue,)
    speaker = next((one for one in reading.entities if one.id == statement.speaker), None)
    quote = " … ".join(part.quote for part in parts)
    return Saying(held, statement, speaker, quote, parts[0].start, parts[-1].end)
