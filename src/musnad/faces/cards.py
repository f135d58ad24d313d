"""The cards that stand beside an article's words: one line each, with all fields behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from musnad.faces.wording import Wording
from musnad.records import Chain, Damage, Deadline, Entity, Event, Reading, Statement
from musnad.spans import Span

CardKind = Literal["say", "act", "due", "broken"]


class Bit(Struct, frozen=True):
    """A piece of a value; `href` is the id of a card that it leads to."""

    text: str
    href: str | None = None


class Field(Struct, frozen=True):
    """A labelled value of a card."""

    key: str
    value: tuple[Bit, ...]


class Card(Struct, frozen=True):
    """One record: the line that is always seen, and the fields behind it.

    `span` are the words it stands beside, `label` its number in text and margin, `head` its main words, `told` who
    does it to whom, `notes` what is out of the ordinary, `english` the line's English side.
    """

    id: str
    kind: CardKind
    label: str
    span: Span
    head: str
    told: str
    notes: tuple[str, ...]
    english: str
    fields: tuple[Field, ...]


class Cards:
    """Builds the cards of one reading; `prefix` keeps ids apart when a page shows several."""

    def __init__(self, reading: Reading, wording: Wording, prefix: str) -> None:
        self._reading, self._words, self._prefix = reading, wording, prefix
        self._entities: Mapping[str, Entity] = {entity.id: entity for entity in reading.entities}

    def all(self) -> tuple[Card, ...]:
        """Every card, in the order of the words."""
        reading = self._reading
        cards = [self.statement(s) for s in reading.statements]
        cards += [self.event(e) for e in reading.events]
        cards += [self.deadline(d, i) for i, d in enumerate(reading.deadlines, 1)]
        cards += [self.damage(d, i) for i, d in enumerate(reading.damage, 1)]
        return tuple(sorted(cards, key=lambda card: (card.span.start, card.kind != "say", card.span.end)))

    def _id(self, own: str) -> str:
        return f"{self._prefix}-{own}"

    def _name(self, entity: str | None) -> str:
        found = self._entities.get(entity or "")
        return found.name if found else ""

    def _english(self, *entities: str | None) -> str:
        return ", ".join(e.name_en for i in entities if (e := self._entities.get(i or "")) and e.name_en)

    def _names(self, entities: Sequence[str]) -> str:
        return "، ".join(filter(None, map(self._name, entities)))

    def _sides(self, left: Sequence[str], right: Sequence[str]) -> str:
        """`actors ← recipients`, a question mark for an unknown actor."""
        who, whom = self._names(left), self._names(right)
        return f"{who or '؟'} ← {whom}" if whom else who

    def _fields(self, given: Mapping[str, str | int | tuple[Bit, ...] | None]) -> tuple[Field, ...]:
        made = []
        for key, value in given.items():
            if isinstance(value, tuple):
                made.append(Field(key, value))
            elif value not in (None, ""):
                made.append(Field(key, (Bit(str(value)),)))
        return tuple(field for field in made if field.value)

    def statement(self, statement: Statement) -> Card:
        """Who says it, with which word; behind it the way it came."""
        said = statement.speaker_span.quote if statement.speaker_span else ""
        speaker = self._name(statement.speaker) or said or self._words.ar("unknown-speaker")
        notes = ["denies"] if statement.polarity == "denies" else []
        notes += ["anonymous"] if statement.anonymous else []
        return Card(
            id=self._id(statement.id),
            kind="say",
            label=statement.id.lstrip("s"),
            span=statement.cue,
            head=speaker,
            told=statement.cue.quote,
            notes=tuple(map(self._words.ar, notes)),
            english=self._english(statement.speaker) or ", ".join(map(self._words.en, notes)),
            fields=self._fields(
                {
                    "words": "\n".join(f"«{content.quote}»" for content in statement.content),
                    "speaker": " · ".join(filter(None, (said, self._person(statement.speaker)))),
                    "speech": self._both(statement.mode),
                    "medium": statement.medium,
                    "via": self._names(statement.via),
                    "date": statement.date,
                    "chain": tuple(self._chain(statement.chain)) if statement.chain else None,
                }
            ),
        )

    def _person(self, entity: str | None) -> str:
        found = self._entities.get(entity or "")
        return " · ".join(filter(None, (found.office, found.country, found.sector))) if found else ""

    def _both(self, key: str) -> str:
        return f"{self._words.ar(key)} · {self._words.en(key)}"

    def _chain(self, chain: Chain) -> Iterator[Bit]:
        for i, link in enumerate(chain.links):
            role = self._words.ar(f"link:{link.role}")
            name = self._name(link.entity) or link.name or ""
            yield Bit(("← " if i else "") + (f"{role} ({name})" if name else role))

    def event(self, event: Event) -> Card:
        """What is done, by whom, to whom; behind it when, where and how it is known."""
        words = self._words
        toll = [
            f"{words.ar(key)} {n}" for key, n in (("killed", event.killed), ("injured", event.injured)) if n is not None
        ]
        unusual = [] if event.status == "occurred" else [words.ar(event.status)]
        known = tuple(Bit(f"{words.ar('said')} {i.lstrip('s')}", self._id(i)) for i in event.attributed_to)
        mode = f" · {words.ar('mode:' + event.mode)}" if event.mode else ""
        return Card(
            id=self._id(event.id),
            kind="act",
            label=event.id.lstrip("v"),
            span=event.trigger,
            head=words.ar(event.type) + mode,
            told=self._sides(event.actors, event.recipients),
            notes=(*unusual, *toll),
            english=event.type.lower() + (f" · {event.mode}" if event.mode else ""),
            fields=self._fields(
                {
                    "words": f"«{event.trigger.quote}»",
                    "actor": self._names(event.actors),
                    "recipient": self._names(event.recipients),
                    "participants": self._english(*event.actors, *event.recipients),
                    "place": self._name(event.place),
                    "date": event.date,
                    "status": self._both(event.status),
                    "killed": event.killed,
                    "injured": event.injured,
                    "according-to": known or (Bit(words.ar("own-voice")),),
                    "same-as": (Bit(event.same_as.lstrip("v"), self._id(event.same_as)),) if event.same_as else None,
                    "unknown-fields": ", ".join(f"{u.field}: {u.reason}" for u in event.unknown),
                }
            ),
        )

    def deadline(self, deadline: Deadline, number: int) -> Card:
        """When it falls due, set by whom for whom; behind it what is demanded and threatened."""
        words = self._words
        due = deadline.due or words.ar("no-day")
        return Card(
            id=self._id(f"d{number}"),
            kind="due",
            label=str(number),
            span=deadline.span,
            head=due,
            told=self._sides([deadline.by or ""], [deadline.addressee or ""]),
            notes=(words.ar(deadline.state),) if deadline.state != "unknown" else (),
            english=f"due {deadline.due}" if deadline.due else words.en("no-day"),
            fields=self._fields(
                {
                    "words": f"«{deadline.span.quote}»",
                    "by": self._name(deadline.by),
                    "for": self._name(deadline.addressee),
                    "demand": f"«{deadline.demand.quote}»" if deadline.demand else None,
                    "due": deadline.due,
                    "state": self._both(deadline.state),
                    "consequence": self._both(deadline.consequence) if deadline.consequence else None,
                    "why": deadline.due_reason,
                }
            ),
        )

    def damage(self, damage: Damage, number: int) -> Card:
        """The broken words and what was meant."""
        words = self._words
        return Card(
            id=self._id(f"b{number}"),
            kind="broken",
            label=str(number),
            span=damage.span,
            head=damage.span.quote if len(damage.span.quote) <= 60 else damage.span.quote[:57] + "…",
            told=f"← {damage.intended}" if damage.intended else "",
            notes=(words.ar(damage.kind),),
            english=words.en(damage.kind),
            fields=self._fields(
                {
                    "words": f"«{damage.span.quote}»",
                    "meant": damage.intended,
                    "kind": self._both(damage.kind),
                    "why": damage.reason,
                }
            ),
        )
