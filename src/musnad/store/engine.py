"""Opening a store: SQLite in one file by default, PostgreSQL by its address; the tables are brought up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from musnad.errors import StoreError, StoreMissing
from musnad.store.accounts import Accounted
from musnad.store.clusters import Clustered
from musnad.store.facets import Faceted
from musnad.store.intake import Intake
from musnad.store.integrity import Checked
from musnad.store.migrations.upgrade import upgrade
from musnad.store.session import WAIT

_CACHE_KIB = 65_536
_MAPPED = 1 << 28
_PAGE = 16_384
"""Bytes of a page of a new file: readings of some KiB fill pages of 4 KiB by halves."""


class SqlStore(Checked, Clustered, Faceted, Intake, Accounted):
    """A store in SQLite or PostgreSQL; keeps the contracts of `musnad.store.base.Store` and `people.People`."""


def open_store(
    url: str, *, now: Callable[[], datetime] | None = None, create: bool = True, wait: float = WAIT
) -> SqlStore:
    """Open a store, made at the first opening; its tables are brought up to date.

    `url` is a path of a SQLite file, `sqlite:///PATH`, or `postgresql://USER@HOST/DATABASE` (`pip install
    'musnad[postgresql]'`). `now` tells the time (UTC); tests give their own. `wait` is how many seconds another writer
    may take.

    Raises:
        StoreMissing: no such folder, file (with `create=False`) or server, or the file is no store.
        StoreTooNew: a later version of Musnad wrote it.
        StoreBusy: its tables need an update while another process writes.
        StoreError: the address is of no kind that Musnad knows.
    """
    address = _address(url)
    file = address.database if address.get_backend_name() == "sqlite" else None
    if file and file != ":memory:":
        if not Path(file).parent.is_dir():
            raise StoreMissing(f"{file}: there is no folder {Path(file).parent}")
        if not create and not Path(file).exists():
            raise StoreMissing(f"{file}: there is no store; `musnad ingest` makes one")
    engine = make_engine(address, wait)
    try:
        upgrade(engine, wait=wait)
    except (DBAPIError, sqlite3.DatabaseError) as error:
        engine.dispose()
        shown = address.render_as_string(hide_password=True)
        reason = str(getattr(error, "orig", error)).strip().splitlines()
        raise StoreMissing(f"{shown}: this store cannot be opened: {reason[0] if reason else error}") from error
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine, now or _utc_now, wait)


def make_engine(address: URL, wait: float = WAIT) -> Engine:
    """Connections as the store wants them: SQLite waits for the writer, keeps a write-ahead log and foreign keys."""
    if address.get_backend_name() == "postgresql":
        return create_engine(address, pool_pre_ping=True)
    memory = not address.database or address.database == ":memory:"
    options: dict[str, Any] = {"timeout": wait, "check_same_thread": False}
    engine = create_engine(address, connect_args=options, **({"poolclass": StaticPool} if memory else {}))
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _address(url: str) -> URL:
    """Raises: StoreError for an address of no kind that a store has."""
    if "://" not in url:
        return URL.create("sqlite", database=str(Path(url).expanduser()) if url != ":memory:" else url)
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise StoreError(f"{url}: no address of a store; give a file, sqlite:///FILE or postgresql://…") from error
    kind = address.get_backend_name()
    if kind in ("postgresql", "postgres"):
        return address.set(drivername="postgresql+psycopg")
    if kind != "sqlite":
        raise StoreError(f"{url}: no address of a store; give a file, sqlite:///FILE or postgresql://…")
    return address


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says, not where the driver guesses
    cursor = connection.cursor()
    for setting in (f"page_size={_PAGE}", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON",
                    f"cache_size=-{_CACHE_KIB}", f"mmap_size={_MAPPED}", "temp_store=MEMORY"):  # fmt: skip
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("musnad_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _utc_now() -> datetime:
    return datetime.now(UTC)
