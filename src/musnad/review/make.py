"""Corrections, made from what a person chose.

`reading` is always the one that the person saw (`store.reading`): machine's reading and standing corrections together.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.json import encode
from msgspec.structs import replace

from musnad.errors import ReviewError
from musnad.identity import content_id
from musnad.records import Correction, CorrectionAct, Entity, Event, Layer, Reading, Statement
from musnad.review.building import built
from musnad.review.edits import Edit
from musnad.review.items import Item, Record, entities_of, first_span, item, key_of, layer_of, next_id, records
from musnad.review.values import Making, says_something


class Signed(Struct, frozen=True, kw_only=True):
    """Who says it, when (ISO time, UTC), and why."""

    by: str
    at: str
    comment: str = ""


def accept(reading: Reading, named: Item, signed: Signed) -> Correction:
    """The item is right as it is.

    Raises:
        ReviewError: no such item.
    """
    record = item(reading, named)
    return _made(reading, named.layer, "accept", (record, record), signed)


def change(reading: Reading, named: Item, edit: Edit, signed: Signed) -> Correction:
    """The item is otherwise; only what `edit` sets is said.

    Raises:
        ReviewError: no such item; `edit` is of another layer, changes nothing, or holds a wrong value (its message
            names field and value).
    """
    record, making = item(reading, named), Making(reading)
    after = built(making, edit, record) if says_something(edit) else record
    if _same_to_a_person(record, after):
        raise ReviewError("nothing is changed by this; accept it instead")
    return _made(reading, named.layer, "change", (record, after), signed, making.entities)


def add(reading: Reading, edit: Edit, signed: Signed) -> Correction:
    """An item is missing.

    Raises:
        ReviewError: a needed field is not set or a value is wrong; the same item is there already.
    """
    making = Making(reading)
    after = built(making, edit, None)
    layer = layer_of(after)
    if isinstance(after, Statement | Event):
        after = replace(after, id=next_id(layer, map(key_of, records(reading, layer))))
    if any(_same_to_a_person(one, after) for one in records(reading, layer) if first_span(one) == first_span(after)):
        raise ReviewError("this is there already")
    return _made(reading, layer, "add", (None, after), signed, making.entities)


def remove(reading: Reading, named: Item, signed: Signed) -> Correction:
    """There is no such thing in the text.

    Raises:
        ReviewError: no such item.
    """
    return _made(reading, named.layer, "remove", (item(reading, named), None), signed)


def taken_back(correction: Correction, signed: Signed) -> Correction:
    """The entry of the log that takes a correction back."""
    made = replace(
        correction, by=signed.by, at=signed.at, comment=signed.comment, undoes=correction.id,
        before=correction.after, after=correction.before, entities=(),
    )  # fmt: skip
    return replace(made, id=content_id("correction", "undo", correction.id, signed.by, signed.at))


def _same_to_a_person(one: Record, other: Record) -> bool:
    """Whether two records say the same, whatever their ids, how sure the machine was, or why fields are empty."""
    return encode(_bare(one)) == encode(_bare(other))


def _bare(record: Record) -> Record:
    sure = {name: 1.0 for name in ("score", "confidence") if name in record.__struct_fields__}
    blank = {name: value for name, value in (("id", ""), ("unknown", ())) if name in record.__struct_fields__}
    return replace(record, **sure, **blank)


def _made(
    reading: Reading,
    layer: Layer,
    act: CorrectionAct,
    said: tuple[Record | None, Record | None],
    signed: Signed,
    entities: Sequence[Entity] = (),
) -> Correction:
    before, after = (encode(record).decode() if record is not None else None for record in said)
    article, named = reading.article.id, entities_of(said[1]) if act in ("add", "change") else frozenset()
    return Correction(
        id=content_id("correction", article, layer, act, before, after, signed.by, signed.at),
        article=article,
        layer=layer,
        act=act,
        before=before,
        after=after,
        entities=tuple(entity for entity in (*reading.entities, *entities) if entity.id in named),
        by=signed.by,
        at=signed.at,
        comment=signed.comment,
    )
