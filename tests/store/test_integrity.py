"""A doctor that finds what was broken on purpose."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from musnad.store.engine import SqlStore
from musnad.store.entries import Filters
from musnad.store.integrity import content_digest
from tests.store.reports import add, fact, story

DAMAGE = [
    ("UPDATE pages SET body = (SELECT body FROM pages WHERE number = 2) WHERE number = 1", "SHA-256"),
    ("UPDATE pages SET body = zeroblob(10) WHERE number = 1", "compressed"),
    ("UPDATE pages SET url = 'https://other.example/' WHERE number = 1", "address"),
    ("UPDATE readings SET body = zeroblob(10) WHERE article = 1", "compressed"),
    ("UPDATE readings SET body = (SELECT body FROM readings WHERE article = 2) WHERE article = 1", "its reading is of"),
    ("DELETE FROM readings WHERE article = 2", "readings"),
    ("DELETE FROM alterations WHERE number = 1", "gaps"),
    ("DELETE FROM events WHERE article = 1", "0 events"),
    ("DELETE FROM facts", "fact"),
    ("UPDATE story_articles SET story = 99", "stories"),
    ("INSERT INTO texts (texts) VALUES ('delete-all')", "full-text"),
    ("UPDATE notes SET value = '0' WHERE key = 'folding'", "rules 0"),
]


@pytest.fixture
def filled(small: SqlStore) -> SqlStore:
    one = add(small, "هاجمت جبهة الشمال بلدة مرسى")
    add(small, "التقى سالم الراوي وفدا")
    small.put_story(story("story:1", (one,), ("fact:1",)), [fact("fact:1", one)], [])
    return small


@pytest.mark.parametrize(("statement", "told"), DAMAGE)
def test_damage_is_found(filled: SqlStore, statement: str, told: str) -> None:
    assert filled.check() == ()
    with filled.transaction(), filled.snapshot() as connection:
        connection.execute(text(statement))
    assert any(told in line for line in filled.check())


def test_indexes_are_made_anew(filled: SqlStore) -> None:
    before = content_digest(filled)
    with filled.transaction(), filled.snapshot() as connection:
        connection.execute(text("INSERT INTO texts (texts) VALUES ('delete-all')"))
        connection.execute(text("DELETE FROM parties"))
    filled.reindex()
    assert filled.check() == ()
    assert content_digest(filled) == before
    assert filled.search(Filters(text="مرسى", actor="جبهة الشمال", role="actor")).total == 1


def test_the_digest_tells_what_changed(filled: SqlStore) -> None:
    before = content_digest(filled), content_digest(filled, history=False)
    filled.note("cursor", "1")
    assert (content_digest(filled), content_digest(filled, history=False)) == before
    filled.retract(next(filled.articles()).id, "خطأ", at="2025-08-07T00:00:00Z")
    filled.restore(next(filled.articles(current=False)).id, at="2025-08-07T00:00:00Z")
    assert content_digest(filled, history=False) == before[1]
    assert content_digest(filled) != before[0]
