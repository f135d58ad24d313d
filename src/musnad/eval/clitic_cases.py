"""Measures the cutting of clitics on a treebank in CoNLL-U whose tokens are cut (UD_Arabic-PUD, CC BY-SA 3.0).

    python -m musnad.eval.clitic_cases FILE

Clitics there are tokens of their own with `SpaceAfter=No` before the next; a written word is a run of Arabic letters
between spaces and marks. The treebank is read from a file, never shipped.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from msgspec import Struct

from musnad.errors import GoldError
from musnad.lang.ar.clitics import WORD, CliticLexicon, split
from musnad.lang.ar.forms import FormIndex


class CliticReport(Struct, frozen=True):
    """Counts of words and of cuts inside words; `right` are the words with exactly the treebank's cuts."""

    words: int
    right: int
    cuts: int
    predicted: int
    hits: int

    @property
    def accuracy(self) -> float:
        """Share of words cut exactly right; 0 if there are none."""
        return self.right / self.words if self.words else 0.0

    @property
    def precision(self) -> float:
        """Share of predicted cuts that are right; 0 if there are none."""
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the treebank's cuts that were found; 0 if there are none."""
        return self.hits / self.cuts if self.cuts else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.predicted + self.cuts
        return 2 * self.hits / total if total else 0.0


class CutWord(Struct, frozen=True):
    """A written word with the treebank's cuts and Musnad's, as offsets inside the word."""

    word: str
    gold: frozenset[int]
    found: frozenset[int]


def measure(path: Path) -> CliticReport:
    """Cut every word of the treebank and compare.

    Raises:
        GoldError: not a treebank file.
        DataError: Musnad's own tables are broken.
    """
    cuts = list(cut_words(path, lexicon=CliticLexicon.load(), known=known_by(FormIndex.load())))
    return CliticReport(
        words=len(cuts),
        right=sum(cut.gold == cut.found for cut in cuts),
        cuts=sum(len(cut.gold) for cut in cuts),
        predicted=sum(len(cut.found) for cut in cuts),
        hits=sum(len(cut.gold & cut.found) for cut in cuts),
    )


def known_by(forms: FormIndex) -> Callable[[str], bool]:
    """Whether a stem is an inflected form as it stands, nothing taken off."""
    return lambda stem: any(not a.proclitics and not a.suffix for a in forms.analyses(stem))


def cut_words(path: Path, *, lexicon: CliticLexicon, known: Callable[[str], bool]) -> Iterator[CutWord]:
    """Every Arabic word of the treebank in order.

    Raises:
        GoldError: not a treebank file.
    """
    for parts in _words(path):
        word = "".join(parts)
        found = frozenset(s.start for s in split(word, lexicon=lexicon, known=known) if s.start)
        yield CutWord(word, frozenset(accumulate(map(len, parts[:-1]))), found)


def _words(path: Path) -> Iterator[tuple[str, ...]]:
    """The written words as the treebank's tokens."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise GoldError(f"{path}: {problem}") from problem
    parts: list[str] = []
    for line in lines:
        columns = line.split("\t")
        if len(columns) == 10 and columns[0].isdigit():
            arabic = WORD.fullmatch(columns[1]) is not None and columns[1] != "\u0640"
            if arabic:
                parts.append(columns[1])
            if parts and not (arabic and "SpaceAfter=No" in columns[9]):
                yield tuple(parts)
                parts = []
        elif line and line[0] != "#":
            raise GoldError(f"{path}: not a row of ten columns: {line!r}")
        elif parts:
            yield tuple(parts)
            parts = []
    if parts:
        yield tuple(parts)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print one line."""
    parser = argparse.ArgumentParser(prog="python -m musnad.eval.clitic_cases", description=__doc__)
    parser.add_argument("file", type=Path, help="a treebank in CoNLL-U")
    report = measure(parser.parse_args(arguments).file)
    sys.stdout.write(
        f"words {report.words}, cut right {report.accuracy:.1%}; cuts {report.cuts}: "
        f"P {report.precision:.3f} R {report.recall:.3f} F1 {report.f1:.3f}\n"
    )


if __name__ == "__main__":
    main()
