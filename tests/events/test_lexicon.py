import pytest

from musnad.events.lexicon import Frame, TriggerLexicon
from musnad.lang.ar.forms import FormIndex
from musnad.records import EVENT_TYPES
from tests.events.build import Stage


def types(lexicon: TriggerLexicon, forms: FormIndex, word: str) -> set[str]:
    return {sense.type for sense in lexicon.senses(forms.analyses(word))}


@pytest.mark.parametrize("word", ["قصف", "قصفت", "وقصفت", "القصف", "بالقصف", "سيقصف", "قَصَفَتْ", "قصـف"])
def test_every_form_of_a_lemma_names_its_act(lexicon: TriggerLexicon, stage: Stage, word: str) -> None:
    assert "ASSAULT" in types(lexicon, stage.forms, word)


def test_hamza_may_be_left_out(lexicon: TriggerLexicon, stage: Stage) -> None:
    assert types(lexicon, stage.forms, "أدان") == types(lexicon, stage.forms, "ادان")
    assert "ACCUSE" in types(lexicon, stage.forms, "أدان")


def test_a_word_of_another_field_has_no_sense(lexicon: TriggerLexicon, stage: Stage) -> None:
    assert not types(lexicon, stage.forms, "برتقالة")


def test_senses_are_one_for_a_type_and_the_likeliest_first(lexicon: TriggerLexicon, stage: Stage) -> None:
    senses = lexicon.senses(stage.forms.analyses("طالب"))
    assert [s.weight for s in senses] == sorted((s.weight for s in senses), reverse=True)
    assert len({s.type for s in senses}) == len(senses)


def test_frames_tell_where_the_participants_stand(lexicon: TriggerLexicon) -> None:
    frames = [s.frame for senses in lexicon.by_lemma.values() for s in senses]
    assert any(frame.subject == ("actor",) and frame.object == ("recipient",) for frame in frames)
    assert any("علي" in frame.prepositions for frame in frames)
    assert Frame().subject == ()


def test_every_sense_is_of_a_known_type_and_weighs_up_to_one(lexicon: TriggerLexicon) -> None:
    for senses in lexicon.by_lemma.values():
        for sense in senses:
            assert sense.type in EVENT_TYPES
            assert 0 <= sense.weight <= 1


def test_phrases_tell_which_word_carries_the_trigger(lexicon: TriggerLexicon) -> None:
    assert all(0 <= carrier < len(key) <= lexicon.longest for key, (carrier, _) in lexicon.phrases.items())


def test_light_verbs_make_a_noun_an_act(lexicon: TriggerLexicon) -> None:
    assert all(sense.light for sense in lexicon.light.values())
    assert {verb for verb, noun in lexicon.light if noun.startswith("هجوم")}
