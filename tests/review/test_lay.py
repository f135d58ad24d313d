from __future__ import annotations

from musnad.review.edits import EventEdit, MentionEdit, NewEntity, StatementEdit
from musnad.review.items import Item
from musnad.review.lay import laid
from musnad.review.make import accept, add, change, remove
from tests.review.sample import SIGNED, at, reading


def test_without_corrections_the_very_reading_comes_back() -> None:
    machine = reading()
    assert laid(machine, ()).reading is machine


def test_a_changed_item_stands_in_its_place_and_is_marked() -> None:
    machine = reading()
    made = change(machine, Item("event", "v1"), EventEdit(type="COERCE", trigger=at("وأمهل")), SIGNED)
    shown = laid(machine, [made]).reading
    assert [(event.id, event.type) for event in shown.events] == [("v1", "COERCE"), ("v2", "COERCE")]
    (mark,) = shown.reviewed
    assert (mark.layer, mark.item, mark.act, mark.by, mark.correction) == ("event", "v1", "change", "huda", made.id)


def test_one_correction_upon_another() -> None:
    machine = reading()
    first = change(machine, Item("event", "v1"), EventEdit(trigger=at("وأمهل")), SIGNED)
    second = change(laid(machine, [first]).reading, Item("event", "v1"), EventEdit(killed=2), SIGNED)
    shown = laid(machine, [first, second]).reading
    assert (shown.events[0].trigger.quote, shown.events[0].killed) == ("وأمهل", 2)
    assert [mark.correction for mark in shown.reviewed] == [second.id]


def test_what_is_taken_out_leaves_no_reference() -> None:
    machine = reading()
    gone = [remove(machine, Item("statement", "s1"), SIGNED), remove(machine, Item("event", "v1"), SIGNED)]
    shown = laid(machine, gone[:1]).reading
    assert shown.events[0].attributed_to == ()
    seen = remove(shown, Item("event", "v1"), SIGNED)
    shown = laid(machine, [gone[0], seen]).reading
    assert [(event.id, event.same_as) for event in shown.events] == [("v2", None)]
    assert {(mark.item, mark.act) for mark in shown.reviewed} == {("s1", "remove"), ("v1", "remove")}


def test_what_is_added_takes_the_next_free_id() -> None:
    machine = reading()
    event = add(machine, EventEdit(trigger=at("أمهل"), type="THREATEN", actors=("e2",)), SIGNED)
    said = add(machine, StatementEdit(cue=at("ثم"), content=(at("اعتقل رامي"),)), SIGNED)
    name = add(machine, MentionEdit(span=at("القرية"), entity=NewEntity(name="القرية", kind="GPE")), SIGNED)
    shown = laid(machine, [event, said, name]).reading
    assert (shown.events[-1].id, shown.statements[-1].id) == ("v3", "s2")
    starts = [mention.span.start for mention in shown.mentions]
    assert starts == sorted(starts)
    assert shown.entities[-1].name == "القرية"
    shown.check()


def test_what_was_added_keeps_its_id_when_an_earlier_addition_is_taken_back() -> None:
    machine = reading()
    first = add(machine, EventEdit(trigger=at("أمهل"), type="THREATEN", actors=("e2",)), SIGNED)
    seen = laid(machine, [first]).reading
    second = add(seen, EventEdit(trigger=at("ثم"), type="AID", actors=("e2",)), SIGNED)
    assert laid(machine, [first, second]).reading.events[-1].id == "v4"
    assert laid(machine, [second]).reading.events[-1].id == "v4"


def test_an_item_that_is_gone_loses_its_correction() -> None:
    machine = reading()
    first = remove(machine, Item("event", "v2"), SIGNED)
    second = accept(machine, Item("event", "v2"), SIGNED)
    result = laid(machine, [first, second])
    assert result.lost == (second.id,)
    assert [mark.correction for mark in result.reading.reviewed] == [first.id]


def test_a_correction_that_needs_what_an_undone_one_added_names_nothing_that_is_not_there() -> None:
    machine = reading()
    said = add(machine, StatementEdit(cue=at("وأمهل"), content=(at("سكانها"),)), SIGNED)
    party = change(machine, Item("event", "v1"), EventEdit(recipients=(NewEntity(name="القرية", kind="GPE"),)), SIGNED)
    seen = laid(machine, [said, party]).reading
    new = seen.entities[-1].id
    later = change(seen, Item("event", "v2"), EventEdit(actors=(new,), attributed_to=("s2",)), SIGNED)
    made = laid(machine, [later]).reading
    assert made.events[1].attributed_to == ()
    assert made.events[1].actors == (new,)
    assert new in {entity.id for entity in made.entities}
