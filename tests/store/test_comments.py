"""The discussion below records, in SQLite and PostgreSQL."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from musnad.errors import StoreError
from musnad.records import Comment
from musnad.store.engine import SqlStore
from musnad.store.integrity import content_digest

FIRST = Comment(id="comment:1", about="story:1", text="من المتحدث هنا؟", by="reader", at="2025-08-07T00:00:00Z")
ANSWER = replace(FIRST, id="comment:2", text="الوزير.", by="reviewer", answers="comment:1")
OTHER = replace(FIRST, id="comment:3", about="fact:1")


@pytest.fixture
def talked(store: SqlStore) -> SqlStore:
    for one in (FIRST, ANSWER, OTHER):
        store.comment(one)
    return store


def test_comments_stand_in_order_and_the_latest_first_over_all(talked: SqlStore) -> None:
    assert talked.comments("story:1") == (FIRST, ANSWER)
    assert talked.comments() == (OTHER, ANSWER, FIRST)
    assert talked.comments("story:1", after="comment:1") == (ANSWER,)
    assert talked.comments(limit=1, after="comment:3") == (ANSWER,)
    assert talked.comments(after="none") == talked.comments("story:2") == ()
    before = content_digest(talked)
    talked.comment(FIRST)
    assert content_digest(talked) == before
    assert talked.check() == ()


def test_an_answer_is_to_a_comment_on_the_same_thing(talked: SqlStore) -> None:
    for wrong in ("comment:3", "none"):
        with pytest.raises(StoreError, match="no such comment"):
            talked.comment(replace(ANSWER, id="comment:4", answers=wrong))
    assert len(talked.comments()) == 3


def test_a_hidden_comment_keeps_its_text_and_every_step_is_listed(talked: SqlStore) -> None:
    talked.hide_comment("comment:1", "خارج الموضوع", by="editor")
    assert talked.comments("story:1")[0] == replace(FIRST, hidden="خارج الموضوع", hidden_by="editor")
    talked.hide_comment("comment:1", None, by="chief")
    assert talked.comments("story:1")[0] == FIRST
    assert [(one.what, one.note) for one in talked.alterations() if one.id == "comment:1"] == [
        ("comment", "new"), ("comment", "hidden by editor: خارج الموضوع"), ("comment", "shown by chief"),
    ]  # fmt: skip
    with pytest.raises(StoreError, match="no such comment"):
        talked.hide_comment("none", "x", by="editor")


def test_the_database_keeps_the_text(talked: SqlStore) -> None:
    for statement in ("DELETE FROM comments", "UPDATE comments SET text = ''", "UPDATE comments SET \"by\" = 'x'"):
        with pytest.raises(DBAPIError, match="not changed"), talked.transaction(), talked.snapshot() as connection:
            connection.execute(text(statement))
    assert len(talked.comments()) == 3
