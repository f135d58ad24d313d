"""Reporting cues: the lexicon of verbs, nouns and formulas, and where they stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Literal

from msgspec import Struct

from musnad.errors import DataError
from musnad.lang.ar.fold import fold_word
from musnad.lang.ar.forms import Analysis, FormIndex
from musnad.records import Words
from musnad.statements.odds import Odds

CueForm = Literal["finite", "participle", "noun", "source", "clause", "colon", "proposed"]
Complement = Literal["an", "quote", "prep", "obj", "pred", "addr"]
FormulaKind = Literal["source", "clause", "closing", "ignored", "topic"]
_NONE: frozenset[str] = frozenset()
_CLITICS = ("", "و", "ف")


class Cue(Struct, frozen=True):
    """One reporting word of the lexicon.

    `weight` and `bare_weight` are the shares of its uses that are statements, counted where a clause or quotation
    follows and where only a noun does.
    """

    lemma: str
    pos: str
    meaning: str
    takes: frozenset[str]
    prepositions: tuple[str, ...]
    bare_object: bool
    weight: float
    bare_weight: float


class Formula(Struct, frozen=True):
    """A set phrase, folded word by word; `glued` if its last letter is a clitic written onto the next word."""

    words: tuple[str, ...]
    kind: FormulaKind
    glued: bool


class Medium(Struct, frozen=True):
    """Where words can be said: its name, folded, its kind (platform, occasion, document) and the English for it."""

    words: tuple[str, ...]
    kind: str
    english: str


class FormulaHit(Struct, frozen=True):
    """Tokens `[first, stop)` that spell a formula; of a glued one the last token carries its clitic."""

    first: int
    stop: int
    formula: Formula


class CueHit(Struct, frozen=True):
    """A reporting word in the text; `cue` and `analysis` are None for formulas, colons and the encoder's proposals."""

    token: int
    stop: int
    form: CueForm
    cue: Cue | None = None
    analysis: Analysis | None = None


class CueLexicon:
    """The reporting words, formulas and media; immutable once built."""

    def __init__(
        self,
        cues: Iterable[Cue],
        formulas: Iterable[Formula],
        media: Iterable[Medium],
        words: Iterable[tuple[str, str]],
        odds: Odds | None = None,
        end_odds: Odds | None = None,
    ) -> None:
        self.odds = odds or Odds({})
        self.end_odds = end_odds or Odds({})
        self.cues: dict[tuple[str, str], Cue] = {(cue.lemma, cue.pos): cue for cue in cues}
        self._phrases: dict[str, list[Formula]] = {}
        grouped: dict[str, set[str]] = {}
        for word, kind in words:
            grouped.setdefault(kind, set()).add(fold_word(word))
        self._words = {kind: frozenset(group) for kind, group in grouped.items()}
        for formula in formulas:
            self._phrases.setdefault(formula.words[0], []).append(formula)
        for phrases in self._phrases.values():
            phrases.sort(key=lambda f: -len(f.words))
        self._media: dict[str, list[Medium]] = {}
        for medium in sorted(media, key=lambda m: -len(m.words)):
            self._media.setdefault(medium.words[0], []).append(medium)

    @classmethod
    def load(cls) -> CueLexicon:
        """The lexicon shipped with Musnad.

        Raises:
            DataError: a table is missing or a row lacks a column.
        """
        cues = [_cue(row) for row in _rows("cues.tsv")]
        formulas = [_formula(row) for row in _rows("formulas.tsv")]
        media = [
            Medium(tuple(fold_word(row["word"]).split()), row["kind"], row["english"]) for row in _rows("media.tsv")
        ]
        words = [(row["word"], row["kind"]) for row in _rows("report_words.tsv")]
        return cls(cues, formulas, media, words, Odds.load("statement_odds.tsv"), Odds.load("content_ends.tsv"))

    def words(self, kind: str) -> frozenset[str]:
        """The folded words of a kind."""
        return self._words.get(kind, _NONE)

    def medium_at(self, keys: Sequence[str], at: int) -> Medium | None:
        """The longest medium whose words begin at token `at`; a clitic ب or ل before the first is allowed."""
        key = keys[at]
        found = self._media.get(key)
        if found is None and len(key) > 3 and key[0] in "بل":
            found = self._media.get(key[1:])
        for medium in found or ():
            if tuple(keys[at + 1 : at + len(medium.words)]) == medium.words[1:]:
                return medium
        return None

    def phrase_at(self, keys: Sequence[str], at: int) -> tuple[Formula, ...]:
        """The formulas that begin at token `at`, longest first; a conjunction before the first word is allowed."""
        key = keys[at]
        first = self._phrases.get(key)
        if first is None and len(key) > 2 and key[0] in "وف":
            first = self._phrases.get(key[1:])
        if first is None:
            return ()
        return tuple(formula for formula in first if _spells(formula, keys, at))


def _spells(formula: Formula, keys: Sequence[str], at: int) -> bool:
    last = at + len(formula.words)
    if last > len(keys) or any(keys[at + k] != word for k, word in enumerate(formula.words) if k):
        return False
    return not formula.glued or (last < len(keys) and keys[last].startswith("ل"))


def _rows(name: str) -> list[dict[str, str]]:
    try:
        text = (files("musnad") / "data" / name).read_text("utf-8")
    except OSError as error:
        raise DataError(f"{name} is missing") from error
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    head = lines[0].split("\t")
    rows = [dict(zip(head, line.split("\t"), strict=False)) for line in lines[1:]]
    broken = next((row for row in rows if len(row) != len(head)), None)
    if broken is not None:
        raise DataError(f"{name}: a row lacks a column: {broken}")
    return rows


def _cue(row: dict[str, str]) -> Cue:
    prepositions = tuple(fold_word(p) for p in row["prepositions"].split(",") if p != "-")
    return Cue(row["lemma"], row["pos"], row["meaning"], frozenset(row["takes"].split(",")), prepositions,
               row["bare_object"] == "yes", float(row["weight"]), float(row["bare_weight"]))  # fmt: skip


def _formula(row: dict[str, str]) -> Formula:
    words = [fold_word(word) for word in row["phrase"].split()]
    glued = words[-1].endswith("+")
    kind: FormulaKind = row["kind"]  # type: ignore[assignment]
    return Formula(tuple(words[:-1] if glued else words), kind, glued)


def find_formulas(keys: Sequence[str], lexicon: CueLexicon) -> tuple[FormulaHit, ...]:
    """All formulas in order; of several at one token the longest of each kind."""
    found: list[FormulaHit] = []
    for at in range(len(keys)):
        kinds: set[str] = set()
        for formula in lexicon.phrase_at(keys, at):
            if formula.kind not in kinds:
                kinds.add(formula.kind)
                found.append(FormulaHit(at, at + len(formula.words), formula))
    return tuple(found)


def find_cues(words: Words, forms: FormIndex, lexicon: CueLexicon) -> tuple[CueHit, ...]:
    """Every word that may be a reporting verb, participle or noun, with its likeliest reading."""
    found: list[CueHit] = []
    for token in words.tokens:
        if token.kind != "word":
            continue
        best: CueHit | None = None
        for analysis in forms.analyses(token.text):
            hit = _hit(token.index, token.text, analysis, lexicon)
            if hit is not None and (best is None or _rank(hit) > _rank(best)):
                best = hit
        if best is not None:
            found.append(best)
    return tuple(found)


def _hit(at: int, text: str, analysis: Analysis, lexicon: CueLexicon) -> CueHit | None:
    cue = lexicon.cues.get((analysis.lemma, analysis.pos))
    if cue is None or analysis.tense == "imperative" or analysis.person == "2":
        return None
    if analysis.tense == "participle":
        return CueHit(at, at + 1, "participle", cue, analysis) if _circumstantial(text, analysis) else None
    if analysis.finite:
        return CueHit(at, at + 1, "finite", cue, analysis)
    return CueHit(at, at + 1, "noun", cue, analysis)


def _circumstantial(text: str, analysis: Analysis) -> bool:
    """Whether a participle may be a hal: active, without article, in the accusative where that is written."""
    if analysis.voice == "passive" or "ال" in analysis.proclitics or analysis.proclitics not in _CLITICS:
        return False
    bare = fold_word(text)
    if analysis.number == "S" and analysis.gender == "M":
        return bare.endswith("ا") or text.endswith("\u064b") or bool(analysis.suffix)
    if analysis.number == "D":
        return bare.endswith("ين")
    return analysis.number != "P" or bare.endswith(("ين", "ات")) or bool(analysis.suffix)


def _rank(hit: CueHit) -> tuple[bool, bool, float]:
    analysis = hit.analysis
    whole = analysis is not None and not analysis.suffix
    third = analysis is not None and analysis.person != "1"
    return third, whole, hit.cue.weight if hit.cue else 0.0
