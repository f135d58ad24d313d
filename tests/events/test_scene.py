from musnad.records import Statement
from tests.events.build import Stage, at, span


def test_mentions_are_found_by_token_the_shortest_first(stage: Stage) -> None:
    scene = stage.scene("زار وزير خارجية تركيا بغداد", ("وزير خارجية تركيا", "PER", "fm"), ("تركيا", "GPE", "tr"))
    assert scene.mention_at[at(scene, "وزير")].entity.id == "fm"
    assert {c.entity.id for c in scene.candidates} == {"fm", "tr"}
    assert at(scene, "بغداد") not in scene.mention_at


def test_a_mention_of_an_unknown_entity_is_left_out(stage: Stage) -> None:
    scene = stage.scene("زار الوزير بغداد", ("بغداد", "GPE", "baghdad"))
    assert [c.entity.id for c in scene.candidates] == ["baghdad"]


def test_the_innermost_statement_holds_a_token(stage: Stage) -> None:
    text = "قالت الوكالة إن الوزير أكد أن الحرب انتهت"
    outer = Statement(
        id="s1", cue=span(text, "قالت"), content=(span(text, "إن الوزير أكد أن الحرب انتهت"),), mode="indirect"
    )
    inner = Statement(id="s2", cue=span(text, "أكد"), content=(span(text, "أن الحرب انتهت"),), mode="indirect")
    scene = stage.scene(text, statements=(outer, inner))
    assert scene.content_at[at(scene, "الحرب")].id == "s2"
    assert scene.content_at[at(scene, "الوزير")].id == "s1"
    assert scene.cue_at[at(scene, "أكد")].id == "s2"
    last = scene.last_cue(at(scene, "الحرب"))
    assert last is not None
    assert last.id == "s2"
    assert scene.last_cue(0) is None


def test_a_row_of_names_has_one_head(stage: Stage) -> None:
    scene = stage.scene(
        "التقى وفد من تركيا وإيران والعراق أمس",
        ("تركيا", "GPE", "tr"),
        ("وإيران", "GPE", "ir"),
        ("والعراق", "GPE", "iq"),
    )
    first, second, third = scene.candidates
    assert scene.row_head(third) is scene.row_head(second) is first


def test_the_star_is_named_most_often(stage: Stage) -> None:
    scene = stage.scene("زارت تركيا إيران. وقالت تركيا إنها راضية.", ("تركيا", "GPE", "tr"), ("إيران", "GPE", "ir"))
    assert scene.star == "tr"
    assert scene.count("tr") == 2


def test_keys_outside_the_text_are_a_mark(stage: Stage) -> None:
    scene = stage.scene("قصف الجيش حلب")
    assert scene.key(-1) == scene.key(3) == "#"
    assert scene.key(2) == "حلب"


def test_the_title_is_told_apart(stage: Stage) -> None:
    title = "غارة على حلب"
    scene = stage.scene(f"{title}\nقال الجيش ذلك", title=title)
    assert scene.in_title(2)
    assert not scene.in_title(3)


def test_an_empty_text_has_an_empty_scene(stage: Stage) -> None:
    scene = stage.scene("")
    assert scene.keys == []
    assert scene.star == ""
