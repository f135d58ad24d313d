from musnad.stories.cast import Cast
from musnad.stories.matching import Matcher, nearness, side_by_side
from musnad.stories.told import Told, told_events
from tests.stories.handmade import BRIGADES, GUNMEN, MINISTRY, TURKEY, Draft


def told(*drafts: Draft) -> tuple[Matcher, tuple[Told, ...]]:
    reports = [draft.done() for draft in drafts]
    cast = Cast(reports)
    events = told_events(reports, cast)
    return Matcher(events, cast), events


def attack(name: str, text: str, **more: object) -> Draft:
    draft = Draft(name, text)
    draft.tells("هجوم", **more)  # type: ignore[arg-type]
    return draft


def test_one_attack_with_two_tolls_is_one() -> None:
    matcher, (one, other) = told(
        attack("a", "قتيلان في هجوم على نقطة تفتيش في تل النهر", killed=2, place="gn:1"),
        attack("b", "أربعة قتلى في هجوم على نقطة تفتيش في تل النهر", killed=4, place="gn:1"),
    )
    assert matcher.score(one, other) > 0


def test_attacks_in_two_towns_days_apart_are_two() -> None:
    matcher, (one, other) = told(
        attack("a", "قتيلان في هجوم على نقطة تفتيش", killed=2, place="gn:1"),
        attack("b", "ثلاثون قتيلا في هجوم على سوق", killed=30, place="gn:2", date="2025-09-07"),
    )
    assert matcher.score(one, other) < 0


def test_two_speakers_of_one_verb_are_two_acts() -> None:
    one, other = Draft("a", "أدانت وزارة الداخلية الهجوم"), Draft("b", "أدانت تركيا الهجوم")
    one.tells("أدانت", "ACCUSE", actors=(MINISTRY.id,))
    other.tells("أدانت", "ACCUSE", actors=(TURKEY.id,))
    matcher, (first, second) = told(one, other)
    assert "other_speakers" in matcher.features(first, second)
    assert matcher.score(first, second) < 0


def test_an_unnamed_perpetrator_fits_a_named_one() -> None:
    matcher, (one, other) = told(
        attack("a", "هجوم نفذه مسلحون", actors=(GUNMEN.id,)), attack("b", "هجوم", actors=(BRIGADES.id,))
    )
    assert "other_actors" not in matcher.features(one, other)


def test_places_that_hold_one_another() -> None:
    _, (town, state, other, nowhere) = told(
        attack("a", "هجوم", place="gn:1"),
        attack("b", "هجوم", place="gpe:irq"),
        attack("c", "هجوم", place="gn:2"),
        attack("d", "هجوم"),
    )
    assert nearness(town, town) == 1.0
    assert nearness(town, state) > 0
    assert nearness(town, other) < 0
    assert nearness(town, nowhere) == 0.0


def test_a_verb_and_its_noun_side_by_side() -> None:
    draft = Draft("a", "فرضت تركيا عقوبات على البنك")
    draft.tells("فرضت", "COERCE", actors=(TURKEY.id,))
    draft.tells("عقوبات", "SANCTION", actors=(TURKEY.id,))
    matcher, (verb, noun) = told(draft)
    assert side_by_side(verb, noun)
    assert {"light_verb", "other_type"} <= set(matcher.features(verb, noun))


def test_a_score_does_not_depend_on_the_order() -> None:
    matcher, events = told(
        attack("a", "هجوم على سوق", killed=2, place="gn:1"), attack("b", "هجوم على نقطة", killed=9, place="gpe:irq")
    )
    assert matcher.score(*events) == matcher.score(*events[::-1])
