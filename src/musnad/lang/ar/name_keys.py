"""Keys of names: spellings that stand for one name by rule, made one; and weaker keys that only propose.

`word_key` joins spellings that no two names differ by (hamza, ة/ه, ى/ي, ابن/بن, g, v and p letters). `skeleton` keeps
the consonants alone and joins letters that transliterators choose among; two names with one skeleton may be two people,
so it proposes and never decides.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from musnad.lang.ar.fold import FOLDING, fold_word

_LETTERS: Final = str.maketrans(
    {"ؤ": "و", "ئ": "ي", "ء": None, "ڤ": "ف", "ڨ": "ق", "گ": "غ", "چ": "ج", "پ": "ب", "ڢ": "ف"}
)
_NAME: Final = {**_LETTERS, **{code: (text or "").translate(_LETTERS) for code, text in FOLDING.items()}}
"""Folding and the letters of names in one."""
_SAME_WORDS: Final = {"ابن": "بن", "ابي": "ابو", "ابا": "ابو", "بو": "ابو"}
_JOINED: Final = frozenset(
    {
        "عبد",
        "نور",
        "صلاح",
        "عز",
        "جمال",
        "شمس",
        "سيف",
        "علا",
        "بها",
        "محي",
        "محيي",
        "تقي",
        "حسام",
        "خير",
        "ضيا",
        "عماد",
        "فخر",
        "ناصر",
        "زين",
        "علم",
        "كمال",
        "بدر",
        "سعد",
        "نصر",
        "حمد",
        "جاد",
    }
)
_COMPOUND: Final = re.compile("|".join(sorted((*_JOINED, "ابو"), key=len, reverse=True)))
_COMPOUND_STARTS: Final = frozenset(head[:2] for head in (*_JOINED, "ابو"))
_ARABIC: Final = re.compile(r"[\u0621-\u064a]")
_PLAIN: Final = re.compile(r"[a-z\u0621-\u064a ]+")
_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+")

_SKELETON: Final = str.maketrans(
    {
        "ا": None,
        "و": None,
        "ي": None,
        "ع": None,
        "ج": "k",
        "غ": "k",
        "ق": "k",
        "ك": "k",
        "ف": "f",
        "ب": "b",
        "ت": "t",
        "ط": "t",
        "ث": "t",
        "س": "s",
        "ص": "s",
        "ز": "z",
        "ظ": "z",
        "ذ": "z",
        "د": "d",
        "ض": "d",
        "ح": "h",
        "ه": "h",
        "خ": "x",
        "ش": "C",
        "ر": "r",
        "ل": "l",
        "م": "m",
        "ن": "n",
    }
)
_LATIN_PAIRS: Final = (
    ("tch", "tC"),
    ("sch", "C"),
    ("sh", "C"),
    ("ch", "tC"),
    ("kh", "x"),
    ("gh", "k"),
    ("th", "t"),
    ("ph", "f"),
    ("dh", "z"),
    ("zh", "k"),
    ("ck", "k"),
    ("qu", "k"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "si"),
)
_LATIN: Final = str.maketrans(
    {**dict.fromkeys("aeiouyw'’-ʿʾ"), "c": "k", "g": "k", "q": "k", "j": "k", "v": "f", "p": "b", "x": "ks"}
)
_INITIAL: Final = {"و": "w", "w": "w", "ي": "y", "y": "y", **dict.fromkeys("اعaeiou", "a")}
"""A vowel or semivowel that a name starts with is heard, whatever is left out after it."""
_REPEATS: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 16)
def word_key(folded: str) -> str:
    """Key of one folded word; never empty unless the word is a lone hamza."""
    plain = folded.translate(_LETTERS)
    if not plain.isascii() and not _ARABIC.search(plain):
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return _SAME_WORDS.get(plain, plain)


@lru_cache(maxsize=1 << 15)
def name_words(name: str) -> tuple[str, ...]:
    """Keys of the words of a name, marks and hyphens left out.

    >>> name_words("محمّد ابن سلمان") == name_words("محمد بن سلمان")
    True
    """
    plain = name.translate(_NAME)
    if _PLAIN.fullmatch(plain):  # nearly all names; the others take the long way to the same keys
        return tuple([_SAME_WORDS.get(word, word) for word in plain.split()])
    return tuple(map(word_key, _TOKEN.findall(fold_word(name))))


def phrase_forms(keys: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """The ways to write one name in words: عبد الله and عبدالله, نور الدين and نورالدين."""
    if _COMPOUND_STARTS.isdisjoint(key[:2] for key in keys) or not any(map(_COMPOUND.match, keys)):
        return frozenset((keys,))
    joined: list[str] = []
    for key in keys:
        if joined and _COMPOUND.fullmatch(joined[-1]) and key.startswith("ال"):
            joined[-1] += key
        else:
            joined.append(key)
    split: list[str] = []
    for key in keys:
        compound = _COMPOUND.match(key)
        head = compound.group() if compound else ""
        rest = key[len(head) :]
        split.extend((head, rest) if head and rest.startswith("ال") and len(rest) > 3 else (key,))
    return frozenset((keys, tuple(joined), tuple(split)))


@lru_cache(maxsize=1 << 15)
def bare_forms(key: str) -> tuple[str, ...]:
    """The word itself, then what is left of it without the clitics و ف ب ل ك that may stand before a name."""
    forms = [key]
    rests = [key]
    if len(key) > 3 and key[0] in "وف":
        rests.append(key[1:])
        forms.append(key[1:])
    for rest in rests:
        if len(rest) < 4:
            continue
        if rest.startswith("لل"):
            forms += ["ال" + rest[2:], rest[1:], "ال" + rest[1:]]
        elif rest[0] in "بلك":
            forms.append(rest[1:])
    return tuple(dict.fromkeys(f for f in forms if len(f) > 1))


def is_arabic(word: str) -> bool:
    """Whether the word holds an Arabic letter."""
    return _ARABIC.search(word) is not None


@lru_cache(maxsize=1 << 15)
def skeleton(word: str) -> str:
    """Consonants of a folded word, Arabic or Latin, in one alphabet.

    >>> skeleton("زيلينسكي") == skeleton("زيلنسكي") == skeleton("zelenskyy")
    True
    """
    if is_arabic(word):
        plain = word[2:] if word.startswith("ال") and len(word) > 4 else word
        plain = _REPEATS.sub(r"\1", plain.translate(_LETTERS)).rstrip("ه")
        return _INITIAL.get(plain[:1], "") + plain.translate(_SKELETON)
    plain = _REPEATS.sub(r"\1", word)
    for pair, sound in _LATIN_PAIRS:
        plain = plain.replace(pair, sound)
    return _INITIAL.get(plain[:1], "") + plain.rstrip("h").translate(_LATIN)


def within_one_edit(one: str, other: str) -> bool:
    """Whether the words differ by one letter put in, left out, exchanged, or by two neighbours swapped."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return one == other
    first = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) == len(other):
        return one[first + 1 :] == other[first + 1 :] or (
            one[first : first + 2] == other[first : first + 2][::-1] and one[first + 2 :] == other[first + 2 :]
        )
    long, short = (one, other) if len(one) > len(other) else (other, one)
    return long[first + 1 :] == short[first:]
