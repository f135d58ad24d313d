"""The words of time: loads `musnad/data/times/*.tsv` and finds them, clitics included, by one dictionary lookup.

Columns of every table: phrase, kind, value, weak, note, source, licence. `weak` marks a phrase that is an ordinary word
too (مارس "he practised") and counts only in a telling context.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

from msgspec import Struct

from musnad.errors import DataError
from musnad.lang.ar.fold import fold_word

TABLES = ("months", "weekdays", "parts", "units", "relative", "references", "seasons", "holidays")
_COLUMNS = ["phrase", "kind", "value", "weak", "note", "source", "licence"]
_BOTH = frozenset({"unit", "part", "season"})
"""Kinds whose phrases take the article freely; the tables hold them without it."""


class Sense(Struct, frozen=True):
    """One meaning of a phrase; `length` counts its words, `prefix` the clitics before it (article excluded)."""

    kind: str
    value: str
    length: int
    weak: bool
    definite: bool
    prefix: str
    rest: tuple[str, ...]


def _articled(word: str) -> Iterator[tuple[str, str]]:
    """Spellings of a word that begins with the article, with their clitics."""
    base = word[2:]
    contracted = "ل" + base if base.startswith("ل") else "لل" + base
    for prefix in ("", "و", "ف"):
        yield prefix + word, prefix
        yield prefix + "ب" + word, prefix + "ب"
        yield prefix + contracted, prefix + "ل"
    yield "ك" + word, "ك"


def _bare(word: str) -> Iterator[tuple[str, str]]:
    for prefix in ("", "و", "ف", "ب", "ل", "وب", "ول", "ك", "فب"):
        yield prefix + word, prefix


class TimeLexicon(Struct, frozen=True):
    """Phrases by kind and first word, with every clitic spelt out; `kinds` tells which kinds can start at a word."""

    phrases: Mapping[str, Mapping[str, tuple[Sense, ...]]]
    kinds: Mapping[str, frozenset[str]]

    @classmethod
    def load(cls) -> TimeLexicon:
        """Read the tables that ship with the package.

        Raises:
            DataError: a table is missing or malformed.
        """
        rows: list[tuple[str, ...]] = []
        for name in TABLES:
            table = files("musnad").joinpath("data", "times", f"{name}.tsv")
            try:
                lines = table.read_text(encoding="utf-8").splitlines()
            except OSError as error:
                raise DataError(f"data/times/{name}.tsv cannot be read: {error}") from error
            if not lines or lines[0].split("\t") != _COLUMNS:
                raise DataError(f"data/times/{name}.tsv: the columns are not {', '.join(_COLUMNS)}")
            for number, line in enumerate(lines[1:], 2):
                fields = tuple(line.split("\t"))
                if len(fields) != len(_COLUMNS):
                    raise DataError(f"data/times/{name}.tsv, line {number}: {len(fields)} fields")
                rows.append(fields)
        return cls.build(rows)

    @classmethod
    def build(cls, rows: Sequence[tuple[str, ...]]) -> TimeLexicon:
        """A lexicon from rows (phrase, kind, value, weak, …)."""
        found: dict[str, dict[str, dict[tuple[str, ...], Sense]]] = {}
        for phrase, kind, value, weak, *_ in rows:
            words = fold_word(phrase).split()
            firsts = [(words[0], *pair, False) for pair in _spellings(words[0])]
            if kind in _BOTH and len(words) == 1:
                firsts += [(words[0], *pair, True) for pair in _articled("ال" + words[0])]
            for _, spelling, prefix, definite in firsts:
                rest = tuple(words[1:])
                article = definite or words[0].startswith("ال")
                sense = Sense(kind, value, len(words), bool(weak), article, prefix, rest)
                slot = found.setdefault(kind, {}).setdefault(spelling, {})
                if rest not in slot or len(slot[rest].prefix) > len(prefix):  # the word itself before word plus clitic
                    slot[rest] = sense
        phrases = {
            kind: {word: tuple(sorted(senses.values(), key=lambda s: -s.length)) for word, senses in table.items()}
            for kind, table in found.items()
        }
        kinds: dict[str, set[str]] = {}
        for kind, table in phrases.items():
            for word in table:
                kinds.setdefault(word, set()).add(kind)
        return cls(phrases, {word: frozenset(of) for word, of in kinds.items()})

    def sense(self, keys: Sequence[str], at: int, kind: str) -> Sense | None:
        """The longest phrase of a kind that starts at `at`."""
        table = self.phrases.get(kind)
        if table is None or not 0 <= at < len(keys) or keys[at] not in table:
            return None
        for sense in table[keys[at]]:
            if sense.length == 1 or tuple(keys[at + 1 : at + sense.length]) == sense.rest:
                return sense
        return None


def _spellings(word: str) -> Iterator[tuple[str, str]]:
    return _articled(word) if word.startswith("ال") and word not in ("الان", "الف") else _bare(word)
