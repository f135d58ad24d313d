"""A store and a browser's view of it, for all tests of the web face."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from sample import sample_store
from starlette.testclient import TestClient

from musnad.faces.web.app import create_app
from musnad.faces.web.settings import Settings
from musnad.store.engine import SqlStore, open_store

HOME = "http://127.0.0.1"


@pytest.fixture
def store() -> Iterator[SqlStore]:
    """A store that a test may write into."""
    made = sample_store()
    yield made
    made.close()


@pytest.fixture(scope="module")
def app() -> Iterator[FastAPI]:
    """The application on the sample store; for tests that only read."""
    store = sample_store()
    yield create_app(Settings(store=":memory:", encoder=False), store)
    store.close()


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """A visitor who reads Arabic."""
    return TestClient(app, base_url=HOME)


@pytest.fixture
def english(app: FastAPI) -> TestClient:
    """A visitor who reads English."""
    return TestClient(app, base_url=HOME, cookies={"lang": "en"})


@pytest.fixture
def bare() -> Iterator[TestClient]:
    """A visitor of an empty store."""
    store = open_store(":memory:")
    yield TestClient(create_app(Settings(store=":memory:", encoder=False), store), base_url=HOME)
    store.close()
