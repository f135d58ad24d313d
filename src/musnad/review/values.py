"""Records from what a person chose: each value is checked, and a wrong one is named."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypeVar, cast

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from musnad.errors import ReviewError, SpanError
from musnad.identity import content_id
from musnad.records import EVENT_TYPES, Chain, Entity, Link, Reading, Statement
from musnad.review.edits import Bounds, KnownEntity, Who
from musnad.review.items import Record
from musnad.review.modes import load_modes
from musnad.spans import Span

R = TypeVar("R", bound=Record)
V = TypeVar("V")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?|-W(\d{2}))?")
_TIMEX = re.compile(
    r"(?:\d{4}|XXXX)(?:-(?:\d{2}|XX)(?:-(?:\d{2}|XX))?|-W(?:\d{2}|XX)(?:-(?:WE|[1-7]))?|-(?:SP|SU|FA|WI|Q[1-4]))?"
    r"(?:T(?:\d{2}(?::\d{2})?|MO|MI|AF|EV|NI))?|P(?:T?(?:\d+(?:\.\d+)?|X)[A-Z]{1,2})+|(?:PAST|PRESENT|FUTURE)_REF"
)


class Making:
    """What a record is made with: the reading that the person saw, and the entities that it lacks so far."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.entities: list[Entity] = []

    def span(self, bounds: Bounds) -> Span:
        """The span of a selection. Raises: ReviewError."""
        try:
            return Span.of(self.reading.article.text, *bounds)
        except SpanError as problem:
            raise ReviewError(str(problem)) from problem

    def who(self, chosen: Who) -> str:
        """The id of a participant. Raises: ReviewError."""
        if isinstance(chosen, str):
            if not any(entity.id == chosen for entity in (*self.reading.entities, *self.entities)):
                raise ReviewError(f"{chosen}: no such participant in {self.reading.article.id}")
            return chosen
        if isinstance(chosen, KnownEntity):
            return self._held(chosen.entity)
        name = " ".join(chosen.name.split())
        if not name:
            raise ReviewError("a participant needs a name")
        known = next(
            (e for e in self.reading.entities if e.kind == chosen.kind and name in (e.name, *e.spellings)), None
        )
        return self._held(
            known
            or Entity(
                id=content_id(chosen.kind.lower(), name),
                kind=chosen.kind,
                name=name,
                name_en=chosen.name_en,
                country=chosen.country,
                sector=chosen.sector,
                why="named by a person",
            )
        )

    def _held(self, entity: Entity) -> str:
        if not any(one.id == entity.id for one in (*self.reading.entities, *self.entities)):
            self.entities.append(entity)
        return entity.id


def given(value: Any, make: Callable[[Any], Any], kept: V) -> V:
    """What was chosen, made; what is there, where nothing was chosen. Codes are proved by `checked`, at the end."""
    return kept if value is UNSET else cast(V, make(value))


def optional(make: Callable[[Any], V]) -> Callable[[Any], V | None]:
    """`make` that lets None be None."""
    return lambda value: None if value is None else make(value)


def each(make: Callable[[Any], V]) -> Callable[[tuple[Any, ...]], tuple[V, ...]]:
    """`make` for each of several, every value once."""
    return lambda values: tuple(dict.fromkeys(make(value) for value in values))


def day(value: str) -> str:
    """An ISO day, week, month or year. Raises: ReviewError."""
    match = _DAY.fullmatch(value)
    try:
        if match is None:
            raise ValueError
        year, month, of_month, week = (int(part) if part else None for part in match.groups())
        if week is not None:
            date.fromisocalendar(year or 0, week, 1)
        else:
            date(year or 0, month or 1, of_month or 1)
    except ValueError as problem:
        raise ReviewError(f"{value}: no ISO day (2025-08-06), week (2025-W32), month (2025-08) or year") from problem
    return value


def timex(value: str) -> str:
    """A TIMEX3 value. Raises: ReviewError."""
    if not _TIMEX.fullmatch(value):
        raise ReviewError(f"{value}: no TIMEX3 value (2025-08-06, 2025-W32, P3D, PT2H, 2025-08-06TNI, PAST_REF …)")
    try:
        days_of(dated(value))
    except ValueError as problem:
        raise ReviewError(f"{value}: the calendar has no such day, week or month") from problem
    return value


def dated(value: str) -> str:
    """A TIMEX3 value without the hour or part of the day in it."""
    return value.partition("T")[0] if value[:1].isdigit() else value


def mode(value: str, kind: str) -> str:
    """A mode of an event's type. Raises: ReviewError."""
    modes = load_modes().get(kind, ())
    if value not in modes:
        raise ReviewError(f"{value}: no mode of {kind} ({', '.join(modes) or 'it has none'})")
    return value


def kind_of_event(value: str) -> str:
    """A PLOVER type. Raises: ReviewError."""
    if value not in EVENT_TYPES:
        raise ReviewError(f"{value}: no PLOVER type")
    return value


def days_of(value: str) -> tuple[str, str, str] | None:
    """`(precision, first day, day after the last)` of an ISO day, week, month or year; None for other values."""
    match = _DAY.fullmatch(value)
    if match is None:
        return None
    year, month, of_month, week = (int(part) if part else None for part in match.groups())
    if year is None or not 1 <= year < 9999:
        return None
    if week is not None:
        begin, precision = date.fromisocalendar(year, week, 1), "week"
        end = begin + timedelta(days=7)
    elif of_month is not None and month is not None:
        begin, precision = date(year, month, of_month), "day"
        end = begin + timedelta(days=1)
    elif month is not None:
        begin, precision = date(year, month, 1), "month"
        end = date(year + month // 12, month % 12 + 1, 1)
    else:
        begin, end, precision = date(year, 1, 1), date(year + 1, 1, 1), "year"
    return precision, begin.isoformat(), end.isoformat()


def number(value: int) -> int:
    """A count of persons. Raises: ReviewError."""
    if not 0 <= value < 100_000_000:
        raise ReviewError(f"{value}: no number of persons")
    return value


def words(value: str) -> str:
    """Words of a person, one line. Raises: ReviewError."""
    line = " ".join(value.split())
    if not line or len(line) > 500:
        raise ReviewError("words are needed here, at most 500 characters")
    return line


def checked(record: R) -> R:
    """The record, if all its codes are such as there are. Raises: ReviewError."""
    try:
        return msgspec.json.decode(msgspec.json.encode(record), type=type(record))
    except msgspec.ValidationError as problem:
        raise ReviewError(str(problem)) from problem


def rooted(statement: Statement, reading: Reading, entities: list[Entity]) -> Statement:
    """The statement with a chain that ends with its speaker."""
    if statement.chain is None:
        return statement
    kept = [link for link in statement.chain.links if link.role not in ("speaker", "unsourced", "document", "witness")]
    speaker = next((e for e in (*reading.entities, *entities) if e.id == statement.speaker), None)
    root = (
        Link(role="speaker", name=speaker.name, entity=speaker.id, span=statement.speaker_span)
        if speaker
        else Link(role="unsourced")
    )
    return replace(statement, chain=Chain(links=(*kept, root)))


def says_something(edit: msgspec.Struct) -> bool:
    """Whether anything was chosen at all."""
    return any(getattr(edit, name) is not UNSET for name in edit.__struct_fields__)
