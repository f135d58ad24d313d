"""Read a gold folder's documents and score the readings in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from musnad.eval.documents import article_of
from musnad.eval.gold import GoldDocument, read_gold
from musnad.eval.scores import Scores, score
from musnad.page.dates import Months
from musnad.standoff import Bounds, Standoff, to_standoff
from musnad.workers import read_many


class Scored(Struct, frozen=True):
    """One document with its reading's scores; `problem` says why a document that was not read counts as empty."""

    gold: GoldDocument
    scores: Scores
    problem: str | None = None


class Miss(Struct, frozen=True):
    """Words that only one side has: `missed` by the reading, or else too much in it."""

    document: str
    missed: bool
    span: Bounds
    quote: str
    context: str


def score_folder(folder: Path, *, workers: int = 1, encoder: bool = True) -> Iterator[Scored]:
    """Scores of every annotated document below `folder`, by name.

    Raises:
        GoldError: no annotations there, or broken ones.
        DataError, ModelError: Musnad's own files are broken.
    """
    golds = tuple(read_gold(folder))
    months = Months.load()
    named = ((gold.name, article_of(gold.document, months)) for gold in golds)
    for gold, outcome in zip(golds, read_many(named, workers=workers, encoder=encoder), strict=True):
        found = to_standoff(outcome.reading) if outcome.reading else Standoff()
        yield Scored(gold, score(gold, found), outcome.problem)


def misses(scored: Scored, layer: str, *, around: int = 40) -> Iterator[Miss]:
    """Missed and extra items of a layer in the order of the text, with `around` characters on either side."""
    text = scored.gold.document.text
    both = [(span, True) for span in scored.scores.missed.get(layer, ())]
    both += [(span, False) for span in scored.scores.extra.get(layer, ())]
    for (start, end), missed in sorted(both):
        before, after = text[max(0, start - around) : start], text[end : end + around]
        context = " ".join(f"{before}[{text[start:end]}]{after}".split())
        yield Miss(scored.gold.name, missed, (start, end), " ".join(text[start:end].split()), context)
