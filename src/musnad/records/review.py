"""What persons say about readings: corrections and comments; and what the machine itself is unsure of."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct

from musnad.records.mention import Entity

Layer = Literal["mention", "time", "statement", "event", "deadline", "damage"]
LAYERS: tuple[Layer, ...] = get_args(Layer)
CorrectionAct = Literal["accept", "change", "add", "remove"]
DoubtKind = Literal["event", "statement", "name", "deadline", "damage", "copy", "fact", "story"]
DOUBT_KINDS: tuple[DoubtKind, ...] = get_args(DoubtKind)


class Correction(Struct, frozen=True, kw_only=True):
    """A person's word on one item of a reading: it outranks the machine until it is undone."""

    id: str
    article: Annotated[str, Meta(description="Id of the article.")]
    layer: Annotated[Layer, Meta(description="Which list of the reading the item stands in.")]
    act: Annotated[CorrectionAct, Meta(description="What is said: it is right, otherwise, missing, or not there.")]
    before: Annotated[
        str | None, Meta(description="JSON of the item as the person saw it; None if it was missing.")
    ] = None
    after: Annotated[str | None, Meta(description="JSON of the item as it is; None if it is taken out.")] = None
    entities: Annotated[
        tuple[Entity, ...], Meta(description="Entities that `after` names: a later reading may not hold them.")
    ] = ()
    by: str = ""
    at: Annotated[str, Meta(description="ISO time, UTC.")] = ""
    comment: str = ""
    undoes: Annotated[str | None, Meta(description="Id of the correction that this one takes back.")] = None


class Reviewed(Struct, frozen=True, kw_only=True):
    """A mark in a reading: this item is as a person says."""

    layer: Layer
    item: Annotated[
        str, Meta(description="Id of the statement or event; `start-end` of the first span of other items.")
    ]
    act: CorrectionAct
    correction: Annotated[str, Meta(description="Id of the correction.")]
    by: str = ""
    at: Annotated[str, Meta(description="ISO time, UTC.")] = ""


class Doubt(Struct, frozen=True, kw_only=True):
    """Something that a person should look at."""

    id: Annotated[str, Meta(description="The same for the same doubt.")]
    kind: DoubtKind
    about: Annotated[
        str, Meta(description="Address of it: ARTICLE/v3, ARTICLE/s2, ARTICLE/12-20, a fact's or a story's id.")
    ]
    article: Annotated[str, Meta(description="Id of the article where it is read; of a merge: the later report.")]
    other: Annotated[str | None, Meta(description="Of a merge: id of the article, or ARTICLE/v3, on the other side.")]
    weight: Annotated[float, Meta(description="0 to 1: how much it is worth a look.")]
    reason: Annotated[str, Meta(description="Code of the reason.")]
    words: Annotated[str, Meta(description="The words it is about, shortened.")] = ""


class Comment(Struct, frozen=True, kw_only=True):
    """One contribution to the discussion below a record."""

    id: str
    about: Annotated[str, Meta(description="Id of the article, story, fact, entity or deadline; or ARTICLE/v3.")]
    text: str
    by: str
    at: Annotated[str, Meta(description="ISO time, UTC.")]
    answers: Annotated[str | None, Meta(description="Id of the comment that it answers.")] = None
    hidden: Annotated[str | None, Meta(description="Why a moderator hid it; None if it is shown.")] = None
    hidden_by: str | None = None
