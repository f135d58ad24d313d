"""What a person chose, layer by layer: fields that are UNSET stay as they are, None (or an empty tuple) empties one."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import UNSET, Struct, UnsetType

from musnad.records import Entity, EntityKind, Place, Sector

Bounds: TypeAlias = tuple[int, int]
"""Code points `[start, end)` of the article's text, as selected."""


class NewEntity(Struct, frozen=True, kw_only=True):
    """A participant or place that the article's reading does not hold, by its name."""

    name: str
    kind: EntityKind
    name_en: str | None = None
    country: str | None = None
    sector: Sector | None = None


class KnownEntity(Struct, frozen=True, kw_only=True):
    """An entity that the store or the actor list knows, handed in whole, with where it lies."""

    entity: Entity
    place: Place | None = None


Who: TypeAlias = str | NewEntity | KnownEntity
"""Id of an entity of the article's reading; or another entity."""


class MentionEdit(Struct, frozen=True, kw_only=True):
    """A name: to add one, `span` and `entity` are needed (`kind` is then the entity's)."""

    span: Bounds | UnsetType = UNSET
    kind: str | UnsetType = UNSET
    form: str | UnsetType = UNSET
    entity: Who | UnsetType = UNSET
    repair: str | UnsetType | None = UNSET


class TimeEdit(Struct, frozen=True, kw_only=True):
    """A time: to add one, `span` and `value` (TIMEX3) are needed."""

    span: Bounds | UnsetType = UNSET
    value: str | UnsetType = UNSET


class StatementEdit(Struct, frozen=True, kw_only=True):
    """A statement: to add one, `cue` and `content` are needed."""

    cue: Bounds | UnsetType = UNSET
    content: tuple[Bounds, ...] | UnsetType = UNSET
    speaker: Who | UnsetType | None = UNSET
    speaker_span: Bounds | UnsetType | None = UNSET
    mode: str | UnsetType = UNSET
    polarity: str | UnsetType = UNSET
    medium: str | UnsetType | None = UNSET
    medium_span: Bounds | UnsetType | None = UNSET
    via: tuple[Who, ...] | UnsetType = UNSET
    anonymous: bool | UnsetType = UNSET
    date: str | UnsetType | None = UNSET


class EventEdit(Struct, frozen=True, kw_only=True):
    """An event: to add one, `trigger`, `type` and an actor or recipient are needed."""

    trigger: Bounds | UnsetType = UNSET
    type: str | UnsetType = UNSET
    mode: str | UnsetType | None = UNSET
    status: str | UnsetType = UNSET
    actors: tuple[Who, ...] | UnsetType = UNSET
    recipients: tuple[Who, ...] | UnsetType = UNSET
    place: Who | UnsetType | None = UNSET
    date: str | UnsetType | None = UNSET
    killed: int | UnsetType | None = UNSET
    injured: int | UnsetType | None = UNSET
    attributed_to: tuple[str, ...] | UnsetType = UNSET
    same_as: str | UnsetType | None = UNSET


class DeadlineEdit(Struct, frozen=True, kw_only=True):
    """A deadline: to add one, `span` is needed."""

    span: Bounds | UnsetType = UNSET
    by: Who | UnsetType | None = UNSET
    addressee: Who | UnsetType | None = UNSET
    demand: Bounds | UnsetType | None = UNSET
    due: str | UnsetType | None = UNSET
    consequence: str | UnsetType | None = UNSET
    state: str | UnsetType = UNSET
    evidence: Bounds | UnsetType | None = UNSET


class DamageEdit(Struct, frozen=True, kw_only=True):
    """A broken stretch: to add one, `span` and `kind` are needed."""

    span: Bounds | UnsetType = UNSET
    kind: str | UnsetType = UNSET
    intended: str | UnsetType | None = UNSET


Edit: TypeAlias = MentionEdit | TimeEdit | StatementEdit | EventEdit | DeadlineEdit | DamageEdit
"""What a person chose for one item; its class tells the layer."""
