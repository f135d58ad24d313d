"""Days that an ISO date of any exactness stands for, as `[first, end)`, for filters by day."""

from __future__ import annotations

import re
from datetime import date, timedelta

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?|-W(\d{2}))?(?![\d-])")


def days(value: str | None) -> tuple[str, str]:
    """First day and the day after the last one, ISO; two empty strings where the value names no day.

    A year, a month, a week and a day are understood; a time of day is left out.
    """
    match = _DATE.match(value or "")
    if not match:
        return "", ""
    year, month, day, week = match.groups()
    try:
        if week:
            first = date.fromisocalendar(int(year), int(week), 1)
            return first.isoformat(), (first + timedelta(days=7)).isoformat()
        first = date(int(year), int(month or 1), int(day or 1))
        if day:
            return first.isoformat(), (first + timedelta(days=1)).isoformat()
        stop = date(first.year + (first.month == 12), first.month % 12 + 1, 1) if month else date(first.year + 1, 1, 1)
    except (ValueError, OverflowError):
        return "", ""
    return first.isoformat(), stop.isoformat()
