"""Who sets a time limit and for whom it is set."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from musnad.events.clues import RELATIVE, governor
from musnad.events.limits import Limit, LimitWords, asks, groups_near
from musnad.events.scene import Candidate, Scene
from musnad.records import Event

_NEAR = 10
_BACK = 16
_TO = ("ل", "الي", "امام")
_DEMANDING = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE", "THREATEN", "REQUEST"})
Parties = tuple[str | None, str | None]
"""Ids of the one who sets the limit and of the one it is set for."""


def find_parties(scene: Scene, events: Sequence[Event], limit: Limit, table: LimitWords) -> Parties:
    """By and for: the words after the limit, the verb that gives it, else the demand or threat of the sentence.

    `events`: those of the limit's sentence.
    """
    by, addressee = _demanded(scene, events, limit) if limit.group == "span" else (None, None)
    if limit.group == "facing":
        taker = scene.mention_at.get(limit.first + 1)
        addressee = taker.entity.id if taker else None
    if limit.group == "sets":
        by, addressee = _given(scene, limit.first, limit.stop, limit.first)
    if limit.group == "limit":
        by, addressee = _after(scene, limit, table)
        given = _verb(scene, limit, table)
        by, addressee = by or _other(given[0], addressee), addressee or _other(given[1], by)
    for event in events:
        if event.type in _DEMANDING:
            addressee = addressee or next((r for r in event.recipients if r != by), None)
            by = by or next((a for a in event.actors if a != addressee), None)
    holder = scene.content_at.get(limit.first)
    if by is None and holder is not None:
        by = _other(holder.speaker, addressee)
    return by, addressee


def _other(found: str | None, taken: str | None) -> str | None:
    return found if found != taken else None


def _demanded(scene: Scene, events: Sequence[Event], limit: Limit) -> Parties:
    """The parties of the nearest demand before the limit."""
    for event in reversed(events):
        at = scene.words.tokens_of(event.trigger).start
        if event.type == "REQUEST" and at < limit.first:
            return next(iter(event.actors), None), next(iter(event.recipients), None)
    return None, None


def _mentions(scene: Scene, first: int, stop: int) -> Iterator[Candidate]:
    """Mentions that start at tokens `[first, stop)`, in order."""
    for number in range(bisect_left(scene.candidates, first, key=lambda c: c.first), len(scene.candidates)):
        if scene.candidates[number].first >= stop:
            return
        yield scene.candidates[number]


def _plain(scene: Scene, first: int, stop: int) -> list[Candidate]:
    """Mentions in tokens `[first, stop)` that no preposition governs, one for each entity, in order."""
    found: list[Candidate] = []
    for candidate in _mentions(scene, first, stop):
        if candidate.entity.id in {c.entity.id for c in found}:
            continue
        inside = any(c.first <= candidate.first < c.stop for c in found)
        touching = bool(found) and candidate.first <= found[-1].stop and found[-1].mention.form == "title"
        if not inside and not touching and governor(scene, candidate)[0] in ("", "و"):
            found.append(candidate)
    return found


def _given(scene: Scene, at: int, stop: int, start: int) -> Parties:
    """Subject and object of a giving verb at `at`: both after it (أمهلت واشنطن طهران), or the subject before it."""
    after = _plain(scene, at + 1, stop)
    if len(after) > 1:
        return after[0].entity.id, after[1].entity.id
    sentence = scene.words.sentence_of(at)
    before = [c for c in _plain(scene, max(sentence.first, start - _BACK), at) if c.stop >= at - 2]
    if before and after:
        return before[-1].entity.id, after[0].entity.id
    suffixed = any(a.suffix for a in scene.analyses[at])
    if after:
        return after[0].entity.id, None
    if before:
        return (None, before[-1].entity.id) if suffixed else (before[-1].entity.id, None)
    return None, None


def _verb(scene: Scene, limit: Limit, table: LimitWords) -> Parties:
    """The parties told by a verb before the limit: one that gives it, or one that takes, keeps or refuses it."""
    tokens = range(limit.first - 1, max(limit.first - _BACK, -1), -1)
    for at, group in groups_near(scene, table, tokens, scene.sentence(limit.first)):
        if group in ("gives", "extends"):
            return _given(scene, at, limit.first, at)
        if group in ("takes", "meets"):
            subject = _plain(scene, at + 1, limit.first) or _plain(scene, max(at - 4, 0), at)
            return None, subject[0].entity.id if subject else None
    return None, None


def _after(scene: Scene, limit: Limit, table: LimitWords) -> Parties:
    """Nouns after the limit: ل, إلى, the doer after من قبل, the subject of a relative clause (المهلة التي حددها …)."""
    by: str | None = None
    sentence = scene.words.sentence_of(limit.first)
    stop = min(sentence.stop, limit.stop + _NEAR)
    after = list(_mentions(scene, limit.stop, stop))
    if scene.key(limit.stop) in RELATIVE:
        verbs = [
            at
            for at, group in groups_near(scene, table, range(limit.stop + 1, limit.stop + 3), sentence.index)
            if group in ("fixes", "gives")
        ]
        subject = next((c for c in after if verbs and c.first > verbs[0] and governor(scene, c)[0] == ""), None)
        by = subject.entity.id if subject else None
    takers = []
    for candidate in after:
        prep, start = governor(scene, candidate)
        if prep == "من" or (prep in ("قبل", "") and scene.key(start - 2) == "من" and scene.key(start - 1) == "قبل"):
            by = by or candidate.entity.id
        elif prep in _TO and not any(asks(scene, i, "ل") for i in range(limit.stop, start)):
            takers.append(candidate.entity.id)
    takers = [t for t in dict.fromkeys(takers) if t != by]
    if len(takers) > 1 and by is None:
        return takers[0], takers[1]
    return by, takers[0] if takers else None
