"""A month as weeks of days, each with what falls on it; days of the months beside are left empty."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Generic, TypeVar

from babel.dates import format_date, get_day_names
from msgspec import Struct

from musnad.faces.web.preferences import Preferences

FIRST = 6
"""Sunday: weeks begin on it where most of the readers live."""
T = TypeVar("T")


class Day(Struct, Generic[T], frozen=True):
    """One cell of the grid; `iso` None stands for a day of another month."""

    iso: str | None
    number: int
    entries: tuple[T, ...] = ()


class Month(Struct, Generic[T], frozen=True):
    """A month's grid; `before` and `after` are the months beside it, as ISO `YYYY-MM`."""

    iso: str
    name: str
    weekdays: tuple[tuple[str, str], ...]
    """Short and full name of each column."""
    weeks: tuple[tuple[Day[T], ...], ...]
    before: str
    after: str


def month_of(iso: str) -> date:
    """First day of an ISO month, or of the month of an ISO day.

    Raises:
        ValueError: it names no month.
    """
    return date.fromisoformat(f"{iso[:7]}-01")


def shifted(first: date, months: int) -> str:
    """The ISO month so many months later; years before 1 and after 9999 end where they are."""
    at = min(max(first.year * 12 + first.month - 1 + months, 12), 9999 * 12 + 11)
    return f"{at // 12:04d}-{at % 12 + 1:02d}"


def month(first: date, entries: Mapping[str, Sequence[T]], wants: Preferences) -> Month[T]:
    """The grid of a month; `entries` by ISO day."""
    short = get_day_names("abbreviated", context="stand-alone", locale=wants.lang)
    wide = get_day_names("wide", context="stand-alone", locale=wants.lang)
    order = [(FIRST + at) % 7 for at in range(7)]
    grid = Calendar(FIRST).monthdays2calendar(first.year, first.month)
    weeks = tuple(tuple(_day(first, number, entries) for number, _ in week) for week in grid)
    return Month(
        iso=f"{first:%Y-%m}",
        name=wants.number(format_date(first, "LLLL y", locale=wants.lang)),
        weekdays=tuple((short[at], wide[at]) for at in order),
        weeks=weeks,
        before=shifted(first, -1),
        after=shifted(first, 1),
    )


def _day(first: date, number: int, entries: Mapping[str, Sequence[T]]) -> Day[T]:
    if not number:
        return Day(None, 0)
    iso = first.replace(day=number).isoformat()
    return Day(iso, number, tuple(entries.get(iso, ())))
