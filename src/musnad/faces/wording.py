"""Words for people, in Arabic and English."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from msgspec import Struct

from musnad.errors import DataError


class Wording(Struct, frozen=True):
    """The table `words_ar_en.tsv`; asking for a key that it lacks is an error, never a silent default."""

    arabic: Mapping[str, str]
    english: Mapping[str, str]

    @classmethod
    def load(cls) -> Wording:
        """Read the table. Raises: DataError."""
        text = (files("musnad") / "faces" / "words_ar_en.tsv").read_text("utf-8")
        rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith(("#", "key\t"))]
        if any(len(row) != 3 or not all(row) for row in rows):
            raise DataError("words_ar_en.tsv: a row without its Arabic or English")
        return cls({key: ar for key, ar, _ in rows}, {key: en for key, _, en in rows})

    def ar(self, key: str) -> str:
        """The Arabic words. Raises: DataError."""
        if key not in self.arabic:
            raise DataError(f"words_ar_en.tsv: no {key!r}")
        return self.arabic[key]

    def en(self, key: str) -> str:
        """The English words. Raises: DataError."""
        if key not in self.english:
            raise DataError(f"words_ar_en.tsv: no {key!r}")
        return self.english[key]
