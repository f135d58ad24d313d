"""Acts told twice in one article: the later telling points to the first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from heapq import merge

import msgspec

from musnad.records import Event

_KINDRED = frozenset({"ACCUSE", "REQUEST"})
"""Types of which one article tells many of the same participants; they need the same trigger lemma besides."""
_AROUND = 40
"""Tellings of a lemma on either side among which a missing role is looked for: a very long text stays quick."""


def same_tellings(events: Sequence[Event], lemmas: Sequence[str]) -> tuple[str | None, ...]:
    """For each event the id of the first event of the article that is the very same act, or None.

    The same act: same type, a participant in common in the same role and none that contradicts, dates and places that
    agree, statuses that do not exclude one another, tolls that do not differ.
    """
    out: list[str | None] = []
    sharing: dict[tuple[str, str, str], list[int]] = {}
    for i, event in enumerate(events):
        keys = [*((event.type, "by", a) for a in event.actors), *((event.type, "to", r) for r in event.recipients)]
        earlier = merge(*(sharing.get(key, ()) for key in keys))
        first = next(
            (
                out[k] or events[k].id
                for k in earlier
                if _same(events[k], event) and (event.type not in _KINDRED or lemmas[k] == lemmas[i])
            ),
            None,
        )
        out.append(first)
        for key in keys:
            sharing.setdefault(key, []).append(i)
    return tuple(out)


def completed(events: Sequence[Event], lemmas: Sequence[str]) -> tuple[Event, ...]:
    """Fill a role that one telling leaves out from another telling of what looks like the same act.

    Two tellings look alike when type and lemma agree, a participant is shared or one of them names nobody in the role
    in question, and nothing contradicts. A headline is filled from the text before the text from itself.
    """
    out = list(events)
    tellings: dict[str, list[int]] = {}
    for i, lemma in enumerate(lemmas):
        tellings.setdefault(lemma, []).append(i)
    for i, event in enumerate(events):
        if not lemmas[i] or (event.actors and event.recipients):
            continue
        here = bisect_left(tellings[lemmas[i]], i)
        others = tellings[lemmas[i]][max(here - _AROUND, 0) : here + _AROUND + 1]
        for k in sorted(others, key=lambda k, i=i: abs(k - i)):  # type: ignore[misc]
            if k != i and _alike(event, events[k]):
                actors = out[i].actors or tuple(a for a in events[k].actors if a not in out[i].recipients)
                recipients = out[i].recipients or tuple(r for r in events[k].recipients if r not in actors)
                out[i] = msgspec.structs.replace(out[i], actors=actors, recipients=recipients)
    return tuple(out)


def _alike(a: Event, b: Event) -> bool:
    """Same type and status, at least one shared participant in the same role, no role that both fill differently."""
    if a.type != b.type or a.status != b.status or not _agree(a.date, b.date):
        return False
    shared = [bool(set(x) & set(y)) for x, y in ((a.actors, b.actors), (a.recipients, b.recipients))]
    contrary = [bool(x and y) and not set(x) & set(y) for x, y in ((a.actors, b.actors), (a.recipients, b.recipients))]
    return any(shared) and not any(contrary)


def _same(a: Event, b: Event) -> bool:
    if a.type != b.type or (a.status in ("planned", "hypothetical")) != (b.status in ("planned", "hypothetical")):
        return False
    if not (set(a.actors) & set(b.actors) or set(a.recipients) & set(b.recipients)):
        return False
    agree = [_agree(a.date, b.date), _agree(a.place, b.place), a.killed in (None, b.killed) or b.killed is None]
    for mine, theirs in ((a.actors, b.actors), (a.recipients, b.recipients)):
        agree.append(not mine or not theirs or bool(set(mine) & set(theirs)))
    return all(agree)


def _agree(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a.startswith(b) or b.startswith(a)
