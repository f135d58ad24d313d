from __future__ import annotations

from datetime import date

import pytest

from musnad.resolve.calendars import add_months, easter, feast, hijri_day, hijri_month, interval, week_day, week_value


def test_months_and_weeks() -> None:
    assert add_months(date(2024, 1, 31), -1) == date(2023, 12, 1)
    for count in (-2024 * 12, 7976 * 12, 9 * 10**20):
        with pytest.raises(OverflowError):
            add_months(date(2024, 1, 31), count)
    assert week_value(date(2021, 1, 3)) == "2020-W53"
    assert week_value(week_day(date(2024, 5, 12))) == "2024-W20"


def test_hijri() -> None:
    assert hijri_day(1438, 9, 1) == date(2017, 5, 27)
    assert hijri_month(1438, 9) == (date(2017, 5, 27), date(2017, 6, 24))
    assert hijri_day(1200, 1, 1) is None


def test_feasts() -> None:
    assert easter(2017) == date(2017, 4, 16)
    assert feast("E:-7", 2017) == date(2017, 4, 9)
    assert feast("N:11-4-4", 2024) == date(2024, 11, 28)
    assert feast("H:10-01", 2024) == date(2024, 4, 10)


@pytest.mark.parametrize(
    ("value", "kind", "precision", "begin", "end"),
    [
        ("2024-05-14", "date", "day", "2024-05-14", "2024-05-15"),
        ("2024-05-14TNI", "time", "part", "2024-05-14", "2024-05-15"),
        ("2024-05-14T20:00", "time", "minute", "2024-05-14", "2024-05-15"),
        ("2025-W31", "date", "week", "2025-07-28", "2025-08-04"),
        ("2025-W31-WE", "date", "weekend", "2025-08-02", "2025-08-04"),
        ("2019-Q2", "date", "quarter", "2019-04-01", "2019-07-01"),
        ("198", "date", "decade", "1980-01-01", "1990-01-01"),
        ("20", "date", "century", "2000-01-01", "2100-01-01"),
        ("XXXX-10-22", "date", "day", None, None),
        ("P3D", "duration", "none", None, None),
        ("PAST_REF", "reference", "none", None, None),
    ],
)
def test_interval(value: str, kind: str, precision: str, begin: str | None, end: str | None) -> None:
    found = interval(value)
    bounds = tuple(day.isoformat() if day else None for day in (found.begin, found.end))
    assert (found.kind, found.precision, *bounds) == (kind, precision, begin, end)
