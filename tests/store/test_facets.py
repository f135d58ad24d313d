from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from musnad.store.engine import SqlStore
from musnad.store.entries import Filters, Tally

sys.path.insert(0, str(Path(__file__).parents[1] / "faces" / "web"))
from sample import sample_store

ASKED = [
    Filters(), Filters(text="هجوم"), Filters(type="ASSAULT"), Filters(actor="org:sakhr", role="actor"),
    Filters(actor="org:sakhr", role="actor", type="ASSAULT"), Filters(status="denied"), Filters(text="-هجوم"),
    Filters(since="2025-08-07"), Filters(actor="org:sakhr"), Filters(text="..."), Filters(damage="any"),
]  # fmt: skip


@pytest.fixture(scope="module")
def store() -> Iterator[SqlStore]:
    made = sample_store()
    yield made
    made.close()


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_each_count_is_what_the_search_finds(store: SqlStore, asked: Filters) -> None:
    facets = store.facets(asked)
    for name, tallies in (("type", facets.types), ("place", facets.places), ("outlet", facets.outlets)):
        for one in tallies:
            if one.key:
                alone = replace(asked, mode=None) if name == "type" else asked
                assert store.search(replace(alone, **{name: one.key})).total == one.count, (name, one)
    for month in facets.months:
        found = store.search(replace(asked, since=f"{month.key}-01", until=f"{month.key}-32")).total
        assert found == month.count


def test_the_most_frequent_come_first(store: SqlStore) -> None:
    counts = [one.count for one in store.facets(Filters()).outlets]
    assert counts == sorted(counts, reverse=True)
    assert sum(one.count for one in store.facets(Filters()).months) == 11


def test_an_answer_is_forgotten_when_something_changes() -> None:
    store = sample_store()
    before = store.facets(Filters()).months
    assert store.facets(Filters()).months is before
    last = list(store.articles())[-1]
    store.retract(last.id, "wrong", at="2025-08-09T00:00:00Z")
    assert store.facets(Filters()).months == (Tally("2025-08", before[0].count - 1),)
    store.close()
