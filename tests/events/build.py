"""Scenes in a line, and a small grammar that is fitted on a handful of sentences."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from musnad.events.features import nobody_features, pair_features, status_features, trigger_features
from musnad.events.grammar import Balance, Grammar
from musnad.events.lexicon import TriggerLexicon
from musnad.events.roles import candidates
from musnad.events.scene import Scene
from musnad.events.setting import moment_features, moments, no_date_features
from musnad.events.triggers import Trigger, proposals, sense_for
from musnad.lang.ar.forms import FormIndex
from musnad.model.loglinear import Group, fit, fit_choice
from musnad.records import EVENT_TYPES, STATUSES, Entity, EntityKind, Event, EventStatus, EventType, Mention, Statement
from musnad.resolve.when import find_times
from musnad.resolve.when_lexicon import TimeLexicon
from musnad.spans import Span
from musnad.text.segment import segment

PUBLISHED = "2025-08-06"
"""A Wednesday."""
Name = tuple[str, EntityKind, str]
"""The words of a mention, its kind, the id of its entity; `ل-روسيا` is the name روسيا written with ل onto it."""


class Stage(Struct, frozen=True):
    """What scenes are built with, loaded once for all tests."""

    forms: FormIndex
    times: TimeLexicon

    def scene(
        self,
        text: str,
        *names: Name,
        title: str | None = None,
        published: str | None = PUBLISHED,
        statements: Sequence[Statement] = (),
    ) -> Scene:
        """The scene of a text; every place where a name stands is a mention."""
        words = segment(text, title=title)
        written = [(quote.replace("-", ""), kind, entity) for quote, kind, entity in names]
        mentions = [
            Mention(
                span=span(text, quote, nth),
                kind=kind,
                form="nominal" if kind == "GROUP" else "name",
                entity=entity,
            )
            for quote, kind, entity in written
            for nth in range(text.count(quote))
        ]
        return Scene(
            words,
            mentions=mentions,
            entities=[Entity(id=entity, kind=kind, name=quote.rpartition("-")[2]) for quote, kind, entity in names],
            statements=statements,
            times=find_times(words, published=published, lexicon=self.times),
            tagging=None,
            forms=self.forms,
            published=published,
        )


def span(text: str, quote: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return Span.of(text, start, start + len(quote))


def at(scene: Scene, word: str) -> int:
    """The number of the first token spelled `word`."""
    return next(token.index for token in scene.tokens if token.text == word)


def event(scene: Scene, word: str, kind: EventType, *, number: int = 1, **fields: object) -> Event:
    """An event whose trigger is `word`."""
    token = at(scene, word)
    return Event(id=f"v{number}", trigger=scene.words.span(token, token + 1), type=kind, **fields)  # type: ignore[arg-type]


def trigger(scene: Scene, word: str, kind: EventType, lexicon: TriggerLexicon) -> Trigger:
    """`word` as a trigger in the lexicon's sense of that type."""
    token = at(scene, word)
    return Trigger(token, sense_for(dict(proposals(scene, lexicon)).get(token, ()), kind), 1.0)


class Told(Struct, frozen=True):
    """What a sentence tells: one act with its participants, or (type None) none."""

    text: str
    names: tuple[Name, ...]
    word: str
    type: EventType | None
    actor: str = ""
    recipient: str = ""
    place: str = ""
    date: str = ""
    status: EventStatus = "occurred"


STATES: tuple[Name, ...] = (
    ("تركيا", "GPE", "tr"),
    ("سوريا", "GPE", "sy"),
    ("العراق", "GPE", "iq"),
    ("إيران", "GPE", "ir"),
)
CITY: Name = ("حلب", "GPE", "aleppo")


def _lessons() -> list[Told]:
    out = []
    for a, b in (("تركيا", "سوريا"), ("سوريا", "تركيا"), ("إيران", "تركيا"), ("سوريا", "إيران"), ("تركيا", "إيران")):
        names = STATES
        ids = {quote: entity for quote, _, entity in STATES}
        said = (ids[a], ids[b])
        out += [
            Told(f"قصفت {a} {b} أمس.", names, "قصفت", "ASSAULT", *said, date="2025-08-05"),
            Told(
                f"هاجمت {a} {b} في حلب يوم الثلاثاء.", (*names, CITY), "هاجمت", "ASSAULT", *said, "aleppo", "2025-08-05"
            ),
            Told(f"أدانت {a} {b}.", names, "أدانت", "ACCUSE", *said),
            Told(f"اتهمت {a} {b}.", names, "اتهمت", "ACCUSE", *said),
            Told(f"ستهاجم {a} {b} غدا.", names, "ستهاجم", "ASSAULT", *said, date="2025-08-07", status="planned"),
            Told(f"ستقصف {a} {b} غدا.", names, "ستقصف", "ASSAULT", *said, date="2025-08-07", status="planned"),
            Told(f"أقامت {a} دورة كرة القدم في حلب.", (*names, CITY), "دورة", None),
            Told(f"ضرب زلزال {a} اليوم.", names, "ضرب", None),
            Told(f"شهدت {a} هجوم الجراد على حقول {b}.", names, "هجوم", None),
        ]
    return out


def grammar(stage: Stage, lexicon: TriggerLexicon) -> Grammar:
    """Four classifiers fitted on `_lessons`."""
    triggers, roles, dates, status = [], list[Group](), list[Group](), []
    for told in _lessons():
        scene = stage.scene(told.text, *told.names)
        for token, senses in proposals(scene, lexicon):
            mine = token == at(scene, told.word) and told.type is not None
            label = 1 + EVENT_TYPES.index(told.type) if mine and told.type else 0
            triggers.append((trigger_features(scene, token, senses), label))
        if told.type is None:
            continue
        act = trigger(scene, told.word, told.type, lexicon)
        around = candidates(scene, act.at)
        features = [pair_features(scene, act.at, act.sense, c) for c in around]
        features.append(nobody_features(scene, act.at, act.sense))
        found = [c.entity.id for c in around]
        right = [[found.index(r) if r in found else len(around)] for r in (told.actor, told.recipient, told.place)]
        roles.append((features, right))
        days = moments(scene, act.at)
        described = [moment_features(scene, act, told.status, moment) for moment in days]
        described.append(no_date_features(scene, act, told.status))
        values = [moment.value for moment in days]
        dates.append((described, [[values.index(told.date) if told.date in values else len(days)]]))
        status.append((status_features(scene, act.at, act.sense), STATUSES.index(told.status)))
    return Grammar(
        triggers=fit(triggers, ("none", *EVENT_TYPES), penalty=0.1, rounds=80),
        roles=fit_choice(roles, ("actor", "recipient", "place"), penalty=0.1, rounds=80),
        dates=fit_choice(dates, ("date",), penalty=0.1, rounds=80),
        status=fit(status, STATUSES, penalty=0.1, rounds=80),
        balance=Balance(),
    )
