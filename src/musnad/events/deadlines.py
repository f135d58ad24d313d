"""Ultimatums and time limits: who gives whom until when for what, or what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from musnad.events.days import day_of
from musnad.events.limits import (
    Limit,
    LimitWord,
    LimitWords,
    asks,
    by_sentence,
    find_limits,
    groups_near,
    limit_word,
    load_deadline_words,
    time_from,
    times_before,
)
from musnad.events.parties import find_parties
from musnad.events.scene import Scene
from musnad.records import Deadline, Event, TimeRange
from musnad.records.statement import DeadlineState
from musnad.spans import Span

__all__ = ["LimitWord", "find_deadlines", "load_deadline_words"]

_REACH = 6
_NEAR = 10
_LONGEST = 14
_THREATENED = {"restrict": "SANCTION", "relations": "SANCTION", "expel": "SANCTION", "arrest": "COERCE",
               "territory": "COERCE", "violence": "ASSAULT"}  # fmt: skip
_SERIOUS = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE"})
_OPEN = frozenset({"planned", "threatened", "hypothetical"})
_STATES: dict[str, DeadlineState] = {"extends": "extended", "lapses": "lapsed", "meets": "met"}
_UNTIL = frozenset({"حتي", "تنتهي", "ينتهي", "ستنتهي", "تنقضي", "ينقضي", "اقصاه", "اقصاها", "بحلول", "تحل"})
_WITHIN = frozenset({"خلال", "غضون"})
_OR_ELSE = frozenset({"او", "والا", "طائله", "ومواجهه"})
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?$")
_HOURS = 24
Due = tuple[str | None, str]
"""An ISO day, and how it was found or why it is unknown."""
_COUNTED = " from "
"""Stands in the reason of a day that was counted from the utterance."""
_COUNTING_ERROR = 3
"""Days: a report often comes a day or two after the utterance that it counts from."""


def find_deadlines(scene: Scene, events: Sequence[Event], table: LimitWords) -> tuple[Deadline, ...]:
    """The deadlines of an article in order; one told twice shares its due day.

    Nobody's limit is none: the words have to name, or the sentence to tell, who sets it or for whom; and an indefinite
    limit (مهلة أطول) has to have a time.
    """
    near = by_sentence(scene, events)
    found = [
        (limit, _deadline(scene, near.get(scene.sentence(limit.first), ()), limit, table))
        for limit in find_limits(scene, events, table)
    ]
    shared = _share([deadline for _, deadline in found])
    return tuple(d for (limit, _), d in zip(found, shared, strict=True) if _counts(scene, limit, d))


def _counts(scene: Scene, limit: Limit, deadline: Deadline) -> bool:
    if deadline.by is None and deadline.addressee is None:
        return False
    ultimatum = scene.key(limit.first).removeprefix("ال").startswith("انذار")
    return bool(deadline.due or limit.time or limit.definite or ultimatum)


def _deadline(scene: Scene, events: Sequence[Event], limit: Limit, table: LimitWords) -> Deadline:
    state, evidence, at = _told_state(scene, limit, table)
    due, reason = _due(scene, limit, table, state)
    by, addressee = find_parties(scene, events, limit, table)
    published = day_of(scene.published)
    if state == "unknown" and due is not None and published is not None and due >= published:
        state = "open"
    return Deadline(
        span=scene.words.span(limit.first, limit.stop),
        by=by,
        addressee=addressee,
        demand=_demand(scene, events, limit),
        due=due,
        due_reason=reason,
        consequence=_consequence(scene, events, limit, table),
        state=state,
        evidence=evidence if at is not None else None,
    )


def _due(scene: Scene, limit: Limit, table: LimitWords, state: DeadlineState) -> Due:
    """The due day: a date told with the limit, or the utterance's day and the limit's length."""
    until = _until(scene, limit)
    if until is not None:
        return _day(until), "the date told with the limit"
    if (ended := _ends_on(scene, limit, table)) is not None:
        return ended, "the limit ends on the day told before it"
    if limit.time is not None:
        return _from_length(scene, limit, limit.time, state)
    for tokens, time in time_from(scene, limit.stop, _NEAR):
        since = scene.key(tokens.start - 1) in ("منذ", "بعد")
        if _day(time) and not since and (state == "lapsed" or not _past(scene, time)):
            return _day(time), "the date told with the limit"
        if scene.key(tokens.start - 1) in _WITHIN:
            return _from_length(scene, limit, time, state)
    fixed = _fixed(scene, limit, table)
    return (fixed, "the day that is fixed as the limit") if fixed else (None, "no-day-told")


def _fixed(scene: Scene, limit: Limit, table: LimitWords) -> str | None:
    """The day right before an indefinite limit after a verb that sets it: حدد يوم الجمعة موعدا نهائيا."""
    before = next(times_before(scene, limit.first), None)
    if before is None or limit.group != "limit" or limit.definite:
        return None
    tokens, time = before
    if limit.first - tokens.stop > 1 or not _day(time) or _past(scene, time):
        return None
    near = groups_near(scene, table, range(tokens.start - _NEAR, tokens.start), scene.sentence(limit.first))
    return _day(time) if any(group == "gives" for _, group in near) else None


def _until(scene: Scene, limit: Limit) -> TimeRange | None:
    """A date inside the limit's words, or one after them that حتى، تنتهي … makes its end."""
    if limit.time is not None and _day(limit.time):
        return limit.time
    for tokens, time in time_from(scene, limit.stop, _NEAR):
        if _day(time) and _UNTIL & set(scene.keys[limit.stop : tokens.start]) and not _past(scene, time):
            return time
    return None


def _ends_on(scene: Scene, limit: Limit, table: LimitWords) -> str | None:
    """The day told before بعد انتهاء المهلة، or between تنتهي and المهلة."""
    near = range(limit.first - _REACH, limit.first)
    ends = [at for at, group in groups_near(scene, table, near, scene.sentence(limit.first)) if group == "ends"]
    if not ends:
        return None
    for tokens, time in times_before(scene, limit.first):
        return _day(time) if min(ends[0], limit.first) - tokens.stop <= _REACH else None
    return None


def _from_length(scene: Scene, limit: Limit, time: TimeRange, state: DeadlineState) -> Due:
    """The day that a length of time leads to, counted from the day on which the limit was told."""
    if state == "extended":
        return None, f"extended by {time.value}, from a day that is not told"
    spoken, days = _spoken(scene, limit.first), _length(time)
    if spoken is None or days is None:
        return None, "no-day-told"
    try:
        due = date.fromisoformat(spoken) + timedelta(days=days)
    except OverflowError:  # after the year 9999
        return None, "no-such-day"
    return due.isoformat(), f"{time.value}{_COUNTED}{spoken}"


def _day(time: TimeRange) -> str | None:
    """The last day of a date; None for durations and references."""
    if time.kind not in ("date", "time") or not time.end:
        return None
    return (date.fromisoformat(time.end[:10]) - timedelta(days=1)).isoformat()


def _past(scene: Scene, time: TimeRange) -> bool:
    day, published = _day(time), day_of(scene.published)
    return bool(day and published and day < published)


def _spoken(scene: Scene, at: int) -> str | None:
    """Day of the utterance: of the statement that holds the limit, else of the report; None if not to the day."""
    holder = scene.content_at.get(at) or scene.cue_at.get(at)
    for value in (holder.date if holder is not None else None, day_of(scene.published)):
        if value and re.match(r"\d{4}-\d{2}-\d{2}", value):
            return value[:10]
    return None


def _length(time: TimeRange) -> float | None:
    """Days that a TIMEX3 duration lasts; None for vague ones."""
    match = _DURATION.match(time.value)
    if match is None:
        return None
    years, months, weeks, days, hours = (int(part or 0) for part in match.groups())
    total = years * 365 + months * 30 + weeks * 7 + days + hours / _HOURS
    return total or None


def _demand(scene: Scene, events: Sequence[Event], limit: Limit) -> Span | None:
    """What is demanded: before a demand's خلال …, else the first لـ with a verbal noun after the limit."""
    sentence = scene.words.sentence_of(limit.first)
    if limit.group == "span":
        before = [t.start for e in events if e.type == "REQUEST" and (t := scene.words.tokens_of(e.trigger))]
        last = max((t for t in before if sentence.first <= t < limit.first), default=None)
        starts = range(last + 1, limit.first) if last is not None else range(0)
        first = next((i for i in starts if scene.key(i) in ("ان", "بان") or asks(scene, i, "ب")), None)
        return scene.words.span(first, limit.first) if first is not None else None
    for first in range(limit.stop, min(sentence.stop, limit.stop + _LONGEST)):
        if scene.tokens[first].kind == "mark":
            return None
        if scene.key(first) == "كي" or asks(scene, first, "ل"):
            return scene.words.span(first, _demand_end(scene, first, sentence.stop))
    return None


def _demand_end(scene: Scene, first: int, stop: int) -> int:
    for at in range(first + 1, min(stop, first + _LONGEST)):
        if scene.tokens[at].kind == "mark" or scene.key(at) in _OR_ELSE | _UNTIL | _WITHIN:
            return at
    return min(stop, first + _LONGEST)


def _consequence(scene: Scene, events: Sequence[Event], limit: Limit, table: LimitWords) -> str | None:
    """PLOVER type of what is threatened: after "or else", else a threat or a serious act to come in the sentence."""
    sentence = scene.words.sentence_of(limit.first)
    otherwise = next((i for i in range(limit.stop, sentence.stop) if scene.key(i) in _OR_ELSE), sentence.stop)
    for at in range(otherwise, sentence.stop):
        word = limit_word(table, scene.key(at))
        if word is not None and word.group == "harm":
            return next(iter(word.needs))
    for event in events:
        if event.type == "THREATEN":
            return _THREATENED.get(event.mode or "")
        if event.type in _SERIOUS and event.status in _OPEN:
            return event.type
    return None


def _told_state(scene: Scene, limit: Limit, table: LimitWords) -> tuple[DeadlineState, Span | None, int | None]:
    """What the words around tell became of the limit, and those words."""
    near = [*range(limit.first - 1, limit.first - 5, -1), *range(limit.stop, limit.stop + 3)]
    for at, group in groups_near(scene, table, near, scene.sentence(limit.first)):
        if group in _STATES:
            return _STATES[group], scene.words.span(at, at + 1), at
    return "unknown", None, None


def _share(found: list[Deadline]) -> list[Deadline]:
    """Let the tellings of one deadline share its day: a day that is told outranks one that was counted, and none.

    Two are tellings of one deadline when they have the same parties and their days differ by no more than three, or
    when one has no day and all that have one for its addressee agree.
    """
    out = []
    for deadline in found:
        told = _told_elsewhere(deadline, found)
        if told is not None:
            deadline = msgspec.structs.replace(
                deadline,
                due=told.due,
                due_reason="told of the same deadline elsewhere in the article",
                state=told.state if deadline.state == "unknown" else deadline.state,
                consequence=deadline.consequence or told.consequence,
            )
        out.append(deadline)
    return out


def _told_elsewhere(deadline: Deadline, found: list[Deadline]) -> Deadline | None:
    dated = [d for d in found if d.due]
    if deadline.due is None:
        same = [d for d in dated if deadline.addressee in (None, d.addressee) or d.addressee is None]
        return same[0] if len({d.due for d in same}) == 1 else None
    if _COUNTED not in (deadline.due_reason or ""):
        return None
    parties = (deadline.by, deadline.addressee)
    told = [d for d in dated if (d.by, d.addressee) == parties and _COUNTED not in (d.due_reason or "")]
    close = [d for d in told if d.due and abs(_days(d.due) - _days(deadline.due)) <= _COUNTING_ERROR]
    return close[0] if len({d.due for d in close}) == 1 else None


def _days(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()
