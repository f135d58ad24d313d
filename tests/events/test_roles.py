from musnad.events.grammar import Grammar
from musnad.events.lexicon import TriggerLexicon
from musnad.events.roles import candidates, find_roles, role_chances
from tests.events.build import CITY, STATES, Stage, trigger


def test_subject_and_object_of_a_verb(stage: Stage, lexicon: TriggerLexicon, grammar: Grammar) -> None:
    scene = stage.scene("هاجمت العراق إيران في حلب أمس.", *STATES, CITY)
    roles = find_roles(scene, trigger(scene, "هاجمت", "ASSAULT", lexicon), grammar)
    assert roles.actors == ("iq",)
    assert roles.recipients == ("ir",)
    assert roles.place == "aleppo"


def test_those_in_one_row_share_a_role(stage: Stage, lexicon: TriggerLexicon, grammar: Grammar) -> None:
    names = (("تركيا", "GPE", "tr"), ("والعراق", "GPE", "iq"), ("إيران", "GPE", "ir"))
    scene = stage.scene("قصفت تركيا والعراق إيران أمس.", *names)  # type: ignore[arg-type]
    roles = find_roles(scene, trigger(scene, "قصفت", "ASSAULT", lexicon), grammar)
    assert set(roles.actors) == {"tr", "iq"}
    assert not set(roles.actors) & set(roles.recipients)


def test_a_sea_takes_no_part_and_a_person_is_no_place(stage: Stage, lexicon: TriggerLexicon, grammar: Grammar) -> None:
    names = (("البحر الأحمر", "LOC", "sea"), ("أحمد", "PER", "ahmad"))
    scene = stage.scene("هاجم أحمد البحر الأحمر", *names)  # type: ignore[arg-type]
    act = trigger(scene, "هاجم", "ASSAULT", lexicon)
    around = candidates(scene, act.at)
    chances = dict(zip((c.entity.id for c in around), role_chances(scene, act, around, grammar), strict=True))
    assert chances["sea"][:2].max() < 1e-6
    assert chances["ahmad"][2] < 1e-6


def test_an_act_among_nobody_has_no_roles(stage: Stage, lexicon: TriggerLexicon, grammar: Grammar) -> None:
    scene = stage.scene("هاجم المدينة")
    roles = find_roles(scene, trigger(scene, "هاجم", "ASSAULT", lexicon), grammar)
    assert (roles.actors, roles.recipients, roles.place) == ((), (), None)


def test_one_candidate_for_an_entity_the_nearest_of_its_own_sentence(stage: Stage, lexicon: TriggerLexicon) -> None:
    scene = stage.scene("وصل وفد من تركيا. قصفت تركيا حلب.", STATES[0], CITY)
    act = trigger(scene, "قصفت", "ASSAULT", lexicon)
    assert [(c.entity.id, scene.sentence(c.first)) for c in candidates(scene, act.at)] == [("tr", 1), ("aleppo", 1)]


def test_who_stands_far_away_is_no_candidate(stage: Stage, lexicon: TriggerLexicon) -> None:
    scene = stage.scene("وصل وفد من تركيا. " + "ثم هدأ الحال. " * 12 + "قصفت الطائرات حلب.", STATES[0], CITY)
    act = trigger(scene, "قصفت", "ASSAULT", lexicon)
    assert [c.entity.id for c in candidates(scene, act.at)] == ["aleppo"]
