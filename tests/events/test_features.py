from musnad.events.features import nobody_features, pair_features, status_features, trigger_features
from musnad.events.lexicon import TriggerLexicon
from musnad.events.triggers import proposals
from tests.events.build import Stage, trigger

NAMES = (("تركيا", "GPE", "tr"), ("سوريا", "GPE", "sy"))


def test_features_tell_subject_from_object(stage: Stage, lexicon: TriggerLexicon) -> None:
    scene = stage.scene("قصفت تركيا سوريا", *NAMES)  # type: ignore[arg-type]
    act = trigger(scene, "قصفت", "ASSAULT", lexicon)
    first, second = (set(pair_features(scene, act.at, act.sense, c)) for c in scene.candidates)
    assert first - second
    assert second - first


def test_features_tell_a_plan_from_a_deed(stage: Stage, lexicon: TriggerLexicon) -> None:
    done, plan = stage.scene("قصفت تركيا سوريا", *NAMES), stage.scene("لن تقصف تركيا سوريا", *NAMES)  # type: ignore[arg-type]
    a, b = trigger(done, "قصفت", "ASSAULT", lexicon), trigger(plan, "تقصف", "ASSAULT", lexicon)
    assert set(status_features(done, a.at, a.sense)) != set(status_features(plan, b.at, b.sense))


def test_features_exist_at_the_edges_of_a_text(stage: Stage, lexicon: TriggerLexicon) -> None:
    for text in ("قصفت", "قصفت تركيا", "تركيا قصفت"):
        scene = stage.scene(text, NAMES[0])  # type: ignore[arg-type]
        for token, senses in proposals(scene, lexicon):
            assert trigger_features(scene, token, senses)
            assert nobody_features(scene, token, senses[0])
            for candidate in scene.candidates:
                assert pair_features(scene, token, senses[0], candidate)


def test_features_are_the_same_every_time(stage: Stage, lexicon: TriggerLexicon) -> None:
    one, two = (stage.scene("أدانت تركيا قصف سوريا", *NAMES) for _ in range(2))  # type: ignore[arg-type]
    for (a, senses), (b, _) in zip(proposals(one, lexicon), proposals(two, lexicon), strict=True):
        assert trigger_features(one, a, senses) == trigger_features(two, b, senses)
