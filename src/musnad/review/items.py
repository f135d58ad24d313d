"""Items of a reading that a person can speak about, and how each is named and found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from msgspec import Struct

from musnad.errors import ReviewError
from musnad.records import (
    LAYERS,
    Damage,
    Deadline,
    Event,
    Layer,
    Mention,
    Reading,
    Statement,
    TimeRange,
)  # fmt: skip
from musnad.spans import Span

Record: TypeAlias = Mention | TimeRange | Statement | Event | Deadline | Damage
"""One item of a reading."""
FIELDS: dict[Layer, str] = {
    "mention": "mentions",
    "time": "times",
    "statement": "statements",
    "event": "events",
    "deadline": "deadlines",
    "damage": "damage",
}
"""The field of `Reading` that holds a layer."""
TYPES: dict[Layer, type[Record]] = {
    "mention": Mention,
    "time": TimeRange,
    "statement": Statement,
    "event": Event,
    "deadline": Deadline,
    "damage": Damage,
}
"""The record of a layer."""


class Item(Struct, frozen=True):
    """The name of one item: its layer, and `v3`, `s2`, or `start-end` of its first span (as in `Reviewed.item`)."""

    layer: Layer
    key: str


def layer_of(record: Record) -> Layer:
    """The layer that a record belongs to."""
    return next(layer for layer in LAYERS if isinstance(record, TYPES[layer]))


def first_span(record: Record) -> Span:
    """The span that an item is known by: the cue of a statement, the trigger of an event."""
    if isinstance(record, Statement):
        return record.cue
    return record.trigger if isinstance(record, Event) else record.span


def key_of(record: Record) -> str:
    """`v3` or `s2`; `start-end` of the first span of other items."""
    if isinstance(record, Statement | Event):
        return record.id
    return f"{record.span.start}-{record.span.end}"


def name_of(record: Record) -> Item:
    """The name of a record."""
    return Item(layer_of(record), key_of(record))


def records(reading: Reading, layer: Layer) -> tuple[Record, ...]:
    """The items of a layer, in the reading's order."""
    found: tuple[Record, ...] = getattr(reading, FIELDS[layer])
    return found


def item(reading: Reading, named: Item) -> Record:
    """The item of a name; the first where two have one span.

    Raises:
        ReviewError: the reading holds no such item.
    """
    for record in records(reading, named.layer):
        if key_of(record) == named.key:
            return record
    raise ReviewError(f"{reading.article.id}: no {named.layer} {named.key} in the reading; it may have been changed")


def next_id(layer: Layer, taken: Iterable[str]) -> str:
    """The id of a statement or event that comes after those that are `taken`."""
    numbers = (int(id[1:]) for id in taken if id[1:].isdigit())
    return f"{'s' if layer == 'statement' else 'v'}{1 + max(numbers, default=0)}"


def items_at(reading: Reading, key: str) -> tuple[Item, ...]:
    """All items that `v3`, `s2` or `start-end` can mean (the end of a doubt's `about`), in order of layers."""
    return tuple(
        Item(layer, key) for layer in LAYERS if any(key_of(record) == key for record in records(reading, layer))
    )


def entities_of(record: Record | None) -> frozenset[str]:
    """Ids of the entities that a record names."""
    named: tuple[str | None, ...] = ()
    if isinstance(record, Mention):
        named = (record.entity,)
    elif isinstance(record, Statement):
        named = (record.speaker, *record.via)
    elif isinstance(record, Event):
        named = (*record.actors, *record.recipients, record.place)
    elif isinstance(record, Deadline):
        named = (record.by, record.addressee)
    return frozenset(id for id in named if id is not None)
