from datetime import UTC, datetime

from musnad.sources.base import Failed, Visit
from musnad.store.engine import SqlStore
from musnad.store.entries import Tally
from tests.store.reports import add, page


def test_outlets_are_counted_with_their_latest_day(store: SqlStore) -> None:
    add(store, "خبر أول", published="2025-08-04")
    add(store, "خبر ثان", published="2025-08-06T10:00:00+00:00")
    gone = add(store, "خبر ثالث", outlet="sada", published="2025-08-01")
    add(store, "خبر رابع", outlet="sada", published=None)
    store.retract(gone, "withdrawn", at="2025-08-07T00:00:00Z")
    assert store.outlets() == (Tally("alfajr", 2, "2025-08-06"), Tally("sada", 1, None))
    assert store.kinds() == (Tally("record", 4, "2025-08-06T12:00:00Z"),)


def test_failures_are_counted_by_reason_and_listed_without_their_bytes(store: SqlStore) -> None:
    for number in range(3):
        store.set_aside(Failed(source=f"a#{number}", reason="no-text", message="nothing", body=b"<html>"))
    store.set_aside(Failed(source="b", reason="robots", message="forbidden"), page=page("https://b.example/", "b"))
    assert store.reasons() == (Tally("no-text", 3, "2025-08-06T12:00:00Z"), Tally("robots", 1, "2025-08-06T12:00:00Z"))
    assert [one.failed.source for one in store.set_asides(limit=2)] == ["b", "a#2"]
    (found,) = store.set_asides(reason="robots")
    assert (found.failed.message, found.failed.body) == ("forbidden", None)


def test_visits_are_listed_the_latest_first(store: SqlStore) -> None:
    for day in (1, 3, 2):
        store.note_visit(Visit(url=f"https://a.example/{day}", seen=datetime(2025, 8, day, tzinfo=UTC), status=200))
    store.note_visit(Visit(url="https://a.example/never"))
    assert [visit.url[-1] for visit in store.visited(limit=3)] == ["3", "2", "1"]
    assert len(store.visited()) == 4


def test_changes_of_some_kinds_are_listed_the_latest_first(store: SqlStore) -> None:
    one = add(store, "خبر أول", "https://alfajr.example/1")
    two = add(store, "خبر أول مصحح", "https://alfajr.example/1")
    store.retract(two, "withdrawn", at="2025-08-07T00:00:00Z")
    found = store.altered(("corrected", "retracted"))
    assert [(change.what, change.id, change.note) for change in found] == [
        ("retracted", two, "withdrawn"), ("corrected", two, one),
    ]  # fmt: skip
    assert len(store.altered(("corrected", "retracted"), limit=1)) == 1


def test_the_latest_of_what_words_find_come_first_on_demand(store: SqlStore) -> None:
    from musnad.store.entries import Filters

    often = add(store, "عقوبات عقوبات عقوبات", published="2025-08-01")
    once = add(store, "فرضت الحكومة عقوبات على شركات كثيرة في البلاد", published="2025-08-03")
    asked = Filters(text="عقوبات")
    assert [hit.article.id for hit in store.search(asked).hits] == [often, once]
    first = store.search(asked, latest=True, limit=1)
    assert [hit.article.id for hit in first.hits] == [once]
    rest = store.search(asked, latest=True, limit=1, after=first.next)
    assert [hit.article.id for hit in rest.hits] == [often]
