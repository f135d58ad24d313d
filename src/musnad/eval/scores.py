"""Scores of predictions against gold annotations: the same table as the gold folder's own scorer.

names, linking, statements, attributed, events, who-did-what, arguments, status, dates, times, deadlines, damage.
What counts as right is said at each function.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from msgspec import Struct

from musnad.eval.gold import GoldDocument
from musnad.standoff import Bounds, FlatEvent, FlatStatement, Standoff

Tokens = frozenset[int]
_Gold = TypeVar("_Gold")
_Found = TypeVar("_Found")
_NAMED = frozenset({"PER", "ORG", "GPE", "LOC", "FAC"})
_NONE: Tokens = frozenset()

LAYERS = ("names", "linking", "statements", "attributed", "events", "who-did-what", "arguments", "status", "dates",
          "times", "deadlines", "damage")  # fmt: skip


class Row(Struct, frozen=True):
    """Counts of one layer."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Row) -> Row:
        return Row(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of predictions that are right; 0 if there are none."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of gold items that were found; 0 if there are none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.predicted + self.gold
        return 2 * self.right / total if total else 0.0


class Scores(Struct, frozen=True):
    """Rows by layer, and what was missed or too much, layer by layer, as character bounds."""

    rows: dict[str, Row]
    missed: dict[str, tuple[Bounds, ...]]
    extra: dict[str, tuple[Bounds, ...]]


class _Side:
    """Gold or prediction with all spans as sets of token numbers."""

    def __init__(self, standoff: Standoff, bounds: Sequence[Bounds]) -> None:
        self._starts = [b[0] for b in bounds]
        self._ends = [b[1] for b in bounds]
        self.standoff = standoff
        self.mentions = {e.id: [self.tokens(m) for m in e.mentions] for e in standoff.entities}
        self.words = {key: _NONE.union(*spans) for key, spans in self.mentions.items()}

    def tokens(self, span: Bounds | None) -> Tokens:
        """Numbers of the tokens that `span` touches."""
        if span is None:
            return _NONE
        return frozenset(range(bisect_right(self._ends, span[0]), bisect_left(self._starts, span[1])))

    def content(self, statement: FlatStatement) -> Tokens:
        return _NONE.union(*map(self.tokens, statement.content))

    def named(self) -> dict[tuple[Tokens, str], tuple[str, Bounds]]:
        """(tokens, type) of every proper name; GPE and LOC count as one type."""
        return {
            (tokens, "PLACE" if e.type in ("GPE", "LOC") else e.type): (e.id, span)
            for e in self.standoff.entities
            if e.type in _NAMED
            for tokens, span in zip(self.mentions[e.id], e.mentions, strict=True)
        }


def _match(
    gold: Iterable[_Gold], found: Iterable[_Found], good: Callable[[_Gold, _Found], float]
) -> list[tuple[_Gold, _Found]]:
    """One-to-one pairs, best score first, ties in reading order; score 0 is no pair."""
    golds, founds = list(gold), list(found)
    scored = [(good(g, f), i, j) for i, g in enumerate(golds) for j, f in enumerate(founds)]
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for score, i, j in sorted(scored, key=lambda item: -item[0]):
        if score > 0 and i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((golds[i], founds[j]))
    return pairs


def _overlap(a: Tokens, b: Tokens) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


class _Document:
    """Scores one document."""

    def __init__(self, gold: GoldDocument, predicted: Standoff) -> None:
        self.gold = _Side(gold.annotation, gold.bounds)
        self.found = _Side(predicted, gold.bounds)
        self.sentence = gold.sentence
        self.rows: dict[str, Row] = {}
        self.missed: dict[str, tuple[Bounds, ...]] = {}
        self.extra: dict[str, tuple[Bounds, ...]] = {}

    def same(self, gold_id: str | None, found_id: str | None) -> bool:
        """Two entities are the same when their mentions share a token."""
        gold_words = self.gold.words.get(gold_id or "", _NONE)
        return bool(gold_words & self.found.words.get(found_id or "", _NONE))

    def _note(self, layer: str, missed: Iterable[Bounds], extra: Iterable[Bounds]) -> None:
        self.missed[layer] = tuple(missed)
        self.extra[layer] = tuple(extra)

    def names(self) -> None:
        """Same tokens, same type; and pairs of gold mentions that the prediction puts in one entity."""
        gold, found = self.gold.named(), self.found.named()
        self.rows["names"] = Row(len(gold.keys() & found.keys()), len(found), len(gold))
        self._note("names", (gold[k][1] for k in gold if k not in found), (found[k][1] for k in found if k not in gold))
        by_gold = {tokens: entity for (tokens, _), (entity, _) in gold.items()}
        by_found = {tokens: entity for (tokens, _), (entity, _) in found.items()}
        both = sorted(by_gold.keys() & by_found.keys(), key=sorted)
        pairs = [(a, b) for k, a in enumerate(both) for b in both[:k]]
        in_gold = {(a, b) for a, b in pairs if by_gold[a] == by_gold[b]}
        in_found = {(a, b) for a, b in pairs if by_found[a] == by_found[b]}
        self.rows["linking"] = Row(len(in_gold & in_found), len(in_found), len(in_gold))

    def statements(self) -> None:
        """Content overlaps by at least half; attributed: and a shared mention or an overlapping speaker span."""
        golds, founds = self.gold.standoff.statements, self.found.standoff.statements

        def good(g: FlatStatement, f: FlatStatement) -> float:
            share = _overlap(self.gold.content(g), self.found.content(f))
            return share if share >= 0.5 else 0.0

        pairs = _match(golds, founds, good)
        right = [
            (g, f)
            for g, f in pairs
            if self.same(g.speaker, f.speaker) or self.gold.tokens(g.speaker_span) & self.found.tokens(f.speaker_span)
        ]
        self.rows["statements"] = Row(len(pairs), len(founds), len(golds))
        self.rows["attributed"] = Row(len(right), len(founds), len(golds))
        for layer, hits in (("statements", pairs), ("attributed", right)):
            got, used = {g.id for g, _ in hits}, {f.id for _, f in hits}
            self._note(
                layer,
                (g.cue for g in golds if g.id not in got and g.cue),
                (f.cue for f in founds if f.id not in used and f.cue),
            )

    def _close(self, g: FlatEvent, f: FlatEvent) -> float:
        trigger, other = self.gold.tokens(g.trigger), self.found.tokens(f.trigger)
        if g.type != f.type or not {self.sentence[i] for i in trigger} & {self.sentence[i] for i in other}:
            return 0.0
        shared = sum(
            self.same(a, b) for mine, theirs in ((g.actors, f.actors), (g.recipients, f.recipients))
            for a in mine for b in theirs
        )  # fmt: skip
        return 1 + shared + 2 * bool(trigger & other)

    def events(self) -> None:
        """Same sentence and type, one to one; arguments, places, status and dates of the matched ones."""
        golds, founds = self.gold.standoff.events, self.found.standoff.events
        pairs = _match(golds, founds, self._close)
        whole = arguments = 0
        for g, f in pairs:
            complete = True
            for mine, theirs in ((g.actors, f.actors), (g.recipients, f.recipients)):
                hits = len(_match(mine, theirs, lambda a, b: float(self.same(a, b))))
                arguments += hits
                complete &= hits == len(mine) == len(theirs)
            arguments += bool(g.place and f.place and self.same(g.place, f.place))
            whole += complete
        self.rows["events"] = Row(len(pairs), len(founds), len(golds))
        self.rows["who-did-what"] = Row(whole, len(founds), len(golds))
        self.rows["arguments"] = Row(arguments, sum(map(_size, founds)), sum(map(_size, golds)))
        self.rows["status"] = Row(sum(g.status == f.status for g, f in pairs), len(pairs), len(pairs))
        dated = [(g, f) for g, f in pairs if g.date]
        same_day = sum((g.date or "")[:10] == (f.date or "")[:10] for g, f in dated)
        self.rows["dates"] = Row(same_day, len(dated), len(dated))
        got, used = {g.id for g, _ in pairs}, {f.id for _, f in pairs}
        self._note(
            "events", (g.trigger for g in golds if g.id not in got), (f.trigger for f in founds if f.id not in used)
        )

    def spans(self) -> None:
        """Times: overlapping span and same value; deadlines: same due date; damage: overlapping span."""
        gold, found = self.gold, self.found
        self._span_layer("times", [(t.span, t.value) for t in gold.standoff.times],
                         [(t.span, t.value) for t in found.standoff.times])  # fmt: skip
        self._span_layer("deadlines", [(d.span, d.due) for d in gold.standoff.deadlines],
                         [(d.span, d.due) for d in found.standoff.deadlines])  # fmt: skip
        self._span_layer("damage", [(d.span, None) for d in gold.standoff.damage],
                         [(d.span, None) for d in found.standoff.damage])  # fmt: skip

    def _span_layer(
        self, layer: str, golds: list[tuple[Bounds, str | None]], founds: list[tuple[Bounds, str | None]]
    ) -> None:
        def good(i: int, j: int) -> float:
            if golds[i][1] != founds[j][1]:
                return 0.0
            return _overlap(self.gold.tokens(golds[i][0]), self.found.tokens(founds[j][0]))

        pairs = _match(range(len(golds)), range(len(founds)), good)
        self.rows[layer] = Row(len(pairs), len(founds), len(golds))
        got, used = {i for i, _ in pairs}, {j for _, j in pairs}
        self._note(
            layer,
            (g[0] for i, g in enumerate(golds) if i not in got),
            (f[0] for j, f in enumerate(founds) if j not in used),
        )


def _size(event: FlatEvent) -> int:
    return len(event.actors) + len(event.recipients) + bool(event.place)


def score(gold: GoldDocument, predicted: Standoff) -> Scores:
    """Scores of one document."""
    document = _Document(gold, predicted)
    document.names()
    document.statements()
    document.events()
    document.spans()
    return Scores({layer: document.rows[layer] for layer in LAYERS}, document.missed, document.extra)


def total(scores: Iterable[Scores]) -> dict[str, Row]:
    """Rows summed over documents."""
    rows = dict.fromkeys(LAYERS, Row())
    for one in scores:
        rows = {layer: rows[layer] + one.rows[layer] for layer in LAYERS}
    return rows
