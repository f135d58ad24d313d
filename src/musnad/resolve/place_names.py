"""Names of the place table in running text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, cast

from musnad.lang.ar.fold import fold_word
from musnad.lang.ar.name_keys import bare_forms
from musnad.records.mention import EntityKind
from musnad.records.words import Words
from musnad.resolve.gazetteer import KIND_WORDS, Gazetteer, PlaceRow, place_key

_LONGEST: Final = 4
_GREAT: Final = frozenset({"country", "capital", "territory", "continent", "sea", "strait", "region"})
_WELL_KNOWN: Final = 5.4
_TOWN: Final = 4.6


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """Tokens `[first, stop)` that name `row`, the likeliest place of that name; `how` grades how sure that is:
    place, town, village, common (an ordinary word or a person's name too)."""

    first: int
    stop: int
    kind: EntityKind
    how: str
    row: PlaceRow


class PlaceNames:
    """Finds place names. Immutable; safe to share between threads."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._graded: dict[str, tuple[PlaceRow, ...]] = {}

    def knows(self, name: str) -> bool:
        """Whether the place table has the name."""
        return place_key(name) in self.gazetteer._index

    def find(self, words: Words) -> tuple[PlaceHit, ...]:
        """The longest place name at every word, a clitic before it left out where need be."""
        keys = tuple(t.key for t in words.tokens)
        plain = tuple(map(_word, keys))
        hits = []
        for sentence in words.sentences:
            for at in range(sentence.first, sentence.stop):
                if words.tokens[at].kind == "word":
                    hit = self._at(words, keys, plain, at, min(sentence.stop, at + _LONGEST))
                    if hit:
                        hits.append(hit)
        return tuple(hits)

    def _at(self, words: Words, keys: tuple[str, ...], plain: tuple[str, ...], at: int, limit: int) -> PlaceHit | None:
        forms = bare_forms(keys[at])
        for stop in range(limit, at, -1):
            if words.tokens[stop - 1].kind != "word":
                continue
            rest = "".join(plain[at + 1 : stop])
            for form in forms:
                key = _word(form) + rest
                if len(key) > 2 and key in self.gazetteer._index:
                    name = " ".join((form, *keys[at + 1 : stop]))
                    row, exact = self._best(key, name)
                    asked = any(f in KIND_WORDS for f in bare_forms(keys[at - 1])) if at else False
                    how = _grade(row, stop - at, exact and form == keys[at], asked)
                    return PlaceHit(at, stop, cast(EntityKind, row.type), how, row)
        return None

    def _best(self, key: str, name: str) -> tuple[PlaceRow, bool]:
        """The likeliest place of the key, and whether it is spelt so, with the article or without."""
        found = self._graded.get(key)
        if found is None:
            found = self._graded[key] = tuple(self.gazetteer._of(key))
        for row in found:
            if any(fold_word(n) == name for n in (row.name_ar, *row.spellings)):
                return row, True
        return found[0], False


@lru_cache(maxsize=1 << 15)
def _word(key: str) -> str:
    """`place_key` of one folded word."""
    return place_key(key)


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
