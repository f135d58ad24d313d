"""What is exported: exactly what a search with the same filters counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from musnad import __version__
from musnad.records import Entity, Fact, Limit, Reading
from musnad.store.base import Store
from musnad.store.entries import Filters, Held

_SCREEN = 200
"""Articles that are asked for at once."""


class Told(Struct, frozen=True):
    """One article with its reading and its story."""

    held: Held
    reading: Reading
    story: str | None


class Selection:
    """Articles, facts and deadlines of a store that fit the filters; streamed, in a stable order."""

    def __init__(self, store: Store, filters: Filters) -> None:
        self.store, self.filters = store, filters
        self._entities: dict[str, Entity] = {}

    def articles(self) -> Iterator[Told]:
        """Every article that the search finds."""
        after = None
        while True:
            found = self.store.search(self.filters, limit=_SCREEN, after=after)
            readings = {r.article.id: r for r in self.store.readings(hit.article.id for hit in found.hits)}
            for hit in found.hits:
                yield Told(hit.article, readings[hit.article.id], hit.story)
            after = found.next
            if after is None:
                return

    def count(self) -> int:
        """Articles that the search counts."""
        return self.store.search(self.filters, limit=1).total

    def facts(self) -> tuple[Fact, ...]:
        """Every fact that fits, the latest first."""
        return self.store.facts(self.filters, limit=None)

    def limits(self) -> tuple[Limit, ...]:
        """Deadlines of the stories that the filters ask for, or all."""
        return self.store.limits(story=self.filters.story)

    def meet(self, ids: Iterable[str]) -> None:
        """Look up many entities at once; `entity` and `name` then ask no more for them."""
        self._entities |= self.store.entities([id_ for id_ in dict.fromkeys(ids) if id_ not in self._entities])

    def entity(self, entity: str | None) -> Entity | None:
        """An entity by id."""
        if entity is None:
            return None
        if entity not in self._entities:
            self._entities |= self.store.entities([entity])
        return self._entities.get(entity)

    def name(self, entity: str | None) -> str | None:
        """An entity's name; None where it is unknown."""
        found = self.entity(entity)
        return found.name if found else None

    def name_en(self, entity: str | None) -> str | None:
        """An entity's English name; None where it is unknown."""
        found = self.entity(entity)
        return found.name_en if found else None

    def asked(self) -> Mapping[str, Any]:
        """The filters that were given, for the manifest."""
        given = msgspec.to_builtins(self.filters)
        return {key: value for key, value in given.items() if value not in (None, "any") or (key == "damage" and value)}

    @property
    def engine(self) -> str:
        """Version of Musnad."""
        return f"musnad {__version__}"
