from __future__ import annotations

import pytest

from musnad.sources.moments import instant, moment


@pytest.mark.parametrize(
    "written, expected",
    [
        ("Wed, 06 Aug 2025 08:30:00 +0300", "2025-08-06T08:30:00+03:00"),
        ("Wed, 06 Aug 2025 08:30:00 GMT", "2025-08-06T08:30:00Z"),
        ("6 Aug 25 08:30 EST", "2025-08-06T08:30:00-05:00"),
        ("Wed, 06 Aug 2025 08:30:00", "2025-08-06"),
        ("Wed, 06 Aug 2025 08:30:00 -0000", "2025-08-06"),
        ("2025-08-06", "2025-08-06"),
        ("2025-08-06T08:30:00Z", "2025-08-06T08:30:00Z"),
        ("2025-08-06T08:30:00.123+0300", "2025-08-06T08:30:00+03:00"),
        ("2025-08-06 08:30", "2025-08-06"),
        ("2025-13-06", None),
        ("2025-08-06T25:00:00Z", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("0001-01-01T00:00:00Z", None),
        ("الأربعاء 6 أغسطس 2025", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_of_feeds(written: str | None, expected: str | None) -> None:
    assert moment(written) == expected


def test_moments_compare() -> None:
    assert instant("2025-08-06") < instant("2025-08-06T08:30:00+03:00") < instant("2025-08-06T08:30:00Z")
