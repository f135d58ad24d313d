"""Reading: finds the atoms of a text, one reader after the other at each word that can begin a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from musnad.lang.ar.numerals import is_number_word, read_number, read_ordinal
from musnad.resolve.when_atoms import Atom, Line
from musnad.resolve.when_clock import read_clock, read_part
from musnad.resolve.when_dates import (
    read_day_month,
    read_decade,
    read_month,
    read_numeric,
    read_part_of_year,
    read_weekday,
    read_year,
)
from musnad.resolve.when_units import read_duration, read_set, read_unit

Reader = Callable[[Line, int], Atom | None]

_LINKS = {"and": ("و", "الي", "-", "–", "حتي", "،", ",", "او")}
_NOT_TODAY = frozenset(("الوطني", "العالمي", "الدولي", "الذي", "الدراسي", "الموعود", "الاخر", "الواحد",
                        "الاعلامي", "المفتوح",
                        "العربي", "الاوروبي", "الافريقي", "الموحد"))  # fmt: skip
_OUTLETS = frozenset(("صحيفه", "جريده", "موقع", "قناه", "لصحيفه", "لجريده", "لموقع", "لقناه"))
_EDGE_KINDS = frozenset(("date", "year", "unit", "fixed", "season", "hijrimonth", "range"))


def atoms(line: Line) -> list[Atom]:
    """The atoms of a text in order; no two share an item."""
    found: list[Atom] = []
    at, kinds = 0, line.lexicon.kinds
    while at < len(line.keys):
        key = line.keys[at]
        if key not in kinds and not key[-1:].isdigit() and key not in _OTHER_STARTS and not is_number_word(key):
            at += 1
            continue
        here = list(_read(line, at))
        found += here
        at = max((a.stop for a in here), default=at + 1)
    return found


_OTHER_STARTS = frozenset(("كل", "بكل", "لكل", "عده", "بضعه", "بضع", "بعده", "لعده", "لبضع", "بعض", "غره",
                           "فاتح", "نصف", "طوال", "طيله", "النصف", "الربع", "الفصل", "والساعه",
                           "الساعه", "للساعه", "بالساعه"))  # fmt: skip


def _read(line: Line, at: int) -> Iterator[Atom]:
    days = list(_day_list(line, at))
    if days:
        yield from days
        return
    for reader in (
        read_numeric,
        read_day_month,
        read_clock,
        _headed,
        read_weekday,
        _reference,
        _deixis,
        _edged,
        read_month,
        read_set,
        read_part_of_year,
        _holiday,
        read_decade,
        _season,
        read_unit,
        read_year,
        read_duration,
        _day_of_unit,
        read_part,
    ):
        atom = reader(line, at)
        if atom is not None:
            yield atom
            return


def _day_list(line: Line, at: int) -> Iterator[Atom]:
    """Days that share one month: 8 و9 مارس 2017، من 3 إلى 5 ماي."""
    numbers: list[tuple[int, int, int]] = []
    step = at
    while len(numbers) < 8:
        number = read_number(line.keys, step) if line.key(step)[-1:].isdigit() else read_ordinal(line.keys, step)
        if number is None or not 1 <= number.value <= 31 or not isinstance(number.value, int):
            return
        if numbers and (last := read_day_month(line, step)) is not None:
            for first, stop, day in numbers:
                yield replace(last, first=first, stop=stop, day=day)
            yield last
            return
        numbers.append((step, number.stop, number.value))
        step = number.stop
        following = line.key(step)
        if following in _LINKS["and"]:
            step += 1
        elif not (following[:1] == "و" and len(following) > 1):
            return


def _headed(line: Line, at: int) -> Atom | None:
    """يوم before a date, weekday or feast; شهر before a month."""
    unit = line.sense(at, "unit")
    if unit is None or unit.definite or unit.value not in ("D:1", "D:2c", "M:1"):
        return None
    days: tuple[Reader, ...] = (read_numeric, read_day_month, read_weekday, _deixis)
    for reader in (read_month,) if unit.value == "M:1" else days:
        atom = reader(line, at + 1)
        if atom is not None:
            return replace(atom, first=at)
    if unit.value == "D:1" and (day := read_number(line.keys, at + 1)) and 1 <= day.value <= 31:
        found = line.direction(day.stop)  # يوم 15 الجاري: of this month
        if found is not None and found[0] in ("this", "next", "last"):
            return Atom(at, found[1], "unit", unit="M", direction=found[0], day=int(day.value))
    if unit.value == "D:2c" and (day := read_number(line.keys, at + 1)) is not None:
        listed = next(_day_list(line, day.first), None)
        return replace(listed, first=at) if listed else None
    return None


def _reference(line: Line, at: int) -> Atom | None:
    sense = line.sense(at, "reference")
    if sense is not None and line.key(at + sense.length) in ("ذاته", "نفسه"):
        return None
    return Atom(at, at + sense.length, "reference", value=sense.value) if sense else None


def _deixis(line: Line, at: int) -> Atom | None:
    sense = line.sense(at, "night")
    if sense is not None:
        return Atom(at, at + sense.length, "night", deixis=int(sense.value), part="TNI")
    sense = line.sense(at, "deixis")
    if sense is None:
        return None
    stop = at + sense.length
    if sense.value == "0" and (line.key(stop) in _NOT_TODAY or _placed_day(line, at, stop)):
        return None
    if sense.value == "0" and line.key(at - 1) in ("حد", "عليه", "الوضع", "القائم"):  # "to this day", "the present …"
        return Atom(at, stop, "reference", value="PRESENT_REF")
    return Atom(at, stop, "deixis", deixis=int(sense.value))


def _placed_day(line: Line, at: int, stop: int) -> bool:
    """Whether اليوم at `at` is a counted or placed day (اليوم الأول، اليوم التالي) or part of a name, not today."""
    if line.direction(stop) is not None or line.sense(at - 1, "same") or line.key(at - 1) in ("روسيا", "المصري"):
        return True
    if line.key(at - 1) == "بعد" or line.key(at - 2) in _OUTLETS:  # لا حرب بعد اليوم is "ever again"
        return True
    if line.key(at - 1) == "من" and any(line.sense(at - back, "unit") for back in (2, 3)):  # ساعات من اليوم: of a day
        return True
    ordinal = read_ordinal(line.keys, stop)
    return ordinal is not None and ordinal.definite and line.sense(stop, "weekday") is None


def _edged(line: Line, at: int) -> Atom | None:
    """بداية، نهاية، وقت سابق … before a date: the same value, a longer span; نهاية الأسبوع is the weekend."""
    sense = line.sense(at, "lead") or line.sense(at, "edge")
    if sense is None:
        return None
    step = at + sense.length
    while line.key(step) in ("من", "في", "شهر", "يوم", "هذا") and not (
        line.key(step) == "هذا" and read_unit(line, step)
    ):
        step += 1
    if sense.kind == "lead":
        readers: tuple[Reader, ...] = (read_unit, _deixis, read_weekday, read_day_month, read_part)
    else:
        readers = (read_month, read_unit, read_year, read_decade, _season, _bare_unit, _holiday)
    for reader in readers:
        atom = reader(line, step)
        if atom is None or (sense.kind == "edge" and atom.sort not in _EDGE_KINDS):
            continue
        if sense.kind == "lead" and atom.unit == "M" and atom.direction == "this":
            atom = replace(atom, direction="within")
        if atom.unit == "W" and sense.value in ("نهاية", "آخر"):
            atom = replace(atom, unit="WE")
        return replace(atom, first=at)
    return None


def _bare_unit(line: Line, at: int) -> Atom | None:
    """العام، الشهر، الأسبوع after an edge: the current one."""
    unit = line.sense(at, "unit")
    if unit is None or unit.prefix or unit.value not in ("W:1", "M:1", "Y:1"):
        return None
    if not unit.definite and unit.value != "W:1":
        return None
    return Atom(at, at + 1, "unit", unit=unit.value[0], direction="this")


def _holiday(line: Line, at: int) -> Atom | None:
    sense = line.sense(at, "holiday") or line.sense(at, "hijrimonth")
    if sense is None:
        return None
    stop = at + sense.length
    year = line.key(stop)
    if len(year) == 4 and year.isdigit() and "1900" <= year <= "2100":
        return Atom(at, stop + 1, sense.kind, value=sense.value, year=int(year))
    return Atom(at, stop, sense.kind, value=sense.value)


def _season(line: Line, at: int) -> Atom | None:
    sense = line.sense(at, "season")
    if sense is None or (sense.definite and line.key(at + 1) in ("العربي",)):
        return None
    step = at + 1
    year = read_year(line, step + 1) if line.key(step) == "من" else read_year(line, step)
    if year is not None:
        return Atom(at, year.stop, "season", unit=sense.value, year=year.year)
    placed = read_unit(line, at) or read_unit(line, step)
    if placed is not None and placed.unit in ("Y", sense.value):
        return Atom(at, placed.stop, "season", unit=sense.value, direction=placed.direction)
    if sense.definite and sense.value in ("SU", "WI") and not sense.prefix.endswith("ك"):
        return Atom(at, step, "season", unit=sense.value, direction="this")
    return None


def _day_of_unit(line: Line, at: int) -> Atom | None:
    """29 من نفس الشهر، الخامس من الشهر الجاري."""
    number = read_ordinal(line.keys, at) or read_number(line.keys, at)
    if number is None or line.key(number.stop) != "من" or not 1 <= number.value <= 31:
        return None
    unit = read_unit(line, number.stop + 1)
    if unit is None or unit.unit != "M":
        return None
    return replace(unit, first=at, day=int(number.value))
