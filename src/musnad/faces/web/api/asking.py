"""What the API is asked with: filters as on the command line, a limit, a cursor."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import Depends, Path, Query
from pydantic import AfterValidator

from musnad.faces.web.api.answers import CURSOR
from musnad.records import DamageKind, EventStatus, EventType
from musnad.store.entries import Filters, Role

Broken = Literal[DamageKind, "any"]


def _day(value: str) -> str:
    if len(value) != 10:
        raise ValueError("a day is written as 2025-08-06")
    date.fromisoformat(value)
    return value


def _clean(value: str) -> str:
    """Without the one character that PostgreSQL cannot keep."""
    return value.replace("\0", "")


Id = Annotated[str, Path(min_length=1, max_length=200), AfterValidator(_clean)]
Day = Annotated[str, AfterValidator(_day), Query(json_schema_extra={"format": "date"}, examples=["2025-08-06"])]
Name = Annotated[str, AfterValidator(_clean), Query(min_length=1, max_length=200)]
Words = Annotated[str, AfterValidator(_clean), Query(min_length=1, max_length=500)]
After = Annotated[str | None, Query(pattern=CURSOR, description="`next` of the answer before.")]
Limit = Annotated[int, Query(ge=1, le=200, description="How many at most.")]


def _filters(
    text: Annotated[Words | None, Query(description='Words; "a phrase" in quotes; -without; begin*.')] = None,
    actor: Annotated[Name | None, Query(description="A name in any spelling, or an entity's id.")] = None,
    role: Annotated[Role, Query(description="What the actor is there.")] = "any",
    type: Annotated[EventType | None, Query(description="PLOVER 2.0 type.")] = None,
    mode: Annotated[Name | None, Query(description="PLOVER 2.0 mode.")] = None,
    status: EventStatus | None = None,
    place: Annotated[Name | None, Query(description="A place's name or id.")] = None,
    outlet: Annotated[Name | None, Query(description="Who publishes it.")] = None,
    since: Annotated[Day | None, Query(description="First day.")] = None,
    until: Annotated[Day | None, Query(description="Day after the last.")] = None,
    damage: Annotated[Broken | None, Query(description="Reports that a translation broke so; any: in any way.")] = None,
    story: Annotated[Name | None, Query(description="Id of a story.")] = None,
) -> Filters:
    return Filters(
        text=text, actor=actor, role=role, type=type, mode=mode, status=status, place=place, outlet=outlet,
        since=since, until=until, damage=damage, story=story,
    )  # fmt: skip


Asks = Annotated[Filters, Depends(_filters)]
