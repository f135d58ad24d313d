from __future__ import annotations

import pytest

from musnad.lang.ar.fold import fold_word
from musnad.lang.ar.number_words import digits_value
from musnad.lang.ar.numerals import is_vague, read_number, read_ordinal


def keys(text: str) -> list[str]:
    return [fold_word(word) for word in text.split()]


@pytest.mark.parametrize(
    ("text", "value", "stop"),
    [
        ("25 ألفا", 25_000, 2),
        ("خمسة وعشرون جنديا", 25, 2),
        ("ثلاثمئة وخمسة وأربعين", 345, 3),
        ("مائة و ستون", 160, 3),
        ("ألفين وخمسة", 2005, 2),
        ("ألف وتسعمائة وثمانية وثمانين", 1988, 4),
        ("٣٬٥٠٠ لاجئ", 3500, 1),
        ("١٢٫٥", 12.5, 1),
        ("25.000 شخص", 25_000, 1),
        ("1 414 021 نسمة", 1_414_021, 3),
        ("و9 جرحى", 9, 1),
        ("الـ31", 31, 1),
        ("أحد عشر", 11, 2),
        ("بخمسين مليون", 50_000_000, 2),
        ("2,5 مليون", 2_500_000, 2),
        ("مليونين ونصف المليون", 2_500_000, 3),
        ("نصف مليون نازح", 500_000, 2),
        ("ثلاثة ملايين ومئتي ألف", 3_200_000, 4),
        ("25 ألفا و300", 25_300, 3),
    ],
)
def test_cardinals(text: str, value: float, stop: int) -> None:
    number = read_number(keys(text), 0)
    assert number is not None
    assert (number.value, number.stop) == (value, stop)


@pytest.mark.parametrize("text", ["أحد الموظفين", "كل يوم", "آلاف المتظاهرين", "سيارة", ""])
def test_no_cardinal(text: str) -> None:
    assert read_number(keys(text), 0) is None


def test_clitics_gender_and_dual() -> None:
    number = read_number(keys("وبثلاث دول"), 0)
    assert number is not None
    assert (number.prefix, number.gender, number.dual) == ("وب", "f", False)
    pair = read_number(keys("مئتي قتيل"), 0)
    assert pair is not None
    assert (pair.value, pair.dual) == (200, True)


@pytest.mark.parametrize(
    ("text", "value", "stop"),
    [
        ("الأول من مايو", 1, 1),
        ("التاسع عشر", 19, 2),
        ("الحادي والعشرين", 21, 2),
        ("العشرين", 20, 1),
        ("والثامنة", 8, 1),
    ],
)
def test_ordinals(text: str, value: int, stop: int) -> None:
    number = read_ordinal(keys(text), 0)
    assert number is not None
    assert (number.value, number.stop, number.ordinal) == (value, stop, True)


def test_vague_and_digits() -> None:
    assert is_vague(fold_word("بالعشرات"))
    assert is_vague(fold_word("مئات"))
    assert not is_vague(fold_word("عشرين"))
    assert digits_value("1.200.000") == 1_200_000
    assert digits_value("05/01/2017") is None


def test_and_eleven_is_not_one() -> None:
    number = read_number(["واحد", "عشر", "جريحا"], 0)
    assert number is not None
    assert (number.value, number.stop) == (11, 2)
    one = read_number(["واحد", "منهم"], 0)
    assert one is not None
    assert one.value == 1


def test_what_is_too_long_for_a_number_counts_nothing() -> None:
    assert digits_value("9" * 18) == 10**18 - 1
    for digits in ("9" * 19, "9" * 5000, "1," + ",".join(["000"] * 100), "9" * 400 + ".5"):
        assert digits_value(digits) is None
    found = read_number(["9", *["مليار"] * 400], 0)
    assert found is not None
    assert found.value < 10**30
