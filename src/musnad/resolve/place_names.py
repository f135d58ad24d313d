"""Names of the place table in running text."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import Final, cast

from msgspec import Struct

from musnad.lang.ar.fold import fold_word
from musnad.lang.ar.name_keys import bare_forms
from musnad.records.mention import EntityKind
from musnad.records.words import Words
from musnad.resolve.gazetteer import CACHED, KIND_WORDS, Gazetteer, PlaceRow, place_key

_LONGEST: Final = 4
_GREAT: Final = frozenset({"country", "capital", "territory", "continent", "sea", "strait", "region"})
_WELL_KNOWN: Final = 5.4
_TOWN: Final = 4.6
_LAST: Final = "\U0010ffff"
"""Sorts after every letter."""
_PARTICLES: Final = frozenset(
    "ان انه انها من منه في فيه فيها ما لا لم لن هو هي هم او اي اذ به بها له لها الي علي عن مع ثم كل قد ال كان "
    "لي".split()
)
"""Folded words that no writer tears off a name: بيان أن is not يانان, قبل أن not قبلان."""


class PlaceHit(Struct, frozen=True, gc=False):
    """Tokens `[first, stop)` that name `row`, the likeliest place of that name; `how` grades how sure that is:
    place, town, village, common (an ordinary word or a person's name too)."""

    first: int
    stop: int
    kind: EntityKind
    how: str
    row: PlaceRow


class PlaceNames:
    """Finds place names. Immutable but for what it remembers; safe to share between threads."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._keys = sorted(gazetteer.keys())
        self._starts: dict[str, tuple[tuple[str, str, int], ...]] = {}

    def knows(self, name: str) -> bool:
        """Whether the place table has the name."""
        return place_key(name) in self.gazetteer

    def find(self, words: Words) -> tuple[PlaceHit, ...]:
        """The longest place name at every word, a clitic before it left out where need be."""
        keys = tuple(t.key for t in words.tokens)
        hits = []
        for sentence in words.sentences:
            for at in range(sentence.first, sentence.stop):
                starts = self._starts.get(keys[at])
                if starts is None:
                    starts = self._begun(keys[at])
                if starts and words.tokens[at].kind == "word":
                    hit = self._at(words, keys, starts, at, min(sentence.stop, at + _LONGEST))
                    if hit:
                        hits.append(hit)
        return tuple(hits)

    def _begun(self, key: str) -> tuple[tuple[str, str, int], ...]:
        """The forms of a word that a name begins with: form, its key, and the length of the longest key of those."""
        if len(self._starts) >= CACHED:
            self._starts.clear()
        found = []
        for form in bare_forms(key):
            word = _word(form)
            first, stop = bisect_left(self._keys, word), bisect_left(self._keys, word + _LAST)
            if first < stop:
                found.append((form, word, max(map(len, self._keys[first:stop]))))
        self._starts[key] = tuple(found)
        return self._starts[key]

    def _at(
        self, words: Words, keys: tuple[str, ...], starts: tuple[tuple[str, str, int], ...], at: int, limit: int
    ) -> PlaceHit | None:
        rests = [""]
        for key in keys[at + 1 : limit]:
            rests.append(rests[-1] + _word(key))
        for stop in range(limit, at, -1):
            if words.tokens[stop - 1].kind != "word":
                continue
            rest = rests[stop - at - 1]
            for form, word, longest in starts:
                key = word + rest
                if 2 < len(key) <= longest and key in self.gazetteer:
                    name = " ".join((form, *keys[at + 1 : stop]))
                    best = self._best(key, name)
                    if best is None:
                        continue
                    row, exact = best
                    asked = any(f in KIND_WORDS for f in bare_forms(keys[at - 1])) if at else False
                    how = _grade(row, stop - at, exact and form == keys[at], asked)
                    return PlaceHit(at, stop, cast(EntityKind, row.type), how, row)
        return None

    def _best(self, key: str, name: str) -> tuple[PlaceRow, bool] | None:
        """The likeliest place of the key, and whether it is spelt so, with the article or without; None if all of the
        key's names would have to be torn apart."""
        found = self.gazetteer.of_key(key)
        for row in found:
            if any(fold_word(n) == name for n in _names(row)):
                return row, True
        words = name.split()
        return next(((row, False) for row in found if not _is_torn(row, words)), None)


@lru_cache(maxsize=1 << 15)
def _word(key: str) -> str:
    """`place_key` of one folded word."""
    return place_key(key)


def _is_torn(row: PlaceRow, words: list[str]) -> bool:
    """Whether a place is found only by running together words of which one stands for itself."""
    if len(words) == 1 or any(len(fold_word(n).replace("-", " ").split()) == len(words) for n in _names(row)):
        return False
    return any(len(word) == 1 or word in _PARTICLES for word in words)


def _names(row: PlaceRow) -> tuple[str, ...]:
    return (row.name_ar, *row.spellings)


def _grade(row: PlaceRow, size: int, exact: bool, asked: bool) -> str:
    if asked:
        return "place"
    if row.common:
        return "common"
    if row.kind in _GREAT or row.prominence >= _WELL_KNOWN:
        return "place" if exact or size > 1 or row.kind in _GREAT else "town"
    if row.prominence >= _TOWN:
        return "town" if exact or size > 1 else "village"
    return "village" if exact or size > 1 else "common"
