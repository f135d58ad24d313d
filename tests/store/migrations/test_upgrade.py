from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from msgspec.msgpack import Encoder
from sqlalchemy import delete, insert, make_url
from sqlalchemy.exc import DBAPIError

import musnad.store.migrations.upgrade as steps
from musnad.records import Decision
from musnad.store.engine import make_engine, open_store
from musnad.store.migrations.upgrade import HEAD, revision, upgrade
from musnad.store.rows import alterations, decisions, metadata


def test_the_code_writes_the_last_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(steps.__file__).parent))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_the_steps_make_the_tables_that_the_code_knows(address: str) -> None:
    url = make_url(address if "://" in address else f"sqlite:///{address}")
    engine = make_engine(url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url)
    upgrade(engine)
    with engine.connect() as connection, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert revision(connection) == HEAD
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = [change for change in compare_metadata(context, metadata) if "texts" not in str(change)]
        assert not found
    upgrade(engine)
    engine.dispose()


def test_a_store_of_the_second_revision_is_taken_over(address: str) -> None:
    url = make_url(address if "://" in address else f"sqlite:///{address}")
    engine = make_engine(url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url)
    upgrade(engine, "0002")
    old = Encoder().encode({"id": "d1", "about": "entity", "one": "a", "other": "b", "same": True})
    with engine.begin() as connection:
        connection.execute(insert(decisions), {"number": 1, "id": "d1", "body": old})
        connection.execute(insert(alterations), {"number": 1, "at": "", "what": "decision", "id": "d1", "note": ""})
    engine.dispose()
    store = open_store(address)
    assert store.decisions() == (Decision(id="d1", about="entity", one="a", other="b", same=True),)
    assert (store.corrections(), store.comments(), store.doubts()) == ((), (), ())
    assert store.check() == ()
    with pytest.raises(DBAPIError, match="only appended"), store.transaction(), store.snapshot() as connection:
        connection.execute(delete(decisions))
    store.close()
