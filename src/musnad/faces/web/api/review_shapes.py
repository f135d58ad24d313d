"""What the API takes and gives about doubts and corrections."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, Raw, Struct, UnsetType

from musnad.faces.web.api.shapes import Next
from musnad.records import Correction, CorrectionAct, Doubt, EntityKind, Layer, Sector
from musnad.review.edits import (
    DamageEdit,
    DeadlineEdit,
    Edit,
    EventEdit,
    MentionEdit,
    NewEntity,
    StatementEdit,
    TimeEdit,
)  # fmt: skip

_Offset = Annotated[int, Meta(ge=0, le=10_000_000)]
Stretch = Annotated[tuple[_Offset, _Offset], Meta(description="Code points [start, end) of the article's text.")]
_Id = Annotated[str, Meta(min_length=1, max_length=200)]
_Code = Annotated[str, Meta(max_length=40)]
_Words = Annotated[str, Meta(max_length=500)]
_Count = Annotated[int, Meta(ge=0, le=100_000_000)]


class Doubts(Struct, frozen=True, kw_only=True):
    """What nobody looked at yet, the weightiest first."""

    items: tuple[Doubt, ...]
    next: Next = None


class Corrections(Struct, frozen=True, kw_only=True):
    """Every correction in order, undone ones too; an undoing is a correction that `undoes` another."""

    items: tuple[Correction, ...]
    next: Next = None


class Named(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A participant or place that the reading does not hold."""

    name: Annotated[str, Meta(min_length=1, max_length=300)]
    kind: EntityKind
    name_en: _Words | None = None
    country: _Code | None = None
    sector: Sector | None = None


Who = Annotated[_Id | Named, Meta(description="Id of an entity of the reading, or another one by its name.")]


class Changed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Fields of an item that are otherwise; those that are left out stay as they are, null empties one."""

    trigger: Stretch | UnsetType = UNSET
    cue: Stretch | UnsetType = UNSET
    span: Stretch | UnsetType = UNSET
    content: Annotated[tuple[Stretch, ...], Meta(max_length=50)] | UnsetType = UNSET
    type: _Code | UnsetType = UNSET
    mode: _Code | UnsetType | None = UNSET
    status: _Code | UnsetType = UNSET
    actors: Annotated[tuple[Who, ...], Meta(max_length=100)] | UnsetType = UNSET
    recipients: Annotated[tuple[Who, ...], Meta(max_length=100)] | UnsetType = UNSET
    place: Who | UnsetType | None = UNSET
    date: _Code | UnsetType | None = UNSET
    killed: _Count | UnsetType | None = UNSET
    injured: _Count | UnsetType | None = UNSET
    attributed_to: Annotated[tuple[_Id, ...], Meta(max_length=100)] | UnsetType = UNSET
    same_as: _Id | UnsetType | None = UNSET
    speaker: Who | UnsetType | None = UNSET
    speaker_span: Stretch | UnsetType | None = UNSET
    polarity: _Code | UnsetType = UNSET
    medium: _Words | UnsetType | None = UNSET
    medium_span: Stretch | UnsetType | None = UNSET
    via: Annotated[tuple[Who, ...], Meta(max_length=100)] | UnsetType = UNSET
    anonymous: bool | UnsetType = UNSET
    kind: _Code | UnsetType = UNSET
    form: _Code | UnsetType = UNSET
    entity: Who | UnsetType = UNSET
    repair: _Words | UnsetType | None = UNSET
    value: _Code | UnsetType = UNSET
    by: Who | UnsetType | None = UNSET
    addressee: Who | UnsetType | None = UNSET
    demand: Stretch | UnsetType | None = UNSET
    due: _Code | UnsetType | None = UNSET
    consequence: _Code | UnsetType | None = UNSET
    state: _Code | UnsetType = UNSET
    evidence: Stretch | UnsetType | None = UNSET
    intended: _Words | UnsetType | None = UNSET


class Correcting(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person's word on one item of a reading: it is right, otherwise, missing, or not there."""

    article: _Id
    act: CorrectionAct
    layer: Layer
    item: Annotated[str, Meta(max_length=40, description="v3, s2, or `start-end` of its first span; none to add.")] = ""
    before: Annotated[Raw | UnsetType, Meta(description="The item as it was seen: 409 if it is otherwise by now.")] = (
        UNSET
    )
    said: Annotated[Changed, Meta(description="What is otherwise (change), or what there is (add).")] = Changed()
    comment: Annotated[str, Meta(max_length=2000)] = ""


_EDITS: dict[Layer, type[Edit]] = {
    "mention": MentionEdit, "time": TimeEdit, "statement": StatementEdit, "event": EventEdit,
    "deadline": DeadlineEdit, "damage": DamageEdit,
}  # fmt: skip


def edit_of(layer: Layer, said: Changed) -> Edit:
    """The edit of a layer.

    Raises:
        ValueError: a field that items of this layer do not have.
    """
    given = {field: value for field in said.__struct_fields__ if (value := getattr(said, field)) is not UNSET}
    known = {field.name for field in msgspec.structs.fields(_EDITS[layer])}
    if wrong := sorted(set(given) - known):
        raise ValueError(f"said.{wrong[0]}: a {layer} has no such field")
    return _EDITS[layer](**{field: _whole(value) for field, value in given.items()})


def _whole(value: Any) -> Any:
    if isinstance(value, Named):
        return NewEntity(**{field: getattr(value, field) for field in value.__struct_fields__})
    if isinstance(value, tuple):
        return tuple(_whole(one) for one in value)
    return value
