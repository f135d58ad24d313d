"""Fit the event grammar's weights on annotated articles.

The articles are read by the pipeline's own stages first, so that the grammar learns to live with their mistakes. The
balance with the encoder is not fitted here: it stands in `balance.json` and was set on every sixth article, which the
encoder has not seen, with weights fitted on the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from musnad.eval.gold import GoldDocument
from musnad.events.features import nobody_features, pair_features, status_features, trigger_features
from musnad.events.lexicon import TriggerLexicon
from musnad.events.roles import candidates
from musnad.events.scene import Scene
from musnad.events.setting import moment_features, moments, no_date_features
from musnad.events.triggers import Trigger, proposals, sense_for
from musnad.model.loglinear import Group, LogLinear, fit, fit_choice
from musnad.records import EVENT_TYPES, STATUSES
from musnad.standoff import Bounds, FlatEvent

Example = tuple[list[str], int]
TRIGGER_LABELS = ("none", *EVENT_TYPES)
ROLE_LABELS = ("actor", "recipient", "place")
PENALTIES: Mapping[str, float] = {"triggers": 3.0, "roles": 3.0, "dates": 6.0, "status": 3.0}


class Lesson(Struct, frozen=True):
    """One annotated article as the pipeline sees it; `dated` is false where dates were not annotated."""

    gold: GoldDocument
    scene: Scene
    dated: bool = True


class Examples(Struct, frozen=True):
    """Training examples: two classifiers, two choices among candidates."""

    triggers: list[Example]
    roles: list[Group]
    dates: list[Group]
    status: list[Example]


def _tokens(scene: Scene, bounds: Bounds) -> range:
    return scene.words.within(*bounds)


def _trigger_examples(lesson: Lesson, lexicon: TriggerLexicon) -> Iterator[Example]:
    gold = {_tokens(lesson.scene, e.trigger).start: e.type for e in lesson.gold.annotation.events}
    for at, senses in proposals(lesson.scene, lexicon):
        label = TRIGGER_LABELS.index(gold[at]) if at in gold else 0
        yield trigger_features(lesson.scene, at, senses), label


def _gold_words(lesson: Lesson) -> dict[str, frozenset[int]]:
    return {
        e.id: frozenset(i for m in e.mentions for i in _tokens(lesson.scene, m))
        for e in lesson.gold.annotation.entities
    }


def _found_words(scene: Scene) -> dict[str, frozenset[int]]:
    words: dict[str, set[int]] = {}
    for candidate in scene.candidates:
        words.setdefault(candidate.entity.id, set()).update(range(candidate.first, candidate.stop))
    return {entity: frozenset(tokens) for entity, tokens in words.items()}


def _gold_triggers(lesson: Lesson, lexicon: TriggerLexicon) -> Iterator[tuple[FlatEvent, Trigger]]:
    known = dict(proposals(lesson.scene, lexicon))
    for event in lesson.gold.annotation.events:
        at = _tokens(lesson.scene, event.trigger).start
        kind = next(t for t in EVENT_TYPES if t == event.type)
        yield event, Trigger(at, sense_for(known.get(at, ()), kind), 1.0)


def _role_group(lesson: Lesson, event: FlatEvent, trigger: Trigger, words: Mapping[str, frozenset[int]],
                gold: Mapping[str, frozenset[int]]) -> Group | None:  # fmt: skip
    """Candidates of an event with "nobody" last; which of them are actors, recipients, place."""
    around = candidates(lesson.scene, trigger.at)
    if not around:
        return None
    features = [pair_features(lesson.scene, trigger.at, trigger.sense, c) for c in around]
    features.append(nobody_features(lesson.scene, trigger.at, trigger.sense))
    right = []
    for ids in (event.actors, event.recipients, (event.place,) if event.place else ()):
        wanted = frozenset[int]().union(*(gold.get(i, frozenset()) for i in ids))
        hits = [i for i, c in enumerate(around) if words[c.entity.id] & wanted]
        right.append(hits or [len(around)])
    return features, right


def _date_group(lesson: Lesson, event: FlatEvent, trigger: Trigger) -> Group | None:
    around = moments(lesson.scene, trigger.at)
    if not around:
        return None
    status = next(s for s in STATUSES if s == event.status)
    features = [moment_features(lesson.scene, trigger, status, moment) for moment in around]
    features.append(no_date_features(lesson.scene, trigger, status))
    hits = [i for i, moment in enumerate(around) if event.date and moment.value == event.date[:10]]
    if event.date and not hits:
        return None
    return features, [hits or [len(around)]]


def examples(lessons: Iterable[Lesson], lexicon: TriggerLexicon) -> Examples:
    """Training examples of all lessons."""
    out = Examples([], [], [], [])
    for lesson in lessons:
        out.triggers.extend(_trigger_examples(lesson, lexicon))
        gold, words = _gold_words(lesson), _found_words(lesson.scene)
        lesson.scene.acts = sorted(trigger.at for _, trigger in _gold_triggers(lesson, lexicon))
        for event, trigger in _gold_triggers(lesson, lexicon):
            if (group := _role_group(lesson, event, trigger, words, gold)) is not None:
                out.roles.append(group)
            if lesson.dated and (group := _date_group(lesson, event, trigger)) is not None:
                out.dates.append(group)
            label = next(i for i, s in enumerate(STATUSES) if s == event.status)
            out.status.append((status_features(lesson.scene, trigger.at, trigger.sense), label))
    return out


def fit_grammar(given: Examples, penalties: Mapping[str, float] = PENALTIES) -> dict[str, LogLinear]:
    """The four classifiers, by the name of their file."""
    return {
        "triggers": fit(given.triggers, TRIGGER_LABELS, penalty=penalties["triggers"]),
        "roles": fit_choice(given.roles, ROLE_LABELS, penalty=penalties["roles"]),
        "dates": fit_choice(given.dates, ("date",), penalty=penalties["dates"]),
        "status": fit(given.status, STATUSES, penalty=penalties["status"]),
    }


def save(parts: Mapping[str, LogLinear], folder: Path) -> None:
    """Write the classifiers into the folder of weights."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, part in parts.items():
        part.save(folder / f"{name}.npz")
