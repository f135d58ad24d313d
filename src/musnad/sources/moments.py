"""Dates as feeds and sitemaps write them, to ISO 8601; what is no date stays unknown, nothing is guessed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Years that are believed; feeds write 1970 and 0001 for "unknown"."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(Z|z|[+-]\d{2}:?\d{2})?")


def moment(written: str | None) -> str | None:
    """A moment with its offset, or the day alone where no zone is written; None for what is neither.

    RFC 5322 (RSS) and RFC 3339 (Atom, JSON Feed, sitemaps) are understood.
    """
    text = " ".join((written or "").split())[:80]
    try:
        if _DAY.fullmatch(text):
            return _believed(date.fromisoformat(text))
        if match := _ISO.fullmatch(text):
            day, clock, zone = match.groups()
            return _written(datetime.fromisoformat(f"{day}T{clock}{(zone or '').upper()}"))
        return _written(parsedate_to_datetime(text)) if re.search(r"\d:\d\d", text) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def instant(value: str) -> datetime:
    """A value made by `moment` as a moment to compare: a day counts from its beginning, UTC."""
    found = datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _written(found: datetime) -> str | None:
    if found.tzinfo is None:
        return _believed(found.date())
    return found.isoformat().replace("+00:00", "Z") if FIRST_YEAR <= found.year <= LAST_YEAR else None


def _believed(day: date) -> str | None:
    return day.isoformat() if FIRST_YEAR <= day.year <= LAST_YEAR else None
