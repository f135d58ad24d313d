"""Deadlines across reports: one limit told by many is one, with the words on how it went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from musnad.identity import content_id
from musnad.records import Deadline, Decision, Evidence, Fact, Limit
from musnad.records.statement import DeadlineState
from musnad.stories.cast import Cast
from musnad.stories.limit_state import last_day, state_as_of
from musnad.stories.limit_words import ending_words
from musnad.stories.overlay import standing
from musnad.stories.reports import Report
from musnad.stories.terms import stem, words
from musnad.stories.told import interval
from musnad.stories.witnesses import sentence

_MET_SHARE = 0.6
"""Share of a demand's words that an act of the addressee must tell again to have met it."""
_SAME_DEMAND = 0.3
_DEFINITE = ("ال", "بال", "لل", "وال", "فال", "وبال", "ولل")
_MEETS = frozenset({"RETREAT", "CONCEDE", "AGREE", "AID"})


class _Told(Struct, frozen=True, eq=False):
    """One telling of a deadline; who sets it and for whom as canonical ids."""

    report: int
    deadline: Deadline
    by: str | None
    addressee: str | None
    demand: frozenset[str]
    bare: bool


def merge_limits(
    reports: Sequence[Report],
    facts: Sequence[Fact],
    as_of: str,
    decisions: Iterable[Decision] = (),
    *,
    story: str | None = None,
) -> tuple[Limit, ...]:
    """The deadlines that the reports of one story tell, by their first tellings, as they stand on `as_of` (ISO day).

    `reports` come in the order of their publication. Tellings are one deadline where setter and addressee are of one
    side, the demands overlap, and the due days agree or one extends the other; «المهلة» alone points to the last one.
    """
    cast_ = Cast(reports, standing(decisions))
    groups: list[list[_Told]] = []
    for one in _tellings(reports, cast_):
        home = _home(one, groups, cast_)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    sole = len(groups) == 1
    return tuple(_limit(group, reports, facts, cast_, as_of, story, sole) for group in groups)


def _tellings(reports: Sequence[Report], cast_: Cast) -> Iterator[_Told]:
    """Deadlines in the order of reports; in one report those with a day or a demand before a bare «المهلة»."""
    for at, report in enumerate(reports):
        told = [_told(at, deadline, cast_) for deadline in report.reading.deadlines]
        yield from sorted(told, key=lambda one: (one.bare, one.deadline.span.start))


def _told(at: int, deadline: Deadline, cast_: Cast) -> _Told:
    spelt = list(words(deadline.span.quote))
    demand = deadline.demand.quote if deadline.demand is not None else ""
    return _Told(
        report=at,
        deadline=deadline,
        by=cast_.canonical(deadline.by) if deadline.by is not None else None,
        addressee=cast_.canonical(deadline.addressee) if deadline.addressee is not None else None,
        demand=frozenset(stem(word) for word in words(demand) if len(word) > 2),
        bare=len(spelt) == 1 and spelt[0].startswith(_DEFINITE) and deadline.due is None,
    )


def _home(one: _Told, groups: Sequence[list[_Told]], cast_: Cast) -> list[_Told] | None:
    """The deadline that a telling is one of; a bare mention goes to the latest told."""
    fits = [group for group in groups if _one_limit(one, group, cast_)]
    if fits:
        return max(fits, key=lambda group: (_due_told(one, group), group[-1].report))
    return groups[-1] if one.bare and groups else None


def _due_told(one: _Told, group: Sequence[_Told]) -> bool:
    return one.deadline.due is not None and any(other.deadline.due == one.deadline.due for other in group)


def _one_limit(one: _Told, group: Sequence[_Told], cast_: Cast) -> bool:
    by = [_side(one.by, other.by, cast_) for other in group]
    to = [_side(one.addressee, other.addressee, cast_) for other in group]
    demand = [_overlap(one.demand, other.demand) for other in group if other.demand and one.demand]
    if max(by) < 0 or max(to) < 0:
        return False
    same_demand = bool(demand) and max(demand) >= _SAME_DEMAND
    if not (_due_told(one, group) or same_demand or (max(by) > 0 and max(to) > 0)):
        return False
    dues = [other.deadline.due for other in group if other.deadline.due is not None]
    if one.deadline.due is None or not dues or one.deadline.due in dues:
        return True
    moved = one.deadline.state == "extended" or any(other.deadline.state == "extended" for other in group)
    return moved or any(_within(one.deadline.due, due) for due in dues)


def _side(one: str | None, other: str | None, cast_: Cast) -> float:
    """1 for one side, 0 where nothing is told, -1 for two sides."""
    if one is None or other is None:
        return 0.0
    if cast_.alike(one, other) >= 0.5:
        return 1.0
    first, second = cast_.party(one), cast_.party(other)
    if first is None or second is None:
        return 0.0
    mine, theirs = first.state or first.entity.country, second.state or second.entity.country
    if mine is None or theirs is None:
        return 0.0
    return 1.0 if mine == theirs else -1.0


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(min(len(one), len(other)), 1)


def _within(one: str, other: str) -> bool:
    """Whether one due time holds the other: a week and a day in it."""
    mine, theirs = interval(one), interval(other)
    if mine[0] is None or mine[1] is None or theirs[0] is None or theirs[1] is None:
        return False
    return (mine[0] >= theirs[0] and mine[1] <= theirs[1]) or (theirs[0] >= mine[0] and theirs[1] <= mine[1])


def _limit(
    group: Sequence[_Told],
    reports: Sequence[Report],
    facts: Sequence[Fact],
    cast_: Cast,
    as_of: str,
    story: str | None,
    sole: bool,
) -> Limit:
    first = group[0]
    by, addressee = _leading(group, "by", cast_), _leading(group, "addressee", cast_)
    demand = _demand(group, reports)
    consequences = Counter(one.deadline.consequence for one in group if one.deadline.consequence is not None)
    tellings = [_evidence(one, reports) for one in group]
    tellings += _later(group, reports, sole)
    limit = Limit(
        id=content_id("deadline", reports[first.report].id, first.deadline.span.start),
        story=story,
        by=by,
        addressee=addressee,
        demand=demand.deadline.demand.quote if demand is not None and demand.deadline.demand is not None else None,
        consequence=consequences.most_common(1)[0][0] if consequences else None,
        tellings=tuple(_in_time(tellings)),
    )
    kept = _by_acts(limit, demand, reports, facts, cast_)
    return state_as_of(replace(limit, tellings=tuple(_in_time([*tellings, *kept]))), as_of)


def _demand(group: Sequence[_Told], reports: Sequence[Report]) -> _Told | None:
    """The telling whose demand the others share most; of equals the tersest, then the first."""
    telling = [one for one in group if one.demand]
    return max(
        telling,
        key=lambda one: (
            len({reports[o.report].text for o in telling if _overlap(one.demand, o.demand) >= 0.5}),
            -len(one.demand),
        ),
        default=None,
    )


def _in_time(tellings: Sequence[Evidence]) -> list[Evidence]:
    """By day, those without one first; as told within a day."""
    return sorted(tellings, key=lambda evidence: evidence.date or "")


def _leading(group: Sequence[_Told], field: str, cast_: Cast) -> str | None:
    """The entity most told for a side; of equals one that a name marks out, then the first."""
    told = [id_ for one in group if (id_ := getattr(one, field)) is not None]
    counts = Counter(told)
    return max(
        dict.fromkeys(told),
        key=lambda id_: (((party := cast_.party(id_)) is not None and party.named), counts[id_]),
        default=None,
    )


def _evidence(one: _Told, reports: Sequence[Report]) -> Evidence:
    deadline, report = one.deadline, reports[one.report]
    span = deadline.evidence or deadline.span
    start, quote = sentence(report.reading.article.text, span.start)
    state: DeadlineState = deadline.state if deadline.state != "unknown" else "open"
    return Evidence(article=report.id, quote=quote, start=start, state=state, date=_day(report), due=deadline.due)


def _day(report: Report) -> str | None:
    published = report.reading.article.published
    return published[:10] if published is not None and len(published) >= 10 else None


def _later(group: Sequence[_Told], reports: Sequence[Report], sole: bool) -> Iterator[Evidence]:
    """Words on the end or the extension of the limit, in reports that tell it or have no other to tell."""
    telling = {one.report for one in group}
    for at, report in enumerate(reports):
        if at < group[0].report or (at not in telling and not sole):
            continue
        marked = {one.deadline.evidence.start for one in group if one.report == at and one.deadline.evidence}
        text = report.reading.article.text
        for state, span in ending_words(text):
            if span.start in marked or (state == "extended" and at in telling):
                continue
            start, quote = sentence(text, span.start)
            yield Evidence(article=report.id, quote=quote, start=start, state=state, date=_day(report))


def _by_acts(
    limit: Limit, demand: _Told | None, reports: Sequence[Report], facts: Sequence[Fact], cast_: Cast
) -> list[Evidence]:
    """Acts that meet the demand, or carry out the consequence once the day has passed."""
    found: list[Evidence] = []
    number = {report.id: at for at, report in enumerate(reports)}
    dues = [day for evidence in limit.tellings if evidence.due and (day := last_day(evidence.due)) is not None]
    for fact in facts:
        begin = interval(fact.date)[0]
        if fact.status != "occurred" or begin is None or not fact.supporting:
            continue
        witness = fact.supporting[0]
        if _day(reports[number[witness.article]]) is None:
            continue
        told = frozenset(stem(word) for word in words(witness.quote) if len(word) > 2)
        if fact.type in _MEETS and demand is not None and not _in_demand(fact, limit):
            shares = len(demand.demand & told) / max(len(demand.demand), 1)
            acts = limit.addressee is not None and any(_side(a, limit.addressee, cast_) > 0 for a in fact.actors)
            if acts and shares >= _MET_SHARE and len(demand.demand) > 1:
                found.append(_act(witness.article, witness.quote, witness.start, "met", fact.date))
        elif fact.type == limit.consequence and dues and begin > max(dues):
            sides = limit.by is not None and any(_side(a, limit.by, cast_) > 0 for a in fact.actors)
            against = limit.addressee is not None and any(_side(r, limit.addressee, cast_) > 0 for r in fact.recipients)
            if sides and against:
                found.append(_act(witness.article, witness.quote, witness.start, "lapsed", fact.date))
    return found


def _in_demand(fact: Fact, limit: Limit) -> bool:
    """Whether a telling of the act stands in the very sentence that sets the limit: then it is what is asked for."""
    set_in = {(evidence.article, evidence.start) for evidence in limit.tellings}
    return any((witness.article, witness.start) in set_in for witness in fact.supporting)


def _act(article: str, quote: str, start: int, state: DeadlineState, when: str | None) -> Evidence:
    return Evidence(article=article, quote=quote, start=start, state=state, date=when)


__all__ = ["merge_limits", "state_as_of"]
