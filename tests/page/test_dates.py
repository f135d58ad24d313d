import pytest

from musnad.page.dates import Months, hijri_date, machine_date, url_date, written_date


@pytest.fixture(scope="module")
def months() -> Months:
    return Months.load()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("6 آب/أغسطس 2025", "2025-08-06"),
        ("الأربعاء، 6 آب (أغسطس) 2025", "2025-08-06"),
        ("الأربعاء 06 أغسطس 2025 - 14:30", "2025-08-06"),
        ("٠٦/٠٨/٢٠٢٥", "2025-08-06"),
        ("07/11/2016", "2016-11-07"),
        ("2025/8/6", "2025-08-06"),
        ("6 غشت 2025", "2025-08-06"),
        ("تاريخ النشر: 6 كانون الثاني/يناير 2025", "2025-01-06"),
        ("السبت 14 صفر 1447 هـ - 8 أغسطس 2025 م", "2025-08-08"),
        ("August 6, 2025", "2025-08-06"),
        ("الأربعاء 6 أغسطس 2025 14:30 بتوقيت غرينتش", "2025-08-06T14:30:00Z"),
        ("6 أغسطس 2025 | 2:30 م GMT+3", "2025-08-06T14:30:00+03:00"),
    ],
)
def test_written_dates(written: str, day: str, months: Months) -> None:
    found = written_date(written, months)
    assert found is not None
    assert found.value == day
    assert found.quote == written


@pytest.mark.parametrize("line", ["منذ 3 ساعات", "32/13/2025", "قتل 12 شخصا", "6 أغسطس", "x" * 500 + " 6/8/2025"])
def test_no_date(line: str, months: Months) -> None:
    assert written_date(line, months) is None


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2025-08-06T14:30:00+03:00", "2025-08-06T14:30:00+03:00"),
        ("2025-08-06T14:30:00.123Z", "2025-08-06T14:30:00Z"),
        ("2025-08-06T14:30", "2025-08-06"),
        ("2025-08-06 01:10:00", "2025-08-06"),
        ("20250806", "2025-08-06"),
        ("1754490600", "2025-08-06T14:30:00Z"),
        ("Wed, 06 Aug 2025 14:30:00 +0300", "2025-08-06T14:30:00+03:00"),
        ("1970-01-01T00:00:00Z", None),
        ("0001-01-01", None),
        ("2025-13-40", None),
        ("", None),
    ],
)
def test_machine_dates_are_only_as_exact_as_known(value: str, iso: str | None, months: Months) -> None:
    assert machine_date(value, months) == iso


def test_hijri_day_alone(months: Months) -> None:
    found = hijri_date("الأحد 15 رمضان 1446 هـ", months)
    assert found is not None
    assert found.value == "2025-03-15"


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://x.example/2025/08/06/title", "2025-08-06"),
        ("https://x.example/a-2025-08-06.html", "2025-08-06"),
        ("https://x.example/20250806_1.html", "2025-08-06"),
        ("https://x.example/news/20251299", None),
        ("https://x.example/2025/8/123456", None),
    ],
)
def test_dates_in_addresses(url: str, day: str | None) -> None:
    found = url_date(url)
    assert (found.value if found else None) == day
