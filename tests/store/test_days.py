from __future__ import annotations

import pytest

from musnad.store.days import days


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2025-08-06", ("2025-08-06", "2025-08-07")), ("2025-08-06T23:30:00+03:00", ("2025-08-06", "2025-08-07")),
     ("2025-12", ("2025-12-01", "2026-01-01")), ("2025", ("2025-01-01", "2026-01-01")),
     ("2025-W32", ("2025-08-04", "2025-08-11")), ("2025-08-06TNI", ("2025-08-06", "2025-08-07"))],
)  # fmt: skip
def test_a_date_of_any_exactness_stands_for_days(value: str, expected: tuple[str, str]) -> None:
    assert days(value) == expected


@pytest.mark.parametrize("value", [None, "", "PT3H", "2025-13", "2025-02-30", "0000", "2025-W60", "أمس"])
def test_what_names_no_day_stands_for_none(value: str | None) -> None:
    assert days(value) == ("", "")
