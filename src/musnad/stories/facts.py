"""Facts: events of a story's reports that are one happening, with all chains for and against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from musnad.identity import content_id
from musnad.records import Decision, Event, EventStatus, EventType, Fact, Reason, Telling
from musnad.stories.cast import Cast
from musnad.stories.conflicts import conflicts_of, settled
from musnad.stories.corroborate import Count, count_chains
from musnad.stories.gathering import Case, counted_roots, counted_voices, fullness, gather
from musnad.stories.joining import join
from musnad.stories.matching import Matcher, nearness
from musnad.stories.overlay import standing
from musnad.stories.reports import Copybook, Report
from musnad.stories.told import Told, told_events
from musnad.stories.whys import count, sentences, why
from musnad.stories.witnesses import Hearings

_SHARE = 0.25
"""A participant that fewer than so many of the chains name, measured by the most named, is left to its report."""


def merge_facts(
    reports: Sequence[Report], decisions: Iterable[Decision] = (), *, story: str | None = None
) -> tuple[Fact, ...]:
    """The facts that the reports of one story tell, in the order of their first tellings.

    `reports` come in the order of their publication: a fact's id is that of its first telling, and its status that of
    its latest. The same reports give the same facts, to the byte.
    """
    held = standing(decisions)
    cast = Cast(reports, held)
    copybook = Copybook(reports)
    told = told_events(reports, cast)
    same, apart = _decided(reports, told, held)
    groups = join(told, Matcher(told, cast), copybook, same=same, apart=apart)
    hearings = Hearings(reports, cast, copybook)
    return tuple(_fact([told[i] for i in group], reports, cast, hearings, story) for group in groups)


def fact_id(article: str, event: Event) -> str:
    """The id of a fact whose first telling is this event."""
    return content_id("fact", article, event.type, event.trigger.start)


def _decided(
    reports: Sequence[Report], told: Sequence[Told], decisions: Sequence[Decision]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Pairs of events that a person has for one, and for two."""
    wanted = [decision for decision in decisions if decision.about == "fact"]
    if not wanted:
        return [], []
    at = {fact_id(reports[one.report].id, one.event): i for i, one in enumerate(told)}
    same: list[tuple[int, int]] = []
    apart: list[tuple[int, int]] = []
    for decision in wanted:
        if decision.one in at and decision.other in at:
            (same if decision.same else apart).append((at[decision.one], at[decision.other]))
    return same, apart


def _fact(group: Sequence[Told], reports: Sequence[Report], cast: Cast, hearings: Hearings, story: str | None) -> Fact:
    case = gather(group, reports, hearings)
    supporting = [voice for voice in case.voices if not voice.account.denies]
    denying = [voice for voice in case.voices if voice.account.denies]
    actors, recipients = _parties(case)
    kind = _type(case)
    counted = count_chains(counted_roots(counted_voices(supporting, kind, actors, cast), kind))
    against = count_chains([voice.account.root for voice in denying])
    first = min(group, key=lambda one: (one.report, one.number))
    articles = {one.report for one in group}
    texts = {reports[at].text for at in articles}
    return Fact(
        id=fact_id(reports[first.report].id, first.event),
        story=story,
        tellings=tuple(
            Telling(article=reports[one.report].id, event=one.event.id) for one in sorted(group, key=fullness)
        ),
        type=kind,
        mode=_most([one.event.mode if one.event.type == kind else None for one in case.told], case.weights),
        actors=actors,
        recipients=recipients,
        place=_place(case),
        date=_date(case),
        status=_status(group, bool(supporting)),
        killed=settled(supporting, "killed"),
        injured=settled(supporting, "injured"),
        supporting=tuple(voice.account.witness for voice in supporting),
        denying=tuple(voice.account.witness for voice in denying),
        reports=len(articles),
        texts=len(texts),
        least=counted.least,
        most=counted.most,
        least_denying=against.least,
        most_denying=against.most,
        why=_why(len(articles), len(texts), counted, against),
        conflicts=conflicts_of(supporting, denying, cast),
    )


def _most(values: Sequence[str | None], weights: Sequence[float]) -> str | None:
    """The value of most weight, the first told of equals; None where none is told."""
    total: dict[str, float] = {}
    for value, weight in zip(values, weights, strict=True):
        if value is not None:
            total[value] = total.get(value, 0.0) + weight
    return max(total, key=lambda value: round(total[value], 6)) if total else None


def _parties(case: Case) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Actors and recipients by weight; who stands on both sides goes where more chains put it."""
    sides: tuple[dict[str, float], dict[str, float]] = ({}, {})
    for one, weight in zip(case.told, case.weights, strict=True):
        for side, ids in zip(sides, (one.actors, one.recipients), strict=True):
            for id_ in ids:
                side[id_] = side.get(id_, 0.0) + weight
    kept = [
        {id_: weight for id_, weight in side.items() if weight >= other.get(id_, 0.0)}
        for side, other in (sides, sides[::-1])
    ]
    for id_ in [id_ for id_ in kept[1] if id_ in kept[0]]:
        del kept[1][id_]
    return _leading(kept[0]), _leading(kept[1])


def _leading(side: Mapping[str, float]) -> tuple[str, ...]:
    top = max(side.values(), default=0.0)
    ranked = sorted(side, key=lambda id_: (id_.startswith("group:"), -round(side[id_], 6)))
    return tuple(id_ for id_ in ranked if side[id_] >= _SHARE * top)


def _type(case: Case) -> EventType:
    """The type of most weight; of equals the first told."""
    total: dict[EventType, float] = {}
    for one, weight in zip(case.told, case.weights, strict=True):
        total[one.event.type] = total.get(one.event.type, 0.0) + weight
    return max(total, key=lambda kind: round(total[kind], 6))


def _place(case: Case) -> str | None:
    """The place of most weight, made narrower by any that lies in it and contradicts nobody."""
    total: dict[str, float] = defaultdict(float)
    bearer: dict[str, Told] = {}
    for one, weight in zip(case.told, case.weights, strict=True):
        if one.place is not None:
            total[one.place] += weight
            bearer.setdefault(one.place, one)
    if not total:
        return None
    fits = {
        place: sum(weight for other, weight in total.items() if nearness(bearer[place], bearer[other]) >= 0)
        for place in total
    }
    return max(total, key=lambda p: (round(fits[p], 6), _PRECISION.get(_precision(bearer[p]), 1), round(total[p], 6)))


def _precision(one: Told) -> str | None:
    return one.where.precision if one.where is not None else None


_PRECISION: Mapping[str | None, int] = {"city": 4, "town": 4, "facility": 4, "admin2": 3, "admin1": 2, "country": 0}


def _date(case: Case) -> str | None:
    """The day of most weight; a month or year only where nobody tells the day."""
    told = [one for one in case.told if not one.denied and not one.future] or list(case.told)
    weights = dict(zip(map(id, case.told), case.weights, strict=True))
    days = [one for one in told if one.day is not None] or told
    return _most([one.event.date for one in days], [weights[id(one)] for one in days])


def _status(group: Sequence[Told], supported: bool) -> EventStatus:
    """As the latest reports that support it tell; "denied" where nobody does."""
    telling = [one for one in group if not one.denied] if supported else list(group)
    if not telling:
        return "denied" if not supported else "occurred"
    latest = max(one.report for one in telling)
    last = [one.status for one in telling if one.report == latest]
    return max(dict.fromkeys(last), key=lambda status: (last.count(status), _FIRMNESS.index(status)))


_FIRMNESS: tuple[EventStatus, ...] = (
    "hypothetical", "threatened", "planned", "denied", "failed", "ongoing", "occurred"
)  # fmt: skip


def _why(articles: int, texts: int, counted: Count, against: Count) -> Reason:
    told = {"reports": count(articles, "report"), "texts": count(texts, "text")}
    if counted.roots:
        parts = [why("counted", chains=counted.chains(), roots=counted.named(), **told), *counted.doubts]
    else:
        parts = [why("counted-none", **told)]
    if against.roots:
        parts += [why("denied", chains=against.chains(), roots=against.named()), *against.doubts]
    return sentences(parts)


__all__ = ["Report", "fact_id", "merge_facts"]
