from msgspec.structs import replace

from musnad.store.engine import SqlStore
from musnad.store.entries import Counterpart, Filters, Pace
from tests.store.reports import FRONT, MINISTER, TOWN, add, fact, story


def told(store: SqlStore) -> None:
    """Two facts of the front against the minister in the town, one without a place, on two days."""
    one = add(store, "هاجم مسلحو جبهة الشمال موكب سالم الراوي في مرسى")
    two = add(store, "اتهم سالم الراوي جبهة الشمال", published="2025-08-06")
    facts = [fact("fact:1", one), fact("fact:2", one, date="2025-08-05"), fact("fact:3", two, type="ACCUSE")]
    store.put_story(story("story:1", (one, two), tuple(f.id for f in facts)), facts, ())


def test_counterparts_are_counted_by_way_and_type(store: SqlStore) -> None:
    told(store)
    assert store.counterparts(FRONT.id) == (
        Counterpart(MINISTER.id, "ASSAULT", "did", 2), Counterpart(MINISTER.id, "ACCUSE", "did", 1),
    )  # fmt: skip
    assert {one.way for one in store.counterparts(MINISTER.id)} == {"underwent"}
    assert store.counterparts(FRONT.id, limit=0) == ()
    assert store.counterparts("per:nobody") == ()


def test_facts_are_counted_by_day_and_type(store: SqlStore) -> None:
    told(store)
    assert store.paces(Filters(actor=FRONT.id)) == (
        Pace("2025-08-04", "ACCUSE", 1), Pace("2025-08-04", "ASSAULT", 1), Pace("2025-08-05", "ASSAULT", 1),
    )  # fmt: skip
    assert store.paces(Filters(type="AID")) == ()


def test_facts_are_counted_by_place(store: SqlStore) -> None:
    told(store)
    (found,) = store.located(Filters())
    assert (found.entity, found.count) == (TOWN.id, 3)
    assert found.place is not None
    assert (found.place.latitude, found.place.entity) == (10.5, TOWN.id)
    assert store.located(Filters(type="ACCUSE"))[0].count == 1
    assert store.located(Filters(text="موكب"))[0].count == 2
    assert store.located(Filters(since="2025-08-05"))[0].count == 1


def test_facts_without_a_place_are_listed_apart(store: SqlStore) -> None:
    one = add(store, "هاجم مسلحو جبهة الشمال موكب سالم الراوي في مرسى")
    facts = [fact("fact:1", one), *(replace(fact(f"fact:{n}", one), place=None) for n in (2, 3))]
    store.put_story(story("story:1", (one,), tuple(f.id for f in facts)), facts, ())
    assert [found.id for found in store.unplaced(Filters(), limit=1)] == ["fact:2"]
    assert [found.id for found in store.unplaced(Filters(), after="fact:2")] == ["fact:3"]
    assert store.unplaced(Filters(type="AID")) == ()
    assert store.unplaced(Filters(), after="fact:none") == ()


def test_a_name_leads_to_its_entities(store: SqlStore) -> None:
    told(store)
    assert [one.id for one in store.named("جبهه الشمال")] == [FRONT.id]
    assert [one.id for one in store.named(MINISTER.id)] == [MINISTER.id]
    assert store.named("لا أحد") == ()


def test_counts_by_place_are_remembered_until_something_changes(store: SqlStore) -> None:
    told(store)
    first = store.located(Filters())
    assert store.located(Filters()) is first
    one = add(store, "هاجم مسلحو جبهة الشمال قرية أخرى في مرسى")
    store.put_story(story("story:2", (one,), ("fact:4",)), [fact("fact:4", one, story="story:2")], ())
    assert store.located(Filters())[0].count == 4
