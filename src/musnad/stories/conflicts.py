"""Conflicts inside a fact: tolls, days, perpetrators, places that do not fit together, each with its witnesses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from musnad.lang.ar.fold import fold_word
from musnad.records import Conflict, Reason, Side
from musnad.records.story import ConflictKind
from musnad.stories.cast import Cast
from musnad.stories.matching import nearness
from musnad.stories.roots import may_be_same
from musnad.stories.told import Told
from musnad.stories.whys import listed, sentences, why
from musnad.stories.witnesses import Account

Toll = Literal["killed", "injured"]
_LEAST = tuple(map(fold_word, ("على الأقل", "ما لا يقل عن", "أكثر من", "فوق", "يزيد على", "تجاوز")))
_ROUND = tuple(map(fold_word, ("نحو", "حوالي", "قرابة", "زهاء", "ما يقارب", "تقريبا")))
_BESIDE = 18
"""Code points on either side of a toll where «على الأقل» and the like stand."""
_MATERIAL = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION", "RETREAT"})


class Voice(Struct, frozen=True, eq=False):
    """One account with the event that it is given for, and the id of its text."""

    told: Told
    text: str
    account: Account


class _Figure(Struct, frozen=True, eq=False):
    """A toll as one voice tells it: `low` to `high` fit it."""

    value: int
    low: float
    high: float
    voice: Voice


def settled(voices: Sequence[Voice], kind: Toll) -> int | None:
    """The toll that most roots stand by with their latest word; of equals the latest told."""
    latest = [figures[-1] for figures in _by_root(voices, kind).values()]
    if not latest:
        return None
    roots: dict[int, int] = defaultdict(int)
    for figure in latest:
        roots[figure.value] += 1
    last = {figure.value: figure.voice.told.report for figure in latest}
    for figure in latest:
        last[figure.value] = max(last[figure.value], figure.voice.told.report)
    return max(roots, key=lambda value: (roots[value], last[value], value))


def conflicts_of(supporting: Sequence[Voice], denying: Sequence[Voice], cast: Cast) -> tuple[Conflict, ...]:
    """What does not fit together in what the voices tell, in a fixed order of kinds."""
    found: list[Conflict] = []
    found.extend(_tolls(supporting, "killed"))
    found.extend(_tolls(supporting, "injured"))
    found.extend(_days(supporting))
    found.extend(_perpetrators(supporting, cast))
    found.extend(_places(supporting, cast))
    if supporting and denying:
        sides = (_side("occurred", supporting), _side("denied", denying))
        told = why("status", one=_who(supporting), other=_who(denying))
        found.append(Conflict(kind="status", sides=sides, why=told))
    return tuple(found)


def _figures(voices: Sequence[Voice], kind: Toll) -> Iterator[_Figure]:
    for voice in voices:
        event = voice.told.event
        value = event.killed if kind == "killed" else event.injured
        if value is None:
            continue
        hedges = " ".join(fold_word(words) for words in _beside(voice))
        low, high = float(value), float(value)
        if any(word in hedges for word in _LEAST):
            high = float("inf")
        elif any(word in hedges for word in _ROUND):
            low, high = value * 0.8, value * 1.2
        yield _Figure(value, low, high, voice)


def _beside(voice: Voice) -> Iterator[str]:
    """The words of the witness's sentence around each toll of the event."""
    quote, start = voice.account.witness.quote, voice.account.witness.start
    for span in voice.told.event.casualty_spans:
        at = span.start - start
        if 0 <= at < len(quote):
            yield quote[max(at - _BESIDE, 0) : at + len(span.quote) + _BESIDE]


def _by_root(voices: Sequence[Voice], kind: Toll) -> dict[str, list[_Figure]]:
    """Figures of each root in the order of its reports; a report's fullest figure stands for it."""
    roots: dict[str, dict[int, _Figure]] = defaultdict(dict)
    for figure in _figures(voices, kind):
        row = roots[figure.voice.account.root.key]
        held = row.get(figure.voice.told.report)
        if held is None or figure.value > held.value:
            row[figure.voice.told.report] = figure
    return {key: [row[at] for at in sorted(row)] for key, row in roots.items()}


def _tolls(voices: Sequence[Voice], kind: Toll) -> Iterator[Conflict]:
    roots = _by_root(voices, kind)
    updates = []
    for figures in roots.values():
        told = list(dict.fromkeys(figure.value for figure in figures))
        if len(told) > 1 and not _fit(figures[0], figures[-1]):
            updates.append((figures[0], figures[-1]))
    latest = [figures[-1] for figures in roots.values()]
    values = sorted({figure.value for figure in latest})
    clash = any(not _fit(one, other) for one in latest for other in latest)
    reasons = [_changed(old, new) for old, new in updates]
    if clash:
        sides = [(value, [f.voice for f in latest if f.value == value]) for value in values]
        shown = [why("side", value=value, who=_who(told)) for value, told in sides]
        newest = max(latest, key=lambda figure: figure.voice.told.report)
        reasons = [why(kind, sides=listed(shown)), why("later", value=newest.value), *reasons]
        yield _conflict(kind, [(str(value), told) for value, told in sides], sentences(reasons))
    elif updates:
        old, new = updates[0]
        pairs = [(str(old.value), [old.voice]), (str(new.value), [new.voice])]
        yield _conflict(kind, pairs, sentences(reasons), update=True)


def _fit(one: _Figure, other: _Figure) -> bool:
    return one.low <= other.high and other.low <= one.high


def _changed(old: _Figure, new: _Figure) -> Reason:
    return why("update", who=_who([old.voice]), old=old.value, new=new.value)


def _days(voices: Sequence[Voice]) -> Iterator[Conflict]:
    """Days that two sides both tell in words; a day that was only inferred is nobody's word."""
    days: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        if voice.told.day is not None and voice.told.dated and not voice.told.future:
            days[str(voice.told.event.date)[:10]].append(voice)
    strong = {day: told for day, told in days.items() if told}
    if len(strong) > 1 and _parted(list(strong.values())):
        shown = [why("side", value=day, who=_who(strong[day])) for day in sorted(strong)]
        yield _conflict("date", [(day, strong[day]) for day in sorted(strong)], why("date", sides=listed(shown)))


def _perpetrators(voices: Sequence[Voice], cast: Cast) -> Iterator[Conflict]:
    """Named perpetrators that are not one side; who names himself claims the act."""
    if not voices or voices[0].told.event.type not in _MATERIAL:
        return
    named: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        for id_ in voice.told.actors:
            party = cast.party(id_)
            if party is not None and party.named and party.entity.kind in ("ORG", "PER", "GPE"):
                named[id_].append(voice)
    heads: list[str] = []
    sides: dict[str, list[Voice]] = {}
    for id_ in sorted(named, key=lambda i: (-len(named[i]), i)):
        head = next((h for h in heads if cast.alike(h, id_) >= 0.4), None)
        if head is None:
            heads.append(id_)
        sides.setdefault(head or id_, []).extend(named[id_])
    told = [(head, sides[head]) for head in heads if any(not v.account.own_voice for v in sides[head])]
    if len(told) > 1 and _parted([rows for _, rows in told]):
        shown = [why("side", value=_name(cast, head), who=_who(rows)) for head, rows in told]
        claims = [why("claimed", who=_name(cast, head)) for head, rows in told if _claimed(head, rows)]
        reason = sentences([why("actor", sides=listed(shown)), *claims])
        yield _conflict("actor", told, reason)


def _claimed(head: str, voices: Sequence[Voice]) -> bool:
    return any(voice.account.root.key == f"speaker:{head}" for voice in voices)


def _name(cast: Cast, id_: str) -> Reason:
    entity = cast.entity(id_)
    if entity is None:
        return Reason(id_, id_)
    return Reason(entity.name, entity.name_en or entity.name)


def _places(voices: Sequence[Voice], cast: Cast) -> Iterator[Conflict]:
    places: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        if voice.told.place is not None and voice.told.where is not None:
            places[voice.told.place].append(voice)
    heads = [
        place
        for place in places
        if any(nearness(places[place][0].told, places[other][0].told) < -0.5 for other in places if other != place)
    ]
    if len(heads) > 1 and _parted([places[head] for head in heads]):
        shown = [why("side", value=_name(cast, head), who=_who(places[head])) for head in heads]
        yield _conflict("place", [(head, places[head]) for head in heads], why("place", sides=listed(shown)))


def _parted(sides: Sequence[Sequence[Voice]]) -> bool:
    """Whether no text stands on two sides: a report does not contradict itself, its reading does."""
    texts = [{voice.text for voice in side} for side in sides]
    return not any(one & other for i, one in enumerate(texts) for other in texts[:i])


def _conflict(
    kind: ConflictKind, sides: Sequence[tuple[str, Sequence[Voice]]], reason: Reason, *, update: bool = False
) -> Conflict:
    return Conflict(kind=kind, sides=tuple(_side(value, told) for value, told in sides), why=reason, update=update)


def _side(value: str, voices: Sequence[Voice]) -> Side:
    return Side(value=value, witnesses=tuple(voice.account.witness for voice in voices))


def _who(voices: Sequence[Voice]) -> Reason:
    """The roots of some voices, each once; of those that may be one the first."""
    shown: list[Account] = []
    for voice in voices:
        if all(voice.account.root.key != other.root.key for other in shown):
            shown.append(voice.account)
    sure = [t for i, t in enumerate(shown) if not any(may_be_same(t.root, o.root) for o in shown[:i])]
    return listed([Reason(t.root.ar, t.root.en) for t in sure])
