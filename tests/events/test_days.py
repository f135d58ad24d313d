import pytest

from musnad.events.days import date_value, day_of, days_away, news_days
from musnad.records import TimeRange
from musnad.spans import Span


def told(value: str) -> TimeRange:
    return TimeRange(span=Span(0, 3, "أمس"), value=value, kind="date", precision="day")


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2016-11-07", "2016-11-07"),
        ("2016-11-07T10:00:00Z", "2016-11-07"),
        ("7/11/2016", "2016-11-07"),
        ("قريبا", None),
        (None, None),
    ],
)
def test_the_day_of_a_report(published: str | None, day: str | None) -> None:
    assert day_of(published) == day


@pytest.mark.parametrize(
    ("value", "away"),
    [
        ("2018-10-01", "same"),
        ("2018-09-30", "yesterday"),
        ("2018-09-26", "days"),
        ("2018-10-05", "soon"),
        ("2018", "same-year"),
        ("2015-02", "other"),
    ],
)
def test_how_far_a_date_lies_from_the_report(value: str, away: str) -> None:
    assert days_away(value, "2018-10-01") == away


def test_the_days_of_the_news() -> None:
    news = news_days([told("2018-09-27"), told("2018-09-29"), told("2018-09-29"), told("2014")], "2018-10-01")
    assert (news.first, news.latest, news.often, news.several) == ("2018-09-27", "2018-09-29", "2018-09-29", 2)
    assert not news.report_day_told


def test_an_article_without_recent_days() -> None:
    assert news_days([told("2014-01-01")], "2018-10-01").latest is None


@pytest.mark.parametrize(
    ("begin", "end", "value"),
    [
        ("2016-02-22", "2016-02-25", "2016-W08"),
        ("2016-02-17", "2016-02-25", "2016-02"),
        ("2016-01-25", "2016-02-25", "2016"),
        ("2015-12-25", "2016-01-08", None),
    ],
)
def test_a_stretch_dates_as_exactly_as_what_holds_it(begin: str, end: str, value: str | None) -> None:
    span = Span(0, 6, "أيامًا")
    assert date_value(TimeRange(span=span, value="P2D", kind="duration", begin=begin, end=end)) == value


def test_a_length_without_a_beginning_dates_nothing() -> None:
    assert date_value(TimeRange(span=Span(0, 6, "يومين"), value="P2D", kind="duration")) is None
