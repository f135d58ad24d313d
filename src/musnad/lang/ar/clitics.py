"""Cut a written word into what Arabic writes together: proclitics, stem, suffix pronoun, by offset.

A word is `[و|ف] [ب|ل|ك|س] stem [pronoun]`; the article is no clitic and stays with its stem (للسلطة is ل + لسلطة).
Function words stand in a table. Elsewhere frequencies decide: وقال is و + قال because قال is far more frequent than
chance, وزير is whole because there is no زير. A cut needs a stem whose own frequency, times how readily writers add
those clitics, outweighs that of the whole word; what a pronoun changes before it (زيارتها, رماه, هاجموه) is undone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from itertools import product
from typing import Literal

from msgspec import Struct

from musnad.errors import DataError
from musnad.lang.ar.fold import fold_word

Kind = Literal["conjunction", "question", "preposition", "future", "stem", "pronoun"]
WORD = re.compile("[\u0621-\u0655\u0670\u0671]+")
"""A run of Arabic letters with their marks."""

_TANWIN = "\u064b"
_MARKS = re.compile("[\u0640\u064b-\u0655\u0670]")
_KINDS: dict[str, Kind] = {"و": "conjunction", "ف": "conjunction", "ب": "preposition", "ل": "preposition",
                           "ك": "preposition", "م": "preposition", "ع": "preposition", "س": "future",
                           "أ": "question"}  # fmt: skip
_HEADS = {"": 1.0, "و": 8.0, "ف": 0.5}
_INNER = {"": 1.0, "ب": 3.0, "ل": 2.0, "ك": 0.1, "س": 20.0}
_TAILS = {"": 1.0, "ه": 1.0, "ها": 3.0, "هم": 2.0, "هما": 1.0, "هن": 0.1, "نا": 0.5, "ني": 0.3, "ك": 0.03,
          "كم": 0.1, "كما": 0.02}  # fmt: skip
"""How readily writers add the clitic: a word with it may be so many times as frequent as the word without."""

_OPEN = {"": 1.0, "و": 3.0, "ف": 0.3, "ب": 0.3, "ل": 0.3, "ك": 0.02, "س": 0.8, "ه": 0.5, "ها": 2.0, "هم": 1.0,
         "هما": 1.0, "هن": 0.05, "نا": 0.2, "ني": 0.1, "ك-": 0.01, "كم": 0.1, "كما": 0.02}  # fmt: skip
"""The same for stems that were never met: foreign names begin with ب, ل, ك and س too."""

_PRONOUNS = frozenset(_TAILS) - {""}
_SUFFIXED = _PRONOUNS | {"ي"}
_IMPERFECT = frozenset("يتنأ")
_BOUND = 3.0
"""The ت of a feminine noun shows before a pronoun only: زوجته may be more frequent than زوجة."""

_NO_HAMZA = 0.05
"""A stem with a plain ا is a form VII to X (انسحب, استقبل, اجتمع) or the article's; others are written with a hamza."""

_KNOWN = 3.0
_UNSEEN = 0.02
_ARTICLE = 20.0
"""بال, كال, لل: so many times likelier a preposition and the article than the start of a word."""


class Segment(Struct, frozen=True, gc=False):
    """Code points `[start, end)` of the word; the segments of a word cover it without gaps."""

    start: int
    end: int
    kind: Kind


class CliticLexicon(Struct, frozen=True):
    """Frequencies of written words, and the function words.

    `counts` is by spelling without marks, `folded` the same summed by folded spelling; `whole` are folded function
    words that are never cut, `cut` folded ones with the lengths of their parts.
    """

    counts: dict[str, float]
    folded: dict[str, float]
    whole: frozenset[str]
    cut: dict[str, tuple[int, ...]]

    @classmethod
    def load(cls) -> CliticLexicon:
        """The tables shipped with Musnad. Raises: DataError where one is missing or broken."""
        try:
            return cls.of(_rows("word_counts.tsv"), _rows("clitic_words.tsv"))
        except (OSError, ValueError) as error:
            raise DataError(f"word_counts.tsv or clitic_words.tsv is broken: {error}") from error

    @classmethod
    def of(cls, counts: Iterable[list[str]], words: Iterable[list[str]]) -> CliticLexicon:
        """From rows `word, k` (k = 2 log2 of the count) and `word, kind, takes, …`. Raises: ValueError."""
        table = {word: 2.0 ** (int(k) / 2) for word, k in counts}
        folded: dict[str, float] = {}
        for word, count in table.items():
            key = fold_word(word)
            folded[key] = folded.get(key, 0.0) + count
        whole: set[str] = set()
        cut: dict[str, tuple[int, ...]] = {}
        for word, kind, takes, *_ in words:
            if kind == "whole":
                whole.add(fold_word(word))
            else:
                cut.update(_cuts(word, kind, takes))
        return cls(table, folded, frozenset(whole), cut)

    def count(self, spelling: str) -> float:
        """Occurrences of a spelling; a tenth of those under other spellings of its hamzas and dots."""
        exact = self.counts.get(spelling, 0.0)
        if spelling[-1:] in "ةى":
            return exact
        return exact + 0.1 * (self.folded.get(fold_word(spelling), 0.0) - exact)


def _rows(name: str) -> list[list[str]]:
    lines = (files("musnad") / "data" / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line[0] != "#"][1:]


def _cuts(word: str, kind: str, takes: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Folded words with the lengths of their parts: of a `cut` row its own, of a `host` row those with each pronoun."""
    if kind == "cut":
        parts = [fold_word(part) for part in word.split("+")]
        yield "".join(parts), tuple(map(len, parts))
        return
    host = fold_word(word)
    for before in ("", *filter(None, takes.split(","))):
        if before:
            yield before + host, (1, len(host))
        for pronoun in _PRONOUNS:
            # A final ن meets that of نا and ني: إنا, مني stand in the table by themselves.
            lengths = (len(host), len(pronoun))
            yield before + host + pronoun, (1, *lengths) if before else lengths


def spelling(word: str) -> str:
    """The word without vowel marks and tatweel."""
    return _MARKS.sub("", word)


def split(word: str, *, lexicon: CliticLexicon, known: Callable[[str], bool] = lambda _: False) -> tuple[Segment, ...]:
    """The segments of one written word, in order; exactly one of kind "stem" unless the word is all function words.

    `known` says whether lexicons hold a stem (as spelled, without clitics), such as an inflected form or a name.
    Bounds are code points of `word` itself: vowel marks and tatweel go with the letter before them.
    """
    letters = [i for i, c in enumerate(word) if not _MARKS.match(c)]
    bare = "".join(word[i] for i in letters)
    if not WORD.fullmatch(word) or len(bare) < 2:
        return (Segment(0, len(word), "stem"),)
    lengths = _function_word(bare, lexicon) or _best(bare, lexicon, known, pronouns=_TANWIN not in word)
    return _segments(word, bare, letters, lengths)


def _function_word(bare: str, lexicon: CliticLexicon) -> tuple[int, ...] | None:
    """Lengths of the parts of a function word, with و or ف before it or not; None for any other word."""
    key = fold_word(bare)
    for head in (0, 1):
        if head and key[0] not in "وف":
            break
        rest = key[head:]
        if rest in lexicon.whole:
            return (1, len(rest)) if head else (len(rest),)
        if rest in lexicon.cut and bare[-1] not in "ةى":
            return (1, *lexicon.cut[rest]) if head else lexicon.cut[rest]
    return None


def _best(bare: str, lexicon: CliticLexicon, known: Callable[[str], bool], *, pronouns: bool) -> tuple[int, ...]:
    """Lengths of the parts of the best attested reading; the whole word where none is attested."""
    best = 0.0
    lengths: tuple[int, ...] = (len(bare),)
    for head, inner, tail in product(_HEADS, _INNER, _TAILS if pronouns else ("",)):
        stem = _stem(bare, head, inner, tail)
        if stem is None or (tail and fold_word(stem) in lexicon.whole):
            continue
        weight = _HEADS[head] * _INNER[inner] * _TAILS[tail] * _attested(stem, inner, tail, lexicon, known)
        weight += _OPEN[head] * _OPEN[inner] * _OPEN[tail if tail != "ك" else "ك-"] * _unseen(stem, head + inner, tail)
        if weight > best:
            best = weight
            lengths = tuple(len(part) for part in (head, inner, stem, tail) if part)
    return lengths


def _stem(bare: str, head: str, inner: str, tail: str) -> str | None:
    """What is left between the clitics; None where they are not there or cannot stand there."""
    before = head + inner
    if not (bare.startswith(before) and bare.endswith(tail)):
        return None
    stem = bare[len(before) : len(bare) - len(tail)]
    if len(stem) < 2 or (tail and stem[-1] in "ةىأإ"):
        return None
    if inner == "س" and (stem[0] not in _IMPERFECT or len(stem) < 3):
        return None
    if inner == "ل" and stem.startswith("ال"):
        return None
    if tail == "ني" and stem[0] not in "يتن":
        return None
    return stem


def _attested(stem: str, inner: str, tail: str, lexicon: CliticLexicon, known: Callable[[str], bool]) -> float:
    """How well a stem is attested as a word of its own, in occurrences."""
    forms = list(_restored(stem, tail))
    if inner == "ل" and stem[0] == "ل":
        forms.append("ا" + stem)
    count = max(lexicon.count(form) + 0.5 * lexicon.count("ال" + form) for form in forms)
    if not tail and stem[-1] == "ا" and len(stem) > 3:
        count += 0.3 * lexicon.count(stem[:-1])
    if any(known(form) for form in forms):
        count = 2 * count + _KNOWN
    if tail and stem[-1] == "ت":
        count *= _BOUND
    if stem.startswith("ال") or (len(forms) > 1 and not tail):
        return count * (0.05 if tail else _ARTICLE if inner else 1.0)
    return count


def _unseen(stem: str, before: str, tail: str) -> float:
    """The weight of a stem that was never met, by its shape."""
    weight = _UNSEEN * 0.2 ** max(0, 4 - len(stem))
    if stem.startswith("ال") or (before[-1:] == "ل" and stem[0] == "ل"):
        return weight * (0.05 if tail else _ARTICLE if before else 1.0)
    if before and stem[0] == "ا" and not (stem[1] in "نس" or "ت" in stem[2:3]):
        return weight * _NO_HAMZA
    return weight


def _restored(stem: str, tail: str) -> Iterator[str]:
    """The spellings that a stem may have without its pronoun."""
    yield stem
    if not tail:
        return
    last = stem[-1]
    if last == "ت":
        yield stem[:-1] + "ة"
    elif last == "ا":
        yield stem[:-1] + "ى"
        yield stem + "ن"
    elif last == "و":
        yield stem + "ا"
        yield stem + "ن"
    elif last == "ي":
        yield stem + "ن"
    elif last in "ئؤ":
        yield stem[:-1] + "ء"


def _segments(word: str, bare: str, letters: list[int], lengths: tuple[int, ...]) -> tuple[Segment, ...]:
    """Segments of the written word from the lengths of the parts in its bare letters."""
    out: list[Segment] = []
    at = 0
    for i, length in enumerate(lengths):
        start = letters[at] if at else 0
        stop = letters[at + length] if at + length < len(letters) else len(word)
        part = bare[at : at + length]
        last = i == len(lengths) - 1
        kind: Kind = "stem"
        if not last and length == 1:
            kind = _KINDS.get(part, "preposition")
        elif last and i and fold_word(part) in _SUFFIXED and not (i == 1 and lengths[0] == 1 and length > 2):
            kind = "pronoun"
        out.append(Segment(start, stop, kind))
        at += length
    return tuple(out)
