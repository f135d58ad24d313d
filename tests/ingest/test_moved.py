from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from musnad.ingest.collate import collate
from musnad.ingest.correct import correct, undo_correction
from musnad.ingest.moved import moved_fact
from musnad.ingest.take import take_in
from musnad.records import Change, Fact, Page
from musnad.review.edits import EventEdit
from musnad.review.items import Item
from musnad.review.make import Signed, change
from musnad.sources.base import Failed
from musnad.store.base import Store
from musnad.store.engine import open_store
from musnad.store.entries import Filters
from tests.ingest.conftest import Reports, page, report

OTHER = "story:00000000000000ff"
EARLIER = {"published": "2025-08-04T06:00:00", "url": "https://news.invalid/earlier", "outlet": "وكالة السهل"}


class Bodies:
    """A source of one report."""

    def __init__(self, number: int, body: bytes) -> None:
        self.name, self._body = f"one-{number}", body

    def items(self) -> Iterator[Page | Failed]:
        yield page(self._body, f"{self.name}#0")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(str(tmp_path / "store.db"))
    take_in(Reports(1), store, workers=1, encoder=False)
    collate(store)
    return store


def retype(store: Store, fact: Fact, kind: str, minute: int) -> str:
    """A person gives the first telling of a fact another type; the id of the correction."""
    telling = fact.tellings[0]
    reading = store.reading(telling.article)
    assert reading is not None
    signed = Signed(by="huda", at=f"2025-08-10T00:{minute:02d}:00Z")
    return correct(store, change(reading, Item("event", telling.event), EventEdit(type=kind), signed)).id


def alone(store: Store) -> Fact:
    """A fact that one telling makes."""
    return next(fact for fact in store.facts(Filters(), limit=None) if len(fact.tellings) == 1)


def test_a_fact_that_stands_was_never_lost(store: Store) -> None:
    assert store.losers(alone(store).id) == ()
    assert moved_fact(store, alone(store).id) is None
    assert moved_fact(store, "fact-0000000000000000") is None


def test_a_corrected_type_leads_from_the_old_id_to_the_new(store: Store) -> None:
    fact = alone(store)
    retype(store, fact, "RETREAT", 0)
    assert store.fact(fact.id) is None
    moved = moved_fact(store, fact.id)
    found = store.fact(moved or "")
    assert found is not None
    assert found.type == "RETREAT"
    assert fact.tellings[0] in found.tellings


def test_two_corrections_leave_two_ids_that_lead_on(store: Store) -> None:
    fact = alone(store)
    retype(store, fact, "RETREAT", 0)
    between = store.fact(moved_fact(store, fact.id) or "")
    assert between is not None
    retype(store, between, "AID", 1)
    assert moved_fact(store, between.id) == moved_fact(store, fact.id)
    last = store.fact(moved_fact(store, fact.id) or "")
    assert last is not None
    assert last.type == "AID"


def test_undone_the_old_id_is_the_facts_again(store: Store) -> None:
    fact = alone(store)
    made = retype(store, fact, "RETREAT", 0)
    between = moved_fact(store, fact.id)
    undo_correction(store, made, by="huda", at="2025-08-10T00:05:00Z")
    assert store.fact(fact.id) is not None
    assert moved_fact(store, between or "") == fact.id


def test_an_earlier_telling_renames_a_fact_and_the_old_name_leads_on(tmp_path: Path) -> None:
    late, early = (json.dumps(told, ensure_ascii=False).encode() for told in (report(0), {**report(0), **EARLIER}))
    store = open_store(str(tmp_path / "store.db"))
    for number, body in enumerate((late, early)):
        take_in(Bodies(number, body), store, workers=1, encoder=False)
        collate(store)
        if not number:
            old = alone(store)
    assert store.fact(old.id) is None
    found = store.fact(moved_fact(store, old.id) or "")
    assert found is not None
    assert len(found.tellings) == 2
    assert old.tellings[0] in found.tellings
    split(store, found.story or "")
    assert moved_fact(store, old.id) == found.id


def split(store: Store, story: str) -> None:
    """All of a story splits off into another one."""
    told = store.story(story)
    assert told is not None
    facts = [replace(fact, story=OTHER) for fact in store.facts(Filters(story=story), limit=None)]
    mark = Change(after=told.articles[0], what="split", other=OTHER)
    store.put_story(replace(told, articles=(), facts=(), deadlines=(), history=(*told.history, mark)), (), ())
    store.put_story(replace(told, id=OTHER), facts, ())
