import pytest

from musnad.eval.scores import Row
from musnad.eval.story_cases import LabelledEvent, LabelledFact, StoryCase
from musnad.eval.story_scores import one_fact_per_type, score_chains, score_facts
from musnad.records.event import Event
from musnad.records.story import Fact, Telling
from musnad.spans import Span

NAMES = {"d/1": "one", "d/2": "two"}
"""Two articles; in each a blast at 10 (f1) and a meeting at 40 (f2), in the second also noise at 70."""


def event(id_: str, start: int, length: int = 5) -> Event:
    return Event(id=id_, trigger=Span(start, start + length, "x" * length), type="ASSAULT")


EVENTS = {
    "one": (event("v1", 10), event("v2", 40)),
    "two": (event("v1", 10), event("v2", 40), event("v3", 70)),
}


def case(**changes: object) -> StoryCase:
    labels = (("d/1", 10, "f1"), ("d/1", 40, "f2"), ("d/2", 10, "f1"), ("d/2", 40, "f2"), ("d/2", 70, None))
    values = {
        "story": "blast",
        "kind": "attack",
        "half": "tune",
        "matter": "A blast",
        "articles": ("d/1", "d/2"),
        "events": tuple(LabelledEvent(article=a, start=s, type="ASSAULT", fact=f) for a, s, f in labels),
        "facts": (LabelledFact(label="f1", least=1, most=2), LabelledFact(label="f2", least=2, most=2, most_denying=1)),
    }
    return StoryCase(**(values | changes))  # type: ignore[arg-type]


def fact(*tellings: str, counts: tuple[int, int] = (1, 1), denying: tuple[int, int] = (0, 0)) -> Fact:
    told = tuple(Telling(article=t.split("/")[0], event=t.split("/")[1]) for t in tellings)
    return Fact(
        id="-".join(tellings),
        tellings=told,
        type="ASSAULT",
        least=counts[0],
        most=counts[1],
        least_denying=denying[0],
        most_denying=denying[1],
    )


def pairs(*facts: Fact, **options: object) -> Row:
    values = {"articles": NAMES, "events": EVENTS} | options
    return score_facts([case()], {"blast": facts}, **values).pairs  # type: ignore[arg-type]


def test_right_merging_is_right() -> None:
    assert pairs(fact("one/v1", "two/v1"), fact("one/v2", "two/v2")) == Row(2, 2, 2)


def test_merging_too_much_costs_precision() -> None:
    row = pairs(fact("one/v1", "two/v1", "one/v2", "two/v2"))
    assert row == Row(2, 6, 2)
    assert row.recall == 1.0


def test_merging_nothing_costs_recall() -> None:
    assert pairs(fact("one/v1"), fact("two/v1")) == Row(0, 0, 2)


def test_events_that_tell_nothing_take_no_part() -> None:
    assert pairs(fact("one/v1", "two/v1", "two/v3"), fact("one/v2", "two/v2")) == Row(2, 2, 2)


def test_an_event_no_longer_read_is_a_missed_pair() -> None:
    events = {"one": EVENTS["one"][1:], "two": EVENTS["two"]}
    scores = score_facts(
        [case()], {"blast": (fact("one/v1", "two/v1"), fact("one/v2", "two/v2"))}, articles=NAMES, events=events
    )
    assert scores.pairs == Row(1, 1, 2)
    assert (scores.events, scores.lost) == (4, 1)


def test_an_article_without_an_id_is_missed() -> None:
    assert pairs(fact("one/v1", "two/v1"), articles={"d/1": "one"}) == Row(0, 0, 2)


def test_a_trigger_that_begins_earlier_is_found_if_it_is_the_only_one() -> None:
    wider = {"one": (event("v1", 8), event("v2", 40)), "two": EVENTS["two"]}
    assert pairs(fact("one/v1", "two/v1"), events=wider) == Row(1, 1, 2)
    double = {"one": (event("v0", 7), event("v1", 8), event("v2", 40)), "two": EVENTS["two"]}
    assert pairs(fact("one/v1", "two/v1"), events=double) == Row(0, 0, 2)


def test_pairs_of_one_article_are_counted_apart() -> None:
    labels = (*case().events[:4], LabelledEvent(article="d/2", start=70, type="ASSAULT", fact="f1"))
    scores = score_facts(
        [case(events=labels)], {"blast": (fact("two/v1", "two/v3"),)}, articles=NAMES, events=EVENTS, half="tune"
    )
    assert scores.pairs == Row(1, 1, 4)
    assert scores.across == Row(0, 0, 3)
    assert scores.by_story == (("blast", Row(1, 1, 4)),)


def test_the_other_half_is_left_out() -> None:
    scores = score_facts([case()], {}, articles=NAMES, events=EVENTS, half="test")
    assert (scores.stories, scores.pairs) == (0, Row())


@pytest.mark.parametrize(
    "counted, within, overlaps",
    [((1, 1), True, True), ((1, 2), True, True), ((2, 3), False, True), ((3, 3), False, False), ((0, 1), False, True)],
)
def test_counts_lie_within_or_overlap(counted: tuple[int, int], within: bool, overlaps: bool) -> None:
    scores = score_chains(
        [case()], {"blast": (fact("one/v1", "two/v1", counts=counted),)}, articles=NAMES, events=EVENTS
    )
    first, second = scores.cases
    assert (first.within, first.overlaps) == (within, overlaps)
    assert second.counted is None
    assert not second.within
    assert not second.overlaps
    assert scores.share() == within / 2


def test_the_fact_with_most_labelled_tellings_is_taken_then_the_larger_then_the_first() -> None:
    small, wide = fact("one/v1", counts=(7, 7)), fact("two/v1", "two/v3", counts=(8, 8))

    def taken(*facts: Fact) -> object:
        return score_chains([case()], {"blast": facts}, articles=NAMES, events=EVENTS).cases[0].counted

    assert taken(small, wide) == (8, 8)
    assert taken(small, fact("one/v1", "two/v1", counts=(9, 9))) == (9, 9)
    assert taken(small, fact("two/v1", counts=(6, 6))) == (7, 7)


def test_denials_are_counted_apart() -> None:
    facts = (fact("one/v2", "two/v2", counts=(2, 2), denying=(1, 1)),)
    second = score_chains([case()], {"blast": facts}, articles=NAMES, events=EVENTS).cases[1]
    assert second.within
    assert second.denial_within


def test_shares_of_facts_told_by_several_articles() -> None:
    alone = LabelledEvent(article="d/2", start=70, type="ASSAULT", fact="f3")
    story = case(events=(*case().events[:4], alone), facts=(*case().facts, LabelledFact(label="f3", least=1, most=1)))
    scores = score_chains([story], {"blast": (fact("two/v3"),)}, articles=NAMES, events=EVENTS)
    assert scores.share() == pytest.approx(1 / 3)
    assert scores.share(articles=2) == 0.0
    assert scores.share(least=2) == 0.0
    assert score_chains([], {}, articles={}, events={}).share() == 0.0


def test_the_mean_weighs_stories_alike() -> None:
    small = case(story="talk", events=case().events[:3])
    facts = {"blast": (fact("one/v1", "two/v1"), fact("one/v2", "two/v2"))}
    scores = score_facts([case(), small], facts, articles=NAMES, events=EVENTS)
    assert scores.pairs.f1 == pytest.approx(2 * 2 / (2 + 3))
    assert scores.mean_f1 == 0.5


def test_the_plainest_system_joins_all_events_of_a_type() -> None:
    (only,) = one_fact_per_type(EVENTS, ("one", "two"))
    assert [(t.article, t.event) for t in only.tellings] == [
        ("one", "v1"),
        ("one", "v2"),
        ("two", "v1"),
        ("two", "v2"),
        ("two", "v3"),
    ]
    assert pairs(only) == Row(2, 6, 2)
