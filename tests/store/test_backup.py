from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from musnad.errors import BackupError
from musnad.records import Comment, Correction, Decision, Doubt
from musnad.sources.base import Failed
from musnad.store.backup import backup, restore
from musnad.store.engine import SqlStore, open_store
from musnad.store.entries import Filters
from musnad.store.folding import folded_for_search
from musnad.store.integrity import content_digest
from musnad.store.migrations.upgrade import HEAD
from tests.store.reports import add, fact, story


@pytest.fixture
def filled(small: SqlStore) -> SqlStore:
    one = add(small, "هاجمت جبهة الشمال بلدة مرسى", "https://alfajr.example/1")
    add(small, "التقى سالم الراوي وفدا", "https://alfajr.example/1", derived=b"state")
    small.put_story(story("story:1", (one,), ("fact:1",)), [fact("fact:1", one)], [])
    small.decide(Decision(id="decision:1", about="fact", one="a", other="b", same=True))
    change = Correction(id="correction:1", article=one, layer="event", act="remove", by="reviewer")
    made = small.reading(one)
    assert made is not None
    text = folded_for_search(made.article.text)
    small.correct(change, replace(made, events=(), statements=()), folded=text)
    small.put_doubts(one, [Doubt(id="doubt:1", kind="event", about=one + "/v1", article=one, other=None, weight=0.5,
                                 reason="low")])  # fmt: skip
    small.settle(["doubt:1"])
    small.comment(Comment(id="comment:1", about=one, text="هل هذا صحيح؟", by="reader", at="2025-08-07T00:00:00Z"))
    small.set_aside(Failed(source="x", reason="empty", message="nothing in it"))
    return small


def test_a_backup_makes_an_equal_store_of_either_kind(filled: SqlStore, tmp_path: Path, address: str) -> None:
    manifest = backup(filled, tmp_path / "news.musnad")
    assert {member.table: member.rows for member in manifest.tables}["articles"] == 2
    restore(tmp_path / "news.musnad", address)
    copy = open_store(address)
    assert copy.check() == ()
    assert content_digest(copy) == content_digest(filled)
    assert copy.search(Filters(text="وفد*")).total == 1
    backup(copy, tmp_path / "again.musnad")
    assert (tmp_path / "again.musnad").read_bytes() == (tmp_path / "news.musnad").read_bytes()
    copy.close()


def test_a_store_that_holds_something_is_not_overwritten(filled: SqlStore, tmp_path: Path) -> None:
    backup(filled, tmp_path / "news.musnad")
    before = content_digest(filled)
    with pytest.raises(BackupError, match="holds something"):
        restore(tmp_path / "news.musnad", str(tmp_path / "small.db"))
    assert content_digest(filled) == before


def test_a_damaged_backup_is_refused_before_anything_is_made(filled: SqlStore, tmp_path: Path) -> None:
    whole, broken = tmp_path / "news.musnad", tmp_path / "broken.musnad"
    backup(filled, whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read("pages.msgpack.zst" if name == "visits.msgpack.zst" else name))
    with pytest.raises(BackupError, match="visits"):
        restore(broken, str(tmp_path / "copy.db"))
    assert not (tmp_path / "copy.db").exists()
    whole.write_bytes(whole.read_bytes()[:200])
    with pytest.raises(BackupError, match="no backup"):
        restore(whole, str(tmp_path / "copy.db"))
    with pytest.raises(BackupError):
        restore(tmp_path / "none", str(tmp_path / "copy.db"))


def test_a_later_backup_is_refused(filled: SqlStore, tmp_path: Path) -> None:
    backup(filled, tmp_path / "news.musnad")
    with zipfile.ZipFile(tmp_path / "news.musnad") as old, zipfile.ZipFile(tmp_path / "later.musnad", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(f'"revision": "{HEAD}"'.encode(), b'"revision": "0999"'))
    with pytest.raises(BackupError, match="later version"):
        restore(tmp_path / "later.musnad", str(tmp_path / "copy.db"))
