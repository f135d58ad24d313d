"""Events in the PLOVER ontology."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct

from musnad.spans import Span

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
EventStatus = Literal["occurred", "ongoing", "planned", "threatened", "denied", "hypothetical", "failed"]
STATUSES: tuple[EventStatus, ...] = get_args(EventStatus)


class Unknown(Struct, frozen=True):
    """A field that stayed None, and why."""

    field: str
    reason: str


class Event(Struct, frozen=True, kw_only=True):
    """One act between actors, told in the text."""

    id: Annotated[str, Meta(description="v1, v2 … in the order of their triggers.")]
    trigger: Annotated[Span, Meta(description="The word that names the act.")]
    type: Annotated[EventType, Meta(description="PLOVER 2.0 type.")]
    mode: Annotated[str | None, Meta(description="PLOVER 2.0 mode of the type, if one fits.")] = None
    actors: Annotated[tuple[str, ...], Meta(description="Ids of the entities that do it.")] = ()
    recipients: Annotated[tuple[str, ...], Meta(description="Ids of the entities that undergo it.")] = ()
    place: Annotated[str | None, Meta(description="Id of the most specific place told for it.")] = None
    date: Annotated[str | None, Meta(description="ISO day, month, week or year.")] = None
    status: Annotated[EventStatus, Meta(description="Whether and how it happened.")] = "occurred"
    killed: Annotated[int | None, Meta(description="Number killed, where told.")] = None
    injured: Annotated[int | None, Meta(description="Number injured, where told.")] = None
    casualty_spans: Annotated[tuple[Span, ...], Meta(description="The words that tell the numbers.")] = ()
    attributed_to: Annotated[tuple[str, ...], Meta(description="Ids of the statements it is known from.")] = ()
    same_as: Annotated[str | None, Meta(description="Id of the event's first telling.")] = None
    confidence: Annotated[float, Meta(description="0 to 1.")] = 1.0
    unknown: Annotated[tuple[Unknown, ...], Meta(description="Fields that are None, with a reason code.")] = ()
