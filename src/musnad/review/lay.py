"""Corrections over a machine's reading: the reading that everybody sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import Struct
from msgspec.json import decode
from msgspec.structs import replace

from musnad.records import LAYERS, Correction, Entity, Event, Layer, Reading, Reviewed, Statement
from musnad.review.items import FIELDS, TYPES, Record, first_span, key_of, next_id, records


class Laid(Struct, frozen=True):
    """The reading with the corrections, and ids of those whose item is not there (any more)."""

    reading: Reading
    lost: tuple[str, ...] = ()


def laid(reading: Reading, corrections: Sequence[Correction]) -> Laid:
    """Lay standing corrections, in their order, over the machine's `reading`; without any it comes back as it is.

    An item is found by layer and first span (and by its id or type where several share that), so that corrections hold
    over a new reading of the machine too. Ids of all other items stay; an added item has its own, or the next free one.

    Raises:
        SpanError: a correction quotes what the text does not hold.
    """
    if not corrections:
        return Laid(reading)
    sheet = _Sheet(reading)
    lost = tuple(correction.id for correction in corrections if not sheet.take(correction))
    made = sheet.reading()
    made.check()
    return Laid(made, lost)


@dataclass
class _Mark:
    """Which item a mark is of: it follows the item when that is corrected again."""

    record: Record
    correction: Correction


class _Sheet:
    def __init__(self, reading: Reading) -> None:
        self._machine = reading
        self._items: dict[Layer, list[Record]] = {layer: list(records(reading, layer)) for layer in LAYERS}
        self._entities: list[Entity] = list(reading.entities)
        self._marks: list[_Mark] = []

    def take(self, correction: Correction) -> bool:
        """Apply one; False where its item is not there."""
        kind = TYPES[correction.layer]
        before = decode(correction.before, type=kind) if correction.before is not None else None
        after = decode(correction.after, type=kind) if correction.after is not None else None
        if before is None and after is not None:
            self._add(correction, after)
            return True
        at = self._find(correction.layer, before) if before is not None else None
        if before is None or at is None:
            return False
        items = self._items[correction.layer]
        old = items[at]
        self._marks = [mark for mark in self._marks if mark.record is not old]
        if after is None:
            del items[at]
            self._forget(old)
            self._marks.append(_Mark(old, correction))
            return True
        new = old if correction.act == "accept" else _renamed(after, key_of(old))
        items[at] = new
        self._know(correction)
        self._marks.append(_Mark(new, correction))
        return True

    def _add(self, correction: Correction, after: Record) -> None:
        items = self._items[correction.layer]
        if isinstance(after, Statement | Event):
            taken = {key_of(item) for item in (*items, *records(self._machine, correction.layer))}
            if after.id in taken:  # a later reading of the machine, or a word since taken back, may have it
                after = _renamed(after, next_id(correction.layer, taken))
        items.append(after)
        if not isinstance(after, Statement | Event):
            items.sort(key=lambda item: first_span(item).start)
        self._know(correction)
        self._marks.append(_Mark(after, correction))

    def _know(self, correction: Correction) -> None:
        known = {entity.id for entity in self._entities}
        self._entities += [entity for entity in correction.entities if entity.id not in known]

    def _find(self, layer: Layer, wanted: Record) -> int | None:
        span, kind = first_span(wanted), getattr(wanted, "type", getattr(wanted, "kind", None))
        here = [at for at, item in enumerate(self._items[layer]) if first_span(item) == span]
        if len(here) <= 1:
            return here[0] if here else None
        ranked = sorted(
            here,
            key=lambda at: (
                self._items[layer][at] != wanted,
                key_of(self._items[layer][at]) != key_of(wanted),
                getattr(self._items[layer][at], "type", getattr(self._items[layer][at], "kind", None)) != kind,
                at,
            ),
        )
        return ranked[0]

    def _forget(self, gone: Record) -> None:
        """Take references to a statement or event out that is not there any more."""
        if isinstance(gone, Statement):
            self._items["event"] = [
                self._follow(event, replace(event, attributed_to=tuple(s for s in event.attributed_to if s != gone.id)))
                if isinstance(event, Event) and gone.id in event.attributed_to
                else event
                for event in self._items["event"]
            ]
        elif isinstance(gone, Event):
            self._items["event"] = [
                self._follow(event, replace(event, same_as=gone.same_as if gone.same_as != event.id else None))
                if isinstance(event, Event) and event.same_as == gone.id
                else event
                for event in self._items["event"]
            ]

    def _mend(self) -> None:
        """Take references out whose statement or event only another reading held, or an addition since taken back."""
        said = {key_of(one) for one in self._items["statement"]}
        told = {key_of(one) for one in self._items["event"]}
        for at, event in enumerate(self._items["event"]):
            if not isinstance(event, Event):
                continue
            kept = tuple(id for id in event.attributed_to if id in said)
            first = event.same_as if event.same_as in told and event.same_as != event.id else None
            if (kept, first) != (event.attributed_to, event.same_as):
                self._items["event"][at] = self._follow(event, replace(event, attributed_to=kept, same_as=first))

    def _follow(self, old: Record, new: Record) -> Record:
        for mark in self._marks:
            if mark.record is old:
                mark.record = new
        return new

    def reading(self) -> Reading:
        """The reading as it now is; references to what it does not hold are taken out."""
        self._mend()
        values = {FIELDS[layer]: tuple(items) for layer, items in self._items.items()}
        marks = tuple(
            Reviewed(
                layer=mark.correction.layer,
                item=key_of(mark.record),
                act=mark.correction.act,
                correction=mark.correction.id,
                by=mark.correction.by,
                at=mark.correction.at,
            )
            for mark in self._marks
        )
        return replace(self._machine, **values, entities=tuple(self._entities), reviewed=marks)


def _renamed(record: Record, id: str) -> Record:
    return replace(record, id=id) if isinstance(record, Statement | Event) else record
