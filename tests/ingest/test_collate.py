from __future__ import annotations

from pathlib import Path

import pytest

from musnad.ingest.collate import collate, collate_anew
from musnad.ingest.take import take_in
from musnad.store.base import Store
from musnad.store.engine import open_store
from musnad.store.entries import Filters
from musnad.store.integrity import content_digest
from tests.ingest.conftest import Reports


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(str(tmp_path / "store.db"))
    take_in(Reports(12), store, workers=1, encoder=False)
    collate(store)
    return store


def test_copies_count_as_one_text(store: Store) -> None:
    stories = [story for story in store.stories(Filters(), limit=None) if len(story.articles) > 1]
    assert stories
    assert all(story.texts < len(story.articles) for story in stories)
    assert {link.kind for link in store.all_copies()} <= {"copy", "derived"}


def test_facts_name_their_chains(store: Store) -> None:
    facts = store.facts(Filters(type="ASSAULT"), limit=None)
    told = max(facts, key=lambda fact: fact.reports)
    assert told.reports >= 2
    assert told.texts == 1
    assert (told.least, told.most) == (1, 1)
    assert told.why is not None
    assert "chain" in told.why.en
    assert "سلسلة" in told.why.ar


def test_every_story_holds_its_facts(store: Store) -> None:
    for story in store.stories(Filters(), limit=None):
        assert all((fact := store.fact(id_)) and fact.story == story.id for id_ in story.facts)
        assert all(store.story_of(article) == story.id for article in story.articles)


def test_a_retracted_report_counts_nowhere(store: Store) -> None:
    story = next(story for story in store.stories(Filters(), limit=None) if len(story.articles) > 1)
    gone = story.articles[-1]
    with store.transaction():
        store.retract(gone, "withdrawn", at="2025-08-10T00:00:00Z")
    collate(store, stale=(gone,))
    left = store.story(story.id)
    assert left is not None
    assert gone not in left.articles
    with store.transaction():
        store.restore(gone, at="2025-08-10T00:00:00Z")
    collate(store, stale=(gone,))
    assert store.story(story.id) == story


def test_worked_out_anew_it_is_the_same(store: Store) -> None:
    before, changes = content_digest(store), sum(1 for _ in store.alterations())
    collate_anew(store)
    assert content_digest(store) == before
    assert sum(1 for _ in store.alterations()) == changes
