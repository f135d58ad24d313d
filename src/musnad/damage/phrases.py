"""Phrase patterns of the tables `mt_senses.tsv` and `mt_literal.tsv`, and where they fit a text.

A pattern is words with blanks between; a word may offer alternatives (`a|b`), end in `*` (any ending) or start with
`+` (with or without ال); `_` is any one word. The first word may carry و ف ب ل ك. Spelling is folded. `near` and
`far` are words, clitics and ال aside, of which one must, or none may, stand within `within` tokens of the match.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from musnad.damage.draft import Draft, Finding, bare, without_article
from musnad.errors import DataError
from musnad.lang.ar.fold import fold_word
from musnad.records import DamageKind

COLUMNS = ("pattern", "near", "far", "within", "intended", "sure", "english", "source", "licence")
_PREFIX = 3


class Choice(Struct, frozen=True):
    """What one word may be: whole words, or beginnings of words; both empty stands for any word."""

    whole: frozenset[str]
    heads: tuple[str, ...]

    def fits(self, key: str) -> bool:
        """Whether the folded word is one of them."""
        if key in self.whole or any(key.startswith(h) for h in self.heads):
            return True
        return not self.whole and not self.heads and key.isalnum()

    def __bool__(self) -> bool:
        return bool(self.whole or self.heads)


class Phrase(Struct, frozen=True):
    """One row of a table."""

    words: tuple[Choice, ...]
    near: Choice
    far: Choice
    within: int
    intended: str | None
    sure: float
    english: str


class PhraseTable:
    """All rows of one table, found by the first word."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._whole: dict[str, list[Phrase]] = {}
        self._heads: dict[str, list[Phrase]] = {}
        self._size = 0
        for phrase in phrases:
            self._size += 1
            for word in phrase.words[0].whole:
                self._whole.setdefault(word, []).append(phrase)
            for head in phrase.words[0].heads:
                self._heads.setdefault(head[:_PREFIX], []).append(phrase)

    def __len__(self) -> int:
        return self._size

    @classmethod
    def parse(cls, text: str, name: str) -> PhraseTable:
        """Read a table with the columns `COLUMNS`.

        Raises:
            DataError: other columns, an empty pattern or a number that is none.
        """
        lines = [line for line in text.split("\n") if line and line[0] != "#"]
        if not lines or tuple(lines[0].split("\t")) != COLUMNS:
            raise DataError(f"{name}: columns must be {' '.join(COLUMNS)}")
        return cls(_row(line, name) for line in lines[1:])

    def find(self, draft: Draft, kind: DamageKind) -> Iterator[Finding]:
        """Findings of `kind`, in the order of the text."""
        opaque = draft.opaque
        for at, token in enumerate(draft.tokens):
            if token.kind != "word" or at in opaque:
                continue
            phrase = self._at(draft, at)
            if phrase:
                stop = at + len(phrase.words)
                reason = f"word for word from English “{phrase.english}”" if phrase.english else "a translator's phrase"
                yield Finding(at, stop, kind, phrase.sure, reason, phrase.intended)

    def _at(self, draft: Draft, at: int) -> Phrase | None:
        key = draft.keys[at]
        best: Phrase | None = None
        for form in bare(key):
            for phrase in (*self._whole.get(form, ()), *self._heads.get(form[:_PREFIX], ())):
                if best and len(best.words) >= len(phrase.words):
                    continue
                if phrase.words[0].fits(form) and _rest_fits(draft, at, phrase) and _context_fits(draft, at, phrase):
                    best = phrase
        return best


def _rest_fits(draft: Draft, at: int, phrase: Phrase) -> bool:
    stop = at + len(phrase.words)
    if stop > len(draft.keys):
        return False
    return all(choice.fits(draft.keys[at + i]) for i, choice in enumerate(phrase.words) if i)


def _context_fits(draft: Draft, at: int, phrase: Phrase) -> bool:
    if not phrase.near and not phrase.far:
        return True
    stop = at + len(phrase.words)
    first, last = max(0, at - phrase.within), min(len(draft.keys), stop + phrase.within)
    around = [draft.keys[i] for i in (*range(first, at), *range(stop, last))]
    words = {*around, *map(without_article, around)}
    if phrase.far and any(phrase.far.fits(w) for w in words):
        return False
    return not phrase.near or any(phrase.near.fits(w) for w in words)


def choice(text: str) -> Choice:
    """Read alternatives: `a|b*|+c`.

    >>> choice("+ضربة|قصف*").fits("الضربه")
    True
    """
    whole: set[str] = set()
    heads: list[str] = []
    for part in filter(None, (p.strip() for p in text.split("|"))):
        plain = fold_word(part.lstrip("+").rstrip("*"))
        forms = (plain, "ال" + plain) if part[0] == "+" else (plain,)
        if part[-1] == "*":
            heads.extend(forms)
        else:
            whole.update(forms)
    return Choice(frozenset(whole), tuple(heads))


def _row(line: str, name: str) -> Phrase:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise DataError(f"{name}: {len(cells)} cells in {line!r}")
    pattern, near, far, within, intended, sure, english = cells[:7]
    words = tuple(Choice(frozenset(), ()) if w == "_" else choice(w) for w in pattern.split())
    if not words or not words[0]:
        raise DataError(f"{name}: empty pattern in {line!r}")
    try:
        reach, weight = int(within or 12), float(sure)
    except ValueError as error:
        raise DataError(f"{name}: not a number in {line!r}") from error
    return Phrase(words, choice(near), choice(far), reach, intended or None, weight, english)
