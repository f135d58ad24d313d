"""Searches that a person keeps: name, filters, how much was found at the last look; one note of the store for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from musnad.errors import StoreBroken
from musnad.faces.keeping import now
from musnad.faces.web.problems import Refusal
from musnad.store.base import Store
from musnad.store.entries import Filters

MOST = 24
"""Searches of one person: each is counted anew when the list is shown."""
LONGEST_NAME = 80
_KEY = "searches:"


class Search(Struct, frozen=True, kw_only=True):
    """One search that is kept."""

    name: str
    given: Annotated[tuple[tuple[str, str], ...], Meta(description="Filters by their names in addresses.")]
    seen: Annotated[int, Meta(description="Reports that it found at the last look.")]
    at: Annotated[str, Meta(description="ISO time of the last look, UTC.")]


def keep(store: Store, person: str, name: str, given: tuple[tuple[str, str], ...], filters: Filters) -> Search:
    """Keep a search of a person under a name; `given` are its `filters` by their names in addresses.

    What it finds now counts as seen.

    Raises:
        Refusal: not-valid, a search for nothing or without a name; conflict, there are too many already.
    """
    called = " ".join(name.replace("\0", "").split())[:LONGEST_NAME]
    if not given or not called:
        raise Refusal("not-valid", "a search without words and filters finds everything: there is nothing to keep")
    total = store.search(filters, limit=1, latest=True).total
    made = Search(name=called, given=given, seen=total, at=now())
    if not Shelf(store, person).keep(made):
        raise Refusal("conflict", f"at most {MOST}")
    return made


class Shelf:
    """The searches of one person."""

    def __init__(self, store: Store, person: str) -> None:
        self._store, self._key = store, _KEY + person

    def all(self) -> tuple[Search, ...]:
        """In the order of keeping. Raises: StoreBroken."""
        noted = self._store.noted(self._key)
        try:
            return msgspec.json.decode(noted, type=tuple[Search, ...]) if noted else ()
        except msgspec.DecodeError as problem:
            raise StoreBroken(f"the note {self._key} cannot be decoded") from problem

    def keep(self, search: Search) -> bool:
        """Keep a search in the place of one of the same name; False where there are too many already."""
        with self._store.transaction():
            others = [one for one in self.all() if one.name != search.name]
            if len(others) >= MOST:
                return False
            self._write((*others, search))
        return True

    def looked(self, name: str, *, seen: int, at: str) -> None:
        """A look at what a search finds now."""
        with self._store.transaction():
            self._write([replace(one, seen=seen, at=at) if one.name == name else one for one in self.all()])

    def remove(self, name: str) -> None:
        """Keep a search no more."""
        with self._store.transaction():
            self._write([one for one in self.all() if one.name != name])

    def _write(self, searches: Sequence[Search]) -> None:
        self._store.note(self._key, msgspec.json.encode(searches).decode())
