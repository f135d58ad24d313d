from __future__ import annotations

import pytest

from musnad.resolve.when import find_times, published_day, resolve_phrase
from musnad.resolve.when_lexicon import TimeLexicon
from musnad.resolve.when_units import duration
from musnad.text.segment import segment

TUESDAY = "2024-05-14"


@pytest.fixture(scope="module")
def lexicon() -> TimeLexicon:
    return TimeLexicon.load()


def values(text: str, lexicon: TimeLexicon, published: str | None = TUESDAY) -> list[str]:
    return [t.value for t in find_times(segment(text), published=published, lexicon=lexicon)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("وصل الوفد أمس", "2024-05-13"),
        ("وصل الوفد أول أمس", "2024-05-12"),
        ("وصل الوفد أوّل من أمس", "2024-05-12"),
        ("يصل الوفد غدًا", "2024-05-15"),
        ("يصل الوفد بعد غد", "2024-05-16"),
        ("اجتمع الوزراء صباح اليوم الثلاثاء", "2024-05-14TMO"),
        ("قصف الجيش البلدة ليلة أمس", "2024-05-13TNI"),
        ("قصف الجيش البلدة بين عشية وضحاها", "2024-05-14TNI"),
        ("التقيا بعد ظهر الأحد", "2024-05-12TAF"),
        ("قال يوم الجمعة إنه سيسافر", "2024-05-10"),
        ("سوف يجتمع المجلس يوم الجمعة", "2024-05-17"),
        ("يلتقيان الثلاثاء المقبل", "2024-05-21"),
        ("التقيا الثلاثاء الماضي", "2024-05-07"),
        ("يبدأ الحوار الأسبوع المقبل", "2024-W21"),
        ("انتهى الحوار الأسبوع الماضي", "2024-W19"),
        ("جرى ذلك نهاية الأسبوع الماضي", "2024-W19-WE"),
        ("تراجعت الصادرات العام الماضي", "2023"),
        ("وقع الاتفاق الشهر الماضي", "2024-04"),
        ("منذ عام 2011", "2011"),
        ("وفي العام ألفين وخمسة", "2005"),
        ("زار المدينة قبل يومين", "2024-05-12"),
        ("استقال قبل ثلاث سنوات", "2021"),
        ("دامت الحرب ثلاث سنوات ونصف", "P3Y6M"),
        ("استمر اللقاء نصف ساعة", "PT30M"),
        ("هدنة لمدة 10 أيام", "P10D"),
        ("خلال السنوات القليلة الماضية", "PXY"),
        ("يصدر التقرير سنويا", "P1Y"),
        ("تعقد الجلسة كل يوم اثنين", "XXXX-WXX-1"),
        ("عند الساعة الثامنة والنصف مساء أمس", "2024-05-13T20:30"),
        ("الساعة 19:30 يوم الأحد", "2024-05-12T19:30"),
        ("في صيف عام 2014", "2014-SU"),
        ("خلال الثمانينات", "198"),
        ("في القرن الحادي والعشرين", "20"),
        ("في الربع الأول من عام 2019", "2019-Q1"),
        ("عطلة عيد العمال", "2024-05-01"),
    ],
)
def test_relative_and_counted(text: str, value: str, lexicon: TimeLexicon) -> None:
    assert values(text, lexicon) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("في ١٢ آذار/مارس ٢٠٢٣", "2023-03-12"),
        ("في 3 يناير/كانون الثاني 2022", "2022-01-03"),
        ("السبت، 11 مارس 2017", "2017-03-11"),
        ("بتاريخ 05/01/2017", "2017-01-05"),
        ("بتاريخ 2016-11-07", "2016-11-07"),
        ("يوم 9 غشت 2019", "2019-08-09"),
        ("الأربعاء 04 جانفي2017", "2017-01-04"),
        ("غرة جوان 2017", "2017-06-01"),
        ("في الثامن والعشرين من تشرين الثاني 2020", "2020-11-28"),
        ("وفي أيلول من العام الماضي", "2023-09"),
        ("بحلول كانون الأول المقبل", "2024-12"),
        ("في 15 رمضان 1445 هـ", "2024-03-25"),
        ("خلال شهر رمضان", "2024-03-11/2024-04-09"),
    ],
)
def test_calendars(text: str, value: str, lexicon: TimeLexicon) -> None:
    assert values(text, lexicon) == [value]


@pytest.mark.parametrize(
    "text", ["مارس حقه في الرد", "قالت تيريزا ماي", "روسيا اليوم", "اليوم العالمي", "الرجل (24 عاما)"]
)
def test_words_that_are_no_times(text: str, lexicon: TimeLexicon) -> None:
    assert values(text, lexicon) == []


def test_days_that_share_a_month(lexicon: TimeLexicon) -> None:
    assert values("يومي 8 و9 مارس 2017", lexicon) == ["2017-03-08", "2017-03-09"]
    assert values("من 3 إلى 5 ماي", lexicon) == ["2024-05-03", "2024-05-05"]
    assert values("عقدت الدورة السبت والأحد", lexicon) == ["2024-05-11", "2024-05-12"]


def test_clitics_stay_in_the_span(lexicon: TimeLexicon) -> None:
    (time,) = find_times(segment("وبالأمس عاد الوفد"), published=TUESDAY, lexicon=lexicon)
    assert time.span.quote == "وبالأمس"
    assert (time.begin, time.end, time.anchor, time.precision) == ("2024-05-13", "2024-05-14", TUESDAY, "day")


def test_anaphora_counts_from_the_day_told_before(lexicon: TimeLexicon) -> None:
    text = "زار باريس في 2 مارس 2022. وفي اليوم التالي سافر إلى برلين. وفي العام نفسه استقال."
    assert values(text, lexicon) == ["2022-03-02", "2022-03-03", "2022"]


def test_weekday_outranks_yesterday_when_they_disagree(lexicon: TimeLexicon) -> None:
    assert values("أعلن ذلك أمس الأحد", lexicon) == ["2024-05-12"]


def test_no_anchor(lexicon: TimeLexicon) -> None:
    day, month = find_times(segment("وصل أمس بعد هجوم 7 أكتوبر"), published=None, lexicon=lexicon)
    assert (day.value, day.reason, day.begin) == ("XXXX-XX-XX", "no-anchor", None)
    assert (month.value, month.reason) == ("XXXX-10-07", "no-year")


def test_a_dateline_outranks_the_date_of_publication(lexicon: TimeLexicon) -> None:
    assert values("عمان، 9 مايو 2024 (وكالة) - وصل الوفد أمس", lexicon) == ["2024-05-09", "2024-05-08"]


def test_a_month_keeps_its_precision(lexicon: TimeLexicon) -> None:
    (time,) = resolve_phrase(segment("مارس 2015"), published=None, lexicon=lexicon)
    assert (time.value, time.precision, time.begin, time.end) == ("2015-03", "month", "2015-03-01", "2015-04-01")


def test_a_lone_phrase_counts_from_the_anchor(lexicon: TimeLexicon) -> None:
    (time,) = resolve_phrase(segment("بعد يومين"), published=TUESDAY, lexicon=lexicon)
    assert time.value == "2024-05-16"


def test_published_day() -> None:
    assert str(published_day("07/11/2016")) == "2016-11-07"
    assert str(published_day("2016-11-07T10:00:00+03:00")) == "2016-11-07"
    assert published_day("غير معروف") is None
    assert published_day(None) is None


def test_a_date_told_by_a_text_of_tonight_is_its_day(lexicon: TimeLexicon) -> None:
    text = "يخطب الوزير الليلة في حلب. وكانت القاعة قد حجزت ليوم 12 مايو. ويعود هذا الأسبوع."
    assert values(text, lexicon) == ["2024-05-12TNI", "2024-05-12", "2024-W20"]


@pytest.mark.parametrize(
    "text",
    ["وصل الوفد أمس. ويخطب الليلة في حلب بعد لقاء 12 مايو.", "يخطب الليلة. وكان اللقاء في 12 مايو ويوم الثلاثاء."],
)
def test_a_text_that_tells_its_day_of_publication_keeps_it(lexicon: TimeLexicon, text: str) -> None:
    assert "2024-05-14TNI" in values(text, lexicon)


@pytest.mark.parametrize("text", ["لا حرب بعد اليوم", "نقلت صحيفة المغرب اليوم الخبر", "يعمل ثلاث ساعات من اليوم"])
def test_a_day_that_is_not_today(lexicon: TimeLexicon, text: str) -> None:
    assert TUESDAY not in values(text, lexicon)


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("قتل خمسة خلال اليومين الماضيين", "2024-05-12", "2024-05-15"),
        ("تجري الزيارة خلال الأيام الثلاثة المقبلة", "2024-05-14", "2024-05-18"),
        ("هرب خلال الأسبوعين الماضيين", "2024-04-30", "2024-05-15"),
        ("استمر الحصار يومين", None, None),
    ],
)
def test_a_length_with_a_direction_has_days(text: str, begin: str, end: str, lexicon: TimeLexicon) -> None:
    (time,) = find_times(segment(text), published=TUESDAY, lexicon=lexicon)
    assert (time.kind, time.begin, time.end) == ("duration", begin, end)
    assert time.anchor == (TUESDAY if begin else None)


@pytest.mark.parametrize("unit", ["يوما", "أسبوعا", "شهرا", "سنة", "ساعة"])
@pytest.mark.parametrize("frame", ["خلال {} الماضية", "{}", "قبل {}", "بعد {}", "منذ {}", "خلال {} المقبلة"])
def test_numbers_beyond_every_calendar_are_bare_lengths(frame: str, unit: str, lexicon: TimeLexicon) -> None:
    for number in ("9000000000", "٩٠٠٠٠٠٠٠٠٠", "9 مليارات"):
        (value,) = values(f"بلغت القيمة {frame.format(f'{number} {unit}')} في البلاد.", lexicon)
        assert value in {f"P9000000000{name}" for name in "DWMY"} | {"PT9000000000H"}
    for number in ("9" * 40, "9" * 400, "٩" * 5000):
        assert values(f"بلغت القيمة {frame.format(f'{number} {unit}')} في البلاد.", lexicon) == []


def test_a_count_keeps_all_its_digits(lexicon: TimeLexicon) -> None:
    assert values("استغرق العمل 1234567 ساعة", lexicon) == ["PT1234567H"]
    assert values("استغرق العمل 1.5 مليون ساعة", lexicon) == ["PT1500000H"]
    assert [duration(count, "Y") for count in (2.5, 10.0, 0.25)] == ["P2.5Y", "P10Y", "P0.25Y"]


@pytest.mark.parametrize(
    ("text", "last", "first"),
    [
        ("في 31 ديسمبر", "9999-12-31", None),
        ("في ديسمبر", "9999-12", "0000-12"),
        ("الأسبوع المقبل", None, "0001-W02"),
        ("غدا", None, "0001-01-02"),
        ("أمس", "9999-12-30", None),
    ],
)
def test_the_ends_of_the_calendar_end_no_reading(
    text: str, last: str | None, first: str | None, lexicon: TimeLexicon
) -> None:
    assert values(f"يجتمع المجلس {text}.", lexicon, published="9999-12-31") == ([last] if last else [])
    assert values(f"يجتمع المجلس {text}.", lexicon, published="0001-01-01") == ([first] if first else [])
