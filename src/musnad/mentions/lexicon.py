"""Words that build names: first names, titles before names, heads of names, and words that are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from musnad.errors import DataError
from musnad.lang.ar.fold import fold_word
from musnad.lang.ar.name_keys import bare_forms, word_key


@dataclass(frozen=True, slots=True)
class NameWords:
    """Sets of word keys (see `lang.ar.name_keys.word_key`), by what they do in a name."""

    first: frozenset[str]
    first_foreign: frozenset[str]
    honorific: frozenset[str]
    title_adjective: frozenset[str]
    link: frozenset[str]
    not_name: frozenset[str]
    place_head: frozenset[str]
    place_inside: frozenset[str]
    facility_head: frozenset[str]
    org_inside: frozenset[str]
    org_outside: frozenset[str]
    group: frozenset[str]
    quantity: frozenset[str]
    group_adjective: frozenset[str]
    common_name: frozenset[str]
    org_noise: frozenset[str]
    place_noise: frozenset[str]

    def ordinary(self, key: str) -> bool:
        """Whether the word is an ordinary word of the language before it is a name."""
        plain = key[2:] if key.startswith("ال") and len(key) > 4 else key
        return any(
            w in group
            for w in (key, plain)
            for group in (
                self.not_name,
                self.place_head,
                self.group_adjective,
                self.title_adjective,
                self.quantity,
                self.group,
                self.common_name,
                self.org_noise,
                self.org_inside,
                self.org_outside,
            )
        )

    def asks_place(self, keys: Sequence[str], at: int) -> bool:
        """Whether the noun before word `at` says that a place follows: مدينة, محافظة."""
        return at > 0 and not self.place_head.isdisjoint(bare_forms(keys[at - 1]))

    @classmethod
    def load(cls) -> NameWords:
        """Read the table `data/name_words.tsv`.

        Raises:
            DataError: a class of words is missing from the table.
        """
        found: dict[str, set[str]] = {}
        lines = files("musnad").joinpath("data/name_words.tsv").read_text("utf-8").splitlines()
        for line in lines[1:]:
            kind, word, *_ = line.split("\t")
            found.setdefault(kind, set()).add(word_key(fold_word(word)))
        try:
            return cls(**{field: frozenset(found[field]) for field in cls.__dataclass_fields__})
        except KeyError as missing:
            raise DataError(f"name_words.tsv has no words of the class {missing}") from missing
