"""The event stage: triggers, roles, status, setting, tolls, attribution and tellings put together."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from musnad.events.casualties import CasualtyWord, Toll, load_casualty_words, tolls
from musnad.events.deadlines import LimitWord, load_deadline_words
from musnad.events.grammar import Grammar
from musnad.events.lexicon import TriggerLexicon
from musnad.events.ontology import Overrides, load_overrides, overridden
from musnad.events.roles import find_roles
from musnad.events.scene import Scene
from musnad.events.setting import find_date
from musnad.events.status import find_status
from musnad.events.tellings import completed, same_tellings
from musnad.events.triggers import Trigger, find_triggers
from musnad.records import Event, Unknown


class EventLexicon(Struct, frozen=True):
    """All that the event stage knows beforehand."""

    triggers: TriggerLexicon
    casualties: Mapping[str, CasualtyWord]
    limits: Mapping[str, LimitWord]
    overrides: Overrides
    grammar: Grammar

    @classmethod
    def load(cls, grammar: Grammar) -> EventLexicon:
        """Read the lexicons. Raises: DataError."""
        return cls(TriggerLexicon.load(), load_casualty_words(), load_deadline_words(), load_overrides(), grammar)


def read_events(scene: Scene, lexicon: EventLexicon) -> tuple[Event, ...]:
    """The acts that an article tells, in the order of their triggers."""
    triggers = find_triggers(scene, lexicon.triggers, lexicon.grammar)
    scene.acts = tuple(trigger.at for trigger in triggers)
    told = tolls(scene, triggers, lexicon.casualties)
    events: list[Event] = []
    lemmas: list[str] = []
    for trigger in triggers:
        event = _event(scene, trigger, told.get(trigger.at, Toll()), lexicon, len(events) + 1)
        if event.actors or event.recipients:
            events.append(event)
            lemmas.append(trigger.sense.lemma)
    events = list(completed(events, lemmas))
    same = same_tellings(events, lemmas)
    return tuple(
        msgspec.structs.replace(event, same_as=first) if first else event
        for event, first in zip(events, same, strict=True)
    )


def _event(scene: Scene, trigger: Trigger, toll: Toll, lexicon: EventLexicon, number: int) -> Event:
    grammar = lexicon.grammar
    roles = find_roles(scene, trigger, grammar)
    status = find_status(scene, trigger, grammar)
    kind, mode = overridden(lexicon.overrides, trigger.sense.type, trigger.sense.mode, status)
    date, undated = find_date(scene, trigger, status, grammar)
    gaps = {"date": undated, "actors": None if roles.actors else "no-actor-told",
            "recipients": None if roles.recipients else "no-recipient-told",
            "place": None if roles.place else "no-place-told"}  # fmt: skip
    return Event(
        id=f"v{number}",
        trigger=scene.words.span(trigger.at, trigger.at + 1),
        type=kind,
        mode=mode,
        actors=roles.actors,
        recipients=roles.recipients,
        place=roles.place,
        date=date,
        status=status,
        killed=toll.killed,
        injured=toll.injured,
        casualty_spans=toll.spans,
        attributed_to=_attribution(scene, trigger),
        confidence=trigger.confidence,
        unknown=tuple(Unknown(name, reason) for name, reason in gaps.items() if reason),
    )


def _attribution(scene: Scene, trigger: Trigger) -> tuple[str, ...]:
    """The statement whose content holds the trigger; the outlet's own voice has none."""
    holder = scene.content_at.get(trigger.at)
    return (holder.id,) if holder is not None else ()
