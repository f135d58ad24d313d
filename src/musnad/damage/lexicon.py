"""The lexicons of the damage stage: false senses, literal phrases, gender of given names."""

from __future__ import annotations

from importlib.resources import files
from typing import Literal

from msgspec import Struct

from musnad.damage.phrases import PhraseTable
from musnad.errors import DataError
from musnad.lang.ar.fold import fold_word
from musnad.lang.ar.name_keys import word_key

Sex = Literal["m", "f"]


class DamageLexicon(Struct, frozen=True):
    """Read once and handed to `find_damage`."""

    senses: PhraseTable
    literal: PhraseTable
    first_names: dict[str, Sex]
    """Key of a given name (see `lang.ar.name_keys.word_key`) to the gender of those who bear it."""

    @classmethod
    def load(cls) -> DamageLexicon:
        """Read the tables shipped with Musnad.

        Raises:
            DataError: a table is missing or broken.
        """
        return cls(
            PhraseTable.parse(_read("mt_senses.tsv"), "mt_senses.tsv"),
            PhraseTable.parse(_read("mt_literal.tsv"), "mt_literal.tsv"),
            first_names(_read("first_names.tsv")),
        )


def first_names(text: str) -> dict[str, Sex]:
    """Read rows `name, gender, source, licence`.

    Raises:
        DataError: a gender other than m or f.
    """
    found: dict[str, Sex] = {}
    for line in text.split("\n")[1:]:
        if not line:
            continue
        name, sex = line.split("\t")[:2]
        if sex == "m" or sex == "f":
            found[word_key(fold_word(name))] = "m" if sex == "m" else "f"
        else:
            raise DataError(f"first_names.tsv: gender {sex!r}")
    return found


def _read(name: str) -> str:
    try:
        return (files("musnad") / "data" / name).read_text("utf-8")
    except OSError as error:
        raise DataError(f"{name} is missing") from error
