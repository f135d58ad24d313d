from __future__ import annotations

import os
import signal
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from musnad.ingest.collate import collate
from musnad.ingest.take import take_in
from musnad.store.base import Store
from musnad.store.engine import open_store
from musnad.store.integrity import content_digest
from musnad.workers import tools
from tests.ingest.conftest import Reports

COUNT = 18


def opened(path: Path) -> Store:
    return open_store(str(path), now=lambda: datetime(2025, 8, 10, tzinfo=UTC))


def run(path: Path, count: int = COUNT) -> None:
    store = opened(path)
    take_in(Reports(count), store, workers=1, encoder=False)
    collate(store)
    store.close()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("whole") / "store.db"
    run(path)
    return digest_of(path)


def digest_of(path: Path) -> str:
    store = opened(path)
    try:
        assert store.check() == ()
        return content_digest(store)
    finally:
        store.close()


def test_everything_is_kept_or_set_aside(tmp_path: Path) -> None:
    store = opened(tmp_path / "store.db")
    taken = take_in(Reports(COUNT), store, workers=1, encoder=False)
    assert (taken.added, taken.known, taken.failed) == (COUNT - 1, 0, 2)
    assert {aside.failed.reason for aside in store.failures()} == {"broken", "not-arabic"}
    again = take_in(Reports(COUNT), store, workers=1, encoder=False)
    assert (again.added, again.known) == (0, COUNT)
    store.close()


def test_a_second_run_changes_nothing(tmp_path: Path, undisturbed: str) -> None:
    path = tmp_path / "store.db"
    run(path)
    run(path)
    assert digest_of(path) == undisturbed


def test_taking_in_piece_by_piece_ends_the_same(tmp_path: Path) -> None:
    whole, pieces = tmp_path / "whole.db", tmp_path / "pieces.db"
    run(whole, 9)
    for count in (3, 6, 9):
        store = opened(pieces)
        take_in(Reports(count), store, workers=1, encoder=False)
        store.close()
    store = opened(pieces)
    collate(store)
    store.close()
    assert digest_of(whole) == digest_of(pieces)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")
def test_killed_at_many_moments_and_started_again_it_ends_the_same(tmp_path: Path, undisturbed: str) -> None:
    tools(False)  # loaded once, before the forks
    path = tmp_path / "store.db"
    for kill in range(1, 13):
        child = os.fork()
        if child == 0:
            try:
                run(path)
            finally:
                os._exit(0)
        time.sleep(0.05 * kill)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    run(path)
    assert digest_of(path) == undisturbed
