"""What lies where in one article: quotations, names, times and formulas by token, worked out once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from musnad.records import Mention, Quotation, TimeRange, Words
from musnad.statements.cues import CueLexicon, FormulaHit, FormulaKind, find_formulas

_SUFFIXED = ("", "ه", "ها", "هم", "هما", "هن", "ني", "نا", "ك", "كم", "نني", "ي")
AN = frozenset("ان" + s for s in _SUFFIXED)
BI_AN = frozenset("بان" + s for s in _SUFFIXED)
FA_AN = frozenset("فان" + s for s in _SUFFIXED)
COMPLEMENTIZERS = AN | BI_AN | {"انما", "بانما", "اننا", "باننا"}
RELATIVE = frozenset({"الذي", "التي", "الذين", "اللذان", "اللتان", "اللذين", "والذي", "والتي", "والذين"})
COMMAS = frozenset("،,؛;")
MARKS = COMMAS | frozenset(".!?؟…:-–—()[]«»“”\"'‘’″")
QUOTE_MARKS = frozenset("\"“”«»„‹›‘’'″")
ENDS = frozenset(".!?؟…")


class Place(Struct, frozen=True):
    """A mention as tokens `[first, stop)`."""

    first: int
    stop: int
    mention: Mention


def _mended(words: Words, quotation: Quotation) -> Quotation:
    """The quotation, or its beginning where ” was typed for its opening mark and a straight mark closes it."""
    if words.tokens[max(0, quotation.first - 1)].text != "”":
        return quotation
    for at in range(quotation.first + 1, quotation.stop):
        if words.tokens[at].text == '"':
            return Quotation(quotation.first, at, True)
    return quotation


class Layout:
    """The article's tokens and what covers them. Built once, read by every part of the stage."""

    def __init__(
        self, words: Words, mentions: Sequence[Mention], times: Sequence[TimeRange], lexicon: CueLexicon
    ) -> None:
        self.words = words
        self.keys: tuple[str, ...] = tuple(token.key for token in words.tokens)
        self.lexicon = lexicon
        self.size = len(self.keys)
        quotations = [_mended(words, quotation) for quotation in words.quotations]
        self.opens: dict[int, Quotation] = {max(0, q.first - 1): q for q in quotations}
        self.inside: list[Quotation | None] = [None] * self.size
        for quotation in quotations:
            self.inside[quotation.first : quotation.stop] = [quotation] * (quotation.stop - quotation.first)
        self.closes: dict[int, Quotation] = {q.stop: q for q in quotations if q.closed}
        self.places = self._placed(mentions)
        self._place_starts = [place.first for place in self.places]
        self.at: list[Place | None] = [None] * self.size
        for place in self.places:
            for token in range(place.first, place.stop):
                known = self.at[token]
                if known is None or place.stop - place.first > known.stop - known.first:
                    self.at[token] = place
        self.time: list[TimeRange | None] = [None] * self.size
        for time in times:
            for token in words.tokens_of(time.span):
                self.time[token] = time
        self.formulas = find_formulas(self.keys, lexicon)
        self.starting: dict[int, list[FormulaHit]] = {}
        for hit in self.formulas:
            self.starting.setdefault(hit.first, []).append(hit)
        self.skipped = {t for hit in self.formulas if hit.formula.kind == "topic" for t in range(hit.first, hit.stop)}

    def _placed(self, mentions: Sequence[Mention]) -> tuple[Place, ...]:
        placed = []
        for mention in mentions:
            tokens = self.words.tokens_of(mention.span)
            if tokens:
                placed.append(Place(tokens.start, tokens.stop, mention))
        return tuple(sorted(placed, key=lambda p: (p.first, -p.stop)))

    def places_from(self, first: int, stop: int) -> tuple[Place, ...]:
        """The mentions that begin in tokens `[first, stop)`, in their order."""
        return self.places[bisect_left(self._place_starts, first) : bisect_left(self._place_starts, stop)]

    def places_in(self, first: int, stop: int) -> list[Place]:
        """The mentions that lie wholly in tokens `[first, stop)`, in their order."""
        return [place for place in self.places_from(first, stop) if place.stop <= stop]

    def formula(self, at: int, *kinds: FormulaKind) -> FormulaHit | None:
        """The longest formula of one of `kinds` that begins at token `at`."""
        here = self.starting.get(at)
        if here is None:
            return None
        longest = max(here, key=lambda hit: hit.stop)
        if longest.formula.kind == "ignored" and "ignored" not in kinds:
            return None
        found = [hit for hit in here if hit.formula.kind in kinds]
        return max(found, key=lambda hit: hit.stop) if found else None

    def sentence(self, at: int) -> tuple[int, int]:
        """Bounds `[first, stop)` of the sentence round `at`; full stops inside a quotation end none outside it."""
        sentence = self.words.sentence_of(at)
        first, stop = sentence.first, sentence.stop
        quotation = self.inside[at]
        if quotation is not None:
            return max(first, quotation.first), min(stop, quotation.stop)
        while first > 0 and (before := self.inside[first]) is not None and before.first < first:
            first = self.words.sentence_of(before.first - 1 if before.first else 0).first
        while stop < self.size and (cut := self._crossing(stop)) is not None:
            stop = max(stop + 1, self.words.sentence_of(min(cut.stop, self.size - 1)).stop)
        return first, stop

    def _crossing(self, at: int) -> Quotation | None:
        """The quotation that holds both token `at - 1` and token `at` or whose mark stands last before `at`."""
        here = self.inside[at]
        if here is None:
            return None
        return here if here.first < at or (here.first == at and at - 1 in self.opens) else None

    def among(self, at: int, kind: str) -> bool:
        """Whether token `at` is one of the lexicon's words of a kind (see `data/report_words.tsv`)."""
        return self.keys[at] in self.lexicon.words(kind)

    def in_title(self, at: int) -> bool:
        """Whether token `at` belongs to the headline."""
        return at < self.words.title_stop

    def trimmed(self, first: int, stop: int) -> tuple[int, int]:
        """`[first, stop)` without marks at its edges; a mark that closes the sentence inside a quotation is kept."""
        keys = self.keys
        while first < stop and keys[first] in MARKS and keys[first] not in "([":
            first += 1
        while (
            first < stop and keys[stop - 1] in MARKS and not (keys[stop - 1] in ")]" and self._bracketed(first, stop))
        ):
            stop -= 1
        return first, stop

    def _bracketed(self, first: int, stop: int) -> bool:
        opened = "(" if self.keys[stop - 1] == ")" else "["
        return opened in self.keys[first:stop]
