import pytest

from musnad.events.clues import bucket, governor, proclitic
from musnad.events.scene import Candidate, Scene
from tests.events.build import Stage, at


def only(scene: Scene, entity: str) -> Candidate:
    (candidate,) = [c for c in scene.candidates if c.entity.id == entity]
    return candidate


@pytest.mark.parametrize(
    ("text", "name", "preposition"),
    [
        ("شن الجيش هجوما على حلب", "حلب", "علي"),
        ("وصل إلى العاصمة التركية أنقرة", "أنقرة", "الي"),
        ("قصف الجيش حلب", "حلب", ""),
        ("قال الوزير، وفي حلب هدوء", "حلب", ""),
    ],
)
def test_the_preposition_that_governs_a_name(stage: Stage, text: str, name: str, preposition: str) -> None:
    scene = stage.scene(text, (name, "GPE", "x"))
    found = governor(scene, only(scene, "x"))[0]
    assert found == preposition or (preposition == "" and found in ("", "في"))


def test_a_preposition_does_not_reach_over_a_verb_or_another_name(stage: Stage) -> None:
    scene = stage.scene("قال في بيروت أحمد إن شيئا حدث", ("بيروت", "GPE", "beirut"), ("أحمد", "PER", "ahmad"))
    assert governor(scene, only(scene, "beirut"))[0] == "في"
    assert governor(scene, only(scene, "ahmad"))[0] == ""


def test_a_title_belongs_to_the_phrase(stage: Stage) -> None:
    scene = stage.scene("اجتمع مع الرئيس التركي أردوغان", ("أردوغان", "PER", "erdogan"))
    preposition, start = governor(scene, only(scene, "erdogan"))
    assert preposition == "مع"
    assert start == at(scene, "الرئيس")


@pytest.mark.parametrize(
    ("word", "clitic"), [("ل-روسيا", "ل"), ("ب-حلب", "ب"), ("و-إيران", "و"), ("بيروت", ""), ("لل-أردن", "ل")]
)
def test_a_clitic_on_a_name_is_told_by_the_name(stage: Stage, word: str, clitic: str) -> None:
    scene = stage.scene(f"حدث ذلك {word.replace('-', '')} أمس", (word, "GPE", "x"))
    assert proclitic(scene, 2) == clitic


def test_a_clitic_on_a_word(stage: Stage) -> None:
    scene = stage.scene("تعهد بالانسحاب للسلام")
    assert proclitic(scene, 1) == "ب"


def test_distances_go_by_steps() -> None:
    assert bucket(1) == bucket(-1) == "1"
    assert bucket(26) == "far"
    steps = [bucket(n) for n in range(1, 40)]
    assert sorted(set(steps), key=steps.index) == ["1", "2", "3", "5", "8", "14", "25", "far"]
