"""Events of a story's reports, each with all that it can be compared by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

from musnad.lang.ar.fold import fold_word
from musnad.records import Event, EventStatus, Place
from musnad.stories.cast import Cast, parties
from musnad.stories.reports import Report
from musnad.stories.terms import stem, words

_AROUND = 110
"""Code points on either side of a trigger whose words tell which happening it is."""
_LEAD = 260
"""Code points behind the headline that tell the news of a report."""
_FUTURE = frozenset({"planned", "threatened", "hypothetical"})
_ARTICLES = ("ال", "لل", "بال", "وال", "فال", "كال", "ولل", "وبال")


class Told(Struct, frozen=True, eq=False):
    """One event of one report; participants are canonical ids, days are ordinals `[begin, end)`.

    `status` is that of the reading, but what only a threat tells is threatened. `dated` tells whether the event's own
    sentence tells its day in words.
    """

    report: int
    number: int
    event: Event
    stem: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    begin: int | None
    end: int | None
    place: str | None
    where: Place | None
    context: frozenset[str]
    title: bool
    lead: bool
    definite: bool
    status: EventStatus
    future: bool
    denied: bool
    dated: bool

    @property
    def day(self) -> int | None:
        """The day, where it is told to the day."""
        return self.begin if self.begin is not None and self.end == self.begin + 1 else None


def told_events(reports: Sequence[Report], cast: Cast) -> tuple[Told, ...]:
    """The events of all reports, report by report, in the order of their triggers."""
    return tuple(
        _told(at, number, event, report, cast, threats)
        for at, report in enumerate(reports)
        for threats in (_threatened(report),)
        for number, event in enumerate(report.reading.events)
    )


def _threatened(report: Report) -> frozenset[int]:
    """Numbers of the events that only a threat tells: «هددت بشن هجمات»."""
    reading = report.reading
    threats = [event.trigger for event in reading.events if event.type == "THREATEN"]
    cues = {s.id for s in reading.statements if any(s.cue.overlaps(threat) for threat in threats)}
    return frozenset(n for n, e in enumerate(reading.events) if e.attributed_to and cues.issuperset(e.attributed_to))


def _told(at: int, number: int, event: Event, report: Report, cast: Cast, threats: frozenset[int]) -> Told:
    article, trigger = report.reading.article, event.trigger
    actors, recipients = _sides(event, cast)
    begin, end = interval(event.date)
    spelt = " ".join(words(trigger.quote))
    title = article.title is not None and article.text.startswith(article.title) and trigger.end <= len(article.title)
    status: EventStatus = "threatened" if event.status == "occurred" and number in threats else event.status
    return Told(
        report=at,
        number=number,
        event=event,
        stem=stem(spelt) if spelt else "",
        actors=actors,
        recipients=recipients,
        begin=begin,
        end=end,
        place=event.place,
        where=cast.place(event.place) if event.place is not None else None,
        context=_context(article.text, trigger.start, trigger.end),
        title=title,
        lead=trigger.start < len(article.title or "") + _LEAD,
        definite=fold_word(trigger.quote).startswith(_ARTICLES),
        status=status,
        future=status in _FUTURE,
        denied=event.status == "denied",
        dated=_dated(event, report),
    )


def _sides(event: Event, cast: Cast) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Actors and recipients as canonical ids; the dead and injured never act, whatever the grammar made of them."""
    actors = [party.id for party in parties(cast, event.actors) if not party.harmed]
    harmed = [party.id for party in parties(cast, event.actors) if party.harmed]
    recipients = [party.id for party in parties(cast, event.recipients)] + harmed
    return tuple(dict.fromkeys(actors)), tuple(dict.fromkeys(recipients))


def _dated(event: Event, report: Report) -> bool:
    """Whether a time of the event's own sentence tells its day."""
    text = report.reading.article.text
    first = max(text.rfind("\n", 0, event.trigger.start), text.rfind(". ", 0, event.trigger.start))
    ends = [at for mark in ("\n", ". ") if (at := text.find(mark, event.trigger.end)) >= 0]
    last = min(ends, default=len(text))
    return event.date is not None and any(
        first <= time.span.start < last and time.value.startswith(event.date) for time in report.reading.times
    )


def _context(text: str, start: int, end: int) -> frozenset[str]:
    first = text.rfind("\n", max(start - _AROUND, 0), start) + 1 or max(start - _AROUND, 0)
    last = text.find("\n", end, end + _AROUND)
    around = text[first:start] + " " + text[end : last if last >= 0 else end + _AROUND]
    return frozenset(stem(word) for word in words(around) if len(word) > 2)


@lru_cache(maxsize=1 << 12)
def interval(when: str | None) -> tuple[int | None, int | None]:
    """Ordinals `[begin, end)` of the days of an ISO day, month, week or year; None where it is none of them."""
    try:
        if when is None:
            return None, None
        if "W" in when:
            first = date.fromisocalendar(int(when[:4]), int(when[6:8]), 1)
            return first.toordinal(), first.toordinal() + 7
        if len(when) >= 10:
            day = date.fromisoformat(when[:10])
            return day.toordinal(), day.toordinal() + 1
        if len(when) == 7:
            first = date.fromisoformat(f"{when}-01")
            return first.toordinal(), (first + timedelta(days=32)).replace(day=1).toordinal()
        first = date(int(when[:4]), 1, 1)
        return first.toordinal(), date(first.year + 1, 1, 1).toordinal()
    except ValueError:
        return None, None
