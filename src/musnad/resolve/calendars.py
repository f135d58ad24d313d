"""Calendars: day arithmetic, ISO weeks, Hijri months, movable feasts, and the interval that a TIMEX3 value stands for.

All days are `datetime.date`; intervals are half open: `begin` is the first day, `end` the day after the last.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from hijridate import Gregorian, Hijri
from msgspec import Struct

from musnad.records.time import Precision, TimeKind

FIRST_HIJRI_YEAR, LAST_HIJRI_YEAR = 1343, 1500
"""Hijri years that the Umm al-Qura tables hold."""

_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T.*)?")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")


class Interval(Struct, frozen=True):
    """What a value is, how exact, and the days `[begin, end)` it covers, where it covers any."""

    kind: TimeKind
    precision: Precision
    begin: date | None = None
    end: date | None = None


def add_months(day: date, count: int) -> date:
    """The first day of the month that lies `count` months after the month of `day`.

    Raises:
        OverflowError: it lies outside the years 1 to 9999.
    """
    months = day.year * 12 + day.month - 1 + count
    if not 1 <= months // 12 <= 9999:
        raise OverflowError(f"{count} months after {day} lie outside the years 1 to 9999")
    return date(months // 12, months % 12 + 1, 1)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None if the calendar has no such day or the year is out of range."""
    if not 1 <= year <= 9999 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def week_value(day: date) -> str:
    """ISO week of a day, 2025-W31."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def week_day(day: date) -> date:
    """The day whose ISO week is the Arab week of `day`: Sunday opens that week and counts with the next Monday."""
    return day + timedelta(days=1) if day.isoweekday() == 7 else day


def hijri_day(year: int, month: int, day: int) -> date | None:
    """Gregorian day of a Hijri date in the Umm al-Qura calendar, or None outside its tables."""
    if not FIRST_HIJRI_YEAR <= year <= LAST_HIJRI_YEAR or not 1 <= month <= 12:
        return None
    if not 1 <= day <= Hijri(year, month, 1).month_length():
        return None
    found = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)


def hijri_month(year: int, month: int) -> tuple[date, date] | None:
    """First and last day of a Hijri month, or None outside the tables."""
    first = hijri_day(year, month, 1)
    if first is None:
        return None
    return first, first + timedelta(days=Hijri(year, month, 1).month_length() - 1)


def hijri_year(day: date) -> int | None:
    """Hijri year of a Gregorian day, or None outside the tables."""
    if not date(1924, 8, 1) <= day <= date(2077, 11, 16):
        return None
    return int(Gregorian(day.year, day.month, day.day).to_hijri().year)


def easter(year: int) -> date:
    """Western Easter Sunday (Gauss/Meeus), the feast that news usually means."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def feast(rule: str, year: int) -> date | None:
    """The day of a feast in a Gregorian year.

    Rules: `G:MM-DD` Gregorian · `H:MM-DD` Hijri (`H:MM-LF` the month's last Friday) · `E:n` days from Easter ·
    `N:MM-k-w` the k-th weekday w (ISO) of a month. None if it does not fall in that year or lies
    outside the tables.
    """
    system, _, rest = rule.partition(":")
    if not 1 <= year <= 9999:
        return None
    if system == "E":
        return easter(year) + timedelta(days=int(rest))
    fields = rest.split("-")
    if system == "G":
        return day_of(year, int(fields[0]), int(fields[1]))
    if system == "N":
        first = date(year, int(fields[0]), 1)
        return first + timedelta(days=(int(fields[2]) - first.isoweekday()) % 7 + 7 * (int(fields[1]) - 1))
    return _hijri_feast(int(fields[0]), fields[1], year)


def _hijri_feast(month: int, day: str, year: int) -> date | None:
    start = hijri_year(day_of(year, 1, 1) or date.min)
    for candidate in () if start is None else (start, start + 1):
        if day == "LF":
            bounds = hijri_month(candidate, month)
            found = bounds[1] - timedelta(days=(bounds[1].isoweekday() - 5) % 7) if bounds else None
        else:
            found = hijri_day(candidate, month, int(day))
        if found is not None and found.year == year:
            return found
    return None


def interval(value: str) -> Interval:
    """What a TIMEX3 value stands for.

    A value with unknown digits (XXXX-10-22), of the year 0, or whose last day no day of the calendar follows, has a
    precision and no days.
    """
    if value.endswith("_REF"):
        return Interval("reference", "none")
    if value.startswith("P"):
        return Interval("duration", "none")
    if value.startswith("T"):
        return Interval("time", "minute" if ":" in value else "part")
    if "/" in value:
        first, last = (interval(part) for part in value.split("/", 1))
        return Interval("date", first.precision, first.begin, last.end)
    if value.startswith("0000"):
        return _unknown(value)
    try:
        return _calendar(value) or _unknown(value)
    except OverflowError:  # it ends with the year 9999
        return _unknown(value)


def _calendar(value: str) -> Interval | None:
    if match := _DAY.fullmatch(value):
        begin = day_of(*(int(part) for part in match.groups()[:3]))
        clock = match.group(4)
        kind: TimeKind = "time" if clock else "date"
        precision: Precision = "day" if not clock else "minute" if ":" in clock else "part"
        return Interval(kind, precision, begin, begin + timedelta(days=1) if begin else None)
    if match := _WEEK.fullmatch(value):
        begin = date.fromisocalendar(int(match.group(1)), int(match.group(2)), 6 if match.group(3) else 1)
        return Interval(
            "date", "weekend" if match.group(3) else "week", begin, begin + timedelta(days=2 if match.group(3) else 7)
        )
    if match := _SEASON.fullmatch(value):
        begin = date(int(match.group(1)), _SEASON_MONTH[match.group(2)], 1)
        return Interval("date", "season", begin, add_months(begin, 3))
    if match := _QUARTER.fullmatch(value):
        begin = date(int(match.group(1)), 3 * int(match.group(2)) - 2, 1)
        return Interval("date", "quarter", begin, add_months(begin, 3))
    if re.fullmatch(r"\d{4}-\d\d", value):
        begin = date(int(value[:4]), int(value[5:]), 1)
        return Interval("date", "month", begin, add_months(begin, 1))
    return _years(value)


def _years(value: str) -> Interval | None:
    if not value.isdigit() or len(value) not in (2, 3, 4):
        return None
    size = 10 ** (4 - len(value))
    precision: Precision = "year" if size == 1 else "decade" if size == 10 else "century"
    first = int(value) * size
    if not first >= 1 or first + size > 9999:
        return Interval("date", precision)
    return Interval("date", precision, date(first, 1, 1), date(first + size, 1, 1))


def _unknown(value: str) -> Interval:
    if "T" in value[4:]:
        return Interval("time", "minute" if ":" in value else "part")
    precision: Precision = (
        "week" if re.fullmatch(r"XXXX-WXX", value) else "day" if "-W" in value or value.count("-") == 2 else "year"
    )
    if re.fullmatch(r"(?:\d{4}|XXXX)-(?:\d\d|XX)", value):
        precision = "month"
    return Interval("date", precision)
