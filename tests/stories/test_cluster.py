import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.records import CopyLink
from musnad.stories.cluster import Clusters, Limits
from musnad.stories.profile import Profile
from musnad.stories.shelf import story_id
from musnad.stories.steps import Began, Joined, Merged, Split, Step, changes
from tests.stories.told_reports import LEXICON, MODEL, copy, profile, stream

QUAKE = "زلزال نجلاء ميناء انهيار منازل مصابون مستشفى هزة"
FAIR = "معرض تمور تجارة صادرات وزير افتتاح نخيل مزارع"


def clusters(**limits: float) -> Clusters:
    return Clusters(LEXICON, MODEL, Limits(**limits))  # type: ignore[arg-type]


def run(made: Clusters, reports: list[Profile], links: dict[str, list[CopyLink]] | None = None) -> list[Step]:
    return [step for report in reports for step in made.add(report, (links or {}).get(report.article, ()))]


def stories(made: Clusters) -> dict[str, tuple[str, ...]]:
    return {story: made.members(story) for story in made.open_stories()}


def replay(steps: list[Step]) -> dict[str, str]:
    """Articles with their stories, from the steps alone."""
    found: dict[str, str] = {}
    for step in steps:
        match step:
            case Began() | Joined():
                found[step.article] = step.story
            case Merged() | Split():
                assert {found[article] for article in step.articles} == {step.story}
                found.update(dict.fromkeys(step.articles, step.into))
    return found


def test_a_report_begins_a_story_and_another_joins_it() -> None:
    made = clusters()
    one, two, three = profile(1, QUAKE), profile(2, FAIR), profile(3, QUAKE + " قتلى")
    assert made.add(one) == (Began(story_id(one.article), one.article),)
    assert isinstance(made.add(two)[0], Began)
    assert made.add(three) == (Joined(story_id(one.article), three.article),)
    assert made.story_of(three.article) == made.story_of(one.article) != made.story_of(two.article)


def test_a_report_that_is_there_changes_nothing() -> None:
    made = clusters()
    run(made, [profile(1, QUAKE)])
    assert made.add(profile(1, QUAKE)) == ()


def test_a_copy_shares_its_origins_story_whatever_it_says() -> None:
    made = clusters()
    one, two = profile(1, QUAKE), profile(2, FAIR, day=103)
    run(made, [one, two], {two.article: [copy(two, one)]})
    assert made.story_of(two.article) == made.story_of(one.article)


def test_a_derived_report_is_not_forced() -> None:
    made = clusters()
    one, two = profile(1, QUAKE), profile(2, FAIR)
    run(made, [one, two], {two.article: [copy(two, one, kind="derived", share=0.2)]})
    assert made.story_of(two.article) != made.story_of(one.article)


def test_a_copy_of_two_reports_merges_their_stories_under_the_elder() -> None:
    made = clusters()
    one, two, three = profile(1, QUAKE), profile(2, FAIR), profile(3, QUAKE)
    steps = run(made, [one, two, three], {three.article: [copy(three, two), copy(three, one)]})
    assert steps[-1] == Merged(story_id(two.article), story_id(one.article), (two.article,))
    assert made.open_stories() == (story_id(one.article),)


def test_a_report_between_two_stories_of_one_matter_merges_them() -> None:
    made = clusters(join=0.5, merge=0.1)
    one = profile(1, "زلزال نجلاء ميناء انهيار منازل حريق")
    two = profile(2, "مستشفى قتلى مصابون نجلاء زلزال اسعاف")
    bridge = profile(3, "زلزال نجلاء ميناء انهيار مستشفى قتلى مصابون منازل")
    steps = run(made, [one, two, bridge])
    assert [type(step) for step in steps] == [Began, Began, Joined, Merged]


def test_a_bridge_does_not_merge_stories_that_are_not_alike() -> None:
    made = clusters(join=0.4, merge=0.6)
    half = QUAKE.split()[:4] + FAIR.split()[:4]
    steps = run(made, [profile(1, QUAKE), profile(2, FAIR), profile(3, " ".join(half))])
    assert not [step for step in steps if isinstance(step, Merged)]


def test_a_story_that_falls_into_two_groups_splits() -> None:
    made = clusters(join=0.2, part=0.5, look=(6,))
    both = f"{QUAKE} {FAIR}"
    reports = [profile(1, both), *(profile(n, QUAKE) for n in (2, 3)), *(profile(n, FAIR) for n in (4, 5, 6))]
    steps = run(made, reports)
    splits = [step for step in steps if isinstance(step, Split)]
    assert splits
    kept = made.story_of("article:00001")
    assert kept == story_id("article:00001")
    assert made.story_of("article:00002") != made.story_of("article:00004")
    assert replay(steps) == {article: story for story, articles in stories(made).items() for article in articles}


def test_copies_are_never_split() -> None:
    made = clusters(join=0.2, part=0.5, look=(6,))
    reports = [
        profile(1, QUAKE),
        profile(2, FAIR),
        *(profile(n, QUAKE) for n in (3, 4)),
        *(profile(n, FAIR) for n in (5, 6)),
    ]
    run(made, reports, {reports[1].article: [copy(reports[1], reports[0])]})
    assert made.story_of("article:00001") == made.story_of("article:00002")


def test_a_report_takes_up_its_story_after_a_pause_if_it_is_much_like_it() -> None:
    made = clusters(days=5, reach=12)
    run(made, [profile(1, QUAKE, day=100), profile(2, QUAKE, day=107), profile(3, FAIR, day=107)])
    assert len(made.open_stories()) == 2
    strict = clusters(days=5, reach=12, resume=1.0)
    run(strict, [profile(1, QUAKE, day=100), profile(2, QUAKE, day=107)])
    assert len(strict.open_stories()) == 2


def test_days_apart_are_not_compared() -> None:
    made = clusters(days=5)
    run(made, [profile(1, QUAKE, day=100), profile(2, QUAKE, day=113), profile(3, QUAKE, day=95)])
    assert len(made.open_stories()) == 2
    assert made.story_of("article:00003") == made.story_of("article:00001")


def test_a_report_without_a_day_fits_any() -> None:
    made = clusters()
    run(made, [profile(1, QUAKE, day=100), profile(2, QUAKE, day=None), profile(3, QUAKE, day=None)])
    assert len(made.open_stories()) == 1


def test_a_story_closes_after_so_many_reports() -> None:
    made = clusters(reports=10)
    run(made, [profile(1, QUAKE), *(profile(n, f"كلمه{n} لفظ{n} قول{n}") for n in range(2, 12))])
    assert made.story_of("article:00001") is None
    assert made.story_of("article:00002") is not None
    assert len(made.open_stories()) == 10


def test_a_story_that_takes_reports_stays_open_as_a_whole() -> None:
    made = clusters(reports=10)
    other = [profile(n, f"كلمه{n} لفظ{n} قول{n}") for n in range(2, 16)]
    run(made, [profile(1, QUAKE), *other[:6], profile(50, QUAKE), *other[6:]])
    assert made.members(story_id("article:00001")) == ("article:00001", "article:00050")


def test_steps_tell_the_whole_state() -> None:
    made = clusters(join=0.3, part=0.3, look=(3, 5, 8))
    steps = run(made, stream(400, seed=3))
    assert replay(steps) == {article: story for story, articles in stories(made).items() for article in articles}
    assert {type(step) for step in steps} >= {Began, Joined, Split}


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 1000), cut=st.integers(0, 300), reports=st.sampled_from([40, 120, 1000]))
def test_a_run_that_was_cut_ends_as_an_undisturbed_one(seed: int, cut: int, reports: int) -> None:
    told = stream(300, seed=seed)
    links = {told[n].article: [copy(told[n], told[n - 3])] for n in range(7, 300, 11)}
    links |= {told[n].article: [copy(told[n], told[n - 2], kind="derived", share=0.5)] for n in range(9, 300, 13)}
    limits = {"join": 0.3, "part": 0.3, "look": (3, 5, 8), "reports": reports}
    whole = clusters(**limits)  # type: ignore[arg-type]
    steps = run(whole, told, links)
    first = clusters(**limits)  # type: ignore[arg-type]
    before = run(first, told[:cut], links)
    kept = replay(before)
    second = clusters(**limits)  # type: ignore[arg-type]
    known = [link for report in told[:cut] for link in links.get(report.article, ())]
    second.load(((report, kept[report.article]) for report in told[:cut]), copies=known)
    assert stories(second) == stories(first)
    assert before + run(second, told[cut:], links) == steps
    assert stories(second) == stories(whole)


def test_the_id_of_a_story_is_its_founders() -> None:
    made = clusters(join=0.3, part=0.3, look=(3, 5, 8))
    run(made, stream(400, seed=5))
    for story, articles in stories(made).items():
        assert story in {story_id(article) for article in articles}


def test_memory_is_bounded_by_the_open_reports() -> None:
    made = clusters(reports=50)
    run(made, [profile(n, f"كلمه{n} لفظ{n} قول{n}") for n in range(500)])
    assert sum(len(articles) for articles in stories(made).values()) == 50


def test_five_thousand_reports() -> None:
    made = clusters()
    run(made, stream(5000, seed=11, vocabulary=4000, words=16))
    found = stories(made)
    assert sum(map(len, found.values())) == 5000
    assert len(found) < 2500


def test_history_tells_both_sides() -> None:
    lines = changes((Merged("story:b", "story:a", ("x",)), Split("story:a", "story:c", ("y",))), after="article:1")
    assert [(story, change.what, change.other) for story, change in lines] == [
        ("story:a", "merged", "story:b"),
        ("story:b", "merged", "story:a"),
        ("story:a", "split", "story:c"),
        ("story:c", "began", "story:a"),
    ]
    assert {change.after for _, change in lines} == {"article:1"}


@pytest.mark.parametrize("step", [Began("story:a", "x"), Joined("story:a", "x")])
def test_history_of_one_report(step: Step) -> None:
    ((story, change),) = changes((step,), after="x")
    assert (story, change.what) == ("story:a", type(step).__name__.lower())
