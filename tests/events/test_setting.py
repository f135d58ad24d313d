import pytest

from musnad.events.days import day_of
from musnad.events.grammar import Grammar
from musnad.events.lexicon import TriggerLexicon
from musnad.events.setting import find_date, moments
from musnad.records import Statement
from tests.events.build import STATES, Stage, at, span, trigger


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2016-11-07", "2016-11-07"),
        ("2016-11-07T10:00Z", "2016-11-07"),
        ("07/11/2016", "2016-11-07"),
        ("7/1/2016", "2016-01-07"),
        ("أمس", None),
        ("", None),
        (None, None),
    ],
)
def test_the_day_of_a_report(published: str | None, day: str | None) -> None:
    assert day_of(published) == day


def test_every_date_of_the_text_and_the_day_of_the_report(stage: Stage) -> None:
    scene = stage.scene("قصفت تركيا سوريا أمس. وكانت قصفتها في مارس 2024.", *STATES)
    assert [m.value for m in moments(scene, 0)] == ["2025-08-05", "2024-03", "2025-08-06"]
    assert moments(scene, 0)[-1].first is None


def test_the_day_of_the_utterance_counts(stage: Stage) -> None:
    text = "قالت تركيا إن سوريا قصفت المدينة"
    said = Statement(
        id="s1",
        cue=span(text, "قالت"),
        content=(span(text, "إن سوريا قصفت المدينة"),),
        mode="indirect",
        date="2025-08-04",
    )
    scene = stage.scene(text, *STATES, statements=(said,))
    assert [m.value for m in moments(scene, at(scene, "قصفت"))] == ["2025-08-04", "2025-08-06"]


def test_lengths_of_time_are_no_dates(stage: Stage) -> None:
    scene = stage.scene("قصفت تركيا سوريا ثلاثة أيام", *STATES, published=None)
    assert moments(scene, 0) == ()


def test_the_date_beside_the_act_is_its_date(stage: Stage, lexicon: TriggerLexicon, grammar: Grammar) -> None:
    scene = stage.scene("قصفت العراق سوريا أمس.", *STATES)
    act = trigger(scene, "قصفت", "ASSAULT", lexicon)
    assert find_date(scene, act, "occurred", grammar) == ("2025-08-05", None)


def test_an_act_without_a_date_says_why(stage: Stage, lexicon: TriggerLexicon, grammar: Grammar) -> None:
    scene = stage.scene("قصفت العراق سوريا.", *STATES, published=None)
    act = trigger(scene, "قصفت", "ASSAULT", lexicon)
    assert find_date(scene, act, "occurred", grammar) == (None, "no-date-told")
