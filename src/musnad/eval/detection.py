"""Measures whether a sentence tells an ASSAULT or a PROTEST, on the judged sentences of arabic_event_gsr (MIT).

    python -m musnad.eval.detection FOLDER

`arabic_gsr_assault_dev.csv` and `arabic_gsr_protest_dev.csv` hold native Arabic news sentences with the judgement of
several annotators: "yes", "difficult no", "easy no", "ambiguous". A sentence counts as found when its reading, as an
article of one sentence without title or date, has an event of the type; ambiguous sentences are passed over. The files
are read from a folder, never shipped.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from musnad.errors import GoldError
from musnad.records import Article, Reading
from musnad.workers import read_many

TYPES = ("ASSAULT", "PROTEST")
_LABELS = frozenset({"yes", "difficult no", "easy no", "ambiguous"})


class Sentence(Struct, frozen=True):
    """A judged sentence; `label` is "yes", "difficult no", "easy no" or "ambiguous"."""

    type: str
    label: str
    text: str


class Detection(Struct, frozen=True):
    """Counts of one type over the sentences that are not ambiguous."""

    type: str
    positives: int
    """Sentences judged "yes"."""
    predicted: int
    """Sentences with an event of the type."""
    hits: int
    easy: int
    """Sentences judged "easy no"."""
    false_events: int
    """Events of the type in "easy no" sentences."""
    unread: int = 0
    """Sentences that could not be read; they count as without events."""

    @property
    def precision(self) -> float:
        """Share of sentences with an event that are judged "yes"; 0 if there are none."""
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of "yes" sentences that have an event; 0 if there are none."""
        return self.hits / self.positives if self.positives else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.predicted + self.positives
        return 2 * self.hits / total if total else 0.0

    @property
    def false_per_hundred(self) -> float:
        """Events of the type for every 100 "easy no" sentences; 0 if there are none."""
        return 100 * self.false_events / self.easy if self.easy else 0.0


def measure(folder: Path, *, workers: int = 1, encoder: bool = True) -> tuple[Detection, ...]:
    """Read every sentence of both files with the whole pipeline; one result for each type, in the order of `TYPES`.

    Raises:
        GoldError: a file is missing or is not such a table.
        DataError, ModelError: Musnad's own files are broken.
    """
    sentences = [s for kind in TYPES for s in sentences_of(folder, kind) if s.label != "ambiguous"]
    named = ((str(i), Article(id=f"sentence:{i}", text=s.text)) for i, s in enumerate(sentences))
    readings = [outcome.reading for outcome in read_many(named, workers=workers, encoder=encoder)]
    judged = list(zip(sentences, readings, strict=True))
    return tuple(count(kind, ((s, r) for s, r in judged if s.type == kind)) for kind in TYPES)


def sentences_of(folder: Path, kind: str) -> Iterator[Sentence]:
    """The judged sentences of one type.

    Raises:
        GoldError: the file is missing or is not such a table.
    """
    path = folder / f"arabic_gsr_{kind.lower()}_dev.csv"
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row["label"] not in _LABELS:
                    raise GoldError(f"{path}: unknown label {row['label']!r}")
                if text := row["text"].strip():
                    yield Sentence(kind, row["label"], text)
    except (OSError, KeyError, csv.Error, UnicodeDecodeError) as problem:
        raise GoldError(f"{path}: {problem}") from problem


def count(kind: str, judged: Iterable[tuple[Sentence, Reading | None]]) -> Detection:
    """The counts of one type from its sentences and their readings."""
    positives = predicted = hits = easy = false_events = unread = 0
    for sentence, reading in judged:
        events = sum(event.type == kind for event in reading.events) if reading is not None else 0
        unread += reading is None
        positives += sentence.label == "yes"
        predicted += events > 0
        hits += events > 0 and sentence.label == "yes"
        if sentence.label == "easy no":
            easy += 1
            false_events += events
    return Detection(kind, positives, predicted, hits, easy, false_events, unread)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print one line for each type."""
    parser = argparse.ArgumentParser(prog="python -m musnad.eval.detection", description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder of the two files")
    parser.add_argument("--workers", type=int, default=1, help="processes (default 1)")
    parser.add_argument("--no-encoder", action="store_true", help="lexicons and grammar alone")
    given = parser.parse_args(arguments)
    for d in measure(given.folder, workers=given.workers, encoder=not given.no_encoder):
        sys.stdout.write(
            f"{d.type:<8} yes {d.positives:4}  P {d.precision:.3f}  R {d.recall:.3f}  F1 {d.f1:.3f}  "
            f"false events in 100 easy no {d.false_per_hundred:.1f} (of {d.easy})"
            + (f"  unread {d.unread}" if d.unread else "") + "\n"
        )  # fmt: skip


if __name__ == "__main__":
    main()
