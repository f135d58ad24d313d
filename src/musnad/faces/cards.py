"""The cards that stand beside an article's words: one line each, with all fields behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from musnad.faces.naming import Naming
from musnad.faces.reasons import because
from musnad.faces.wording import Wording
from musnad.records import Chain, Damage, Deadline, Entity, Event, Reading, Statement
from musnad.spans import Span

CardKind = Literal["say", "act", "due", "broken"]
Lang = Literal["ar", "en"]
LIST, ON = "، ", " ← "
_LONGEST_HEAD = 60
"""Code points of broken words that a card's line shows."""
_GAPS: Mapping[str, str] = {"actors": "actor", "recipients": "recipient"}
"""Fields of an event whose words have another key."""


class Bit(Struct, frozen=True):
    """A piece of a value; `href` is the address that it leads to: `#` and the id of a card, or of an entity."""

    text: str
    href: str | None = None
    is_entity: bool = False


class Field(Struct, frozen=True):
    """A labelled value of a card; `joint` parts its pieces, as lists are written in Arabic unless told otherwise."""

    key: str
    value: tuple[Bit, ...]
    joint: str = LIST


class Card(Struct, frozen=True):
    """One record: the line that is always seen, and the fields behind it.

    `span` are the words it stands beside, `label` its number in text and margin, `head` its main words, `told` who
    does it to whom, in one string and as pieces on two sides, `notes` what is out of the ordinary, `english` the line's
    English side, `akin` the ids of cards that it hangs together with.
    """

    id: str
    kind: CardKind
    label: str
    span: Span
    head: str
    told: str
    left: tuple[Bit, ...]
    right: tuple[Bit, ...]
    notes: tuple[str, ...]
    english: str
    fields: tuple[Field, ...]
    akin: tuple[str, ...] = ()


Value = str | int | Field | None


class Cards:
    """Builds the cards of one reading.

    `prefix` keeps ids apart when a page shows several readings; `lang` is the one language of the words (None: Arabic
    with English beside it); `facts` are the addresses and words of the facts that events tell, by id of the event.
    """

    def __init__(
        self, reading: Reading, wording: Wording, prefix: str = "", *, lang: Lang | None = None,
        facts: Mapping[str, Bit] | None = None,
    ) -> None:  # fmt: skip
        self._reading, self._words, self._prefix, self._lang = reading, wording, prefix, lang
        self._entities: Mapping[str, Entity] = {entity.id: entity for entity in reading.entities}
        self._keys = {entity.id: self.id_of(f"e{n}") for n, entity in enumerate(reading.entities, 1)}
        self._facts = facts or {}
        self._naming = Naming(wording, lang) if lang else None
        self._tell = wording.en if lang == "en" else wording.ar

    def all(self) -> tuple[Card, ...]:
        """Every card, in the order of the words."""
        reading = self._reading
        cards = [self.statement(s) for s in reading.statements]
        cards += [self.event(e) for e in reading.events]
        cards += [self.deadline(d, i) for i, d in enumerate(reading.deadlines, 1)]
        cards += [self.damage(d, i) for i, d in enumerate(reading.damage, 1)]
        return tuple(sorted(cards, key=lambda card: (card.span.start, card.kind != "say", card.span.end)))

    def id_of(self, own: str) -> str:
        """The id on the page of a record, or of an entity (e1, e2 … in the reading's order)."""
        return f"{self._prefix}-{own}" if self._prefix else own

    def tip(self, entity: Entity) -> str:
        """What one sees of an entity beside its words: name and office, country, sector."""
        if self._naming:
            parts: tuple[str | None, ...] = (self._naming.name(entity), *self._naming.about(entity))
        else:
            parts = (entity.name, entity.name_en, entity.office, entity.country)
        return " · ".join(dict.fromkeys(filter(None, parts)))

    def _name(self, entity: str | None) -> str:
        found = self._entities.get(entity or "")
        if found is None:
            return ""
        return self._naming.name(found) if self._naming else found.name

    def _english(self, *entities: str | None) -> str:
        return ", ".join(e.name_en for i in entities if (e := self._entities.get(i or "")) and e.name_en)

    def _bits(self, *entities: str | None) -> tuple[Bit, ...]:
        return tuple(Bit(name, f"#{self._keys[id_]}", True) for id_ in entities if id_ and (name := self._name(id_)))

    def _people(self, key: str, *entities: str | None) -> Field:
        return Field(key, self._bits(*entities))

    def _sides(self, left: Sequence[str], right: Sequence[str]) -> str:
        """`actors ← recipients` in the direction of reading, a question mark for an unknown actor."""
        who, whom = (LIST.join(filter(None, map(self._name, side))) for side in (left, right))
        return f"{who or '؟'} {'→' if self._lang == 'en' else '←'} {whom}" if whom else who

    def _fields(self, given: Mapping[str, Value]) -> tuple[Field, ...]:
        made = []
        for key, value in given.items():
            if isinstance(value, Field):
                made.append(value)
            elif value not in (None, ""):
                made.append(Field(key, (Bit(str(value)),)))
        return tuple(field for field in made if field.value)

    def statement(self, statement: Statement) -> Card:
        """Who says it, with which word; behind it the way it came, and what it tells."""
        said = statement.speaker_span.quote if statement.speaker_span else ""
        speaker = self._name(statement.speaker) or said or self._tell("unknown-speaker")
        notes = ["denies"] if statement.polarity == "denies" else []
        notes += ["anonymous"] if statement.anonymous else []
        medium = statement.medium_span.quote if self._lang == "ar" and statement.medium_span else statement.medium
        tells = tuple(e for e in self._reading.events if statement.id in e.attributed_to)
        return Card(
            id=self.id_of(statement.id),
            kind="say",
            label=statement.id.lstrip("s"),
            span=statement.cue,
            head=speaker,
            told=statement.cue.quote,
            left=(Bit(statement.cue.quote),),
            right=(),
            notes=tuple(map(self._tell, notes)),
            english=self._english(statement.speaker) or ", ".join(map(self._words.en, notes)),
            akin=tuple(self.id_of(event.id) for event in tells),
            fields=self._fields(
                {
                    "words": "\n".join(f"«{content.quote}»" for content in statement.content),
                    "speaker": Field("speaker", self._speaker(statement, said), " · "),
                    "how": because(statement.speaker_reason, self._lang) if self._lang else None,
                    "speech": self._both(statement.mode),
                    "medium": medium,
                    "via": self._people("via", *statement.via),
                    "date": statement.date,
                    "chain": Field("chain", tuple(self._chain(statement.chain)), ON) if statement.chain else None,
                    "tells": Field("count:events", tuple(map(self._event_bit, tells))),
                }
            ),
        )

    def _speaker(self, statement: Statement, said: str) -> tuple[Bit, ...]:
        found = self._entities.get(statement.speaker or "")
        more: tuple[str | None, ...] = (found.office, found.country, found.sector) if found else ()
        if found and self._naming:
            more = self._naming.about(found)
        named = self._bits(statement.speaker)
        words = said if said and [bit.text for bit in named] != [said] else ""
        return (*((Bit(words),) if words else ()), *named, *(Bit(part) for part in more if part))

    def _both(self, key: str) -> str:
        return self._tell(key) if self._lang else f"{self._words.ar(key)} · {self._words.en(key)}"

    def _chain(self, chain: Chain) -> Iterator[Bit]:
        for link in chain.links:
            role = self._tell(f"link:{link.role}")
            name = self._name(link.entity) or link.name or ""
            yield Bit(f"{role} ({name})" if name else role)

    def _act(self, event: Event) -> str:
        return self._tell(event.type) + (f" · {self._tell('mode:' + event.mode)}" if event.mode else "")

    def _event_bit(self, event: Event) -> Bit:
        return Bit(f"{event.id.lstrip('v')} {self._act(event)}", f"#{self.id_of(event.id)}")

    def event(self, event: Event) -> Card:
        """What is done, by whom, to whom; behind it when, where and how it is known."""
        unusual = [] if event.status == "occurred" else [self._tell(event.status)]
        tolls = (("killed", event.killed), ("injured", event.injured))
        unusual += [f"{self._tell(key)} {n}" for key, n in tolls if n is not None]
        known = tuple(Bit(f"{self._tell('said')} {i.lstrip('s')}", f"#{self.id_of(i)}") for i in event.attributed_to)
        same, fact = event.same_as, self._facts.get(event.id)
        akin = (*event.attributed_to, *((same,) if same else ()))
        return Card(
            id=self.id_of(event.id),
            kind="act",
            label=event.id.lstrip("v"),
            span=event.trigger,
            head=self._act(event),
            told=self._sides(event.actors, event.recipients),
            left=self._bits(*event.actors),
            right=self._bits(*event.recipients),
            notes=tuple(unusual),
            english=event.type.lower() + (f" · {event.mode}" if event.mode else ""),
            akin=tuple(map(self.id_of, akin)),
            fields=self._fields(
                {
                    "words": f"«{event.trigger.quote}»",
                    "actor": self._people("actor", *event.actors),
                    "recipient": self._people("recipient", *event.recipients),
                    "participants": None if self._lang else self._english(*event.actors, *event.recipients),
                    "place": self._people("place", event.place),
                    "date": event.date,
                    "status": self._both(event.status),
                    "killed": event.killed,
                    "injured": event.injured,
                    "according-to": Field("according-to", known or (Bit(self._tell("own-voice")),)),
                    "same-as": Field("same-as", (Bit(same.lstrip("v"), f"#{self.id_of(same)}"),)) if same else None,
                    "fact": Field("fact", (fact,)) if fact else None,
                    "unknown-fields": Field("unknown-fields", tuple(self._gaps(event)), "\n"),
                    "confidence": f"{event.confidence:.0%}" if self._lang else None,
                }
            ),
        )

    def _gaps(self, event: Event) -> Iterator[Bit]:
        for gap in event.unknown:
            reason = because(gap.reason, self._lang)
            yield Bit(f"{self._tell(_GAPS.get(gap.field, gap.field)) if self._lang else gap.field}: {reason}")

    def deadline(self, deadline: Deadline, number: int) -> Card:
        """When it falls due, set by whom for whom; behind it what is demanded and threatened."""
        words = self._words
        due = deadline.due or self._tell("no-day")
        return Card(
            id=self.id_of(f"d{number}"),
            kind="due",
            label=str(number),
            span=deadline.span,
            head=due,
            told=self._sides([deadline.by or ""], [deadline.addressee or ""]),
            left=self._bits(deadline.by),
            right=self._bits(deadline.addressee),
            notes=(self._tell(deadline.state),) if deadline.state != "unknown" else (),
            english=f"due {deadline.due}" if deadline.due else words.en("no-day"),
            fields=self._fields(
                {
                    "words": f"«{deadline.span.quote}»",
                    "by": self._people("by", deadline.by),
                    "for": self._people("for", deadline.addressee),
                    "demand": f"«{deadline.demand.quote}»" if deadline.demand else None,
                    "due": deadline.due,
                    "why": because(deadline.due_reason, self._lang),
                    "state": self._both(deadline.state),
                    "evidence": f"«{deadline.evidence.quote}»" if self._lang and deadline.evidence else None,
                    "consequence": self._both(deadline.consequence) if deadline.consequence else None,
                }
            ),
        )

    def damage(self, damage: Damage, number: int) -> Card:
        """The broken words and what was meant."""
        quote, words = damage.span.quote, self._words
        return Card(
            id=self.id_of(f"b{number}"),
            kind="broken",
            label=str(number),
            span=damage.span,
            head=quote if len(quote) <= _LONGEST_HEAD else quote[: _LONGEST_HEAD - 3] + "…",
            told=f"← {damage.intended}" if damage.intended else "",
            left=(),
            right=(Bit(damage.intended),) if damage.intended else (),
            notes=(self._tell(damage.kind),),
            english=words.en(damage.kind),
            fields=self._fields(
                {
                    "words": f"«{quote}»",
                    "meant": damage.intended,
                    "kind": self._both(damage.kind),
                    "why": because(damage.reason, self._lang),
                }
            ),
        )
