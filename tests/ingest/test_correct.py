from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from musnad.errors import ReviewError
from musnad.ingest.collate import collate
from musnad.ingest.correct import correct, undo_correction
from musnad.ingest.rebuild import rebuild
from musnad.ingest.take import take_in
from musnad.records import Correction, Reading
from musnad.review.edits import EventEdit
from musnad.review.items import Item
from musnad.review.make import Signed, accept, add, change, remove
from musnad.store.base import Store
from musnad.store.engine import open_store
from musnad.store.entries import Filters
from musnad.store.integrity import content_digest
from tests.ingest.conftest import Reports

AT = "2025-08-10T00:00:00Z"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return filled(tmp_path / "store.db")


def filled(path: Path) -> Store:
    store = open_store(str(path))
    take_in(Reports(6), store, workers=1, encoder=False)
    collate(store)
    return store


def told(store: Store) -> Reading:
    """A reading with events."""
    readings = store.readings([held.id for held in store.articles()])
    return next(reading for reading in readings if len(reading.events) > 1)


def signed(number: int = 0) -> Signed:
    return Signed(by="huda", at=f"2025-08-10T00:{number:02d}:00Z")


def retyped(reading: Reading, number: int = 0) -> Correction:
    event = reading.events[0]
    kind = "PROTEST" if event.type != "PROTEST" else "AID"
    return change(reading, Item("event", event.id), EventEdit(type=kind), signed(number))


def test_a_correction_shows_everywhere(store: Store) -> None:
    reading = told(store)
    made = correct(store, retyped(reading))
    shown = store.reading(reading.article.id)
    assert shown is not None
    assert shown.events[0].type == "PROTEST"
    assert [mark.correction for mark in shown.reviewed] == [made.id]
    hits = store.search(Filters(type="PROTEST"))
    assert reading.article.id in {hit.article.id for hit in hits.hits}
    assert store.machine_reading(reading.article.id) == reading


def test_what_a_person_takes_out_no_fact_tells(store: Store) -> None:
    telling = next(iter(store.facts(Filters(), limit=None))).tellings[0]
    reading = store.reading(telling.article)
    assert reading is not None
    correct(store, remove(reading, Item("event", telling.event), signed()))
    facts = store.facts(Filters(), limit=None)
    assert facts
    assert not any(telling in fact.tellings for fact in facts)


def test_undo_restores_exactly(store: Store) -> None:
    before = content_digest(store, history=False, persons=False)
    reading = told(store)
    made = correct(store, retyped(reading))
    assert content_digest(store, history=False, persons=False) != before
    undo_correction(store, made.id, by="h", at=AT)
    assert content_digest(store, history=False, persons=False) == before
    assert store.reading(reading.article.id) == reading
    assert [one.undoes for one in store.corrections()] == [None, made.id]


def test_a_doubt_leaves_the_queue_and_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.review.doubts._EVENT", 1.1)
    store = filled(tmp_path / "unsure.db")
    doubt = next(one for one in store.doubts(limit=100) if "/v" in one.about)
    reading = store.reading(doubt.article)
    assert reading is not None
    made = correct(store, accept(reading, Item("event", doubt.about.partition("/")[2]), signed()))
    assert doubt.id not in {one.id for one in store.doubts(limit=100)}
    undo_correction(store, made.id, by="h", at=AT)
    assert doubt.id in {one.id for one in store.doubts(limit=100)}


def test_two_persons_at_one_item(store: Store) -> None:
    reading = told(store)
    correct(store, retyped(reading))
    with pytest.raises(ReviewError, match="meanwhile"):
        correct(store, remove(reading, Item("event", reading.events[0].id), signed(1)))


def test_what_a_later_word_stands_upon_is_not_taken_back(store: Store) -> None:
    reading = told(store)
    words = reading.article.text.split()[0]
    ids = tuple(entity.id for entity in reading.entities[:1])
    added = correct(store, add(reading, EventEdit(trigger=(0, len(words)), type="AID", actors=ids), signed()))
    shown = store.reading(reading.article.id)
    assert shown is not None
    correct(store, change(shown, Item("event", shown.events[-1].id), EventEdit(killed=2), signed(1)))
    with pytest.raises(ReviewError, match="take that back first"):
        undo_correction(store, added.id, by="h", at=AT)


def test_a_word_is_taken_back_once(store: Store) -> None:
    made = correct(store, retyped(told(store)))
    undo_correction(store, made.id, by="h", at=AT)
    with pytest.raises(ReviewError, match="already"):
        undo_correction(store, made.id, by="h", at=AT)
    with pytest.raises(ReviewError, match="no such"):
        undo_correction(store, "correction:0", by="h", at=AT)


def test_a_rebuild_keeps_corrections(store: Store) -> None:
    reading = told(store)
    correct(store, retyped(reading))
    shown = store.reading(reading.article.id)
    rebuild(store, workers=1, encoder=False)
    assert store.reading(reading.article.id) == shown
    assert store.machine_reading(reading.article.id) == reading


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(("retype", "remove", "accept")), st.booleans()), max_size=4))
def test_after_all_is_taken_back_all_is_as_before(
    steps: list[tuple[str, bool]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = filled(tmp_path_factory.mktemp("store") / "s.db")
    before, article = content_digest(store, history=False, persons=False), told(store).article.id
    stands: list[str] = []
    for number, (act, undone) in enumerate(steps):
        reading = store.reading(article)
        assert reading is not None
        if reading.events:
            item = Item("event", reading.events[-1].id)
            made = {
                "retype": lambda reading=reading, number=number: retyped(reading, number),
                "remove": lambda reading=reading, item=item, number=number: remove(reading, item, signed(number)),
                "accept": lambda reading=reading, item=item, number=number: accept(reading, item, signed(number)),
            }[act]()
            stands.append(correct(store, made).id)
            if undone:
                undo_correction(store, stands.pop(), by="h", at=AT)
    for id in reversed(stands):
        undo_correction(store, id, by="h", at=AT)
    assert content_digest(store, history=False, persons=False) == before


def test_what_a_later_word_on_the_same_item_stands_upon_is_not_taken_back_first(store: Store) -> None:
    reading = told(store)
    first = correct(store, retyped(reading))
    seen = store.reading(reading.article.id)
    assert seen is not None
    later = correct(store, accept(seen, Item("event", seen.events[0].id), signed(1)))
    with pytest.raises(ReviewError, match="a later word"):
        undo_correction(store, first.id, by="huda", at=AT)
    undo_correction(store, later.id, by="huda", at=AT)
    undo_correction(store, first.id, by="huda", at=AT)
    assert store.reading(reading.article.id) == reading
