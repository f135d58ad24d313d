"""Counts over facts: with whom an entity has to do, when, and where; no fact is built for them."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, Engine, func, select

from musnad.records import Entity, Fact, Place
from musnad.store.entries import Counterpart, Filters, Located, Pace, Way
from musnad.store.filters import fact_conditions, report_filters, resolve
from musnad.store.listing import Listing, later
from musnad.store.rows import ACTOR, RECIPIENT, alterations, entities, fact_articles, fact_parties, facts
from musnad.store.session import parts

_REMEMBERED = 32
"""Answers by place that are remembered."""
_WAYS: dict[tuple[int, int], Way] = {
    (ACTOR, RECIPIENT): "did",
    (RECIPIENT, ACTOR): "underwent",
    (ACTOR, ACTOR): "together",
}
"""What an entity's role and the other's say of the two; who undergo the same have nothing to do with one another."""


class Tallied(Listing):
    """The part of the store that counts facts."""

    def __init__(self, engine: Engine, now: Callable[[], datetime], wait: float) -> None:
        super().__init__(engine, now, wait)
        self._remembered: OrderedDict[Filters, tuple[int, tuple[Located, ...]]] = OrderedDict()

    def counterparts(self, entity: str, *, limit: int = 20) -> tuple[Counterpart, ...]:
        """Whom an entity has most to do with: at most `limit` others, those of most facts first, by way and type."""
        mine, other = fact_parties.alias("mine"), fact_parties.alias("other")
        query = (
            select(other.c.entity, facts.c.type, mine.c.role.label("one"), other.c.role.label("two"), func.count())
            .select_from(mine)
            .join(other, other.c.fact == mine.c.fact)
            .join(facts, facts.c.number == mine.c.fact)
            .where(mine.c.role.in_((ACTOR, RECIPIENT)), other.c.role.in_((ACTOR, RECIPIENT)))
            .group_by(other.c.entity, facts.c.type, mine.c.role, other.c.role)
        )
        with self._read() as connection:
            number = connection.scalar(select(entities.c.number).where(entities.c.id == entity))
            if number is None:
                return ()
            query = query.where(mine.c.entity == number, other.c.entity != number)
            found = [(row[0], row[1], way, row[4]) for row in connection.execute(query)
                     if (way := _WAYS.get((row.one, row.two)))]  # fmt: skip
            totals: Counter[int] = Counter()
            for who, _, _, count in found:
                totals[who] += count
            best = sorted(totals, key=lambda who: (-totals[who], who))[:limit]
            ids = self._entity_ids(connection, best)
        by_entity: dict[int, list[Counterpart]] = defaultdict(list)
        for who, kind, way, count in found:
            if who in ids:
                by_entity[who].append(Counterpart(ids[who], kind, way, count))
        return tuple(
            one for who in best for one in sorted(by_entity[who], key=lambda c: (-c.count, c.way, c.type))
        )  # fmt: skip

    def paces(self, filters: Filters) -> tuple[Pace, ...]:
        """Facts that fit, counted by day and type, in the order of the days; those without a day first."""
        with self._read() as connection:
            query = select(facts.c.first, facts.c.type, func.count()).where(*self._fact_conditions(connection, filters))
            query = query.group_by(facts.c.first, facts.c.type).order_by(facts.c.first, facts.c.type)
            return tuple(Pace(row[0], row[1], row[2]) for row in connection.execute(query))

    def located(self, filters: Filters) -> tuple[Located, ...]:
        """Facts that fit, counted by place, the most told place first; facts without a place are of the entity "".

        All facts are read for it, so the last answers are remembered until the list of changes grows.
        """
        with self._read() as connection:
            changed = connection.scalar(select(func.max(alterations.c.number))) or 0
            known = self._remembered.get(filters)
            if known is not None and known[0] == changed and self._writer is None:
                return known[1]
            query = select(facts.c.place, func.count()).where(*self._fact_conditions(connection, filters))
            counted = [(row[0], row[1]) for row in connection.execute(query.group_by(facts.c.place))]
            points: dict[int, tuple[str, Place | None]] = {}
            for part in parts([number for number, _ in counted if number is not None]):
                columns = select(entities.c.number, entities.c.id, entities.c.place)
                for row in connection.execute(columns.where(entities.c.number.in_(part))):
                    points[row.number] = (row.id, self._point(row))
        out = []
        for number, count in counted:
            id_, place = points.get(number, ("", None))
            out.append(Located(id_, place, count))
        found = tuple(sorted(out, key=lambda one: (-one.count, one.entity)))
        if self._writer is None and filters.story is None:  # what one story has is soon counted again
            self._remembered[filters] = (changed, found)
            while len(self._remembered) > _REMEMBERED:
                self._remembered.popitem(last=False)
        return found

    def unplaced(self, filters: Filters, *, limit: int = 50, after: str | None = None) -> tuple[Fact, ...]:
        """Facts that fit and name no place, the latest first; `after` is the id of the last one seen."""
        with self._read() as connection:
            conditions = self._fact_conditions(connection, filters)
            query = select(facts.c.body).where(*conditions, facts.c.place.is_(None))
            if after is not None:
                last = connection.execute(select(facts.c.first, facts.c.id).where(facts.c.id == after)).first()
                if last is None:
                    return ()
                query = query.where(later(facts.c.first, facts.c.id, last.first, last.id))
            found = connection.scalars(query.order_by(facts.c.first.desc(), facts.c.id).limit(limit)).all()
        return tuple(self._codec.decode(body, Fact) for body in found)

    def named(self, name: str, *, limit: int = 10) -> tuple[Entity, ...]:
        """Entities that a name stands for in any spelling: those that are known first, then by their first report."""
        with self._read() as connection:
            ids = self._entity_ids(connection, list(resolve(connection, name)))
        known = self.entities(ids.values())
        return tuple(sorted(known.values(), key=lambda one: not one.known)[:limit])

    def _point(self, row: Any) -> Place | None:
        if row.place is None:
            return None
        place = replace(self._codec.read(row.place, Place), entity=row.id)
        return None if place.latitude is None or place.longitude is None else place

    def _fact_conditions(self, connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
        """Conditions on facts: their own, and those on the reports that tell them."""
        out = fact_conditions(connection, filters)
        asked = report_filters(filters)
        if asked is not None:
            told = select(fact_articles.c.fact).where(fact_articles.c.article.in_(self._reports(connection, asked)))
            out.append(facts.c.number.in_(told))
        return out

    def _entity_ids(self, connection: Connection, numbers: list[int]) -> dict[int, str]:
        out: dict[int, str] = {}
        for part in parts(numbers):
            query = select(entities.c.number, entities.c.id).where(entities.c.number.in_(part))
            out.update((row.number, row.id) for row in connection.execute(query))
        return out
