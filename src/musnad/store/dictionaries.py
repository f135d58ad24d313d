"""Dictionaries that a store learns from its own first articles, to keep the later ones small."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, insert, select

from musnad.store.codec import LEARNT_FROM, learn
from musnad.store.rows import dictionaries
from musnad.store.session import Session

READINGS, ORIGINALS, STATES, FACTS = 1, 2, 3, 4
"""Numbers of the dictionaries."""


class Dictionaries(Session):
    """The part of the store that learns how to compress, once for each kind of entry, when there are enough of it."""

    def _dictionary(self, connection: Connection, which: int) -> int:
        """The number, or 0 while the dictionary is not learnt."""
        if self._learnt is None:
            self._learnt = frozenset(connection.scalars(select(dictionaries.c.number)))
        return which if which in self._learnt else 0

    def _learn(self, connection: Connection, which: int, column: Column[Any], number: int) -> None:
        """Learn from the first entries of a column, at the one moment when there are enough: at the entry `number`."""
        if number != LEARNT_FROM or self._dictionary(connection, which):
            return
        order = next(iter(column.table.primary_key.columns))
        bodies = connection.scalars(select(column).order_by(order).limit(LEARNT_FROM))
        body = learn([self._codec.unpack(body) for body in bodies], which)
        if body is not None:
            connection.execute(insert(dictionaries), {"number": which, "body": body})
            self._learnt = None
