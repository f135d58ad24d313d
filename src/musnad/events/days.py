"""Days of an article: the day of the report, and how far other days lie from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from musnad.records import TimeRange

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?|-W\d{2})?(?!\d)|XXXX-\d{2}-\d{2}(?!\d)")
_RECENT = frozenset({"days", "yesterday", "same"})


class News(Struct, frozen=True):
    """The days of the last week that an article tells; its news happened on one of them. None: it tells none."""

    latest: str | None
    first: str | None
    often: str | None
    several: int
    report_day_told: bool


def date_value(time: TimeRange) -> str | None:
    """The day, week, month or year of a TIMEX3 value, `XXXX` for a year not told; None for durations and references.

    A length of time that ends or begins with the report (خلال اليومين الماضيين) dates an act as exactly as the smallest
    week, month or year that holds all of it.
    """
    match = _DATE.match(time.value)
    if match is None and time.kind == "duration" and time.begin and time.end:
        return _holder(date.fromisoformat(time.begin), date.fromisoformat(time.end) - timedelta(days=1))
    return match.group() if match else None


def _holder(first: date, last: date) -> str | None:
    """The smallest of ISO week, month and year that holds both days."""
    if first.isocalendar()[:2] == last.isocalendar()[:2]:
        year, week, _ = first.isocalendar()
        return f"{year:04d}-W{week:02d}"
    if (first.year, first.month) == (last.year, last.month):
        return first.isoformat()[:7]
    return first.isoformat()[:4] if first.year == last.year else None


def news_days(times: Iterable[TimeRange], published: str | None) -> News:
    """The recent days among the times of an article, in the order of the text."""
    report = day_of(published)
    recent = [t.value[:10] for t in times if len(t.value) >= 10 and days_away(t.value[:10], report) in _RECENT]
    if not recent:
        return News(None, None, None, 0, False)
    return News(max(recent), recent[0], Counter(recent).most_common(1)[0][0], len(set(recent)), report in recent)


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


def days_away(value: str, published: str | None) -> str:
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
