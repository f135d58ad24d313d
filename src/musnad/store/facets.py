"""Counts beside a search: how many reports each type, place, month and outlet would find with the rest of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Select, and_, func, select

from musnad.store import rows
from musnad.store.entries import Facets, Filters, Tally
from musnad.store.filters import event_conditions, party_condition
from musnad.store.rows import alterations, articles, events, parties
from musnad.store.tallies import Tallied

_PLACES = 24
"""Places that are counted: those of most reports."""
_REMEMBERED = 64
"""Answers that are remembered until the list of changes grows."""


class Faceted(Tallied):
    """The part of the store that counts what a search could be narrowed by."""

    def __init__(self, engine: Engine, now: Callable[[], datetime], wait: float) -> None:
        super().__init__(engine, now, wait)
        self._facets: OrderedDict[Filters, tuple[int, Facets]] = OrderedDict()

    def facets(self, filters: Filters) -> Facets:
        """Reports that fit by type, place, month and outlet; what is asked for already is left out."""
        with self._read() as connection:
            changed = connection.scalar(select(func.max(alterations.c.number))) or 0
            known = self._facets.get(filters)
            if known is not None and known[0] == changed and self._writer is None:
                return known[1]
            found = self._counted(connection, filters)
        if self._writer is None:
            self._facets[filters] = (changed, found)
            while len(self._facets) > _REMEMBERED:
                self._facets.popitem(last=False)
        return found

    def _counted(self, connection: Connection, filters: Filters) -> Facets:
        def unless(*asked: str | None) -> bool:
            return not any(asked)

        month = func.substr(articles.c.day, 1, 7)
        return Facets(
            types=self._by_event(connection, filters, events.c.type) if unless(filters.type, filters.mode) else (),
            places=self._by_place(connection, filters) if unless(filters.place) else (),
            months=self._by_report(connection, filters, month) if unless(filters.since, filters.until) else (),
            outlets=self._by_report(connection, filters, articles.c.outlet) if unless(filters.outlet) else (),
        )

    def _by_report(self, connection: Connection, filters: Filters, key: Any) -> tuple[Tally, ...]:
        """Reports by something of their own; what is not told is left out."""
        fitting = self._reports(connection, filters).cte("fitting").prefix_with("MATERIALIZED")
        query = select(key, func.count()).where(articles.c.number.in_(select(fitting.c.number))).group_by(key)
        return _sorted([(row[0], row[1]) for row in connection.execute(query) if row[0]])

    def _by_event(
        self, connection: Connection, filters: Filters, key: Any, most: int | None = None
    ) -> tuple[Tally, ...]:
        """Reports by something of an event that has all that is asked of events."""
        counted = self._events(connection, filters, key)
        query = select(counted.c.key, func.count()).group_by(counted.c.key)
        if most is not None:
            query = query.order_by(func.count().desc(), counted.c.key).limit(most)
        return _sorted([(row[0], row[1]) for row in connection.execute(query)])

    def _by_place(self, connection: Connection, filters: Filters) -> tuple[Tally, ...]:
        found = self._by_event(connection, filters, events.c.place, _PLACES)
        ids = self._entity_ids(connection, [int(one.key) for one in found])
        return tuple(Tally(ids[int(one.key)], one.count) for one in found if int(one.key) in ids)

    def _events(self, connection: Connection, filters: Filters, key: Any) -> Any:
        """Pairs of a report and the key of an event of it, each once."""
        fitting = self._reports(connection, filters).cte("fitting").prefix_with("MATERIALIZED")
        pairs: Select[Any] = select(events.c.article, key.label("key")).distinct()
        pairs = pairs.where(events.c.article.in_(select(fitting.c.number)), key.is_not(None))
        pairs = pairs.where(*event_conditions(connection, filters, events))
        if filters.actor:
            same = and_(events.c.article == parties.c.article, events.c.event == parties.c.event)
            pairs = pairs.join_from(events, parties, same).where(party_condition(connection, filters, rows.parties))
        return pairs.subquery()


def _sorted(found: list[tuple[Any, int]]) -> tuple[Tally, ...]:
    return tuple(Tally(str(key), count) for key, count in sorted(found, key=lambda one: (-one[1], str(one[0]))))
