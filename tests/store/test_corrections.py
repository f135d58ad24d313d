"""Corrections in SQLite and PostgreSQL: kept for good, shown everywhere, taken back without a trace."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from musnad.errors import SpanError, StoreError
from musnad.records import Correction, Decision, Entity, Mention, Reading, Reviewed
from musnad.spans import Span
from musnad.store.corrections import standing
from musnad.store.engine import SqlStore, open_store
from musnad.store.entries import Filters
from musnad.store.folding import folded_for_search
from musnad.store.integrity import content_digest
from tests.store.reports import FRONT, MINISTER, TOWN, add, reading

ATTACK = "هاجمت جبهة الشمال بلدة مرسى\nقال سالم الراوي إن العقوبات لن توقف الهجوم."
TALKS = "التقى سالم الراوي وفدا في مرسى\nوبحث معه رفع العقوبات عن البلاد."
URL = "https://alfajr.example/1"
GUARD = Entity(id="org:guard", kind="ORG", name="حرس السواحل", spellings=("حرس السواحل",))


def correction(id: str, article: str, *, undoes: str | None = None) -> Correction:
    return Correction(id=id, article=article, layer="event", act="change", before="{}", after="{}", by="reviewer",
                      at="2025-08-07T00:00:00Z", undoes=undoes)  # fmt: skip


def laid(machine: Reading, id: str = "correction:1", **changes: object) -> Reading:
    """The reading as a person corrected it."""
    (event,) = machine.events
    mark = Reviewed(layer="event", item=event.id, act="change", correction=id, by="reviewer")
    return replace(machine, events=(replace(event, **changes),), reviewed=(mark,))


def correct(store: SqlStore, correction: Correction, made: Reading) -> None:
    store.correct(correction, made, folded=folded_for_search(made.article.text), derived=b"state")


def bodies(store: SqlStore) -> list[tuple[object, ...]]:
    with store.snapshot() as connection:
        kept = connection.execute(text("SELECT * FROM readings ORDER BY article")).all()
        aside = connection.execute(text("SELECT * FROM machine_readings ORDER BY article")).all()
        shown = connection.execute(text("SELECT id, fullness, body, place FROM entities WHERE body IS NOT NULL"))
        names = connection.execute(text("SELECT entity, spelling FROM names ORDER BY number"))
        return [*map(tuple, kept), *map(tuple, aside), *sorted(map(tuple, shown)), *sorted(map(tuple, names))]


def test_a_correction_is_shown_and_the_machines_reading_stays(store: SqlStore) -> None:
    id = add(store, ATTACK, URL)
    machine = reading(ATTACK, url=URL)
    shown = laid(machine, type="PROTEST", status="denied")
    correct(store, correction("correction:1", id), shown)
    assert store.reading(id) == shown
    assert store.machine_reading(id) == machine
    assert store.search(Filters(type="PROTEST", status="denied")).total == 1
    assert store.search(Filters(type="ASSAULT")).total == 0
    assert store.search(Filters(text="العقوبات")).total == 1
    assert [one.id for one in store.corrections(id)] == ["correction:1"]
    (last,) = list(store.alterations(since=1))
    assert (last.what, last.id, last.note, last.at) == ("reviewed", id, "correction:1", "2025-08-07T00:00:00Z")
    assert store.check() == ()
    store.reindex()
    assert store.check() == ()
    assert store.search(Filters(type="PROTEST")).total == 1


def test_undoing_everything_leaves_what_was_there(store: SqlStore) -> None:
    id = add(store, ATTACK, URL, derived=b"state")
    add(store, TALKS)
    machine = store.reading(id)
    assert machine is not None
    before = content_digest(store, history=False, persons=False), bodies(store)
    guard = Span.of(ATTACK, 0, 6)
    first = laid(machine, actors=(GUARD.id,), killed=9)
    first = replace(
        first,
        entities=(MINISTER, TOWN, GUARD),
        mentions=(*(m for m in first.mentions if m.entity != FRONT.id),
                  Mention(span=guard, kind="ORG", form="name", entity=GUARD.id)),
    )  # fmt: skip
    second = laid(first, "correction:2", killed=10)
    correct(store, correction("correction:1", id), first)
    assert store.entity(GUARD.id) is not None
    assert store.search(Filters(actor="حرس السواحل")).total == 1
    correct(store, correction("correction:2", id), second)
    assert store.machine_reading(id) == machine
    correct(store, correction("correction:3", id, undoes="correction:2"), first)
    correct(store, correction("correction:4", id, undoes="correction:1"), machine)
    assert (content_digest(store, history=False, persons=False), bodies(store)) == before
    assert store.entity(GUARD.id) is None
    assert store.named("حرس السواحل") == ()
    assert store.search(Filters(actor="حرس السواحل")).total == 0
    assert store.search(Filters(actor="جبهة الشمال", role="actor")).total == 2
    assert len(store.corrections()) == 4
    assert store.check() == ()


def test_what_cannot_be_is_refused_and_leaves_nothing(store: SqlStore) -> None:
    id, other = add(store, ATTACK, URL), add(store, TALKS)
    machine = reading(ATTACK, url=URL)
    before = content_digest(store)
    shifted = replace(machine.events[0], trigger=Span(1, 6, machine.events[0].trigger.quote))
    cases = [
        (correction("correction:1", "article:none"), machine, "no such article"),
        (correction("correction:1", other), machine, "the reading is of"),
        (correction("correction:1", id, undoes="correction:0"), machine, "no such correction"),
        (correction("correction:1", id), replace(machine, events=(shifted,)), "quote|text"),
    ]
    for given, made, said in cases:
        with pytest.raises((StoreError, SpanError), match=said):
            correct(store, given, made)
    assert content_digest(store) == before
    shown = laid(machine, killed=3)
    correct(store, correction("correction:1", id), shown)
    with pytest.raises(StoreError, match="not the machine's own"):
        correct(store, correction("correction:2", id, undoes="correction:1"), shown)
    changed = content_digest(store)
    correct(store, correction("correction:1", id), machine)  # the same once more
    assert content_digest(store) == changed
    assert store.check() == ()


def test_a_rebuild_renews_both_readings(store: SqlStore) -> None:
    id = add(store, ATTACK, URL)
    machine = reading(ATTACK, url=URL)
    correct(store, correction("correction:1", id), laid(machine, killed=3))
    better = reading(ATTACK, url=URL, mode="aerial")
    folded = folded_for_search(ATTACK)
    store.replace_reading(laid(better, killed=3), folded=folded, machine=better)
    assert store.machine_reading(id) == better
    assert store.search(Filters(mode="aerial")).total == 1
    assert store.check() == ()
    correct(store, correction("correction:2", id, undoes="correction:1"), better)
    assert store.reading(id) == better
    with pytest.raises(StoreError, match="no correction stands"):
        store.replace_reading(laid(better, killed=3), folded=folded, machine=better)
    assert store.check() == ()


def test_an_undoing_that_is_undone_takes_nothing_back() -> None:
    one, two = correction("1", "a"), correction("2", "a", undoes="1")
    assert standing((one, two)) == ()
    assert standing((one, two, correction("3", "a", undoes="2"))) == (one,)


def test_what_persons_said_cannot_be_changed(store: SqlStore) -> None:
    id = add(store, ATTACK, URL)
    correct(store, correction("correction:1", id), laid(reading(ATTACK, url=URL), killed=3))
    store.decide(Decision(id="decision:1", about="entity", one="a", other="b", same=True))
    for table in ("corrections", "decisions"):
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET id = 'x'"):
            with (
                pytest.raises(DBAPIError, match="only appended"),
                store.transaction(),
                store.snapshot() as connection,
            ):
                connection.execute(text(statement))
    assert len(store.corrections()) == len(store.decisions()) == 1


def test_an_entity_is_described_by_the_fullest_report_that_is_left(store: SqlStore) -> None:
    id = add(store, ATTACK, URL)
    add(store, TALKS)
    machine = reading(ATTACK, url=URL)
    fuller = replace(FRONT, name="جبهة الشمال المسلحة", country="XXB")
    shown = replace(laid(machine), entities=(MINISTER, fuller, TOWN))
    correct(store, correction("correction:1", id), shown)
    seen = store.entity(FRONT.id)
    assert seen is not None
    assert (seen.entity.name, seen.entity.country) == (fuller.name, "XXB")
    assert [one.id for one in store.named(fuller.name)] == [FRONT.id]
    correct(store, correction("correction:2", id, undoes="correction:1"), machine)
    seen = store.entity(FRONT.id)
    assert seen is not None
    assert (seen.entity.name, seen.entity.country) == (FRONT.name, None)
    assert store.named(fuller.name) == ()


def test_damage_to_what_persons_said_is_found(small: SqlStore) -> None:
    id = add(small, ATTACK, URL)
    correct(small, correction("correction:1", id), laid(reading(ATTACK, url=URL), killed=3))

    def broken(statement: str) -> str:
        told: list[str] = []

        def break_and_look() -> None:
            with small.transaction(), small.snapshot() as connection:
                connection.execute(text(statement))
                told.extend(small.check())
                raise InterruptedError

        with pytest.raises(InterruptedError):
            break_and_look()
        return "\n".join(told)

    assert "is not kept" in broken("DELETE FROM machine_readings")
    assert "compressed" in broken("UPDATE machine_readings SET body = zeroblob(10)")
    assert "bears marks" in broken("UPDATE machine_readings SET body = (SELECT body FROM readings)")
    assert "no bytes" in broken("UPDATE readings SET body = 'text'")
    assert "another type" in broken("UPDATE pages SET sha256 = 'text'")
    with small.transaction(), small.snapshot() as connection:
        connection.execute(text("DROP TRIGGER corrections_stay_delete"))
        connection.execute(text("DELETE FROM corrections"))
    told = "\n".join(small.check())
    assert "kept aside, and no correction stands" in told


WRITER = """
import sys
from musnad.store.engine import open_store
from tests.store.test_corrections import ATTACK, URL, add, correct, correction, laid, reading
store = open_store(sys.argv[1])
id = add(store, ATTACK, URL)
machine = reading(ATTACK, url=URL)
correct(store, correction("correction:1", id), laid(machine, killed=3))
with store.transaction():
    correct(store, correction("correction:2", id), laid(machine, "correction:2", killed=4))
    print("middle", flush=True)
    sys.stdin.read()
"""


def test_a_kill_in_the_middle_leaves_the_correction_before(address: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, address], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        cwd=Path(__file__).parents[2], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "middle\n"
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=10)
    store = open_store(address)
    assert [one.id for one in store.corrections()] == ["correction:1"]
    assert store.check() == ()
    (held,) = store.articles()
    shown = store.reading(held.id)
    assert shown is not None
    assert shown.events[0].killed == 3
    store.close()
