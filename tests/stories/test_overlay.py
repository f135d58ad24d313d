from musnad.records import Decision
from musnad.stories.overlay import linked, regrouped, standing

MACHINE = {"story:a": ["article:1", "article:2", "article:4"], "story:b": ["article:3"]}

ORDER = {f"article:{n}": n for n in range(1, 5)}


def decide(id_: str, one: str, other: str, *, same: bool, undoes: str | None = None) -> Decision:
    return Decision(id=id_, about="article", one=one, other=other, same=same, undoes=undoes)


def shown(*decisions: Decision) -> dict[str, list[str]]:
    return {group.id: group.articles for group in regrouped(MACHINE, standing(decisions), ORDER)}


def test_without_decisions_the_machine_stands() -> None:
    assert shown() == MACHINE


def test_same_joins_two_stories_under_the_older_id() -> None:
    found = shown(decide("d1", "article:3", "article:4", same=True))
    assert found == {"story:a": ["article:1", "article:2", "article:3", "article:4"]}


def test_not_the_same_sends_the_later_article_away() -> None:
    found = shown(decide("d1", "article:1", "article:4", same=False))
    assert found["story:a"] == ["article:1", "article:2"]
    assert ["article:4"] in found.values()


def test_an_undone_decision_leaves_no_trace() -> None:
    made = decide("d1", "article:1", "article:4", same=False)
    assert shown(made, decide("d2", "article:1", "article:4", same=False, undoes="d1")) == MACHINE


def test_later_decisions_win() -> None:
    found = shown(
        decide("d1", "article:1", "article:4", same=False),
        decide("d2", "article:4", "article:3", same=True),
    )
    assert sorted(map(sorted, found.values())) == [["article:1", "article:2"], ["article:3", "article:4"]]


def test_decisions_tie_stories_together() -> None:
    of = {article: story for story, articles in MACHINE.items() for article in articles}.get
    made = [decide("d1", "article:3", "article:4", same=True)]
    assert linked("story:a", made, of) == ("story:a", "story:b")
    assert linked("story:c", made, of) == ("story:c",)
