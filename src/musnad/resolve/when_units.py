"""Units: durations, counts, sets, and units with a direction (الأسبوع الماضي، نفس اليوم)."""

from __future__ import annotations

from musnad.lang.ar.numerals import is_number_word, read_number, read_ordinal
from musnad.resolve.when_atoms import Atom, Line

_ABOUT = frozenset(("نحو", "حوالي", "قرابه", "زهاء", "اقل", "اكثر", "من", "ما", "يقرب", "يزيد", "علي",
                    "عن", "لمده", "مده", "حدود", "اقصي",
                    "بنحو", "بحوالي"))  # fmt: skip
_SINGLE_CUES = frozenset(("لمده", "مده", "خلال", "قبل", "بعد", "منذ", "نحو", "قرابه", "حوالي", "من",
                          "طيله", "طوال", "غضون", "وقبل",
                          "وبعد", "بنحو", "عن"))  # fmt: skip
_AGE = frozenset(
    (
        "عمره",
        "عمرها",
        "العمر",
        "يبلغ",
        "تبلغ",
        "البالغ",
        "البالغه",
        "عمر",
        "عاما)",
        "بعمر",
        "سن",
        "اعمارهم",
        "اعمارهن",
        "اعمارهما",
        "ذات",
        "ذو",
        "ذي",
    )
)
_VAGUE = frozenset(("عده", "بضعه", "بضع", "بعض", "بعده", "لعده", "عدد", "لبضع", "لبضعه", "بضعه", "وبضع"))
_SPAN_CUES = frozenset(("منذ", "خلال", "قبل", "بعد", "طيله", "طوال", "مدي", "نحو", "قرابه", "لمده", "حوالي"))
_TIMED = ("TS", "TM", "TH")


def _plain(count: float) -> str:
    """A count as TIMEX3 writes it: all its digits, never an exponent."""
    return str(int(count)) if float(count).is_integer() else f"{count:.6f}".rstrip("0")


def duration(count: float | str, unit: str) -> str:
    """TIMEX3 duration: P3D, PT2H, PXY; decades and centuries in years where counted."""
    if unit == "DE":
        return "PXDE" if count == "X" else f"P{_plain(float(count) * 10)}Y"
    if unit == "CE":
        return "PXCE" if count == "X" else f"P{_plain(float(count) * 100)}Y"
    whole = count if isinstance(count, str) else _plain(count)
    return f"PT{whole}{unit[1]}" if unit in _TIMED else f"P{whole}{unit}"


def halved(count: float, unit: str) -> str:
    """A count and a half: PT1H30M, P3Y6M, P1M15D, P1W3D is not said so P1.5W."""
    small = {"TH": "30M", "Y": "6M", "TM": "30S"}.get(unit)
    if small is None:
        return f"P{_plain(count + 0.5)}{unit}" if unit != "DE" else f"P{_plain(count * 10 + 5)}Y"
    return duration(count, unit) + small


def read_duration(line: Line, at: int) -> Atom | None:
    """A counted or vague length of time: ثلاثة أيام، يومين، عدة أسابيع، نصف ساعة، عام ونصف، السنوات الثلاث الماضية."""
    if line.plain(at) == "نصف" and (unit := line.sense(at + 1, "unit")) and unit.value.endswith(":1"):
        name = unit.value.split(":")[0]
        value = {"TH": "PT30M", "Y": "P6M", "D": "PT12H", "CE": "P50Y"}.get(name)
        return Atom(at, at + 2, "duration", value=value, unit=name, count=0.5) if value else None
    number = read_number(line.keys, at)
    if number is not None:
        step = number.stop
        higher = read_number(line.keys, step + 1) if line.key(step) in ("او", "الي", "-", "–") else None
        if higher is not None and line.sense(higher.stop, "unit"):
            number, step = higher, higher.stop
        unit = line.sense(step, "unit")
        if unit is None or unit.prefix or unit.definite or not _agrees(unit.value, number.value):
            return None
        return _counted(line, at, step + unit.length, unit.value.split(":")[0], number.value)
    if line.plain(at) in _VAGUE:
        unit = line.sense(at + 1, "unit")
        if unit is None or not unit.value.endswith(":n"):
            return None
        return _counted(line, at, at + 2, unit.value.split(":")[0], "X")
    unit = line.sense(at, "unit")
    if line.plain(at) in ("طوال", "طيله", "طول") and (whole := line.sense(at + 1, "unit")):
        if whole.definite and whole.value.endswith(":1") and line.direction(at + 2) is None:
            return Atom(at, at + 2, "duration", unit=whole.value.split(":")[0], count=1)
        return None
    return _by_unit(line, at, unit.value, unit.definite, unit.prefix) if unit else None


def _agrees(unit: str, count: float) -> bool:
    """Whether a unit's form goes with a count: three to ten take the plural, eleven and more the singular."""
    if unit.endswith(":n"):
        return count >= 2
    return unit.endswith((":1", ":1a")) and not 2 < count < 11 and count != 0


def _by_unit(line: Line, at: int, value: str, definite: bool, prefix: str) -> Atom | None:
    """A duration that begins with its unit: يومين، أيام، شهر واحد، الأيام الثلاثة الماضية، اليوم الثامن."""
    unit, _, form = value.partition(":")
    stop = at + 1
    if form == "2":
        return _counted(line, at, stop, unit, 2)
    if form in ("1", "1a") and line.key(stop) in ("واحد", "واحده"):
        return _counted(line, at, stop + 1, unit, 1)
    if form in ("1", "1a") and definite and prefix.endswith("ل") and unit in ("D", "W", "M", "Y"):
        ordinal = read_ordinal(line.keys, stop)
        return (
            Atom(at, ordinal.stop, "duration", unit=unit, count=ordinal.value) if ordinal and ordinal.definite else None
        )
    if form == "n" and unit != "DE" and not line.sense(stop, "part"):
        number = read_number(line.keys, stop)
        if (
            number is not None
            and number.definite == definite
            and not line.sense(number.stop, "unit")
            and number.value < 100
        ):
            return _counted(line, at, number.stop, unit, number.value)
        return _counted(line, at, stop, unit, "X") if not definite or line.direction(stop) else None
    if form in ("1", "1a") and definite and unit == "Y" and line.key(at - 1) in ("نحو", "قرابه", "حوالي"):
        return _counted(line, at, stop, unit, 1)
    if form in ("1", "1a") and not definite and unit != "DE" and _single(line, at, unit, form):
        return _counted(line, at, stop, unit, 1)
    return None


def _single(line: Line, at: int, unit: str, form: str) -> bool:
    """Whether one indefinite unit word is a length of time: لمدة عام، قضى عاما (but يوما is "one day, ever")."""
    before = line.key(at - 1)
    if before[-1:].isdigit() or is_number_word(before):
        return False
    return before in _SINGLE_CUES or (form == "1a" and unit != "D")


def _counted(line: Line, first: int, stop: int, unit: str, count: float | str) -> Atom | None:
    """The duration with what follows (ونصف، الماضية) and what stands before (قبل، منذ، بعد، كل)."""
    loose = unit == "DE" and line.plain(first - 1) not in _SPAN_CUES and line.direction(stop) is None
    if loose or _is_age(line, first, stop, unit):
        return None
    value = None
    if line.key(stop) in ("ونصف", "والنصف") and not isinstance(count, str):
        value, stop = halved(count, unit), stop + 1
        if line.sense(stop, "unit"):
            stop += 1
    found = line.direction(stop)
    direction, stop = found if found else (None, stop)
    before = first - 1
    while line.key(before) in _ABOUT and first - before < 4:
        before -= 1
    shift = line.sense(before, "shift")
    if shift and any(line.key(at) in ("اكثر", "اقل", "يزيد") for at in range(before + 1, first)):
        shift = None  # "more than a year ago" names no year
    if shift and line.key(stop) == "من" and line.key(stop + 1) in ("اليوم", "الان"):
        return Atom(before if first - before < 4 else first, stop + 2, "duration", unit=unit, count=count, value=value,
                    shift=int(shift.value), direction="from-now")  # fmt: skip
    if shift and line.key(stop) not in ("من", "علي"):
        return Atom(before if first - before < 4 else first, stop, "duration", unit=unit, count=count, value=value,
                    shift=int(shift.value), direction=line.plain(before))  # fmt: skip
    if line.plain(first - 1) == "كل":
        return Atom(first - 1, stop, "set", value=value or duration(count, unit))
    return Atom(first, stop, "duration", unit=unit, count=count, value=value, direction=direction)


def _is_age(line: Line, first: int, stop: int, unit: str) -> bool:
    if line.key(first - 1) == "(" and line.key(stop) in (")", "،"):
        return True
    if unit == "Y" and line.key(first - 1) in ("،", ",") and line.key(first).isdigit():  # a name, 59 عاما
        return True
    return any(line.key(at) in _AGE for at in range(max(0, first - 4), first)) or line.key(stop) in ("عمرا", "العمر")


def _weekly(line: Line, at: int) -> Atom | None:
    """كل يوم اثنين، كل سبت، أيام الأحد: a weekday that comes again."""
    every = line.plain(at) in ("كل", "بكل", "لكل")
    step = at + 1
    if every and line.key(step) == "يوم":
        step += 1
    if not every and line.plain(at) not in ("ايام",):
        return None
    day = line.sense(step, "weekday")
    if day is None or day.prefix or not (every or day.definite):
        return None
    return Atom(at, step + day.length, "set", value=f"XXXX-WXX-{day.value}")


def read_set(line: Line, at: int) -> Atom | None:
    """Sets: يوميا، كل شهر، كل عام، أيام الأحد."""
    weekly = _weekly(line, at)
    if weekly is not None:
        return weekly
    sense = line.sense(at, "set")
    if sense is not None and not sense.weak:
        return Atom(at, at + sense.length, "set", value=sense.value)
    unit = line.sense(at + 1, "unit") if line.plain(at) in ("كل", "بكل", "لكل") else None
    if unit is None or unit.prefix or unit.definite or not unit.value.endswith((":1", ":2")):
        return None
    name, _, form = unit.value.partition(":")
    return Atom(at, at + 2, "set", value=duration(int(form), name))


def read_unit(line: Line, at: int) -> Atom | None:
    """A unit placed by a direction: الأسبوع الماضي، هذا العام، نفس اليوم، اليوم التالي، العام نفسه، الشهر الجاري."""
    key = line.plain(at)
    head = line.sense(at, "same") or (
        line.sense(at, "direction") if key in ("هذا", "هذه") or key[1:] in ("هذا", "هذه") else None
    )
    if head is not None:
        unit = line.sense(at + 1, "unit") or line.sense(at + 1, "season") or line.sense(at + 1, "part")
        if unit is None or not unit.definite or unit.prefix or unit.value.endswith((":n", ":2")):
            return None
        direction = "this" if head.kind == "direction" else "same"
        return _placed(at, at + 2, unit.kind, unit.value, direction)
    unit = line.sense(at, "unit") or line.sense(at, "season") or line.sense(at, "part")
    if unit is None or not unit.definite or unit.value.endswith((":n", ":2")):
        return None
    found = line.direction(at + unit.length)
    if found is None or (found[0] == "last" and line.key(found[1] - 1) in ("الاخير", "الاخيره")):
        return None
    return _placed(at, found[1], unit.kind, unit.value, found[0])


def _placed(first: int, stop: int, kind: str, value: str, direction: str) -> Atom | None:
    unit = value.split(":")[0]
    if kind == "part":
        return Atom(first, stop, "partunit", part=value, direction=direction)
    if unit in ("DE", "CE", *_TIMED):
        return None
    return Atom(first, stop, "unit", unit=unit, direction=direction)
