"""The record that an edit makes of one that is there, or of nothing: one function a layer."""

from __future__ import annotations

from msgspec import UNSET
from msgspec.structs import replace

from musnad.errors import ReviewError
from musnad.records import Damage, Deadline, Event, Mention, Statement, TimeRange, Unknown
from musnad.review.edits import DamageEdit, DeadlineEdit, Edit, EventEdit, MentionEdit, StatementEdit, TimeEdit
from musnad.review.items import Record
from musnad.review.values import (
    Making,
    checked,
    dated,
    day,
    days_of,
    each,
    given,
    kind_of_event,
    mode,
    number,
    optional,
    rooted,
    timex,
    words,
)
from musnad.spans import Span

_ASKED = ("date", "actors", "recipients", "place")
"""Fields of an event that say why they are empty."""
_NEW = "new"
"""Id of a statement or event that is added, until it has its own."""


def built(making: Making, edit: Edit, record: Record | None) -> Record:
    """What `edit` makes of `record`, or of nothing.

    Raises:
        ReviewError: the edit is of another layer, lacks a field that is needed, or holds a wrong value.
    """
    if isinstance(edit, MentionEdit) and isinstance(record, Mention | None):
        return checked(_mention(making, edit, record))
    if isinstance(edit, TimeEdit) and isinstance(record, TimeRange | None):
        return checked(_time(making, edit, record))
    if isinstance(edit, StatementEdit) and isinstance(record, Statement | None):
        return checked(_statement(making, edit, record))
    if isinstance(edit, EventEdit) and isinstance(record, Event | None):
        return checked(_event(making, edit, record))
    if isinstance(edit, DeadlineEdit) and isinstance(record, Deadline | None):
        return checked(_deadline(making, edit, record))
    if isinstance(edit, DamageEdit) and isinstance(record, Damage | None):
        return checked(_damage(making, edit, record))
    raise ReviewError("the edit is of another layer than the item")


def _needed(edit: Edit, *fields: str) -> None:
    for field in fields:
        if getattr(edit, field) in (UNSET, None, ()):
            raise ReviewError(f"{field} is needed to add this")


def _nowhere() -> Span:
    return Span(0, 0, "")


def _mention(making: Making, edit: MentionEdit, record: Mention | None) -> Mention:
    if record is None:
        _needed(edit, "span", "entity")
        record = Mention(span=_nowhere(), kind="ORG", form="name", entity="")
    entity = given(edit.entity, making.who, record.entity)
    kind = next((e.kind for e in (*making.reading.entities, *making.entities) if e.id == entity), record.kind)
    if edit.entity is UNSET:
        kind = record.kind
    record = replace(record, span=given(edit.span, making.span, record.span), entity=entity, kind=kind, score=1.0)
    return replace(
        record,
        kind=given(edit.kind, str, record.kind),
        form=given(edit.form, str, record.form),
        repair=given(edit.repair, optional(words), record.repair),
    )


def _time(making: Making, edit: TimeEdit, record: TimeRange | None) -> TimeRange:
    if record is None:
        _needed(edit, "span", "value")
        record = TimeRange(span=_nowhere(), value="", kind="date")
    record = replace(record, span=given(edit.span, making.span, record.span))
    if edit.value is UNSET:
        return record
    value = timex(edit.value)
    known = days_of(dated(value))
    precision, begin, end = known or ("none", None, None)
    kind = "duration" if value[0] == "P" and "_" not in value else "reference" if value.endswith("_REF") else "date"
    if "T" in value and kind == "date":
        kind, precision = "time", "minute" if ":" in value else "part"
    return replace(record, value=value, kind=kind, precision=precision, begin=begin, end=end, anchor=None, reason=None)


def _statement(making: Making, edit: StatementEdit, record: Statement | None) -> Statement:
    if record is None:
        _needed(edit, "cue", "content")
        record = Statement(id=_NEW, cue=_nowhere(), content=(), mode="indirect")
    speaker = given(edit.speaker, optional(making.who), record.speaker)
    made = replace(
        record,
        cue=given(edit.cue, making.span, record.cue),
        content=tuple(sorted(given(edit.content, each(making.span), record.content))),
        speaker=speaker,
        speaker_span=given(edit.speaker_span, optional(making.span), record.speaker_span),
        mode=given(edit.mode, str, record.mode),
        polarity=given(edit.polarity, str, record.polarity),
        medium=given(edit.medium, optional(words), record.medium),
        medium_span=given(edit.medium_span, optional(making.span), record.medium_span),
        via=given(edit.via, each(making.who), record.via),
        anonymous=given(edit.anonymous, bool, record.anonymous),
        date=given(edit.date, optional(day), record.date),
        score=1.0,
    )
    if not made.content:
        raise ReviewError("content is needed: what was said")
    if speaker != record.speaker or made.speaker_span != record.speaker_span:
        made = rooted(replace(made, speaker_reason="said by a person"), making.reading, making.entities)
    return made


def _event(making: Making, edit: EventEdit, record: Event | None) -> Event:
    if record is None:
        _needed(edit, "trigger", "type")
        if edit.actors in (UNSET, ()) and edit.recipients in (UNSET, ()):
            raise ReviewError("an actor or a recipient is needed to add this")
        record = Event(id=_NEW, trigger=_nowhere(), type="AGREE")
    statements = {statement.id for statement in making.reading.statements}
    attributed = given(edit.attributed_to, tuple, record.attributed_to)
    if missing := [id for id in attributed if id not in statements]:
        raise ReviewError(f"{missing[0]}: no such statement")
    first = given(edit.same_as, optional(str), record.same_as)
    if first is not None and (first == record.id or all(event.id != first for event in making.reading.events)):
        raise ReviewError(f"{first}: no other event of this article")
    kind = given(edit.type, kind_of_event, record.type)
    made = replace(
        record,
        trigger=given(edit.trigger, making.span, record.trigger),
        type=kind,
        mode=given(edit.mode, optional(lambda value: mode(value, kind)), record.mode if kind == record.type else None),
        status=given(edit.status, str, record.status),
        actors=given(edit.actors, each(making.who), record.actors),
        recipients=given(edit.recipients, each(making.who), record.recipients),
        place=given(edit.place, optional(making.who), record.place),
        date=given(edit.date, optional(day), record.date),
        killed=given(edit.killed, optional(number), record.killed),
        injured=given(edit.injured, optional(number), record.injured),
        attributed_to=attributed,
        same_as=first,
        confidence=1.0,
    )
    return replace(made, unknown=_unknown(made, record))


def _unknown(made: Event, before: Event) -> tuple[Unknown, ...]:
    """Why fields are empty: the machine's reason where the person left them so, else that the person gave none."""
    told = {one.field: one for one in before.unknown}
    return tuple(
        told.get(name) or Unknown(field=name, reason="not-given-by-person")
        for name in _ASKED
        if getattr(made, name) in (None, ())
    )


def _deadline(making: Making, edit: DeadlineEdit, record: Deadline | None) -> Deadline:
    if record is None:
        _needed(edit, "span")
        record = Deadline(span=_nowhere())
    due = given(edit.due, optional(day), record.due)
    return replace(
        record,
        span=given(edit.span, making.span, record.span),
        by=given(edit.by, optional(making.who), record.by),
        addressee=given(edit.addressee, optional(making.who), record.addressee),
        demand=given(edit.demand, optional(making.span), record.demand),
        due=due,
        due_reason=record.due_reason if due == record.due else "said by a person",
        consequence=given(edit.consequence, optional(kind_of_event), record.consequence),
        state=given(edit.state, str, record.state),
        evidence=given(edit.evidence, optional(making.span), record.evidence),
    )


def _damage(making: Making, edit: DamageEdit, record: Damage | None) -> Damage:
    if record is None:
        _needed(edit, "span", "kind")
        record = Damage(span=_nowhere(), kind="literal", reason="said by a person")
    return replace(
        record,
        span=given(edit.span, making.span, record.span),
        kind=given(edit.kind, str, record.kind),
        intended=given(edit.intended, optional(words), record.intended),
    )
