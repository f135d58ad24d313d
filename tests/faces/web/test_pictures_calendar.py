from __future__ import annotations

from datetime import date

import pytest

from musnad.faces.web.pictures.calendar import month, month_of, shifted
from musnad.faces.web.preferences import Preferences


def test_a_month_begins_on_its_weekday() -> None:
    grid = month(date(2025, 8, 1), {"2025-08-23": ["one"]}, Preferences(lang="en"))
    assert grid.name == "August 2025"
    assert grid.weekdays[0] == ("Sun", "Sunday")
    assert [day.number for day in grid.weeks[0]] == [0, 0, 0, 0, 0, 1, 2]
    assert grid.weeks[0][0].iso is None
    full = [day for week in grid.weeks for day in week if day.entries]
    assert [(day.iso, day.entries) for day in full] == [("2025-08-23", ("one",))]
    assert (grid.before, grid.after) == ("2025-07", "2025-09")


def test_it_is_told_in_the_visitors_words_and_digits() -> None:
    grid = month(date(2025, 8, 1), {}, Preferences(lang="ar", digits="arabic"))
    assert grid.name == "أغسطس ٢٠٢٥"
    assert grid.weekdays[0][1] == "الأحد"


def test_months_go_over_the_year() -> None:
    assert shifted(date(2025, 12, 1), 1) == "2026-01"
    assert shifted(date(2025, 1, 1), -1) == "2024-12"
    assert shifted(date(9999, 12, 1), 1) == "9999-12"
    assert shifted(date(1, 1, 1), -1) == "0001-01"
    assert month_of("2025-08-23") == date(2025, 8, 1)
    with pytest.raises(ValueError):
        month_of("soon")


@pytest.mark.parametrize("first", [date(1, 1, 1), date(9999, 12, 1)])
def test_the_ends_of_the_calendar_are_months_too(first: date) -> None:
    assert month(first, {}, Preferences()).weeks
