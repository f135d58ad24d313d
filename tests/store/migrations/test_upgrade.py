from __future__ import annotations

import warnings
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import make_url

import musnad.store.migrations.upgrade as steps
from musnad.store.engine import make_engine
from musnad.store.migrations.upgrade import HEAD, revision, upgrade
from musnad.store.rows import metadata


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
