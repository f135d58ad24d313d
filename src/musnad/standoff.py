"""The stand-off form of a reading: plain ids and character spans `[start, end)`, as gold annotations are scored in."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec
from msgspec import Struct, field

from musnad.records import NAMED_KINDS, Mention, Reading
from musnad.spans import Span

Bounds = tuple[int, int]
_NO_ANCHOR = "no-anchor"
"""Reason of a time of which only an hour or a weekday is known; annotators leave such times out."""


class FlatEntity(Struct, frozen=True):
    """An entity with the bounds of its mentions."""

    id: str
    type: str
    name: str = ""
    country: str | None = None
    sector: str | None = None
    mentions: tuple[Bounds, ...] = ()


class FlatStatement(Struct, frozen=True):
    """A statement; `speaker` and `via` are entity ids."""

    id: str
    speaker: str | None = None
    speaker_span: Bounds | None = None
    cue: Bounds | None = None
    content: tuple[Bounds, ...] = ()
    mode: str = "indirect"
    medium: str | None = None
    via: tuple[str, ...] = ()
    anonymous: bool = False
    date: str | None = None


class FlatEvent(Struct, frozen=True):
    """An event; participants and place are entity ids."""

    id: str
    trigger: Bounds
    type: str
    mode: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    date: str | None = None
    status: str = "occurred"
    attributed_to: tuple[str, ...] = ()
    killed: int | None = None
    injured: int | None = None
    same_as: str | None = None


class FlatTime(Struct, frozen=True):
    """A time expression with its TIMEX3 value."""

    span: Bounds
    value: str | None = None


class FlatDeadline(Struct, frozen=True):
    """A deadline; `by` and `addressee` ("for") are entity ids."""

    span: Bounds
    by: str | None = None
    addressee: str | None = field(name="for", default=None)
    demand: str | None = None
    due: str | None = None
    consequence: str | None = None


class FlatDamage(Struct, frozen=True):
    """A broken stretch."""

    span: Bounds
    kind: str
    intended: str | None = None


class Standoff(Struct, frozen=True):
    """A whole document in stand-off form; layers that are absent are empty."""

    doc: str = ""
    entities: tuple[FlatEntity, ...] = ()
    statements: tuple[FlatStatement, ...] = ()
    events: tuple[FlatEvent, ...] = ()
    times: tuple[FlatTime, ...] = ()
    deadlines: tuple[FlatDeadline, ...] = ()
    damage: tuple[FlatDamage, ...] = ()


def _bounds(span: Span) -> Bounds:
    return span.start, span.end


def _maybe(span: Span | None) -> Bounds | None:
    return _bounds(span) if span else None


def _entities(reading: Reading) -> tuple[FlatEntity, ...]:
    """Entities with their mentions; a title is listed only for an entity that is never named."""
    by_entity: dict[str, list[Mention]] = {}
    for mention in reading.mentions:
        by_entity.setdefault(mention.entity, []).append(mention)
    flat = []
    for entity in reading.entities:
        mentions = by_entity.get(entity.id, [])
        named = [m for m in mentions if m.form == "name"]
        kept = named if named and entity.kind in NAMED_KINDS else mentions
        kind = entity.kind if named or entity.kind == "GROUP" else "GROUP"
        if named and entity.kind in NAMED_KINDS:
            kind = Counter(m.kind for m in named).most_common(1)[0][0]
        spans = tuple(sorted({_bounds(m.span) for m in kept}))
        flat.append(FlatEntity(entity.id, kind, entity.name_en or entity.name, entity.country, entity.sector, spans))
    return tuple(flat)


def to_standoff(reading: Reading, doc: str = "") -> Standoff:
    """The reading without its records' evidence: what `score.py` and other tools compare."""
    return Standoff(
        doc=doc or reading.article.id,
        entities=_entities(reading),
        statements=tuple(
            FlatStatement(
                s.id, s.speaker, _maybe(s.speaker_span), _bounds(s.cue), tuple(map(_bounds, s.content)), s.mode,
                s.medium, s.via, s.anonymous, s.date,
            )
            for s in reading.statements
        ),
        events=tuple(
            FlatEvent(
                v.id, _bounds(v.trigger), v.type, v.mode, v.actors, v.recipients, v.place, v.date, v.status,
                v.attributed_to, v.killed, v.injured, v.same_as,
            )
            for v in reading.events
        ),
        times=tuple(FlatTime(_bounds(t.span), t.value) for t in reading.times if t.reason != _NO_ANCHOR),
        deadlines=tuple(
            FlatDeadline(
                _bounds(d.span), d.by, d.addressee, d.demand.quote if d.demand else None, d.due, d.consequence
            )
            for d in reading.deadlines
        ),
        damage=tuple(FlatDamage(_bounds(d.span), d.kind, d.intended) for d in reading.damage),
    )  # fmt: skip


def encode(standoff: Standoff) -> bytes:
    """UTF-8 JSON."""
    return msgspec.json.encode(standoff)


def decode(body: bytes | str) -> Standoff:
    """The inverse of `encode`.

    Raises:
        msgspec.ValidationError: not the stand-off form.
    """
    return msgspec.json.decode(body, type=Standoff)


def as_builtins(standoff: Standoff) -> Any:
    """Plain lists and dictionaries, for printing."""
    return msgspec.to_builtins(standoff)
