"""The words and digits that Arabic numbers are made of, folded; see `musnad.lang.ar.numerals` for how they join."""

from __future__ import annotations

import re
from typing import Literal

Gender = Literal["m", "f"]

UNITS: dict[str, tuple[int, Gender | None]] = {
    "واحد": (1, "m"), "واحده": (1, "f"), "اثنان": (2, "m"), "اثنين": (2, "m"), "اثنتان": (2, "f"), "اثنتين": (2, "f"),
    "ثلاثه": (3, "m"), "ثلاث": (3, "f"), "اربعه": (4, "m"), "اربع": (4, "f"), "خمسه": (5, "m"), "خمس": (5, "f"),
    "سته": (6, "m"), "ست": (6, "f"), "سبعه": (7, "m"), "سبع": (7, "f"), "ثمانيه": (8, "m"), "ثماني": (8, "f"),
    "ثمان": (8, "f"), "تسعه": (9, "m"), "تسع": (9, "f"), "عشره": (10, "m"), "عشر": (10, "f"), "صفر": (0, None),
}  # fmt: skip
TEEN_HEADS = {"احد": 1, "واحد": 1, "احدي": 1, "اثنا": 2, "اثني": 2, "اثنتا": 2, "اثنتي": 2, "حادي": 1, "حاديه": 1}
TENS = {
    stem + end: value
    for stem, value in {
        "عشر": 20,
        "ثلاث": 30,
        "اربع": 40,
        "خمس": 50,
        "ست": 60,
        "سبع": 70,
        "ثمان": 80,
        "تسع": 90,
    }.items()
    for end in ("ون", "ين")
} | {"ثمانيين": 80, "ثمانيون": 80}
HUNDRED = {"مئه": 100, "مائه": 100, "ميه": 100, "مءه": 100}
HUNDREDS = {
    **HUNDRED,
    **dict.fromkeys(("مئتان", "مئتين", "مائتان", "مائتين", "مئتا", "مائتا", "مئتي", "مائتي"), 200),
} | {
    stem + hundred: value * 100
    for stem, value in {"ثلاث": 3, "اربع": 4, "خمس": 5, "ست": 6, "سبع": 7, "ثمان": 8, "ثماني": 8, "تسع": 9}.items()
    for hundred in ("مئه", "مائه")
}
SCALES = {
    **dict.fromkeys(("الف", "الفا", "الاف"), 1000),
    **dict.fromkeys(("مليون", "مليونا", "ملايين"), 10**6),
    **dict.fromkeys(("مليار", "مليارا", "مليارات", "بليون", "بلايين"), 10**9),
    **dict.fromkeys(("تريليون", "تريليونا", "تريليونات", "ترليون"), 10**12),
}
DUAL_SCALES = {
    **dict.fromkeys(("الفان", "الفين", "الفا", "الفي"), 2000),
    **dict.fromkeys(("مليونان", "مليونين", "مليوني"), 2 * 10**6),
    **dict.fromkeys(("ملياران", "مليارين", "ملياري"), 2 * 10**9),
}
PLURAL_SCALES = frozenset(("الاف", "ملايين", "مليارات", "بلايين", "تريليونات"))
VAGUE = frozenset(("عشرات", "مئات", "مءات", "مايات", "الاف", "ملايين", "مليارات", "بضع", "بضعه", "عده", "بعض", "عديد"))
ORDINALS = {
    "اول": 1, "اولي": 1, "ثاني": 2, "ثانيه": 2, "ثان": 2, "ثالث": 3, "ثالثه": 3, "رابع": 4, "رابعه": 4, "خامس": 5,
    "خامسه": 5, "سادس": 6, "سادسه": 6, "سابع": 7, "سابعه": 7, "ثامن": 8, "ثامنه": 8, "تاسع": 9, "تاسعه": 9,
    "عاشر": 10, "عاشره": 10,
}  # fmt: skip
SMALL = {**{w: v for w, (v, _) in UNITS.items()}, **TENS, **HUNDREDS}
CARDINAL = frozenset(SMALL) | frozenset(SCALES) | frozenset(DUAL_SCALES)

LONGEST = 18
"""Digits of the longest number, separators among them; what is larger counts nothing."""
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")


def digits_value(digits: str) -> int | float | None:
    """Value of ASCII digits with separators: 1,200 · 1.200.000 · 2.5 · 2,5.

    None for what is no number: a date, or more digits than news counts with (a telephone, an account).
    """
    if len(digits) > LONGEST:
        return None
    if digits.isdigit():
        return int(digits)
    if _GROUPED.fullmatch(digits):
        plain = digits.replace(",", "") if "," in digits else digits.replace(".", "")
        return float(plain) if "." in plain else int(plain)
    if re.fullmatch(r"\d{1,3}\.000", digits):  # 25.000 is how many papers write 25 thousand
        return int(digits.replace(".", ""))
    if re.fullmatch(r"\d+[.,]\d+", digits):
        return float(digits.replace(",", "."))
    return None
