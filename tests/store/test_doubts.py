"""The queue of doubts, in SQLite and PostgreSQL."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from musnad.errors import StoreError
from musnad.records import Doubt, DoubtKind
from musnad.store.engine import SqlStore
from musnad.store.entries import Tally
from musnad.store.integrity import content_digest
from tests.store.reports import add

URL = "https://alfajr.example/1"


def doubt(id: str, article: str, weight: float, kind: DoubtKind = "event", words: str = "") -> Doubt:
    return Doubt(id=id, kind=kind, about=f"{article}/v1", article=article, other=None, weight=weight, reason="low",
                 words=words)  # fmt: skip


@pytest.fixture
def two(store: SqlStore) -> tuple[str, str]:
    one, other = add(store, "هاجمت جبهة الشمال بلدة مرسى", URL), add(store, "التقى سالم الراوي وفدا")
    store.put_doubts(one, [doubt("a", one, 0.3), doubt("b", one, 0.9, "name", "سالم"), doubt("c", one, 0.1)])
    store.put_doubts(other, [doubt("e", other, 0.3, "copy"), doubt("d", other, 0.3)])
    return one, other


def order(store: SqlStore, *kinds: DoubtKind) -> list[str]:
    return [one.id for one in store.doubts(kinds=kinds)]


def test_the_weightiest_comes_first_and_screens_follow_each_other(store: SqlStore, two: tuple[str, str]) -> None:
    assert order(store) == ["b", "a", "d", "e", "c"]
    assert order(store, "event", "copy") == ["a", "d", "e", "c"]
    assert order(store, "damage") == []
    found: list[str] = []
    while screen := store.doubts(limit=2, after=found[-1] if found else None):
        found += [one.id for one in screen]
    assert found == ["b", "a", "d", "e", "c"]
    assert store.doubts(after="none") == ()
    assert store.doubt("b") == doubt("b", two[0], 0.9, "name", "سالم")
    assert [one.id for one in store.doubts_of(two[0])] == ["b", "a", "c"]
    assert store.doubt_counts() == (Tally("event", 3), Tally("copy", 1), Tally("name", 1))
    assert store.check() == ()


def test_what_a_person_decided_stays_decided(store: SqlStore, two: tuple[str, str]) -> None:
    one, _ = two
    store.settle(["b", "a", "later"])
    assert order(store) == ["d", "e", "c"]
    assert store.doubts(limit=1, after="a")[0].id == "d"
    store.put_doubts(one, [])
    assert store.doubt("a") is None
    store.put_doubts(one, [doubt("a", one, 0.5), doubt("later", one, 1.0), doubt("c", one, 0.1)])
    assert order(store) == ["d", "e", "c"]
    assert store.check() == ()
    store.settle(["a", "later"], settled=False)
    assert order(store) == ["later", "a", "d", "e", "c"]
    assert store.check() == ()


def test_only_the_kinds_that_were_looked_for_are_replaced(store: SqlStore, two: tuple[str, str]) -> None:
    one, _ = two
    store.put_doubts(one, [doubt("f", one, 0.2, "copy")], kinds=("copy", "fact"))
    assert order(store) == ["b", "a", "d", "e", "f", "c"]
    before = content_digest(store)
    store.put_doubts(one, [doubt("f", one, 0.2, "copy")], kinds=("copy", "fact"))
    assert content_digest(store) == before
    with pytest.raises(StoreError, match="another kind"):
        store.put_doubts(one, [doubt("g", one, 0.2)], kinds=("copy",))
    with pytest.raises(StoreError, match="not of"):
        store.put_doubts(one, [doubt("g", "article:other", 0.2)])
    with pytest.raises(StoreError, match="no such article"):
        store.put_doubts("article:none", [])


def test_doubts_of_what_does_not_stand_are_left_out(store: SqlStore, two: tuple[str, str]) -> None:
    _, other = two
    store.retract(other, "نفته الصحيفة", at="")
    assert order(store) == ["b", "a", "c"]
    assert store.doubt_counts() == (Tally("event", 2), Tally("name", 1))
    store.restore(other, at="")
    assert order(store) == ["b", "a", "d", "e", "c"]
    add(store, "هاجمت جبهة الجنوب بلدة مرسى", URL)  # supersedes the first
    assert order(store) == ["d", "e"]


def test_a_broken_doubt_is_found(small: SqlStore) -> None:
    id = add(small, "هاجمت جبهة الشمال بلدة مرسى")
    small.put_doubts(id, [doubt("a", id, 0.5), doubt("b", id, 0.5)])
    with small.transaction(), small.snapshot() as connection:
        connection.execute(text("UPDATE doubts SET settled = 1 WHERE id = 'a'"))
        connection.execute(text("UPDATE doubts SET body = zeroblob(3) WHERE id = 'b'"))
    assert [line.split(":")[0] for line in small.check()] == ["a", "b"]
