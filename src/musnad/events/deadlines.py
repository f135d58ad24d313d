"""Ultimatums and time limits: who gives whom until when for what, or what follows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from importlib.resources import files

import msgspec
from msgspec import Struct

from musnad.events.clues import governor
from musnad.events.scene import Candidate, Scene
from musnad.events.setting import day_of
from musnad.records import Deadline, Event, TimeRange
from musnad.records.statement import DeadlineState

_REACH = 6
_NEAR = 10
_THREATENED = {"restrict": "SANCTION", "relations": "SANCTION", "expel": "SANCTION", "arrest": "COERCE",
               "territory": "COERCE", "violence": "ASSAULT"}  # fmt: skip
_SERIOUS = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE"})
_OPEN = frozenset({"planned", "threatened", "hypothetical"})
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?$")
_TO = ("ل", "من", "الي")


class LimitWord(Struct, frozen=True):
    """What a word does for a deadline, and the words of which one has to follow it."""

    group: str
    needs: frozenset[str]


def load_deadline_words() -> Mapping[str, LimitWord]:
    """The table `deadline_words.tsv` by folded word."""
    rows = (files("musnad") / "data" / "deadline_words.tsv").read_text("utf-8").splitlines()
    cells = [row.split("\t") for row in rows if row and not row.startswith(("#", "word\t"))]
    return {w: LimitWord(group, frozenset(needs.split()) - {"-"}) for w, group, needs, *_ in cells}


def find_deadlines(scene: Scene, events: Sequence[Event], table: Mapping[str, LimitWord]) -> tuple[Deadline, ...]:
    """The deadlines of an article in order; one told twice shares its due day."""
    found = [
        _deadline(scene, events, at, stop, table)
        for at, stop in _limits(scene, events, table)
    ]
    return _share(found)


def _word(table: Mapping[str, LimitWord], key: str) -> LimitWord | None:
    return table.get(key) or (table.get(key[1:]) if key[:1] in "وفبل" else None) or (
        table.get("ال" + key[2:]) if key[:2] == "لل" else None
    )


def _limits(scene: Scene, events: Sequence[Event], table: Mapping[str, LimitWord]) -> list[tuple[int, int]]:
    """Token ranges `[first, stop)` of the words that set a limit."""
    found: list[tuple[int, int]] = []
    demands = {scene.sentence(scene.words.tokens_of(e.trigger).start) for e in events if e.type in ("REQUEST", "THREATEN")}
    for at, key in enumerate(scene.keys):
        word = _word(table, key)
        if word is None or (found and at < found[-1][1]):
            continue
        stop = at + 1
        if word.needs and scene.key(stop) not in word.needs:
            continue
        if word.needs:
            stop += 1
        if word.group in ("limit", "sets"):
            found.append((at, _with_time(scene, stop)))
        elif word.group == "span" and scene.sentence(at) in demands and _bounds_demand(scene, at, events):
            found.append((at, _with_time(scene, stop)))
    return found


def _bounds_demand(scene: Scene, at: int, events: Sequence[Event]) -> bool:
    """Whether the word at `at` bounds what a demand asks for: a time of days or hours right after it, the demand before."""
    follows = any(tokens and 0 < tokens.start - at <= 1 for tokens, _ in scene.times)
    otherwise = any(scene.key(i) in ("والا", "وإلا", "طائله") for i in range(at, scene.words.sentence_of(at).stop))
    demand = any(
        e.type == "REQUEST" and 0 < at - scene.words.tokens_of(e.trigger).start <= 25 and scene.sentence(at)
        == scene.sentence(scene.words.tokens_of(e.trigger).start) for e in events
    )  # fmt: skip
    return follows and demand and otherwise


def _with_time(scene: Scene, stop: int) -> int:
    """Stretch a limit's words over the time that belongs to it: مهلة 48 ساعة، موعد نهائي لمدة 10 أيام."""
    for tokens, _ in scene.times:
        if tokens and stop <= tokens.start <= stop + 2 and scene.sentence(tokens.start) == scene.sentence(stop - 1):
            between = scene.keys[stop : tokens.start]
            if all(key in ("مده", "لمده", "مدتها", "مدته", "من", "اقصاها", "اقصاه", "حتي", "خلال") for key in between):
                return tokens.stop
    return stop


def _deadline(
    scene: Scene, events: Sequence[Event], first: int, stop: int, table: Mapping[str, LimitWord]
) -> Deadline:
    due, reason = _due(scene, first, stop, table)
    by, addressee = _parties(scene, events, first, stop)
    return Deadline(
        span=scene.words.span(first, stop),
        by=by,
        addressee=addressee,
        demand=None,
        due=due,
        due_reason=reason,
        consequence=_consequence(scene, events, first),
        state=_state(scene, first, stop, due, table),
    )


def _due(scene: Scene, first: int, stop: int, table: Mapping[str, LimitWord]) -> tuple[str | None, str]:
    """The due day: a date told beside the limit, or the utterance's day and the limit's length."""
    here = scene.words.sentence_of(first)
    inside = [t for tokens, t in scene.times if tokens and first <= tokens.start < stop]
    dates = [(tokens, t) for tokens, t in scene.times if tokens and here.first <= tokens.start < here.stop and _day(t)]
    for tokens, time in dates:
        if stop - 1 <= tokens.start <= stop + _NEAR and not _past(scene, time):
            return _day(time), "the date told with the limit"
        ended = any((w := _word(table, scene.key(i))) is not None and w.group == "ends" for i in range(first - 3, first))
        if ended and tokens.stop <= first and first - tokens.stop <= _REACH:
            return _day(time), "the limit ends on the day told before it"
    for time in inside:
        if _day(time):
            return _day(time), "the limit's own date"
        spoken = _spoken(scene, first)
        if spoken and (days := _length(time)) is not None:
            return (date.fromisoformat(spoken) + timedelta(days=days)).isoformat(), f"{time.value} from {spoken}"
    return None, "no-day-told"


def _day(time: TimeRange) -> str | None:
    """The last day of a date; None for durations and references."""
    if time.kind not in ("date", "time") or not time.end:
        return None
    return (date.fromisoformat(time.end[:10]) - timedelta(days=1)).isoformat()


def _past(scene: Scene, time: TimeRange) -> bool:
    day, published = _day(time), day_of(scene.published)
    return bool(day and published and day < published)


def _spoken(scene: Scene, at: int) -> str | None:
    """Day of the utterance: of the statement that holds the limit, else of the report."""
    holder = scene.content_at.get(at) or scene.cue_at.get(at)
    if holder is not None and holder.date and len(holder.date) >= 10:
        return holder.date[:10]
    return day_of(scene.published)


def _length(time: TimeRange) -> float | None:
    match = _DURATION.match(time.value)
    if match is None:
        return None
    years, months, weeks, days, hours = (int(part or 0) for part in match.groups())
    return years * 365 + months * 30 + weeks * 7 + days + hours / 24


def _parties(scene: Scene, events: Sequence[Event], first: int, stop: int) -> tuple[str | None, str | None]:
    """Who sets the limit and for whom: nouns with ل after it, من قبل, else the demand or threat of the sentence."""
    by: str | None = None
    addressee: str | None = None
    sentence = scene.sentence(first)
    after = [c for c in scene.candidates if stop <= c.first <= stop + _NEAR and scene.sentence(c.first) == sentence]
    takers = [c for c in after if governor(scene, c.first)[0] in _TO]
    if takers and governor(scene, takers[0].first)[0] == "من":
        by = takers.pop(0).entity.id
    if len(takers) > 1:
        by = by or takers[0].entity.id
        addressee = takers[1].entity.id
    elif takers:
        addressee = takers[0].entity.id
    for event in events:
        if scene.sentence(scene.words.tokens_of(event.trigger).start) != sentence:
            continue
        if event.type in _SERIOUS | {"THREATEN", "REQUEST"}:
            addressee = addressee or next((r for r in event.recipients if r != by), None)
            by = by or next((a for a in event.actors if a != addressee), None)
    return by or _speaker(scene, first, addressee), addressee


def _speaker(scene: Scene, first: int, other: str | None) -> str | None:
    holder = scene.content_at.get(first)
    if holder is not None and holder.speaker != other:
        return holder.speaker
    before = [c for c in scene.candidates if c.stop <= first and scene.sentence(c.first) == scene.sentence(first)]
    return _nearest(before, other)


def _nearest(before: Sequence[Candidate], other: str | None) -> str | None:
    return next((c.entity.id for c in reversed(before) if c.entity.id != other), None)


def _consequence(scene: Scene, events: Sequence[Event], at: int) -> str | None:
    for event in events:
        if abs(scene.sentence(scene.words.tokens_of(event.trigger).start) - scene.sentence(at)) > 0:
            continue
        if event.type == "THREATEN":
            return _THREATENED.get(event.mode or "")
        if event.type in _SERIOUS and event.status in _OPEN:
            return event.type
    return None


def _state(
    scene: Scene, first: int, stop: int, due: str | None, table: Mapping[str, LimitWord]
) -> DeadlineState:
    """What the words around tell, else whether the due day is past on the day of the report."""
    for at in range(first - 4, stop + 4):
        word = _word(table, scene.key(at))
        if word is not None and word.group in ("extends", "lapses", "meets"):
            states: dict[str, DeadlineState] = {"extends": "extended", "lapses": "lapsed", "meets": "met"}
            return states[word.group]
    published = day_of(scene.published)
    if due is None or published is None:
        return "unknown"
    return "open" if due >= published else "unknown"


def _share(found: list[Deadline]) -> tuple[Deadline, ...]:
    """Give a deadline without a day that of the one other deadline for the same addressee (or of the only one)."""
    dated = [d for d in found if d.due]
    out = []
    for deadline in found:
        same = [d for d in dated if deadline.addressee in (None, d.addressee) or d.addressee is None]
        if deadline.due is None and len({d.due for d in same}) == 1:
            deadline = msgspec.structs.replace(
                deadline, due=same[0].due, due_reason="told of the same deadline elsewhere in the article",
                state=same[0].state, consequence=deadline.consequence or same[0].consequence,
            )  # fmt: skip
        out.append(deadline)
    return tuple(out)
