import pytest

from musnad.page.datelines import clean_byline, dateline, signed

REST = "قال مسؤول في وزارة الخارجية اليوم إن الحكومة ستعلن موقفها غدا"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("القاهرة (أ ف ب) - ", "القاهرة (أ ف ب)"),
        ("بيروت ـ «الشرق»: ", "بيروت ـ «الشرق»"),
        ("غزة / نور عيشة / الأناضول - ", "غزة / نور عيشة / الأناضول"),
        ("دمشق-سانا ", "دمشق-سانا"),
        ("عمان - بترا - ", "عمان - بترا"),
        ("مسقط – ", "مسقط"),
        ("(رويترز) - ", "(رويترز)"),
    ],
)
def test_datelines(head: str, expected: str) -> None:
    assert dateline(["عنوان", head + REST], title="عنوان") == expected


@pytest.mark.parametrize(
    "line",
    [
        "قال الرئيس: لن نقبل بهذا الأمر أبدا مهما كانت الظروف والأحوال",
        "الحرب الروسية-الأوكرانية تدخل عامها الثالث وسط تصعيد كبير بين الطرفين",
        "الرئيس الأميركي - الذي زار بغداد أمس - قال إن بلاده ملتزمة بالاتفاق",
        "أعلن وزير الدفاع (أبو مازن) - في بيان - أن القوات انسحبت من المنطقة",
        "",
    ],
)
def test_no_dateline(line: str) -> None:
    assert dateline([line], title=None) is None


def test_signed_lines_and_bylines() -> None:
    assert signed("كتب: سامي عوض") == "سامي عوض"
    assert signed("كتب وزير الخارجية على منصة إكس") is None
    assert clean_byline("بقلم: منى علي") == "منى علي"
    assert clean_byline("desk@outlet.example") is None
