from __future__ import annotations

from musnad.records import Change, Conflict, CopyLink, Fact, Reason, Side, Story, Telling
from musnad.review.doubts import doubts_of, lost_doubts, merge_doubts
from musnad.review.items import Item
from musnad.review.lay import laid
from musnad.review.make import accept, remove
from tests.review.sample import SIGNED, reading

ONE, TWO, THREE = (f"article:000000000000000{number}" for number in (1, 2, 3))


def test_the_weightiest_are_asked_first_and_few_of_them() -> None:
    doubts = doubts_of(reading())
    assert len(doubts) == 4
    assert [doubt.weight for doubt in doubts] == sorted((doubt.weight for doubt in doubts), reverse=True)
    assert (doubts[0].kind, doubts[0].reason) == ("deadline", "no-due-day")
    assert {doubt.about for doubt in doubts} >= {f"{ONE}/v1", f"{ONE}/s1"}
    assert doubts == doubts_of(reading())


def test_what_a_person_looked_at_is_not_asked_again() -> None:
    machine = reading()
    shown = laid(machine, [accept(machine, Item("event", "v1"), SIGNED)]).reading
    assert f"{ONE}/v1" not in {doubt.about for doubt in doubts_of(shown)}


def test_a_correction_without_its_item_is_asked_about_first() -> None:
    made = remove(reading(), Item("event", "v2"), SIGNED)
    (doubt,) = lost_doubts(ONE, [made], [made.id])
    assert (doubt.weight, doubt.words, doubt.kind) == (1.0, "اعتقل", "event")


def test_merges_are_asked_of_the_later_report() -> None:
    story = Story(
        id="story:1", articles=(ONE, TWO, THREE), history=(Change(after=THREE, what="merged", other="story:2"),)
    )
    clash = Conflict(kind="killed", sides=(Side(value="2", witnesses=()),), why=Reason(ar="x", en="x"))
    fact = Fact(
        id="fact:1",
        tellings=(Telling(article=ONE, event="v1"), Telling(article=TWO, event="v2")),
        type="ASSAULT",
        conflicts=(clash,),
        reports=2,
    )
    link = CopyLink(article=THREE, origin=ONE, kind="part", share=0.3, origin_share=0.2)
    found = merge_doubts(story, [fact], [link])
    assert set(found) == {ONE, TWO, THREE}
    assert [(doubt.kind, doubt.about, doubt.other) for doubt in found[TWO]] == [("fact", f"{TWO}/v2", f"{ONE}/v1")]
    assert {doubt.kind for doubt in found[THREE]} == {"copy", "story"}
    assert found[ONE] == ()
