"""When an act happened: every date of the article and the day of the report are weighed, or none is likely enough."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from musnad.events.clues import bucket
from musnad.events.days import day_of, days_away
from musnad.events.grammar import Grammar
from musnad.events.scene import Scene
from musnad.events.triggers import Trigger
from musnad.records import EventStatus

_LEAD = 2
"""Sentences from the start of an article (title included) that tell the news of its day."""


class Moment(Struct, frozen=True):
    """A date that an act may have: its value, where it is told (None: the day of the report or of the utterance)."""

    value: str
    first: int | None
    stop: int
    source: str


def moments(scene: Scene, at: int) -> tuple[Moment, ...]:
    """The dates told around a trigger and in the lead, each at its nearest; then the days of utterance and report."""
    nearest: dict[str, tuple[tuple[int, int], Moment]] = {}
    for value, first, stop in scene.dates_around(at):
        rank = (abs(scene.sentence(first) - scene.sentence(at)), abs(first - at))
        known = nearest.get(value)
        if known is None or rank < known[0]:
            nearest[value] = (rank, Moment(value, first, stop, "told"))
    found = [moment for _, moment in nearest.values()]
    values = {moment.value for moment in found}
    said = scene.cue_at.get(at) or scene.content_at.get(at)
    for day, source in ((said.date if said else None, "said"), (day_of(scene.published), "report")):
        if day and day[:10] not in values:
            found.append(Moment(day[:10], None, 0, source))
            values.add(day[:10])
    return tuple(found)


def moment_features(scene: Scene, trigger: Trigger, status: EventStatus, moment: Moment) -> list[str]:
    """Features of a date as the date of the act."""
    at = trigger.at
    cue, title, lead = at in scene.cue_at, scene.in_title(at), scene.sentence(at) <= _LEAD
    content = at in scene.content_at
    away = days_away(moment.value, day_of(scene.published))
    size = len(moment.value)
    out = [
        f"src={moment.source}|{away}",
        f"away={away}|{status}",
        f"size={size}|{status}",
        f"size={size}|{away}|{trigger.sense.type}",
    ]
    stand = f"{cue}|{title}|{lead}|{content}"
    out += _news_features(scene, at, moment, f"{status}|{cue}|{lead}")
    if moment.first is None:
        return [
            *out,
            f"stand={moment.source}|{stand}",
            f"st={moment.source}|{status}|{lead}",
            f"ty={moment.source}|{trigger.sense.type}|{cue}",
        ]
    apart = scene.sentence(moment.first) - scene.sentence(at)
    side = "after" if moment.first > at else "before"
    steps = str(max(-4, min(4, apart)))
    out += [
        f"apart={steps}|{away}",
        f"apart={steps}|{stand}",
        f"apart={steps}|{status}",
        f"told-in-lead={scene.sentence(moment.first) <= _LEAD}|{stand}|{away}",
    ]
    twin = apart != 0 and bool(scene.lemmas(scene.sentence(moment.first)) & {a.lemma for a in scene.analyses[at]})
    out += [f"twin={twin}|{apart == 0}", f"twin={twin}|{title}|{size}"]
    if apart == 0:
        distance = moment.first - at if side == "after" else at - moment.stop + 1
        low, high = (at + 1, moment.first) if side == "after" else (moment.stop, at)
        verbs = sum(1 for i in range(low, min(high, low + 40)) if scene.is_verb(i))
        acts = scene.acts_between(at, moment.first) if side == "after" else scene.acts_between(moment.first, at)
        inside = scene.content_at.get(moment.first) is scene.content_at.get(at)
        out += [
            f"near={side}|{bucket(distance)}",
            f"verbs={side}|{min(verbs, 3)}|{bucket(distance)}",
            f"inside={inside}|{side}|{cue}",
            f"acts={min(acts, 2)}|{side}",
            f"acts={min(acts, 2)}|{min(verbs, 1)}|{bucket(distance)}",
            f"before={scene.key(moment.first - 1)}|{side}",
            f"t={trigger.sense.type}|{side}|{min(verbs, 2)}",
        ]
    if moment.value == day_of(scene.published):
        out.append(f"is-report-day|{stand}")
    return out


def _news_features(scene: Scene, at: int, moment: Moment, stand: str) -> list[str]:
    """How a date relates to the days of the last week that the article tells: the day of its news is one of them."""
    news = scene.news
    if news.latest is None:
        return [f"no-recent={moment.source}|{stand}"]
    rank = f"{moment.value == news.latest}|{moment.value == news.first}|{moment.value == news.often}"
    away = days_away(news.latest, day_of(scene.published))
    own = scene.has_date(scene.sentence(at))
    return [
        f"recent={moment.source}|{rank}|{min(news.several, 3)}",
        f"recent={moment.source}|{rank}|{stand}",
        f"latest={away}|{moment.source}|{moment.value == news.latest}|{news.report_day_told}",
        f"own={own}|{moment.source}|{rank}|{news.report_day_told}|{_here(scene, at, moment)}",
    ]


def _here(scene: Scene, at: int, moment: Moment) -> bool:
    return moment.first is not None and scene.sentence(moment.first) == scene.sentence(at)


def no_date_features(scene: Scene, trigger: Trigger, status: EventStatus) -> list[str]:
    """Features of an act that has no date."""
    at = trigger.at
    stand = f"{at in scene.cue_at}|{scene.in_title(at)}|{scene.sentence(at) <= _LEAD}|{at in scene.content_at}"
    return [
        "none",
        f"none|own={scene.has_date(scene.sentence(at))}|{status}",
        f"none|{status}",
        f"none|{stand}",
        f"none|{trigger.sense.type}",
        f"none|{trigger.sense.type}|{status}",
        f"none|{min(scene.sentence(at), 6)}",
    ]


def find_date(scene: Scene, trigger: Trigger, status: EventStatus, grammar: Grammar) -> tuple[str | None, str | None]:
    """The act's date (ISO day, week, month or year) and, where there is none, the reason code."""
    around = moments(scene, trigger.at)
    if not around:
        return None, "no-date-told"
    features = [moment_features(scene, trigger, status, moment) for moment in around]
    raw = np.array([grammar.dates.raw(f)[0] for f in [*features, no_date_features(scene, trigger, status)]])
    weights = np.exp(raw - raw.max())
    chances = weights[:-1] / weights.sum()
    best = int(chances.argmax())
    if chances[best] < grammar.balance.date_threshold:
        return None, "no-date-likely-enough"
    return around[best].value, None
