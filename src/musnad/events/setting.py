"""When an act happened: every date of the article and the day of the report are weighed, or none is likely enough."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import numpy as np
from msgspec import Struct

from musnad.events.clues import bucket
from musnad.events.grammar import Grammar
from musnad.events.scene import Scene
from musnad.events.triggers import Trigger
from musnad.records import EventStatus

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?|-W\d{2})?(?!\d)")
_RECENT = frozenset({"days", "yesterday", "same"})
_LEAD = 2
"""Sentences from the start of an article (title included) that tell the news of its day."""


class Moment(Struct, frozen=True):
    """A date that an act may have: its value, where it is told (None: the day of the report or of the utterance)."""

    value: str
    first: int | None
    stop: int
    source: str


def day_of(published: str | None) -> str | None:
    """The ISO day of a publication date: 2016-11-07, 2016-11-07T10:00Z and 07/11/2016 alike; None if unreadable."""
    if not published:
        return None
    if match := re.match(r"(\d{4}-\d{2}-\d{2})", published):
        return match.group(1)
    if match := re.match(r"(\d{1,2})/(\d{1,2})/(\d{4})", published):
        day, month, year = match.groups()
        return f"{year}-{int(month):02}-{int(day):02}"
    return None


def moments(scene: Scene, at: int) -> tuple[Moment, ...]:
    """Every date told in the article, its telling nearest to the trigger; then the day of utterance and of report."""
    nearest: dict[str, tuple[tuple[int, int], Moment]] = {}
    for tokens, time in scene.times:
        match = _DATE.match(time.value)
        if match is None or not tokens:
            continue
        rank = (abs(scene.sentence(tokens.start) - scene.sentence(at)), abs(tokens.start - at))
        known = nearest.get(match.group())
        if known is None or rank < known[0]:
            nearest[match.group()] = (rank, Moment(match.group(), tokens.start, tokens.stop, "told"))
    found = [moment for _, moment in nearest.values()]
    values = {moment.value for moment in found}
    said = scene.cue_at.get(at) or scene.content_at.get(at)
    for value, source in ((said.date if said else None, "said"), (day_of(scene.published), "report")):
        if value and value[:10] not in values:
            found.append(Moment(value[:10], None, 0, source))
            values.add(value[:10])
    return tuple(found)


def moment_features(scene: Scene, trigger: Trigger, status: EventStatus, moment: Moment) -> list[str]:
    """Features of a date as the date of the act."""
    at = trigger.at
    cue, title, lead = at in scene.cue_at, scene.in_title(at), scene.sentence(at) <= _LEAD
    content = at in scene.content_at
    away = _away(moment.value, day_of(scene.published))
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
        inside = scene.content_at.get(moment.first) is scene.content_at.get(at)
        out += [
            f"near={side}|{bucket(distance)}",
            f"verbs={side}|{min(verbs, 3)}|{bucket(distance)}",
            f"inside={inside}|{side}|{cue}",
            f"before={scene.key(moment.first - 1)}|{side}",
            f"t={trigger.sense.type}|{side}|{min(verbs, 2)}",
        ]
    if moment.value == day_of(scene.published):
        out.append(f"is-report-day|{stand}")
    return out


def _news_features(scene: Scene, at: int, moment: Moment, stand: str) -> list[str]:
    """How a date relates to the days of the last week that the article tells: the day of its news is one of them."""
    published = day_of(scene.published)
    recent = [t.value[:10] for _, t in scene.times if len(t.value) >= 10 and _away(t.value[:10], published) in _RECENT]
    if not recent:
        return [f"no-recent={moment.source}|{stand}"]
    latest, first, often = max(recent), recent[0], Counter(recent).most_common(1)[0][0]
    rank = f"{moment.value == latest}|{moment.value == first}|{moment.value == often}"
    return [
        f"recent={moment.source}|{rank}|{min(len(set(recent)), 3)}",
        f"recent={moment.source}|{rank}|{stand}",
        f"latest={_away(latest, published)}|{moment.source}|{moment.value == latest}|{published in recent}",
        f"own={scene.has_date(scene.sentence(at))}|{moment.source}|{rank}|{published in recent}|{_here(scene, at, moment)}",
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


def _away(value: str, published: str | None) -> str:
    """How far a date lies from the day of the report."""
    if published is None or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return "same-year" if published and value[:4] == published[:4] else "other"
    try:
        days = (date.fromisoformat(value) - date.fromisoformat(published)).days
    except ValueError:
        return "other"
    for limit, name in ((-400, "years"), (-31, "months"), (-7, "weeks"), (-1, "days"), (0, "yesterday"), (1, "same")):
        if days < limit:
            return name
    return "soon" if days <= 7 else "later"


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
