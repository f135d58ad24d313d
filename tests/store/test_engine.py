"""Opening, one writer, and what a kill leaves."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from musnad.errors import StoreBusy, StoreError, StoreMissing, StoreTooNew
from musnad.store.engine import open_store
from musnad.store.entries import Filters
from musnad.store.integrity import content_digest
from tests.store.reports import add


def test_an_address_of_no_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no address"):
        open_store("mysql://localhost/news")
    with pytest.raises(StoreMissing, match="no folder"):
        open_store(str(tmp_path / "none" / "musnad.db"))
    with pytest.raises(StoreMissing, match="no store"):
        open_store(str(tmp_path / "musnad.db"), create=False)


def test_a_file_of_something_else_is_left_alone(tmp_path: Path) -> None:
    text, base = tmp_path / "notes.txt", tmp_path / "other.db"
    text.write_text("no database " * 1000)
    with pytest.raises(StoreMissing, match="cannot be opened"):
        open_store(str(text))
    with sqlite3.connect(base) as other:
        other.execute("CREATE TABLE songs (name TEXT)")
    other.close()
    with pytest.raises(StoreError, match="something else"):
        open_store(str(base))


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreMissing) as caught:
        open_store("postgresql://reader:secret@127.0.0.1:1/news")
    assert "secret" not in str(caught.value)


def test_a_later_store_is_refused(tmp_path: Path) -> None:
    path = str(tmp_path / "musnad.db")
    open_store(path).close()
    with sqlite3.connect(path) as base:
        base.execute("UPDATE alembic_version SET version_num = '9999'")
    base.close()
    with pytest.raises(StoreTooNew, match="9999"):
        open_store(path)


def test_a_store_in_memory_needs_no_file() -> None:
    store = open_store("sqlite://")
    add(store, "هاجمت جبهة الشمال بلدة مرسى")
    assert store.search(Filters(text="مرسى")).total == 1
    store.close()


def test_the_second_writer_is_told_and_readers_go_on(address: str) -> None:
    one, two = open_store(address), open_store(address, wait=0.2)
    with one.transaction():
        first = add(one, "هاجمت جبهة الشمال بلدة مرسى")
        assert two.article(first) is None
        with pytest.raises(StoreBusy, match="another process"):
            two.note("cursor", "1")
    assert two.article(first) is not None
    second = add(two, "التقى سالم الراوي وفدا")
    with one.transaction():
        add(one, "صرح الراوي بأن الهدنة قائمة")
    assert [held.number for held in one.articles()] == [1, 2, 3]
    assert one.article(second) is not None
    one.close()
    two.close()


WRITER = """
import sys
from musnad.store.engine import open_store
from tests.store.reports import add
store = open_store(sys.argv[1])
for batch in range(1000):
    with store.transaction():
        for i in range(5):
            add(store, f"هاجمت جبهة الشمال بلدة مرسى في اليوم {batch} و{i}")
            if batch == 2 and i == 3:
                print("middle", flush=True)
                sys.stdin.read()
"""


def test_a_kill_leaves_whole_transactions(address: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, address], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        cwd=Path(__file__).parents[2], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "middle\n"
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=10)
    store = open_store(address)
    assert [held.number for held in store.articles()] == list(range(1, 11))
    assert store.check() == ()
    add(store, "التقى سالم الراوي وفدا")
    assert store.search(Filters(text="وفدا")).hits[0].article.number == 11
    store.close()


def test_two_stores_that_were_told_the_same_have_one_digest(tmp_path: Path) -> None:
    digests = []
    for name in ("one", "two"):
        store = open_store(str(tmp_path / f"{name}.db"))
        add(store, "هاجمت جبهة الشمال بلدة مرسى")
        time.sleep(0.01)
        add(store, "التقى سالم الراوي وفدا")
        digests.append(content_digest(store))
        store.close()
    assert digests[0] == digests[1]
