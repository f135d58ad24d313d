"""Values: from a joined atom to a TIMEX3 value, counted from the anchor and from the times before it."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from musnad.resolve.calendars import (
    add_months,
    day_of,
    feast,
    hijri_day,
    hijri_month,
    hijri_year,
    week_day,
    week_value,
)
from musnad.resolve.when_atoms import Atom
from musnad.resolve.when_units import duration

_STEP = {"last": -1, "next": 1, "this": 0, "after": 1, "same": 0, "within": 0}


class Context(Struct, frozen=True):
    """What an expression is counted from: the anchor, the last day and the last year that the text told, the tense.

    `near_year` is a year told in the same sentence; `after` the weekday that this one follows in a list (السبت والأحد).
    `future` True where the clause speaks of what is to come, False where of the past, None where it does not show.
    """

    anchor: date | None
    day: date | None = None
    year: int | None = None
    near_year: int | None = None
    after: date | None = None
    future: bool | None = None
    phrase: bool = False
    """True where the text is a lone phrase: منذ and بعد are then counted from the anchor as well."""


class Value(Struct, frozen=True):
    """A TIMEX3 value; `day` is the one day it names, if any; `relative` tells that the anchor was used."""

    value: str
    day: date | None = None
    relative: bool = False


def value_of(atom: Atom, context: Context) -> Value | None:
    """The value of an atom, or None where it tells no time by itself."""
    try:
        return _value(atom, context)
    except OverflowError:  # outside the years 1 to 9999: it dates nothing, a length is left
        return _length(atom) if atom.sort == "duration" else None


def _value(atom: Atom, context: Context) -> Value | None:
    if atom.sort in ("reference", "set", "fixed"):
        return Value(atom.value or "")
    if atom.sort == "duration":
        return _duration(atom, context)
    if atom.sort == "year":
        return _year(atom)
    if atom.sort == "unit":
        return _unit(atom, context)
    if atom.sort in ("holiday", "hijrimonth"):
        return _feast(atom, context)
    if atom.sort == "season":
        return _season(atom, context)
    if atom.sort == "date":
        return _date(atom, context)
    if atom.sort in ("deixis", "night", "weekday"):
        day = _named_day(atom, context)
        return _timed(day, atom, "XXXX-XX-XX" if atom.weekday is None else f"XXXX-WXX-{atom.weekday}")
    return _hours(atom, context)


def _timed(day: date | None, atom: Atom, unknown: str) -> Value:
    """A day with the clock or the part of the day told with it; midnight is the day's end."""
    if atom.part == "midnight":
        after = day + timedelta(days=1) if day else None
        return Value(f"{after.isoformat()}T00:00" if after else "T00:00", day, True)
    text = day.isoformat() if day else unknown
    return Value(text + (atom.clock or atom.part or ""), day, True)


def _named_day(atom: Atom, context: Context) -> date | None:
    anchor = context.anchor
    if anchor is None:
        return None
    if atom.deixis is not None:
        day = anchor + timedelta(days=atom.deixis)
        if atom.weekday is None or day.isoweekday() == atom.weekday:
            return day
        # The weekday is the surer word: the text was written on another day than it was published.
        return _nearest(day, atom.weekday)
    if atom.weekday is None:
        return None
    if atom.unit == "W":
        monday = week_day(anchor) + timedelta(weeks=_STEP[atom.direction or "this"])
        return date.fromisocalendar(*monday.isocalendar()[:2], atom.weekday)
    if context.after is not None and atom.direction is None:
        return weekday_from(context.after, atom.weekday, "next", None)
    return weekday_from(anchor, atom.weekday, atom.direction, context.future)


def _nearest(day: date, weekday: int) -> date:
    ahead = (weekday - day.isoweekday()) % 7
    return day + timedelta(days=ahead if ahead <= 2 else ahead - 7)


def weekday_from(anchor: date, weekday: int, direction: str | None, future: bool | None) -> date:
    """The weekday meant from `anchor`: without a direction the last on or before it, the next if `future`."""
    back = (anchor.isoweekday() - weekday) % 7
    if direction in ("last",):
        return anchor - timedelta(days=back or 7)
    if direction in ("next", "after"):
        return anchor + timedelta(days=(7 - back) % 7 or 7)
    if future:
        return anchor + timedelta(days=(7 - back) % 7)
    return anchor - timedelta(days=back)


def _duration(atom: Atom, context: Context) -> Value | None:
    unit, count = atom.unit or "D", atom.count
    counted = atom.shift and (context.phrase or atom.direction in ("قبل", "قبيل", "from-now"))
    if counted and context.anchor and isinstance(count, (int, float)) and unit in ("D", "W", "M", "Y", "DE"):
        return _counted(unit, int(count) * atom.shift, context.anchor, exact=atom.direction == "from-now")
    return _length(atom)


def _length(atom: Atom) -> Value:
    return Value(atom.value or duration(atom.count if atom.count is not None else "X", atom.unit or "D"))


def _counted(unit: str, count: int, anchor: date, *, exact: bool) -> Value:
    """The day, week, month or year that lies `count` units from the anchor; `exact`: weeks from now name a day.

    Raises:
        OverflowError: it lies outside the years 1 to 9999.
    """
    if unit == "D" or (unit == "W" and exact):
        day = anchor + timedelta(days=count * (7 if unit == "W" else 1))
        return Value(day.isoformat(), day, True)
    if unit == "W":
        return Value(week_value(anchor + timedelta(weeks=count)), None, True)
    if unit == "M":
        return Value(add_months(anchor, count).isoformat()[:7], None, True)
    return Value(add_months(anchor, count * (120 if unit == "DE" else 12)).isoformat()[:4], None, True)


def _year(atom: Atom) -> Value:
    if atom.hijri and atom.year is not None:
        first, last = hijri_day(atom.year, 1, 1), hijri_month(atom.year, 12)
        if first and last:
            return Value(f"{first.isoformat()}/{last[1].isoformat()}")
    return Value(f"{atom.year:04d}")


def _unit(atom: Atom, context: Context) -> Value | None:
    anchor = (context.day or context.anchor) if atom.direction in ("same", "after") else context.anchor
    if anchor is None:
        unknown = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Y": "XXXX"}
        if atom.direction == "same" and context.year and atom.unit == "Y":
            return Value(str(context.year))
        return Value(unknown.get(atom.unit or "D", "XXXX"), None, True)
    step = _STEP[atom.direction or "this"]
    if atom.unit == "D":
        day = anchor + timedelta(days=step)
        return _timed(day, atom, "")
    if atom.unit in ("W", "WE"):
        week = week_value(week_day(anchor) + timedelta(weeks=step))
        return Value(week + ("-WE" if atom.unit == "WE" else ""), None, True)
    if atom.unit == "M":
        if atom.direction == "within" and anchor.day == 1:  # nothing is "earlier this month" on its first day
            step = -1
        month = add_months(anchor, step)
        day_told = day_of(month.year, month.month, atom.day) if atom.day else None
        return Value(day_told.isoformat() if day_told else month.isoformat()[:7], day_told, True)
    if atom.unit == "Y":
        base = context.year if atom.direction == "same" and context.year else anchor.year
        return Value(f"{base + step:04d}", None, True)
    return _season(atom, context)


def _season(atom: Atom, context: Context) -> Value:
    if atom.year is not None:
        return Value(f"{atom.year:04d}-{atom.unit}")
    if context.anchor is None:
        return Value(f"XXXX-{atom.unit}", None, True)
    year, month = context.anchor.year, context.anchor.month
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}.get(atom.unit or "", 1)
    if atom.direction == "last" and month < start + 3:
        year -= 1
    if atom.direction in ("next", "after") and month >= start:
        year += 1
    return Value(f"{year:04d}-{atom.unit}", None, True)


def _feast(atom: Atom, context: Context) -> Value | None:
    year = atom.year or (context.anchor.year if context.anchor else None)
    rule = atom.value or ""
    if atom.sort == "hijrimonth":
        if context.anchor is None:
            return None
        lunar = hijri_year(context.anchor)
        bounds = hijri_month(lunar, int(rule)) if lunar else None
        return Value(f"{bounds[0].isoformat()}/{bounds[1].isoformat()}", None, True) if bounds else None
    if year is None:
        return Value(f"XXXX-{rule[2:]}", None, True) if rule.startswith("G:") else None
    days = [d for y in ((year,) if atom.year else (year - 1, year, year + 1)) if (d := feast(rule, y))]
    if not days:
        return None
    anchor = context.anchor
    day = min(days, key=lambda d: abs((d - anchor).days)) if anchor and not atom.year else days[-1]
    return _timed(day, atom, "")


def _date(atom: Atom, context: Context) -> Value | None:
    if atom.hijri:
        return _hijri(atom, context)
    month = atom.month or 1
    year = atom.year if atom.year is not None else _year_meant(atom, context)
    if year is None or atom.direction == "every":
        text = f"XXXX-{month:02d}" + (f"-{atom.day:02d}" if atom.day else "")
        return Value(text + (atom.clock or atom.part or "") if atom.day else text, None, True)
    if atom.day is None:
        return Value(f"{year:04d}-{month:02d}", None, atom.year is None)
    day = day_of(year, month, atom.day)
    if day is None:
        return None
    if context.anchor and atom.weekday and day.isoweekday() != atom.weekday:
        near = weekday_from(context.anchor, atom.weekday, None, False)
        if near.day == atom.day:  # the month is a slip: the day's number and its weekday fit the anchor
            day = near
    return _timed(day, atom, "")


def _year_meant(atom: Atom, context: Context) -> int | None:
    """The year of a month or day told without one."""
    anchor = context.anchor
    if anchor is None:
        return context.year
    if atom.unit == "Y":
        base = context.year if atom.direction == "same" and context.year else anchor.year
        return base + _STEP[atom.direction or "this"]
    month, day = atom.month or 1, atom.day or 0
    if atom.direction == "last":
        return anchor.year - (month > anchor.month or (month == anchor.month and (not day or day >= anchor.day)))
    if atom.direction in ("next", "after"):
        return anchor.year + (month < anchor.month or (month == anchor.month and bool(day) and day < anchor.day))
    if atom.direction in ("this", "same"):
        return anchor.year
    if context.near_year is not None and context.near_year < anchor.year and not context.future:
        return context.near_year
    distance = month - anchor.month
    if distance >= 8 and not context.future:
        return anchor.year - 1
    if distance <= -8 and context.future:
        return anchor.year + 1
    return anchor.year


def _hijri(atom: Atom, context: Context) -> Value | None:
    year = atom.year or (hijri_year(context.anchor) if context.anchor else None)
    if year is None or atom.month is None:
        return None
    if year > 1600:  # رمضان 2001: a Hijri month of a Gregorian year
        lunar = hijri_year(date(year, 7, 1)) if year < 2070 else None
        starts = [b[0] for y in ((lunar - 1, lunar, lunar + 1) if lunar else ()) if (b := hijri_month(y, atom.month))]
        year = next((hijri_year(day) or 0 for day in starts if day.year == year), 0)
    if atom.day is not None:
        day = hijri_day(year, atom.month, atom.day)
        return _timed(day, atom, "") if day else None
    bounds = hijri_month(year, atom.month)
    return Value(f"{bounds[0].isoformat()}/{bounds[1].isoformat()}", None, atom.year is None) if bounds else None


def _hours(atom: Atom, context: Context) -> Value | None:
    """A clock or a part of the day without its own day: that of the day before it in the text, else of the anchor."""
    day = context.day or context.anchor
    if atom.sort == "clock":
        return _timed(day, atom, "") if day else Value(atom.clock or "", None, True)
    if atom.sort == "midnight":
        return _timed(day, Atom(0, 0, "midnight", part="midnight"), "XXXX-XX-XX")
    if atom.sort == "partunit":
        day = context.anchor if atom.direction == "this" else day
        if day and atom.direction == "after":
            day += timedelta(days=1)
        if day and atom.direction == "last":
            day -= timedelta(days=1)
        return _timed(day, atom, "XXXX-XX-XX")
    if atom.sort in ("adverb", "noon") or atom.sort == "partadverb":
        return _timed(day, atom, "XXXX-XX-XX")
    if atom.sort == "part" and atom.direction == "definite" and atom.part in ("TMO", "TNI", "TEV"):
        return _timed(day, atom, "XXXX-XX-XX")
    return None
