from musnad.events.grammar import Grammar
from musnad.events.lexicon import TriggerLexicon
from musnad.events.triggers import find_triggers, proposals, sense_for
from tests.events.build import STATES, Stage, at


def test_the_lexicon_proposes_and_nothing_else_without_an_encoder(stage: Stage, lexicon: TriggerLexicon) -> None:
    scene = stage.scene("أكل الولد برتقالة ثم قصف الجيش المدينة")
    proposed = {scene.tokens[token].text for token, _ in proposals(scene, lexicon)}
    assert "قصف" in proposed
    assert "برتقالة" not in proposed


def test_a_phrase_is_found_with_a_clitic_on_its_first_word(stage: Stage, lexicon: TriggerLexicon) -> None:
    key, (carrier, senses) = next(
        (k, v) for k, v in lexicon.phrases.items() if len(k) == 2 and not k[0].startswith("ال")
    )
    for first in (key[0], "و" + key[0]):
        scene = stage.scene(f"ثم {first} {key[1]} هناك")
        assert dict(proposals(scene, lexicon)).get(1 + carrier) == senses


def test_a_light_verb_makes_the_noun_the_trigger(stage: Stage, lexicon: TriggerLexicon) -> None:
    scene = stage.scene("شن الجيش هجوما على المدينة")
    senses = dict(proposals(scene, lexicon))[at(scene, "هجوما")]
    assert senses[0].type == "ASSAULT"
    assert senses[0].light


def test_acts_are_told_from_other_uses_of_their_words(stage: Stage, lexicon: TriggerLexicon, grammar: Grammar) -> None:
    scene = stage.scene("قصفت العراق إيران أمس.", *STATES)
    (found,) = find_triggers(scene, lexicon, grammar)
    assert (scene.tokens[found.at].text, found.sense.type) == ("قصفت", "ASSAULT")
    assert 0.4 <= found.confidence <= 1
    quake = stage.scene("ضرب زلزال العراق اليوم.", *STATES)
    assert find_triggers(quake, lexicon, grammar) == ()


def test_an_empty_text_has_no_triggers(stage: Stage, lexicon: TriggerLexicon, grammar: Grammar) -> None:
    assert find_triggers(stage.scene(""), lexicon, grammar) == ()


def test_a_type_that_only_the_encoder_sees_has_a_bare_sense() -> None:
    sense = sense_for((), "AID")
    assert (sense.type, sense.lemma, sense.mode) == ("AID", "", None)
