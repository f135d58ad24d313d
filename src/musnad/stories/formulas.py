"""Set phrases: titles, telegrams, prayers, bulletins that reports share without one being the other's copy.

Table `musnad/data/set_phrases.tsv`. Any three words of a phrase that follow each other are set words wherever they
stand, so that a phrase with a name put in is known too.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from msgspec import Struct

from musnad.errors import DataError
from musnad.stories.wording import words_of

_COLUMNS = ["phrase", "kind", "source", "licence"]
_WIDTH = 3


class SetPhrases(Struct, frozen=True):
    """Runs of three folded words of the phrases."""

    runs: frozenset[tuple[str, ...]]

    @classmethod
    def load(cls) -> SetPhrases:
        """Read the table.

        Raises:
            DataError: the head or a row is not as documented, or a phrase is shorter than a run.
        """
        lines = files("musnad").joinpath("data/set_phrases.tsv").read_text("utf-8").splitlines()
        rows = [line.split("\t") for line in lines if line]
        if not rows or rows[0] != _COLUMNS:
            raise DataError("set_phrases.tsv: wrong columns")
        runs: set[tuple[str, ...]] = set()
        for row in rows[1:]:
            forms = words_of(row[0]).forms
            if len(row) != len(_COLUMNS) or len(forms) < _WIDTH:
                raise DataError(f"set_phrases.tsv: broken row {row}")
            runs.update(zip(forms, forms[1:], forms[2:], strict=False))
        return cls(frozenset(runs))

    def free(self, words: Sequence[str]) -> bytearray:
        """1 for each word that stands in no set phrase and is none of a page's code, 0 for the others."""
        free = bytearray(not word.isascii() or word.isdigit() for word in words)
        for i, run in enumerate(zip(words, words[1:], words[2:], strict=False)):
            if run in self.runs:
                free[i : i + _WIDTH] = b"\x00" * _WIDTH
        return free
