"""Words that build names: first names, titles before names, heads of names, and words that are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files

from msgspec import Struct

from musnad.errors import DataError
from musnad.lang.ar.fold import fold_word
from musnad.lang.ar.name_keys import bare_forms, word_key

CACHED = 1 << 15
"""Words whose roles are remembered."""
_ANAPHORS = frozenset({"المنظمه الدوليه", "المنظمه الامميه", "الهييه الامميه"})
_ORDINARY = frozenset(
    "not_name place_head group_adjective title_adjective quantity group common_name org_noise org_inside "
    "org_outside".split()
)


class Roles(Struct, frozen=True, gc=False):
    """What one word may do in a name, by the names of the sets of `NameWords`: `written` as it stands or without a
    clitic, `nouns` the same without the article; `ordinary` as in `NameWords.ordinary`."""

    written: frozenset[str]
    nouns: frozenset[str]
    ordinary: bool


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

    _known: dict[str, Roles] = field(default_factory=dict, init=False, repr=False, compare=False)

    def roles(self, key: str) -> Roles:
        """The roles of the word with this key."""
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= CACHED:
                self._known.clear()
            found = self._known[key] = self._roles(key)
        return found

    def _roles(self, key: str) -> Roles:
        forms = bare_forms(key)
        nouns = tuple(map(without_article, forms))
        written = [name for name in _CLASSES if not getattr(self, name).isdisjoint(forms)]
        plain = [name for name in _CLASSES if not getattr(self, name).isdisjoint(nouns)]
        own = (key, without_article(key))
        ordinary = any(not getattr(self, name).isdisjoint(own) for name in _ORDINARY)
        return Roles(frozenset(written), frozenset(plain), ordinary)

    def ordinary(self, key: str) -> bool:
        """Whether the word is an ordinary word of the language before it is a name."""
        return self.roles(key).ordinary

    def asks_place(self, keys: Sequence[str], at: int) -> bool:
        """Whether the noun before word `at` says that a place follows: مدينة, محافظة."""
        return at > 0 and "place_head" in self.roles(keys[at - 1]).written

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
            return cls(**{name: frozenset(found[name]) for name in _CLASSES})
        except KeyError as missing:
            raise DataError(f"name_words.tsv has no words of the class {missing}") from missing


_CLASSES = tuple(name for name in NameWords.__dataclass_fields__ if not name.startswith("_"))


def without_article(key: str) -> str:
    """A key without its article."""
    return key[2:] if key.startswith("ال") and len(key) > 4 else key


def is_anaphor(keys: Sequence[str]) -> bool:
    """Whether the words point back to an organisation told before and are no name: المنظمة الدولية."""
    return len(keys) == 2 and any(f"{form} {keys[1]}" in _ANAPHORS for form in bare_forms(keys[0]))
