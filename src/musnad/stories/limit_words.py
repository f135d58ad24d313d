"""Words on how a time limit ended or moved. Table `musnad/data/limit_words.tsv`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import cast

from musnad.errors import DataError
from musnad.records.statement import DeadlineState
from musnad.spans import Span
from musnad.stories.press import bare
from musnad.stories.terms import words

_BETWEEN = 3
"""Words that may stand between the words of a row."""


@cache
def _endings() -> tuple[tuple[tuple[str, ...], DeadlineState], ...]:
    try:
        lines = (files("musnad") / "data" / "limit_words.tsv").read_text("utf-8").splitlines()
        rows = [line.split("\t") for line in lines if line and line[0] != "#"][1:]
        return tuple((tuple(bare(w) for w in spelt.split()), cast(DeadlineState, state)) for spelt, state, *_ in rows)
    except (OSError, ValueError) as error:
        raise DataError(f"limit_words.tsv is broken: {error}") from error


def ending_words(text: str) -> Iterator[tuple[DeadlineState, Span]]:
    """Words of `text` that tell how a time limit ended, with what they tell.

    Raises:
        DataError: the table is missing or broken.
    """
    offset = 0
    for line in text.split("\n"):
        for state, start, end in _in_line(line):
            yield state, Span.of(text, offset + start, offset + end)
        offset += len(line) + 1


def _in_line(line: str) -> Iterator[tuple[DeadlineState, int, int]]:
    marks = list(_marks(line))
    for i, (key, start, _) in enumerate(marks):
        for pattern, state in _endings():
            if not _is(key, pattern[0]):
                continue
            at = i
            for wanted in pattern[1:]:
                near = range(at + 1, min(at + 2 + _BETWEEN, len(marks)))
                at = next((k for k in near if _is(marks[k][0], wanted)), -1)
                if at < 0:
                    break
            if at >= 0 and not (i and marks[i - 1][0] in _NEVER):
                yield state, start, marks[at][2]


_NEVER = frozenset("لم لن قبل اذا لو حتي".split())


def _marks(line: str) -> Iterator[tuple[str, int, int]]:
    """Folded words of a line with their bounds in it."""
    start = -1
    for i, char in enumerate(line + " "):
        if char.isalnum() or (char not in " \t" and start >= 0 and not char.isprintable()):
            start = i if start < 0 else start
        elif start >= 0 and not ("\u0610" <= char <= "\u065f" or char == "ـ"):
            key = next(words(line[start:i]), "")
            if key:
                yield key, start, i
            start = -1


def _is(key: str, wanted: str) -> bool:
    """Whether a folded word is the wanted one, with و ف ب ل and the article before it or not."""
    for head in ("", "و", "ف", "ب", "ل", "وب", "ول"):
        if key.startswith(head) and bare(key[len(head) :]) in (wanted, bare(wanted)):
            return True
    return False
