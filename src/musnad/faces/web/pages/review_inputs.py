"""The fields by which a person corrects an item, made from the item as it stands; an empty one where one is added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

import yaml
from msgspec import Struct

from musnad.faces.naming import Naming
from musnad.faces.wording import Wording
from musnad.records import (
    DAMAGE_KINDS,
    EVENT_TYPES,
    STATUSES,
    Damage,
    Deadline,
    DeadlineState,
    Entity,
    EntityKind,
    Event,
    Layer,
    Mention,
    MentionForm,
    Reading,
    Statement,
    TimeRange,
)
from musnad.records.statement import Polarity, SpeechMode
from musnad.review.items import Record
from musnad.spans import Span

InputKind = Literal["span", "choice", "one", "many", "line", "number", "check"]
NEAR = 12
"""Participants that a field of many shows at once, beside those that are chosen."""


class Choice(Struct, frozen=True):
    """One value that may be chosen; `group` is the value of another field that it goes with."""

    value: str
    text: str
    group: str = ""


class Input(Struct, frozen=True, kw_only=True):
    """One field of the form. `needed`: it may not be empty; `typed`: what was sent and is not kept."""

    name: str
    label: str
    kind: InputKind
    span: Span | None = None
    value: str = ""
    chosen: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    needed: bool = False
    typed: str | None = None
    typed_at: str = ""


@cache
def modes() -> Mapping[str, tuple[str, ...]]:
    """Modes that a type may have."""
    ontology = yaml.safe_load((files("musnad") / "data" / "ontology.yaml").read_text("utf-8"))
    return {kind: tuple(told.get("modes") or ()) for kind, told in ontology["types"].items()}


class Inputs:
    """Makes the fields for one reading, in one language."""

    def __init__(self, reading: Reading, wording: Wording, lang: Literal["ar", "en"], at: int) -> None:
        """`at`: where in the text, to offer first who is mentioned there."""
        self._tell = wording.ar if lang == "ar" else wording.en
        self._naming = Naming(wording, lang)
        self._reading = reading
        distance: dict[str, int] = {}
        for mention in reading.mentions:
            away = abs(mention.span.start - at)
            distance[mention.entity] = min(away, distance.get(mention.entity, away))
        self._near = sorted(reading.entities, key=lambda one: (distance.get(one.id, 1 << 30), one.id))

    def of(self, layer: Layer, record: Record | None, span: Span | None = None) -> tuple[Input, ...]:
        """The fields of an item; of a new one at `span` where there is none."""
        if layer == "event":
            return tuple(self._event(record if isinstance(record, Event) else None, span))
        if layer == "statement":
            return tuple(self._statement(record if isinstance(record, Statement) else None, span))
        if layer == "mention":
            return tuple(self._mention(record if isinstance(record, Mention) else None, span))
        if layer == "deadline":
            return tuple(self._deadline(record if isinstance(record, Deadline) else None, span))
        if layer == "time":
            return tuple(self._time(record if isinstance(record, TimeRange) else None, span))
        return tuple(self._damage(record if isinstance(record, Damage) else None, span))

    def _event(self, event: Event | None, span: Span | None) -> Iterator[Input]:
        yield self._span("trigger", "review-trigger", event.trigger if event else span, needed=True)
        yield self._choice("type", "review-type", EVENT_TYPES, event.type if event else "", needed=True)
        grouped = tuple(
            Choice(mode, self._tell(f"mode:{mode}"), kind) for kind in EVENT_TYPES for mode in modes().get(kind, ())
        )
        yield Input(name="mode", label="review-mode", kind="choice", choices=grouped,
                    value=(event.mode or "") if event else "")  # fmt: skip
        yield self._choice("status", "status", STATUSES, event.status if event else "occurred", needed=True)
        yield self._many("actors", "actor", event.actors if event else ())
        yield self._many("recipients", "recipient", event.recipients if event else ())
        yield self._one("place", "place", event.place if event else None, ("GPE", "LOC", "FAC"))
        yield _line("date", "date", event.date if event else None)
        yield _number("killed", event.killed if event else None)
        yield _number("injured", event.injured if event else None)
        told = tuple(Choice(one.id, self._statement_line(one)) for one in self._reading.statements)
        if told:
            chosen = event.attributed_to if event else ()
            order = sorted(told, key=lambda one: one.value not in chosen)
            yield Input(name="attributed_to", label="according-to", kind="many", chosen=chosen, choices=tuple(order))

    def _statement(self, said: Statement | None, span: Span | None) -> Iterator[Input]:
        yield self._span("cue", "cue", said.cue if said else span, needed=True)
        content = said.content if said else ()
        for number in range(len(content) + 1 if said else 1):
            label = "content" if number == 0 else "review-content-more"
            yield self._span(f"content-{number}", label, content[number] if number < len(content) else None,
                             needed=number == 0)  # fmt: skip
        yield self._one("speaker", "speaker", said.speaker if said else None)
        yield self._span("speaker_span", "review-speaker-words", said.speaker_span if said else None)
        yield self._choice("mode", "speech", get_args(SpeechMode), said.mode if said else "indirect", needed=True)
        yield _line("medium", "medium", said.medium if said else None)
        yield self._choice("polarity", "review-polarity", get_args(Polarity), said.polarity if said else "asserts",
                           needed=True, prefix="review-polarity:")  # fmt: skip
        yield Input(name="anonymous", label="anonymous", kind="check", value="1" if said and said.anonymous else "")
        yield self._many("via", "via", said.via if said else ())
        yield _line("date", "date", said.date if said else None)

    def _mention(self, mention: Mention | None, span: Span | None) -> Iterator[Input]:
        yield self._span("span", "words", mention.span if mention else span, needed=True)
        yield self._choice("kind", "kind", get_args(EntityKind), mention.kind if mention else "", needed=True)
        yield self._choice("form", "review-form", get_args(MentionForm), mention.form if mention else "name",
                           needed=True, prefix="review-form:")  # fmt: skip
        yield self._one("entity", "review-who", mention.entity if mention else None)
        yield _line("other_entity", "review-who-else", None)
        yield _line("repair", "meant", mention.repair if mention else None)

    def _deadline(self, limit: Deadline | None, span: Span | None) -> Iterator[Input]:
        yield self._span("span", "words", limit.span if limit else span, needed=True)
        yield self._one("by", "by", limit.by if limit else None)
        yield self._one("addressee", "for", limit.addressee if limit else None)
        yield self._span("demand", "demand", limit.demand if limit else None)
        yield _line("due", "due", limit.due if limit else None)
        yield self._choice("state", "state", get_args(DeadlineState), limit.state if limit else "unknown", needed=True)
        yield self._span("evidence", "evidence", limit.evidence if limit else None)
        yield self._choice("consequence", "consequence", EVENT_TYPES, (limit.consequence or "") if limit else "")

    def _time(self, time: TimeRange | None, span: Span | None) -> Iterator[Input]:
        yield self._span("span", "words", time.span if time else span, needed=True)
        yield _line("value", "review-value", time.value if time else None, needed=True)

    def _damage(self, damage: Damage | None, span: Span | None) -> Iterator[Input]:
        yield self._span("span", "words", damage.span if damage else span, needed=True)
        yield self._choice("kind", "kind", DAMAGE_KINDS, damage.kind if damage else "", needed=True)
        yield _line("intended", "meant", damage.intended if damage else None)

    def _statement_line(self, said: Statement) -> str:
        speaker = next((self._naming.name(one) for one in self._reading.entities if one.id == said.speaker), "")
        who = speaker or (said.speaker_span.quote if said.speaker_span else self._tell("unknown-speaker"))
        return f"{said.id[1:]} · {who} · {said.cue.quote}"

    def _span(self, name: str, label: str, span: Span | None, *, needed: bool = False) -> Input:
        return Input(name=name, label=label, kind="span", span=span, needed=needed)

    def _choice(
        self, name: str, label: str, values: Sequence[str], value: str, *, needed: bool = False, prefix: str = ""
    ) -> Input:
        choices = tuple(Choice(one, self._tell(prefix + one)) for one in values)
        return Input(name=name, label=label, kind="choice", value=value, choices=choices, needed=needed)

    def _one(self, name: str, label: str, value: str | None, kinds: tuple[EntityKind, ...] = ()) -> Input:
        fit = [one for one in self._near if not kinds or one.kind in kinds or one.id == value]
        return Input(name=name, label=label, kind="one", value=value or "", choices=self._named(fit))

    def _many(self, name: str, label: str, chosen: Sequence[str]) -> Input:
        order = {one: n for n, one in enumerate(chosen)}
        fit = sorted(self._near, key=lambda one: order.get(one.id, len(order)))
        return Input(name=name, label=label, kind="many", chosen=tuple(chosen), choices=self._named(fit))

    def _named(self, entities: Sequence[Entity]) -> tuple[Choice, ...]:
        return tuple(Choice(one.id, self._naming.name(one)) for one in entities)


def _line(name: str, label: str, value: str | None, *, needed: bool = False) -> Input:
    return Input(name=name, label=label, kind="line", value=value or "", needed=needed)


def _number(name: str, value: int | None) -> Input:
    return Input(name=name, label=name, kind="number", value="" if value is None else str(value))
