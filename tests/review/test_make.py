from __future__ import annotations

import pytest
from msgspec.json import decode

from musnad.errors import ReviewError
from musnad.records import Event, Mention, Statement
from musnad.review.edits import (
    DamageEdit,
    DeadlineEdit,
    Edit,
    EventEdit,
    MentionEdit,
    NewEntity,
    StatementEdit,
    TimeEdit,
)
from musnad.review.items import Item
from musnad.review.make import accept, add, change, remove, taken_back
from tests.review.sample import SIGNED, at, reading


def test_accepting_says_that_an_item_is_right() -> None:
    made = accept(reading(), Item("event", "v1"), SIGNED)
    assert made.before == made.after
    assert (made.act, made.by, made.at) == ("accept", "huda", SIGNED.at)


def test_only_what_was_chosen_changes() -> None:
    made = change(reading(), Item("event", "v1"), EventEdit(type="THREATEN", date=None, killed=3), SIGNED)
    before, after = decode(made.before or "", type=Event), decode(made.after or "", type=Event)
    assert (after.type, after.killed, after.actors, after.trigger) == ("THREATEN", 3, before.actors, before.trigger)
    assert after.confidence == 1.0


def test_what_a_person_empties_says_so() -> None:
    made = change(reading(), Item("event", "v1"), EventEdit(actors=(), killed=0), SIGNED)
    after = decode(made.after or "", type=Event)
    assert after.killed == 0
    assert ("actors", "not-given-by-person") in {(one.field, one.reason) for one in after.unknown}
    assert after.actors == ()


def test_another_speaker_is_another_root() -> None:
    edit = StatementEdit(speaker=NewEntity(name="ليلى قاسم", kind="PER"))
    made = change(reading(), Item("statement", "s1"), edit, SIGNED)
    after = decode(made.after or "", type=Statement)
    assert [entity.name for entity in made.entities] == ["ليلى قاسم"]
    assert after.chain is not None
    assert (after.chain.links[-1].entity, after.speaker) == (made.entities[0].id,) * 2


def test_a_name_of_the_article_is_no_new_participant() -> None:
    edit = MentionEdit(span=at("ورامى"), entity=NewEntity(name="رامي", kind="PER"))
    made = add(reading(), edit, SIGNED)
    assert [entity.id for entity in made.entities] == ["e3"]
    assert decode(made.after or "", type=Mention).entity == "e3"


def test_an_item_is_added_from_selected_words() -> None:
    made = add(reading(), EventEdit(trigger=at("أمهل"), type="THREATEN", actors=("e2",)), SIGNED)
    assert (made.act, made.before) == ("add", None)
    assert decode(made.after or "", type=Event).trigger.quote == "أمهل"


@pytest.mark.parametrize(
    ("item", "edit", "words"),
    [
        (Item("event", "v9"), EventEdit(type="AID"), "no event v9"),
        (Item("event", "v1"), TimeEdit(value="2025"), "another layer"),
        (Item("event", "v1"), EventEdit(), "nothing is changed"),
        (Item("event", "v1"), EventEdit(type="ASSAULT"), "nothing is changed"),
        (Item("event", "v1"), EventEdit(type="WAR"), "WAR"),
        (Item("event", "v1"), EventEdit(actors=("e9",)), "e9: no such participant"),
        (Item("event", "v1"), EventEdit(date="2025-02-30"), "2025-02-30"),
        (Item("event", "v1"), EventEdit(killed=-1), "-1"),
        (Item("event", "v1"), EventEdit(trigger=(5, 5)), "span"),
        (Item("event", "v1"), EventEdit(same_as="v1"), "no other event"),
        (Item("event", "v1"), EventEdit(attributed_to=("s7",)), "s7"),
        (Item("statement", "s1"), StatementEdit(content=()), "content"),
        (Item("time", f"{at('أمس')[0]}-{at('أمس')[1]}"), TimeEdit(value="yesterday"), "TIMEX3"),
        (Item("damage", f"{at('ورامى')[0]}-{at('ورامى')[1]}"), DamageEdit(kind="bad"), "bad"),
        (Item("deadline", "0-1"), DeadlineEdit(due="2025-08-12"), "no deadline"),
    ],
)
def test_what_cannot_be_is_named(item: Item, edit: Edit, words: str) -> None:
    with pytest.raises(ReviewError, match=words):
        change(reading(), item, edit, SIGNED)


@pytest.mark.parametrize(
    "edit",
    [
        EventEdit(trigger=at("أمهل"), type="THREATEN"),
        EventEdit(trigger=at("قصف"), type="ASSAULT", actors=("e2",), attributed_to=("s1",)),
        StatementEdit(cue=at("ثم")),
        MentionEdit(span=at("القرية")),
        TimeEdit(span=at("يومين")),
    ],
)
def test_what_lacks_a_field_or_is_there_is_not_added(edit: Edit) -> None:
    with pytest.raises(ReviewError):
        add(reading(), edit, SIGNED)


def test_a_value_has_its_days() -> None:
    made = add(reading(), TimeEdit(span=at("يومين"), value="2025-W32"), SIGNED)
    assert '"begin":"2025-08-04","end":"2025-08-11"' in (made.after or "")


def test_taking_back_names_what_it_takes_back() -> None:
    made = remove(reading(), Item("event", "v1"), SIGNED)
    back = taken_back(made, SIGNED)
    assert (back.undoes, back.before, back.after) == (made.id, made.after, made.before)
    assert back.id != made.id


@pytest.mark.parametrize("value", ["2025-13-45", "2025-W60", "2025-02-30T10:00", "soon"])
def test_a_day_that_no_calendar_has_is_refused(value: str) -> None:
    start, end = at("أمس")
    with pytest.raises(ReviewError, match=value):
        change(reading(), Item("time", f"{start}-{end}"), TimeEdit(value=value), SIGNED)


def test_no_such_mode_of_a_type_and_no_such_consequence() -> None:
    with pytest.raises(ReviewError, match="visit: no mode of ASSAULT"):
        change(reading(), Item("event", "v1"), EventEdit(mode="visit"), SIGNED)
    start, end = at("أمهل سكانها يومين")
    with pytest.raises(ReviewError, match="no PLOVER type"):
        change(reading(), Item("deadline", f"{start}-{end}"), DeadlineEdit(consequence="war"), SIGNED)
