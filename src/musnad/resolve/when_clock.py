"""The hours: الساعة الثامنة مساء، 19:30، منتصف الليل، بعد ظهر."""

from __future__ import annotations

import re

from musnad.lang.ar.numerals import read_number, read_ordinal
from musnad.resolve.when_atoms import Atom, Line

_CLOCK = re.compile(r"[وفبل]?(?:ال)?(\d{1,2})[:.](\d\d)(?::\d\d)?")
_FRACTIONS = {"والنصف": 30, "والربع": 15, "والثلث": 20, "ونصف": 30, "وربع": 15, "وثلث": 20}
_BEFORE = {"ربعا": 15, "الربع": 15, "ربع": 15, "ثلثا": 20, "الثلث": 20, "خمس": 5}
_AT_HOUR = frozenset(("الساعه", "والساعه", "للساعه", "بالساعه"))
_ZONES = frozenset(("بتوقيت", "توقيت", "بالتوقيت", "غرينتش", "جرينتش", "غرينيتش", "المحلي"))
_LATE = frozenset(("TAF", "TEV", "TMI"))


def read_clock(line: Line, at: int) -> Atom | None:
    """An hour: with الساعة before it, or digits with a colon, and the part of the day after it."""
    said = line.key(at) in _AT_HOUR
    step = at + 1 if said else at
    hour, minute, stop = _hour(line, step, said)
    if hour is None or hour > 24 or minute > 59:
        return None
    part, after = _part(line, stop)
    if not said and part is None and ":" not in line.key(step) and line.key(stop) not in _ZONES:
        return None
    if hour < 12 and (part in _LATE or (part == "TNI" and hour >= 6)):
        hour += 12
    elif hour == 12 and part in ("TNI", "TMO"):
        hour = 0
    return Atom(at, after, "clock", clock=f"T{hour % 24:02d}:{minute:02d}", part=part)


def _hour(line: Line, at: int, said: bool) -> tuple[int | None, int, int]:
    """Hour, minute and where they end; seconds are read over."""
    match = _CLOCK.fullmatch(line.key(at))
    if match:
        return int(match.group(1)), int(match.group(2)), at + 1
    if line.key(at).isdigit() and line.key(at + 1) == ":" and line.key(at + 2).isdigit():
        return int(line.key(at)), int(line.key(at + 2)), at + 3
    ordinal = read_ordinal(line.keys, at)
    spoken = (
        ordinal is not None and ordinal.gender == "f" and ordinal.definite and _fraction(line, ordinal.stop) is not None
    )
    if not said and not spoken and line.sense(at + 1, "adverb") is None:
        return None, 0, at
    number = ordinal or read_number(line.keys, at)
    if number is None or number.value > 24 or not (said or number.ordinal or line.key(at).isdigit()):
        return None, 0, at
    fraction = _fraction(line, number.stop)
    if fraction is None:
        return int(number.value), 0, number.stop
    minute, stop = fraction
    return int(number.value) - (minute < 0), minute % 60, stop


def _fraction(line: Line, at: int) -> tuple[int, int] | None:
    """Minutes after (below zero: before) a full hour, and where they end: والنصف، إلا ربعا، و20 دقيقة."""
    key = line.key(at)
    if key in _FRACTIONS:
        return _FRACTIONS[key], at + 1
    if key == "الا" and line.key(at + 1) in _BEFORE:
        return -_BEFORE[line.key(at + 1)], at + 2
    if key.startswith("و"):
        number = read_number(line.keys, at + 1 if key == "و" else at)
        if number is not None and 0 < number.value < 60 and line.key(number.stop).startswith("دقيق"):
            return int(number.value), number.stop + 1
        if number is not None and 0 < number.value < 60 and line.key(number.stop) == "دقائق":
            return int(number.value), number.stop + 1
    return None


def _part(line: Line, at: int) -> tuple[str | None, int]:
    """The part of the day that follows an hour: صباحا، من مساء، بعد الظهر."""
    step = at + 1 if line.key(at) == "من" else at
    sense = line.sense(step, "adverb") or line.sense(step, "part")
    if sense is None or sense.prefix:
        return None, at
    return sense.value, step + sense.length if step == at else at


def read_part(line: Line, at: int) -> Atom | None:
    """A part of the day as a head (صباح السبت) or an adverb (مساء)."""
    for kind in ("midnight", "noon"):
        if sense := line.sense(at, kind):
            return Atom(at, at + sense.length, kind, part="TMI" if kind == "noon" else "TNI")
    sense, adverb = line.sense(at, "part"), line.sense(at, "adverb")
    if adverb is not None and (sense is None or adverb.length > sense.length):
        return Atom(at, at + adverb.length, "adverb", part=adverb.value)
    if sense is not None:
        return Atom(at, at + sense.length, "part" if adverb is None else "partadverb", part=sense.value,
                    direction="definite" if sense.definite else None)  # fmt: skip
    eve = line.sense(at, "eve")
    return Atom(at, at + eve.length, "eve", part=eve.value) if eve else None
