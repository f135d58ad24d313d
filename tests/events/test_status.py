from musnad.events.grammar import Grammar
from musnad.events.lexicon import TriggerLexicon
from musnad.events.status import find_status
from musnad.records import Statement
from tests.events.build import STATES, Stage, span, trigger


def test_a_deed_and_a_plan(stage: Stage, lexicon: TriggerLexicon, grammar: Grammar) -> None:
    done, plan = stage.scene("قصفت العراق سوريا أمس.", *STATES), stage.scene("ستقصف العراق سوريا غدا.", *STATES)
    assert find_status(done, trigger(done, "قصفت", "ASSAULT", lexicon), grammar) == "occurred"
    assert find_status(plan, trigger(plan, "ستقصف", "ASSAULT", lexicon), grammar) == "planned"


def test_what_a_speaker_denies_is_denied(stage: Stage, lexicon: TriggerLexicon, grammar: Grammar) -> None:
    text = "نفت تركيا أنها قصفت سوريا."
    said = Statement(
        id="s1", cue=span(text, "نفت"), content=(span(text, "أنها قصفت سوريا"),), mode="indirect", polarity="denies"
    )
    scene = stage.scene(text, *STATES, statements=(said,))
    assert find_status(scene, trigger(scene, "قصفت", "ASSAULT", lexicon), grammar) == "denied"


def test_a_demand_that_was_uttered_has_occurred(stage: Stage, lexicon: TriggerLexicon, grammar: Grammar) -> None:
    text = "ستطالب تركيا سوريا بالانسحاب."
    said = Statement(id="s1", cue=span(text, "ستطالب"), content=(span(text, "بالانسحاب"),), mode="indirect")
    scene = stage.scene(text, *STATES, statements=(said,))
    assert find_status(scene, trigger(scene, "ستطالب", "REQUEST", lexicon), grammar) == "occurred"
