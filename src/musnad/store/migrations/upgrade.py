"""Bringing a store's tables up to date when it is opened; Alembic is loaded only where there is something to do."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, Table, inspect, select
from sqlalchemy.exc import DBAPIError

from musnad.errors import StoreBusy, StoreError, StoreTooNew
from musnad.store.session import WAIT, lock_writer

HEAD = "0003"
"""The revision that this version of Musnad writes."""
_VERSIONS = "alembic_version"
_FOLDER = Path(__file__).parent


def revision(connection: Connection) -> str | None:
    """The revision of a store's tables; None where there are none yet. Raises: StoreError for a foreign database."""
    tables = set(inspect(connection).get_table_names())
    if _VERSIONS not in tables:
        if tables:
            raise StoreError("this database holds tables of something else; give an empty one")
        return None
    table = Table(_VERSIONS, MetaData(), autoload_with=connection)
    found: str | None = connection.scalar(select(table.c.version_num))
    return found


def upgrade(engine: Engine, target: str = HEAD, *, wait: float = WAIT) -> None:
    """Make the tables, or bring them up to `target`; `wait` is how many seconds another writer may take.

    Raises:
        StoreTooNew: a later version of Musnad made them.
        StoreBusy: another process is writing.
        StoreError: the database holds something else.
    """
    with engine.connect() as connection:
        if revision(connection) == target:
            return
    with engine.connect().execution_options(musnad_writes=True) as connection:
        try:
            connection.begin()
            if connection.dialect.name == "postgresql":
                lock_writer(connection, wait)
        except DBAPIError as error:
            raise StoreBusy("another process is writing into this store; wait until it ends") from error
        _run(connection, target)
        connection.commit()


def _run(connection: Connection, target: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    now = revision(connection)  # another process may have been quicker
    if now is not None and now not in {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}:
        raise StoreTooNew(f"a later version of Musnad wrote this store (revision {now}, this version knows {HEAD})")
    config.attributes["connection"] = connection
    command.upgrade(config, target)
