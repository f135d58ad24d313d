"""Arabic numbers: words, ordinals, digits of every script, mixed forms.

All read folded token keys (`Token.key`); clitics (و ف ب ل ك ال) may stand on the first word. Vague counts (عشرات، مئات،
بضعة) are no numbers: see `is_vague`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from musnad.lang.ar.number_words import (
    CARDINAL,
    DUAL_SCALES,
    HUNDRED,
    HUNDREDS,
    LONGEST,
    ORDINALS,
    PLURAL_SCALES,
    SCALES,
    SMALL,
    TEEN_HEADS,
    TENS,
    UNITS,
    VAGUE,
    Gender,
    digits_value,
)

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_GLUED = re.compile(r"([وف]?[بلك]?(?:ال)?)(\d+(?:[.,]\d+)*)")
_PREFIXES = ("وال", "فال", "بال", "كال", "ولل", "وبال", "ال", "لل", "وب", "ول", "و", "ف", "ب", "ل", "ك")


class Number(Struct, frozen=True):
    """A number in tokens `[first, stop)`; `value` is exact, `gender` that of the number word itself where it shows."""

    value: int | float
    first: int
    stop: int
    gender: Gender | None = None
    dual: bool = False
    ordinal: bool = False
    definite: bool = False
    prefix: str = ""
    """Clitics before the number, الـ excluded: و، ب، ول …"""


@lru_cache(maxsize=1 << 14)
def _peel(key: str) -> tuple[tuple[str, str, bool], ...]:
    """Readings (word, clitics, definite) of a key, the bare one first."""
    readings = [(key, "", False)]
    for prefix in _PREFIXES:
        if key.startswith(prefix) and len(key) > len(prefix) + 1:
            definite = "ال" in prefix or "لل" in prefix
            readings.append((key[len(prefix) :], prefix.replace("ال", "").replace("لل", "ل"), definite))
    return tuple(readings)


@lru_cache(maxsize=1 << 14)
def _cardinal(key: str) -> tuple[str, str, bool] | None:
    for reading in _peel(key):
        if reading[0] in CARDINAL or reading[0] in TEEN_HEADS:
            return reading
    return None


def _teen(keys: Sequence[str], at: int, word: str) -> int | None:
    """Value of احد عشر … تسعة عشر at `at`, whose bare first word is `word`."""
    head = TEEN_HEADS.get(word)
    if head is None:
        unit = UNITS.get(word)
        head = unit[0] if unit and 3 <= unit[0] <= 9 else None
    if head is None or at + 1 >= len(keys) or keys[at + 1] not in ("عشر", "عشره"):
        return None
    return 10 + head


def _joined(keys: Sequence[str], at: int) -> tuple[str, int] | None:
    """The bare word that و joins to a number before `at`, and its place; و may stand apart (مائة و ستون)."""
    if at >= len(keys) or not keys[at].startswith("و"):
        return None
    apart = keys[at] == "و"
    if apart and at + 1 >= len(keys):
        return None
    word, place = (keys[at + 1], at + 1) if apart else (keys[at][1:], at)
    return (word.removeprefix("ال") if word not in SCALES and word not in DUAL_SCALES else word), place


def _group(keys: Sequence[str], at: int, word: str) -> tuple[int, int, Gender | None] | None:
    """A number below 1000 at `at`: (value, stop, gender)."""
    gender = UNITS[word][1] if word in UNITS else None
    teen = _teen(keys, at, word)
    if teen is not None:
        return teen, at + 2, gender
    value = SMALL.get(word)
    if value is None:
        if word not in TEEN_HEADS:
            return None
        value = TEEN_HEADS[word]
        following = _joined(keys, at + 1)
        if following is None or following[0] not in TENS:  # أحد alone is "one of"
            return None
    stop = at + 1
    if 3 <= value <= 9 and stop < len(keys) and keys[stop] in HUNDRED:
        value, stop = value * 100, stop + 1
    following = _joined(keys, stop)
    if following is None:
        return value, stop, gender
    joined, place = following
    if value >= 100 and joined not in SCALES and joined not in HUNDREDS:
        rest = _group(keys, place, joined)
        return (value + rest[0], rest[1], rest[2]) if rest and rest[0] < 100 else (value, stop, gender)
    if joined in TENS and value < 10:
        return value + TENS[joined], place + 1, gender
    return value, stop, gender


def _scaled(keys: Sequence[str], value: int | float, stop: int) -> tuple[int | float, int]:
    """Multiply by الف، مليون … after a group."""
    while stop < len(keys) and keys[stop] in SCALES and value < 10**LONGEST:
        value, stop = value * SCALES[keys[stop]], stop + 1
    return (int(value) if float(value).is_integer() else value), stop


def _words(keys: Sequence[str], at: int) -> Number | None:
    reading = _cardinal(keys[at])
    if reading is None:
        return None
    word, prefix, definite = reading
    total: int | float = 0
    stop, gender, dual, last = at, None, False, 10**15
    current, place = word, at
    while True:
        piece: tuple[int | float, int]
        if current in SCALES:  # ألفا alone is one thousand; "two thousand" is ألفان and ألفي
            if current in PLURAL_SCALES:
                break
            piece = (SCALES[current], place + 1)
        elif current in DUAL_SCALES:
            piece, dual = (DUAL_SCALES[current], place + 1), True
        else:
            group = _group(keys, place, current)
            if group is None:
                break
            gender = group[2]
            piece = _scaled(keys, group[0], group[1])
        if piece[0] >= last:  # "five and three thousand" is two numbers
            break
        total, stop, last = total + piece[0], piece[1], _size(piece[0])
        following = _joined(keys, stop) if last > 10 else None
        if following is None or _cardinal(following[0]) is None:
            break
        current, place = following
    if stop == at:
        return None
    total, stop = _and_half(keys, total, stop)
    dual = dual or (stop == at + 1 and total in (2, 200))
    return Number(total, at, stop, gender, dual, False, definite, prefix)


def _and_half(keys: Sequence[str], value: int | float, stop: int) -> tuple[int | float, int]:
    """Add ونصف، وربع after a scale: مليون ونصف المليون."""
    share = {"ونصف": 2, "وربع": 4}.get(keys[stop]) if stop < len(keys) else None
    scale = SCALES.get(keys[stop - 1]) or (DUAL_SCALES.get(keys[stop - 1], 0) // 2)
    if share is None or not scale:
        return value, stop
    after = stop + 1
    if after < len(keys) and keys[after].removeprefix("ال") in SCALES:
        after += 1
    return value + scale // share, after


def _size(value: int | float) -> int:
    """The bound that the next joined part has to stay under."""
    for scale in (10**12, 10**9, 10**6, 1000, 100):
        if value >= scale:
            return scale
    return 0


def _digits(keys: Sequence[str], at: int) -> Number | None:
    match = _GLUED.fullmatch(keys[at])
    if not match:
        return None
    head, digits = match.groups()
    stop = at + 1
    if (
        head
        and digits.isdigit()
        and stop + 1 < len(keys)
        and keys[stop] == ","
        and re.fullmatch(r"\d{3}", keys[stop + 1])
    ):
        digits, stop = digits + keys[stop + 1], stop + 2
    if digits.isdigit() and len(digits) <= 3 and not digits.startswith("0"):  # 1 414 021
        while stop < len(keys) and re.fullmatch(r"\d{3}", keys[stop]):
            digits, stop = digits + keys[stop], stop + 1
    value = digits_value(digits)
    if value is None:
        return None
    value, after = _scaled(keys, value, stop)
    while after > stop and (following := _joined(keys, after)) is not None:  # 25 ألفا و300
        rest = digits_value(following[0]) if _DIGITS.fullmatch(following[0]) else None
        if rest is None or rest >= _size(value):
            break
        value, after = value + rest, following[1] + 1
    value, after = _and_half(keys, value, after)
    return Number(value, at, after, definite=head.endswith("ال"), prefix=head.removesuffix("ال"))


def read_number(keys: Sequence[str], at: int) -> Number | None:
    """The cardinal number that starts at token `at`, as long as it goes; None if there is none."""
    if not 0 <= at < len(keys):
        return None
    key = keys[at]
    half = {"نصف": 2, "ربع": 4}.get(key.removeprefix("و").removeprefix("ب")) if "صف" in key or "ربع" in key else None
    if half and at + 1 < len(keys) and keys[at + 1] in SCALES and keys[at + 1] not in PLURAL_SCALES:
        return Number(SCALES[keys[at + 1]] // half, at, at + 2)  # نصف مليون
    return _digits(keys, at) if key and key[-1].isdigit() else _words(keys, at)


@lru_cache(maxsize=1 << 12)
def _ordinal_word(key: str) -> tuple[str, str, bool] | None:
    for reading in _peel(key):
        if reading[0] in ORDINALS or reading[0] in ("حادي", "حاديه"):
            return reading
    return None


def read_ordinal(keys: Sequence[str], at: int) -> Number | None:
    """The ordinal at token `at`: الأول، التاسع عشر، الحادي والعشرين، العشرين; None if there is none."""
    if not 0 <= at < len(keys):
        return None
    reading = _ordinal_word(keys[at])
    if reading is None:
        tens = next((r for r in _peel(keys[at]) if r[0] in TENS and r[2]), None)
        return Number(TENS[tens[0]], at, at + 1, ordinal=True, definite=True, prefix=tens[1]) if tens else None
    word, prefix, definite = reading
    value, stop = ORDINALS.get(word, 1), at + 1
    gender: Gender = "f" if word.endswith("ه") or word == "اولي" else "m"
    if stop < len(keys) and keys[stop] in ("عشر", "عشره") and value < 10:
        value, stop = value + 10, stop + 1
    elif (following := _joined(keys, stop)) is not None and following[0] in TENS and value < 10:
        value, stop = value + TENS[following[0]], following[1] + 1
    elif word in ("حادي", "حاديه", "ثان") and not definite:
        return None
    return Number(value, at, stop, gender, False, True, definite, prefix)


def is_vague(key: str) -> bool:
    """Whether a folded word is a vague count: عشرات، مئات، آلاف، بضعة، عدة."""
    return any(word in VAGUE for word, _, _ in _peel(key))


@lru_cache(maxsize=1 << 14)
def is_number_word(key: str) -> bool:
    """Whether a folded word can begin a number or an ordinal; cheap, for skipping words."""
    return _cardinal(key) is not None or _ordinal_word(key) is not None
