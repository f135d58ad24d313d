"""Calendar pieces: numeric dates, day and month, months of every naming system, years, weekdays, decades, centuries."""

from __future__ import annotations

import re

from musnad.lang.ar.numerals import read_number, read_ordinal
from musnad.resolve.when_atoms import Atom, Line

_SLASHED = re.compile(r"(\d{1,4})[/.](\d{1,2})[/.](\d{1,4})")
_DIGITS = re.compile(r"([وفبلك]?[بل]?(?:ال)?)(\d{1,4})")
_OF = frozenset(("من", "شهر", "لشهر"))
_IN = frozenset(("في", "وفي", "منذ", "ومنذ", "شهر", "وشهر", "شهري", "لشهر", "من", "خلال", "حتي", "بين",
                 "قبل", "بعد", "الي",
                 "بدايه", "نهايه", "مطلع", "منتصف", "اواخر", "اوائل", "بحلول", "بنهايه", "انتخابات",
                 "اواسط", "مستهل"))  # fmt: skip


def read_numeric(line: Line, at: int) -> Atom | None:
    """05/01/2017 and 5.1.2017 (day first), 2017/01/05, 2017-01-05."""
    match = _SLASHED.fullmatch(line.key(at))
    if match:
        a, b, c = match.groups()
        if len(a) == 4 and len(c) <= 2:
            return _dated(at, at + 1, int(a), int(b), int(c))
        if len(c) == 4 or ("/" in line.key(at) and len(c) == 2):
            year = int(c) if len(c) == 4 else 2000 + int(c)
            return _dated(at, at + 1, year, int(b), int(a)) or _dated(at, at + 1, year, int(a), int(b))
        return None
    if line.key(at).isdigit() and line.key(at + 1) in ("-", "/") and line.key(at + 3) == line.key(at + 1):
        a, b, c = line.key(at), line.key(at + 2), line.key(at + 4)
        if b.isdigit() and c.isdigit():
            if len(a) == 4:
                return _dated(at, at + 5, int(a), int(b), int(c))
            if len(c) == 4:
                return _dated(at, at + 5, int(c), int(b), int(a))
    return None


def _dated(first: int, stop: int, year: int, month: int, day: int) -> Atom | None:
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year <= 2999):
        return None
    return Atom(first, stop, "date", year=year, month=month, day=day)


def read_day_month(line: Line, at: int) -> Atom | None:
    """A day of a month: 15 مارس، الثامن من جانفي، غرة جوان، 31 من شهر مارس/آذار."""
    day, stop = _day_number(line, at)
    if day is None:
        return None
    step = stop
    while line.key(step) in _OF or line.key(step) == "/":
        step += 1
    month = read_month(line, step, told=True)
    if month is None or (month.year is not None and month.year < 100):
        return None
    return Atom(
        at,
        month.stop,
        "date",
        year=month.year,
        month=month.month,
        day=day,
        hijri=month.hijri,
        direction=month.direction,
    )


def _day_number(line: Line, at: int) -> tuple[int | None, int]:
    """A day's number 1–31 at `at`, digits or words, and where it ends."""
    match = _DIGITS.fullmatch(line.key(at))
    if match:
        return (int(match.group(2)), at + 1) if 1 <= int(match.group(2)) <= 31 else (None, at)
    if line.plain(at) in ("غره", "فاتح"):
        return 1, at + 1
    number = read_ordinal(line.keys, at) or read_number(line.keys, at)
    if number is None or not 1 <= number.value <= 31 or number.value != int(number.value):
        return None, at
    return int(number.value), number.stop


def read_month(line: Line, at: int, *, told: bool = False) -> Atom | None:
    """A month with its second name, year and direction; `told`: the context has already said that a month follows."""
    hijri = line.sense(at, "hijri")
    sense = line.sense(at, "month") or hijri
    if sense is None:
        return None
    is_hijri = sense.kind == "hijri"
    stop = at + sense.length
    while True:  # يناير/كانون الثاني، مارس آذار، (آذار)
        skip = 1 if line.key(stop) in ("/", "-", "(") else 0
        other = line.sense(stop + skip, sense.kind)
        if other is None or other.value != sense.value or other.prefix:
            break
        stop += skip + other.length
        if skip and line.key(stop) == ")":
            stop += 1
    year, after = read_year_after(line, stop, hijri=is_hijri)
    direction = None
    if year is None and (found := line.direction(stop)):
        direction, after = found
    weak = (sense.weak or (is_hijri and year is None)) and not told
    if weak and year is None and direction is None and line.key(at - 1) not in _IN:
        return None
    if sense.weak and sense.prefix and not told and year is None:
        return None
    if is_hijri and year is None and not told and line.key(at - 1) not in _hijri_cues(int(sense.value)):
        return None
    return Atom(at, after if year is not None or direction else stop, "date", year=year, month=int(sense.value),
                hijri=is_hijri, direction=direction)  # fmt: skip


def _hijri_cues(month: int) -> frozenset[str]:
    """Words before a Hijri month that show it is one; صفر is zero, محرم forbidden, رجب and شعبان are names too."""
    return frozenset(("شهر", "لشهر", "شهري")) if month in (1, 2, 7, 8) else _IN


def read_year_after(line: Line, at: int, *, hijri: bool = False) -> tuple[int | None, int]:
    """The year that follows a month: 2017 · من عام 2017 · سنة 2017 · ، 1995; (None, at) if none follows."""
    step = at
    while line.key(step) in ("من", "عام", "العام", "سنه", "لعام", "لسنه", "للعام", ",", "،", "/") and step < at + 4:
        step += 1
    key = line.key(step)
    if len(key) == 4 and key.isdigit():
        year = int(key)
        if 1000 <= year <= 2200 and not (hijri and 1600 < year < 1924):
            return year, step + 2 if line.key(step + 1) in ("ه", "م", "هـ") else step + 1
    number = read_number(line.keys, step) if step > at and line.key(step - 1) in ("عام", "العام", "سنه") else None
    if number is not None and 1000 <= number.value <= 2200:
        return int(number.value), number.stop
    return None, at


_PARTS_OF_YEAR = {"النصف": ("H", 2), "الربع": ("Q", 4), "الفصل": ("Q", 4)}


def read_part_of_year(line: Line, at: int) -> Atom | None:
    """A half or a quarter of a year: الربع الأول من عام 2019."""
    nth = read_ordinal(line.keys, at + 1) if line.plain(at) in _PARTS_OF_YEAR else None
    if nth is None:
        return None
    letter, parts = _PARTS_OF_YEAR[line.plain(at)]
    if nth.value > parts or line.key(nth.stop) not in ("من", "لعام", "لسنه"):
        return None
    year = read_year(line, nth.stop + 1) or read_year(line, nth.stop)
    if year is None or year.hijri:
        return None
    return Atom(at, year.stop, "fixed", value=f"{year.year:04d}-{letter}{int(nth.value)}")


def read_year(line: Line, at: int) -> Atom | None:
    """A year: عام 2014، العام ألفين وخمسة، عام 48، سنة 2015، and a bare 2014 where nothing is counted by it."""
    unit = line.sense(at, "unit")
    if unit is not None and unit.value in ("Y:1", "Y:2c"):
        number = read_number(line.keys, at + 1)
        if number is None:
            return None
        value = number.value
        if isinstance(value, int) and (1000 <= value <= 2200):
            return Atom(at, number.stop, "year", year=value, hijri=_is_hijri(line, number.stop, value))
        if isinstance(value, int) and unit.value == "Y:1" and line.key(at + 1).isdigit() and 20 <= value <= 99:
            return Atom(at, number.stop, "year", year=1900 + value)
        return None
    match = _DIGITS.fullmatch(line.key(at))
    if not match or len(match.group(2)) != 4 or not _bare_year(line, at, int(match.group(2))):
        return None
    year = int(match.group(2))
    return Atom(at, at + 1, "year", year=year, hijri=_is_hijri(line, at + 1, year))


def _is_hijri(line: Line, at: int, year: int) -> bool:
    return 1200 <= year <= 1500 and line.key(at) in ("ه", "هجري", "هجريه", "للهجره")


def _bare_year(line: Line, at: int, year: int) -> bool:
    """Whether a four-digit number with no عام before it is a year."""
    if not 1900 <= year <= 2069 or line.key(at - 1) in ("رقم", "$", "عدد", "نحو", "حوالي", "مبلغ", "#", "/", "-"):
        return (
            line.key(at - 1) in ("-", "/")
            and line.key(at - 2).isdigit()
            and len(line.key(at - 2)) == 4
            and year >= 1900
        )
    after = line.key(at + 1)
    if after in ("%", "$") or line.sense(at + 1, "unit") or (line.key(at + 1) == "-" and line.key(at + 3) == "-"):
        return False
    return not (after in _NOUNS or (line.key(at - 1).startswith(("قرار", "فصل", "ماده", "قانون")) and year < 1950))


_NOUNS = frozenset(("شخص", "شخصا", "جندي", "جنديا", "دولار", "دولارا", "دينار", "مليون", "الف", "كيلومتر",
                    "كلم", "متر", "قتيل",
                    "قتيلا", "مقاتل", "عنصر", "طن", "صوت", "وحده", "منزل", "لاجئ", "مهاجر", "حاله", "م",
                    "كم", "مترا"))  # fmt: skip


def read_weekday(line: Line, at: int) -> Atom | None:
    """الأحد، يوم أحد، with its direction (الماضي) after it."""
    sense = line.sense(at, "weekday")
    if sense is None:
        return None
    if sense.weak and line.key(at - 1) not in ("يوم", "ليوم", "بيوم", "ويوم", "مساء", "صباح"):
        return None
    if line.plain(at - 1) in ("خطيب", "خطبه", "صلاه", "صلاتي"):
        return None
    found = line.direction(at + sense.length)
    direction, stop = found if found else (None, at + sense.length)
    return Atom(at, stop, "weekday", weekday=int(sense.value), direction=direction)


def read_decade(line: Line, at: int) -> Atom | None:
    """الثمانينات, القرن الحادي والعشرين, القرن الـ21, القرن الماضي."""
    sense = line.sense(at, "decade")
    if sense is not None:
        stop = at + sense.length
        century = read_decade(line, stop + 1) if line.key(stop) == "من" else None
        if century is not None and century.value is not None and len(century.value) == 2:
            return Atom(at, century.stop, "fixed", value=century.value + sense.value)
        return Atom(at, stop, "fixed", value=f"19{sense.value}")
    unit = line.sense(at, "unit")
    if (
        unit is not None
        and unit.value == "DE:1"
        and (nth := read_ordinal(line.keys, at + 1))
        and line.key(nth.stop) == "من"
    ):
        century = read_decade(line, nth.stop + 1)
        if century is not None and century.value is not None and len(century.value) == 2 and nth.value <= 10:
            return Atom(at, century.stop, "fixed", value=f"{century.value}{int(nth.value) - 1}")
    if unit is None or unit.value != "CE:1" or not unit.definite:
        return None
    if line.key(at + 1) == "الماضي":
        return Atom(at, at + 2, "fixed", value="19")
    if line.key(at + 1) in ("الحالي", "الجاري"):
        return Atom(at, at + 2, "fixed", value="20")
    number = read_ordinal(line.keys, at + 1) or read_number(line.keys, at + 1)
    if number is None or not 1 <= number.value <= 30:
        return None
    return Atom(at, number.stop, "fixed", value=f"{int(number.value) - 1:02d}")
