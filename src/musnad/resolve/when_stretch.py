"""Stretches: lengths of time that end or begin with the day of the report, as days."""

from __future__ import annotations

from datetime import date, timedelta

from musnad.resolve.when_atoms import Atom


def stretch(atom: Atom, anchor: date | None) -> tuple[date, date] | None:
    """Days `[begin, end)` of a counted length that ends or begins with the anchor: اليومين الماضيين."""
    days = {"D": 1, "W": 7, "M": 30, "Y": 365}.get(atom.unit or "")
    if (
        atom.sort != "duration"
        or anchor is None
        or days is None
        or atom.shift
        or not isinstance(atom.count, (int, float))
    ):
        return None
    day = timedelta(days=1)
    try:
        length = timedelta(days=round(atom.count * days))
        if atom.direction == "last":
            return anchor - length, anchor + day
        if atom.direction == "next":
            return anchor, anchor + length + day
    except OverflowError:  # outside the years 1 to 9999
        return None
    return None
