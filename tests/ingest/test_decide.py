from __future__ import annotations

from pathlib import Path

import pytest

from musnad.errors import MusnadError
from musnad.ingest.collate import collate
from musnad.ingest.decide import decide, named, undo
from musnad.ingest.take import take_in
from musnad.records import Doubt
from musnad.store.base import Store
from musnad.store.engine import open_store
from musnad.store.entries import Filters
from musnad.store.integrity import content_digest
from tests.ingest.conftest import Reports

AT = "2025-08-10T00:00:00Z"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(str(tmp_path / "store.db"))
    take_in(Reports(9), store, workers=1, encoder=False)
    collate(store)
    return store


def members(store: Store) -> set[frozenset[str]]:
    return {frozenset(story.articles) for story in store.stories(Filters(), limit=None)}


def test_a_person_parts_two_copies_and_takes_it_back(store: Store) -> None:
    before, digest = members(store), content_digest(store, history=False)
    together = next(group for group in before if len(group) > 1)
    one, other = sorted(together)[:2]
    made = decide(store, one, other, same=False, by="h", at=AT)
    assert not any({one, other} <= group for group in members(store))
    undo(store, made.id, by="h", at=AT)
    assert members(store) == before
    assert digest != content_digest(store, history=False)  # both decisions stay on record
    assert [decision.undoes for decision in store.decisions()] == [None, made.id]


def test_the_later_word_wins(store: Store) -> None:
    before = members(store)
    one, other = sorted(next(group for group in before if len(group) > 1))[:2]
    decide(store, one, other, same=False, by="h", at=AT)
    assert store.story_of(one) != store.story_of(other)
    decide(store, one, other, same=True, by="h", at=AT)
    assert store.story_of(one) == store.story_of(other)
    assert members(store) == before


def test_what_cannot_be_decided_is_said(store: Store) -> None:
    article = next(store.articles()).id
    with pytest.raises(MusnadError, match="two different things"):
        decide(store, article, article, same=True, by="h", at=AT)
    with pytest.raises(MusnadError, match="no such"):
        named(store, "article:0000000000000000")
    with pytest.raises(MusnadError, match="no such decision"):
        undo(store, "decision:1", by="h", at=AT)


def test_an_event_is_named_as_a_fact_of_its_own(store: Store) -> None:
    article = next(held.id for held in store.articles() if (r := store.reading(held.id)) and r.events)
    reading = store.reading(article)
    assert reading is not None
    about, id_ = named(store, f"{article}/{reading.events[0].id}")
    assert about == "fact"
    assert id_.startswith("fact:")


def test_a_decision_holds_what_was_before_and_after(store: Store) -> None:
    together = next(group for group in members(store) if len(group) > 1)
    one, other = sorted(together)[:2]
    was = store.story_of(one)
    made = decide(store, one, other, same=False, by="h", at=AT)
    assert made.before == (was,)
    assert set(made.after) == {store.story_of(one), store.story_of(other)}
    assert store.decisions()[-1] == made
    back = undo(store, made.id, by="h", at=AT)
    assert (back.before, back.after) == (made.after, made.before)


def test_a_decision_about_facts_holds_the_facts_of_both(store: Store) -> None:
    fact = next(fact for fact in store.facts(Filters(), limit=None) if len({t.article for t in fact.tellings}) > 1)
    first = fact.tellings[0]
    other = next(telling for telling in fact.tellings if telling.article != first.article)
    made = decide(store, f"{first.article}/{first.event}", f"{other.article}/{other.event}", same=False, by="h", at=AT)
    assert made.before == (fact.id,)
    assert len(made.after) == 2
    undo(store, made.id, by="h", at=AT)
    assert store.fact(fact.id) == fact


def test_a_doubt_is_answered_wherever_the_word_comes_from(store: Store) -> None:
    together = next(group for group in members(store) if len(group) > 1)
    one, other = sorted(together)[:2]
    doubt = Doubt(id="doubt:1", kind="story", about=one, article=one, other=other, weight=0.5, reason="stories-merged")

    def asked() -> bool:
        store.put_doubts(one, [doubt], kinds=("story",))
        return any(found.id == doubt.id for found in store.doubts(kinds=("story",)))

    assert asked()
    made = decide(store, one, other, same=False, by="h", at=AT)
    assert not asked()
    undo(store, made.id, by="h", at=AT)
    assert asked()
