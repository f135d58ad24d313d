"""Statements: what the author hands on as somebody else's words; chains of sources; deadlines."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from musnad.spans import Span

SpeechMode = Literal["direct", "indirect", "mixed"]
Polarity = Literal["asserts", "denies"]
LinkRole = Literal["outlet", "copy", "agency", "paper", "medium", "witness", "speaker", "document", "unsourced"]
DeadlineState = Literal["open", "met", "extended", "lapsed", "unknown"]


class Link(Struct, frozen=True, kw_only=True):
    """One link of a chain."""

    role: Annotated[LinkRole, Meta(description="What the link does in the chain.")]
    name: Annotated[str | None, Meta(description="Name or description of the link.")] = None
    entity: Annotated[str | None, Meta(description="Id of the entity, where it is one of the article.")] = None
    span: Annotated[Span | None, Meta(description="The words that name it.")] = None


class Chain(Struct, frozen=True, kw_only=True):
    """From the publishing outlet (first link) back to the root (last link)."""

    links: Annotated[tuple[Link, ...], Meta(description="Outlet first, root last.")]


class Statement(Struct, frozen=True, kw_only=True):
    """One reported stretch: cue, speaker, content, and the way it came."""

    id: Annotated[str, Meta(description="s1, s2 … in the order of their cues.")]
    cue: Annotated[Span, Meta(description="The reporting word (or a headline's colon).")]
    content: Annotated[tuple[Span, ...], Meta(description="What is reported, without quotation marks.")]
    mode: Annotated[SpeechMode, Meta(description="Quoted, told, or told with quoted words.")]
    speaker: Annotated[str | None, Meta(description="Id of the entity that speaks.")] = None
    speaker_span: Annotated[
        Span | None, Meta(description="The words that name the speaker there, with title; None for a pronoun.")
    ] = None
    speaker_reason: Annotated[str | None, Meta(description="How the speaker was found, or why not.")] = None
    medium: Annotated[str | None, Meta(description="Where it was said, if told.")] = None
    medium_span: Annotated[Span | None, Meta(description="The words that tell it.")] = None
    via: Annotated[tuple[str, ...], Meta(description="Entities that passed it on, nearest to the speaker first.")] = ()
    anonymous: Annotated[bool, Meta(description="The source is not named.")] = False
    date: Annotated[str | None, Meta(description="When it was said, ISO, as exact as known.")] = None
    polarity: Annotated[Polarity, Meta(description="Whether the speaker asserts or denies the content.")] = "asserts"
    chain: Annotated[Chain | None, Meta(description="Links from the outlet back to the root.")] = None
    score: Annotated[float, Meta(description="Confidence, 0 to 1.")] = 1.0


class Deadline(Struct, frozen=True, kw_only=True):
    """An ultimatum or a time limit set by one actor for another."""

    span: Annotated[Span, Meta(description="The words that set the limit.")]
    by: Annotated[str | None, Meta(description="Id of the entity that sets it.")] = None
    addressee: Annotated[str | None, Meta(description="Id of the entity it is set for.")] = field(
        name="for", default=None
    )
    demand: Annotated[Span | None, Meta(description="The words that tell what is demanded.")] = None
    due: Annotated[str | None, Meta(description="When it falls due, ISO.")] = None
    due_reason: Annotated[str | None, Meta(description="How the due day was found, or why it is unknown.")] = None
    consequence: Annotated[str | None, Meta(description="PLOVER type of the threatened consequence.")] = None
    state: Annotated[DeadlineState, Meta(description="As of the article.")] = "unknown"
    evidence: Annotated[Span | None, Meta(description="The words that tell the state.")] = None
