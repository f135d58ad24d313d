"""Folding: the spellings that Arabic writers use for one word, made one, with the way back to the original.

أ إ آ ٱ → ا · ى ی → ي · ة ہ → ه · ک → ك · tashkeel, tatweel, bidi and zero-width controls dropped · presentation forms
decomposed · Arabic-Indic digits → ASCII digits · Latin letters lower-cased. Matching runs on folded text; records
point to the original.
"""

from __future__ import annotations

import unicodedata
from array import array
from functools import lru_cache

from msgspec import Struct

FOLD_VERSION = "1"

_SAME = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ۍ": "ي", "ې": "ي", "ة": "ه", "ہ": "ه",
         "ۀ": "ه", "ھ": "ه", "ە": "ه", "ک": "ك", "ڪ": "ك", "٫": ".", "٬": ","}  # fmt: skip
_DROPPED = (
    "\u0640\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad"
)
_MARKS = ((0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E8), (0x06EA, 0x06ED))
_FORMS = ((0xFB50, 0xFDFF), (0xFE70, 0xFEFF))


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {ord(k): v for k, v in _SAME.items()}
    for first, last in _MARKS:
        table.update(dict.fromkeys(range(first, last + 1)))
    for first, last in _FORMS:
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if plain != chr(code):
                table[code] = "".join(_SAME.get(c, c) for c in plain if not unicodedata.combining(c)).strip()
    table.update(dict.fromkeys(map(ord, _DROPPED)))
    for digit in range(10):
        table[0x0660 + digit] = table[0x06F0 + digit] = str(digit)
    for code in range(ord("A"), ord("Z") + 1):
        table[code] = chr(code).lower()
    return table


FOLDING = _table()
"""What `str.translate` folds with."""


class Folded(Struct, frozen=True):
    """Folded text; folded code point `i` comes from original code point `origin[i]`."""

    text: str
    origin: array[int]
    length: int
    """Code points of the original."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Bounds `[start, end)` in the original of folded `[start, end)`; trailing dropped marks are kept inside."""
        last = self.origin[end] if end < len(self.origin) else self.length
        return self.origin[start], last


def fold(text: str) -> Folded:
    """Fold `text` and keep the offset of every folded code point."""
    out: list[str] = []
    origin = array("I")
    lookup = FOLDING.get
    for i, char in enumerate(text):
        plain = lookup(ord(char), char)
        if plain:
            out.append(plain)
            for _ in plain:
                origin.append(i)
    return Folded("".join(out), origin, len(text))


@lru_cache(maxsize=1 << 16)
def fold_word(word: str) -> str:
    """Fold one word or short phrase; no offsets."""
    return word.translate(FOLDING)
