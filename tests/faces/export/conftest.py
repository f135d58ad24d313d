"""The store of the web face's tests, with what breaks exports added to it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from musnad.faces.export.selection import Selection
from musnad.store.engine import SqlStore
from musnad.store.entries import Filters

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))
from sample import sample_store


@pytest.fixture(scope="session")
def store() -> Iterator[SqlStore]:
    """A store that is only read."""
    made = sample_store()
    yield made
    made.close()


@pytest.fixture
def chosen(store: SqlStore) -> Selection:
    """Everything in it."""
    return Selection(store, Filters())
