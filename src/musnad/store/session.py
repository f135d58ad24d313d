"""What every part of the store stands on: connections, the one writer, numbers without gaps, entities as integers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, func, insert, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from musnad.errors import StoreBusy, StoreError
from musnad.store import rows
from musnad.store.codec import Codec
from musnad.store.entries import ChangeKind
from musnad.store.folding import Folding

BATCH = 256
"""Rows that a stream reads at once: bounds memory, and no cursor stays open between them."""
WAIT = 5.0
"""Seconds that a writer waits for another one to finish."""
WRITER_LOCK = 0x6D75736E6164
"""Key of PostgreSQL's advisory lock for the one writer."""
_INTERNED = 1 << 17
_MANY = 500
T = TypeVar("T")


class Session:
    """One open store. Reads may come from any thread; one thread writes at a time."""

    def __init__(self, engine: Engine, now: Callable[[], datetime], wait: float) -> None:
        self._engine = engine
        self._now = now
        self._wait = wait
        self._codec = Codec(self._fetch_dictionary)
        self._learnt: frozenset[int] | None = None
        self._turn = threading.RLock()
        self._writer: Connection | None = None
        self._owner: int | None = None
        self._last: dict[str, int] = {}
        self._numbers: dict[str, int] = {}
        self._fullness: dict[int, int] = {}
        self._folder: Folding | None = None

    @property
    def url(self) -> str:
        """Address of the store, without its password."""
        return self._engine.url.render_as_string(hide_password=True)

    def close(self) -> None:
        """Release the store."""
        self._engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes inside are kept together; an exception takes them back. One inside another joins it.

        Raises:
            StoreBusy: another process is writing, and did not finish in some seconds.
        """
        with self._turn:
            if self._writer is not None:
                yield
                return
            with self._begun() as connection:
                self._writer, self._owner = connection, threading.get_ident()
                try:
                    yield
                    connection.commit()
                except BaseException:
                    connection.rollback()
                    self._forget()
                    raise
                finally:
                    self._writer = self._owner = None
                    self._last.clear()

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        """A connection with the writer's lock."""
        with self._engine.connect() as plain:
            connection = plain.execution_options(musnad_writes=True)
            try:
                connection.begin()
                if self._is_postgresql:
                    lock_writer(connection, self._wait)
            except DBAPIError as error:
                raise StoreBusy(
                    f"{self.url}: another process is writing into this store; wait until it ends"
                ) from error
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        """The writer's connection: all that is written inside is there as a whole or not at all."""
        with self.transaction():
            writer = self._writer
            if writer is None:
                raise StoreError("the transaction was ended from another thread")
            step = writer.begin_nested()
            try:
                yield writer
                step.commit()
            except BaseException:
                if step.is_active:
                    step.rollback()
                self._forget()
                raise

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        """A connection to read with: the writer's own inside its transaction, else one with a view of its own."""
        writer = self._writer
        if writer is not None and self._owner == threading.get_ident():
            yield writer
            return
        with self._engine.connect() as connection:
            if self._is_postgresql:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection that sees the store as it is at one moment, however long it is read; for backups."""
        with self._read() as connection:
            yield connection

    @property
    def _is_postgresql(self) -> bool:
        return self._engine.dialect.name == "postgresql"

    def _forget(self) -> None:
        """Numbers given out in what was taken back are not valid."""
        self._last.clear()
        self._numbers.clear()
        self._fullness.clear()
        self._learnt = None
        self._codec.forget()

    def _fetch_dictionary(self, number: int) -> bytes | None:
        with self._read() as connection:
            table = rows.dictionaries
            return connection.scalar(select(table.c.body).where(table.c.number == number))

    def _next(self, connection: Connection, table: Table) -> int:
        """The next number of a table: one more than its last."""
        last = self._last.get(table.name)
        if last is None:
            last = connection.scalar(select(func.max(table.c.number))) or 0
        self._last[table.name] = last + 1
        return last + 1

    def _put(self, connection: Connection, table: Table, values: dict[str, Any]) -> None:
        """Insert a row, or give the row of the same key these values."""
        make = postgresql.insert if self._is_postgresql else sqlite.insert
        keys = [column.name for column in table.primary_key]
        rest = {name: value for name, value in values.items() if name not in keys}
        connection.execute(make(table).values(values).on_conflict_do_update(index_elements=keys, set_=rest))

    def _moment(self) -> str:
        """This moment as ISO time, UTC, whole seconds."""
        return self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _alter(self, connection: Connection, what: ChangeKind, id: str, note: str = "", at: str | None = None) -> None:
        """Append to the list of changes."""
        number = self._next(connection, rows.alterations)
        values = {"number": number, "at": at or self._moment(), "what": what, "id": id, "note": note}
        connection.execute(insert(rows.alterations), values)

    def _entity_numbers(self, connection: Connection, ids: Iterable[str]) -> dict[str, int]:
        """Numbers of entity ids; new ones where they were never met."""
        table, out = rows.entities, dict.fromkeys(ids, 0)
        for part in parts([id for id in out if id not in self._numbers]):
            query = select(table.c.id, table.c.number, table.c.fullness).where(table.c.id.in_(part))
            for row in connection.execute(query):
                self._keep(row.id, row.number, row.fullness)
        new = []
        for id in out:
            if id not in self._numbers:
                number = self._next(connection, table)
                new.append({"number": number, "id": id, "fullness": 0})
                self._keep(id, number, 0)
            out[id] = self._numbers[id]
        if new:
            connection.execute(insert(table), new)
        if len(self._numbers) > _INTERNED:
            self._numbers.clear()
            self._fullness.clear()
        return out

    def _entity(self, connection: Connection, id: str) -> int:
        """The number of an entity id."""
        return self._entity_numbers(connection, (id,))[id]

    def _keep(self, id: str, number: int, fullness: int) -> None:
        self._numbers[id] = number
        self._fullness[number] = fullness

    @property
    def _folding(self) -> Folding:
        if self._folder is None:
            self._folder = Folding.load()
        return self._folder


def lock_writer(connection: Connection, wait: float) -> None:
    """Become PostgreSQL's one writer until the transaction ends; `wait` is in seconds."""
    connection.execute(text(f"SET LOCAL lock_timeout = {max(1, int(wait * 1000))}"))
    connection.execute(select(func.pg_advisory_xact_lock(WRITER_LOCK)))


def parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Values in as many as one query takes."""
    for start in range(0, len(values), _MANY):
        yield values[start : start + _MANY]
