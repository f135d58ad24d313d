"""From a written word to the lemmas it may be a form of: dictionary lookups, clitics taken off on the way.

A word is `[و|ف|أ] [س|ل|ب|ك] [ال] form [pronoun]`. Forms are read from `data/forms.tsv` (made by
`scripts/build_forms.py`); what a clitic changes in the spelling is undone: ة→ت (غارتهم), ى→ا (رماه), وا→و (هاجموه),
ء→ؤ/ئ (اعتداؤهم). A word that the table does not know, or that it marks as a frequent word of another sense (`stop`:
وزير is no form of زار), has no analyses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Literal

from msgspec import Struct

from musnad.errors import DataError
from musnad.lang.ar.fold import fold_word

Pos = Literal["verb", "noun", "ptcp"]
Tense = Literal["past", "present", "imperative", "participle", "verbal-noun", "none"]
Voice = Literal["active", "passive", "either", "none"]
_TENSE: dict[str, Tense] = {"PST": "past", "PRS": "present", "IMP": "imperative", "PTC": "participle",
                            "VN": "verbal-noun", "N": "none"}  # fmt: skip
_VOICE: dict[str, Voice] = {"ACT": "active", "PAS": "passive", "ANY": "either", "ANYU": "either", "-": "none"}
_POS: dict[str, Pos] = {"verb": "verb", "noun": "noun", "ptcp": "ptcp"}

_CONJUNCTIONS = ("و", "ف", "ا")
_COORDINATING = ("و", "ف")
_PREPOSITIONS = ("ب", "ك", "ل")
_SUFFIXES = ("هما", "كما", "ها", "هم", "هن", "كم", "نا", "ني", "ه", "ك", "ي")
_SHORTEST = 2
_CACHE_LIMIT = 1 << 17
_DAMMA = "\u064f"
_ENDINGS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0652"
_STOP = "-\tstop\t-"


class Analysis(Struct, frozen=True, gc=False):
    """One way to read a word; folded strings, `""` where there is no clitic.

    `voice` is "either" where the unvocalised form is active and passive; a participle's is the verb's. `person` is
    "1", "2", "3" or "" for nominals, `gender` "M", "F" or "" (first person), `number` "S", "D", "P".
    """

    lemma: str
    pos: Pos
    tense: Tense
    voice: Voice
    person: str
    gender: str
    number: str
    proclitics: str
    suffix: str

    @property
    def finite(self) -> bool:
        """Whether this is a verb with a subject of its own."""
        return self.tense in ("past", "present", "imperative")


class FormIndex:
    """The inflected forms of all lemmas that the lexicons hold; immutable but for a cache of answers."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Read rows `form, lemma, pos, features`; comments and the head line are passed over.

        Raises:
            DataError: a row without a tab.
        """
        table: dict[str, str] = {}
        stop: set[str] = set()
        for line in lines:
            form, tab, rest = line.partition("\t")
            if not tab:
                if line and line[0] != "#":
                    raise DataError(f"forms.tsv: no tab in {line!r}")
            elif rest == _STOP:
                stop.add(form)
            elif form in table:
                table[form] += "\n" + rest
            else:
                table[form] = rest
        table.pop("form", None)
        self._table = table
        self._stop = frozenset(stop)
        self._cache: dict[str, tuple[Analysis, ...]] = {}

    @classmethod
    def load(cls) -> FormIndex:
        """The table shipped with Musnad.

        Raises:
            DataError: the table is missing or broken.
        """
        source = files("musnad") / "data" / "forms.tsv"
        try:
            text = source.read_text("utf-8")
        except OSError as error:
            raise DataError("forms.tsv is missing; run scripts/build_forms.py") from error
        return cls(text.split("\n"))

    def __len__(self) -> int:
        return len(self._table)

    def analyses(self, word: str) -> tuple[Analysis, ...]:
        """All readings of a word as written, those with the fewest clitics first; () for an unknown word."""
        known = self._cache.get(word)
        if known is None:
            if len(self._cache) >= _CACHE_LIMIT:
                self._cache.clear()
            known = self._cache[word] = self._analyse(word)
        return known

    def _analyse(self, word: str) -> tuple[Analysis, ...]:
        folded = fold_word(word)
        damma = _damma_after(word) if _DAMMA in word else 0
        found: list[Analysis] = []
        last = word.rstrip(_ENDINGS)[-1:]
        for proclitics, rest in _splits(folded):
            if rest in self._stop and proclitics[:1] != "ا":
                return ()
            short = len(rest) == _SHORTEST and proclitics in _COORDINATING
            if short and found:
                continue
            for stem, suffix in _stems(rest):
                if suffix and last in "ةى":
                    continue
                rows = self._table.get(stem)
                if not rows:
                    continue
                read = _read(rows, proclitics, suffix, damma == len(proclitics) + 1)
                found.extend(_pasts(read) if short else read)
        if len(found) < 2:
            return tuple(found)
        if any(a.tense != "imperative" for a in found):
            found = [a for a in found if a.tense != "imperative"]
        if len(word) == len(folded):
            found = [a for a in found if _hamza_fits(a, word[len(a.proclitics)])]
        if any("ال" in a.proclitics for a in found):
            found = [a for a in found if "ال" in a.proclitics or not a.suffix]
        found.sort(key=lambda a: len(a.proclitics) + len(a.suffix))
        return tuple(dict.fromkeys(found))


def _read(rows: str, proclitics: str, suffix: str, damma: bool) -> Iterator[Analysis]:
    """The readings of table rows; `damma` is true where the verb's first letter is written with one."""
    for row in rows.split("\n"):
        lemma, pos, features = row.split("\t")
        for feature in features.split("|"):
            tense, voice, pgn = feature.split(";")
            if not _compatible(tense, proclitics, suffix):
                continue
            person, rest = (pgn[0], pgn[1:]) if pgn[0].isdigit() else ("", pgn)
            gender, number = (rest[0], rest[1]) if len(rest) == 2 else ("", rest)
            meant: Voice = "passive" if damma and voice == "ANY" else _VOICE[voice]
            yield Analysis(lemma, _POS[pos], _TENSE[tense], meant, person, gender, number, proclitics, suffix)


def _pasts(found: Iterable[Analysis]) -> Iterator[Analysis]:
    """Of what is left of three letters after و or ف only a past verb is believed: وحث, but فحل is no حل."""
    return (a for a in found if a.tense == "past")


def _splits(word: str) -> Iterator[tuple[str, str]]:
    """(proclitics, rest): the word itself, then with one conjunction, then with preposition, article or س off."""
    heads = [("", word)]
    if word[:1] in _CONJUNCTIONS and len(word) > _SHORTEST + (word[0] not in _COORDINATING):
        heads.append((word[0], word[1:]))
    for before, rest in heads:
        yield before, rest
        if len(rest) <= _SHORTEST:
            continue
        if rest.startswith("ال"):
            yield before + "ال", rest[2:]
        elif rest[0] == "س":
            yield before + "س", rest[1:]
        elif rest[0] in _PREPOSITIONS:
            yield before + rest[0], rest[1:]
            if rest[1:3] == "ال":
                yield before + rest[0] + "ال", rest[3:]
            elif rest[:2] == "لل":
                yield before + "لال", rest[2:]


def _stems(rest: str) -> Iterator[tuple[str, str]]:
    """(form, suffix pronoun): the rest as it stands, then every pronoun taken off and the spelling before it undone."""
    yield rest, ""
    for suffix in _SUFFIXES:
        if rest.endswith(suffix) and len(rest) - len(suffix) >= _SHORTEST:
            stem = rest[: -len(suffix)]
            yield stem, suffix
            last = stem[-1]
            if last == "ت":
                yield stem[:-1] + "ه", suffix
            elif last == "ا":
                yield stem[:-1] + "ي", suffix
            elif last == "و":
                yield stem + "ا", suffix
                if stem.endswith("تمو"):
                    yield stem[:-1], suffix
            elif last in "ئؤ":
                yield stem[:-1] + "ء", suffix


def _compatible(tense: str, proclitics: str, suffix: str) -> bool:
    """Whether the clitics can stand on such a form."""
    bare = proclitics.lstrip("وف")
    if tense in ("PST", "IMP"):
        return bare in ("", "ا") and suffix != "ي"
    if tense == "PRS":
        return bare in ("", "ا", "س", "ل") and suffix != "ي"
    if bare in ("ا", "س") or suffix == "ني":
        return False
    return not ("ال" in bare and suffix)


def _damma_after(word: str) -> int:
    """Folded letters before the word's first damma (its own letter counted)."""
    return len(fold_word(word[: word.index(_DAMMA)]))


def _hamza_fits(a: Analysis, first: str) -> bool:
    """Whether the form's first letter as written suits it: أعتبر is "I consider", اعتبر and إعتبر "he considered"."""
    if a.pos != "verb" or a.lemma[0] != "ا":
        return True
    return (first == "أ") == (a.tense == "present") if first in "أإا" else True
