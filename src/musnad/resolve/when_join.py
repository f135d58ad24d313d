"""Joining: neighbouring atoms that tell parts of one time become one (صباح + السبت + 11 مارس 2017)."""

from __future__ import annotations

from msgspec.structs import replace

from musnad.resolve.when_atoms import Atom, Line

_POINTS = frozenset(("date", "weekday", "deixis", "unitday", "holiday"))
_GAPS_DATE = frozenset(
    ((), ("،",), (",",), ("(",), ("يوم",), ("الموافق",), ("الموافق", "ل"), ("-",), ("من",), ("من", "يوم"), ("،", "يوم"))
)
_GAPS_YEAR = frozenset(((), ("من",), ("،",)))
_GAPS_CLOCK = frozenset(
    (
        (),
        ("من",),
        ("من", "يوم"),
        ("في",),
        ("،",),
        ("يوم",),
        ("علي",),
        ("عند",),
        ("بتوقيت",),
        ("حوالي",),
        ("نحو",),
        ("علي", "نحو"),
    )
)


def join(line: Line, found: list[Atom]) -> list[Atom]:
    """Neighbouring atoms made one where they tell parts of one time; from the last to the first."""
    out: list[Atom] = []
    for atom in reversed(found):
        united = _unite(line, atom, out[-1]) if out else None
        if united is not None:
            out[-1] = united
        else:
            out.append(atom)
    out.reverse()
    return out


def _unite(line: Line, a: Atom, b: Atom) -> Atom | None:
    if b.first - a.stop > 3:
        return None
    gap = tuple(line.keys[a.stop : b.first])
    if a.sort == "date" and a.year is None and b.sort == "set" and b.value == "P1Y" and gap == ("من",):
        return replace(a, stop=b.stop, direction="every")
    if a.sort == b.sort == "weekday" and gap in ((), ("-",)) and line.plain(a.first - 1) in ("ليل", "ليله", '"'):
        return (
            replace(a, stop=b.stop)
            if line.plain(a.first - 1) != '"' or line.plain(a.first - 2) in ("ليل", "ليله")
            else None
        )
    if (
        a.sort == "date"
        and a.year is None
        and b.sort == "unit"
        and b.unit == "Y"
        and gap in _GAPS_YEAR
        and a.direction is None
    ):
        return replace(a, stop=b.stop, unit="Y", direction=b.direction)
    if a.sort in ("part", "partadverb", "adverb", "eve", "midnight", "noon"):
        return _part_of(a, b, gap)
    if a.sort == "weekday" and b.sort == "unit" and b.unit == "W" and gap in ((), ("من",)) and a.direction is None:
        return replace(a, stop=b.stop, unit="W", direction=b.direction)
    if b.sort == "partunit" and b.direction == "this" and a.sort == "clock" and gap in _GAPS_CLOCK:
        return replace(b, first=a.first, sort="deixis", deixis=0, clock=_with_part(a.clock, b.part))
    if a.sort == "night" and b.sort == "clock" and gap in _GAPS_CLOCK:
        return replace(a, stop=b.stop, sort="deixis", clock=_with_part(b.clock, "TNI"))
    if a.sort == "clock":
        gap = gap if gap in _GAPS_CLOCK else tuple(w for w in gap if w not in _ZONE_WORDS)
        if gap in _GAPS_CLOCK and b.sort in (*_POINTS, "unit", "adverb", "partadverb") and b.clock is None:
            return replace(b, first=a.first, clock=_with_part(a.clock, b.part))
        return None
    if a.sort in _POINTS and b.clock is None and a.clock is None and gap in _GAPS_CLOCK and b.sort == "clock":
        return replace(a, stop=b.stop, clock=b.clock)
    if a.sort in _POINTS and b.sort in ("adverb", "partadverb") and not gap and a.part is None:
        return None if b.sort == "partadverb" and b.direction else replace(a, stop=b.stop, part=b.part)
    return _same_day(a, b, gap)


_ZONE_WORDS = frozenset(("بتوقيت", "بالتوقيت", "المحلي", "غرينتش", "جرينتش", "توقيت", "مكه"))


def _part_of(a: Atom, b: Atom, gap: tuple[str, ...]) -> Atom | None:
    if b.sort == "partunit" or gap not in (*_GAPS_DATE, ("هذا",)):
        return None
    if b.first > a.stop and gap in (("،",), ("(",), (",",)) and a.sort != "adverb":
        return None
    if b.sort in _POINTS and b.part is None and not (b.sort == "date" and b.day is None):
        if a.sort == "midnight":
            return replace(b, first=a.first, part="midnight")
        return replace(b, first=a.first, part=a.part)
    if b.sort == "unit" and b.unit == "D":
        return replace(b, first=a.first, part=a.part)
    if b.sort == "night" and not gap:
        return replace(b, first=a.first, part="midnight" if a.sort == "midnight" else "TNI")
    return None


def _with_part(clock: str | None, part: str | None) -> str | None:
    if clock is None or part not in ("TAF", "TEV", "TMI", "TNI"):
        return clock
    hour = int(clock[1:3])
    if 1 <= hour < 12 and not (part == "TNI" and hour < 6) and not (part == "TMI" and hour >= 10):
        hour += 12
    return f"T{hour:02d}{clock[3:]}"


def _same_day(a: Atom, b: Atom, gap: tuple[str, ...]) -> Atom | None:
    """Two names of one day: اليوم السبت، السبت 11 مارس 2017، أمس (الجمعة."""
    if gap not in _GAPS_DATE or gap in (("من",), ("من", "يوم")) or (a.sort == b.sort and a.sort != "date"):
        return None
    if a.sort not in ("deixis", "weekday", "holiday") or b.sort not in ("deixis", "weekday", "date"):
        return None
    if (b.sort == "date" and b.day is None) or (a.part and b.part) or a.clock:
        return None
    if a.weekday is not None and b.weekday is not None:
        return None
    direction = b.direction or a.direction
    deixis = a.deixis if a.deixis is not None else b.deixis
    weekday, part = a.weekday or b.weekday, a.part or b.part
    return replace(b, first=a.first, weekday=weekday, deixis=deixis, part=part, direction=direction)
