import pytest

from musnad.lang.ar.forms import FormIndex
from musnad.statements.cues import CueLexicon, find_cues, find_formulas
from musnad.text.segment import segment


@pytest.mark.parametrize(
    ("word", "lemma", "form"),
    [("وقالت", "قَالَ", "finite"), ("مشيرةً", "أَشَارَ", "participle"), ("مؤكدا", "أَكَّدَ", "participle"),
     ("واتهموه", "اِتَّهَمَ", "finite"), ("قوله", "قَوْل", "noun"), ("داعيا", "دَعَا", "participle")],
)  # fmt: skip
def test_inflected_cues_are_found(word: str, lemma: str, form: str, forms: FormIndex, lexicon: CueLexicon) -> None:
    (hit,) = find_cues(segment(f"ثم {word} شيئا"), forms, lexicon)
    assert hit.cue is not None
    assert (hit.cue.lemma, hit.form) == (lemma, form)


def test_a_participle_with_the_article_is_no_cue(forms: FormIndex, lexicon: CueLexicon) -> None:
    assert not find_cues(segment("المشير"), forms, lexicon)


def test_formulas_take_a_conjunction_and_a_glued_preposition(lexicon: CueLexicon) -> None:
    keys = tuple(token.key for token in segment("ووفقا لوزارة الصحة على حد قوله").tokens)
    found = {(hit.formula.kind, hit.first, hit.stop) for hit in find_formulas(keys, lexicon)}
    assert ("source", 0, 1) in found
    assert ("closing", 3, 6) in found


def test_media_are_found_with_clitics(lexicon: CueLexicon) -> None:
    keys = tuple(token.key for token in segment("بمؤتمر صحفي").tokens)
    medium = lexicon.medium_at(keys, 0)
    assert medium is not None
    assert medium.english == "press conference"
