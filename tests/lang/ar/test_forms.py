"""Written words to lemmas: clitics, spelling before pronouns, voice, and words that are no forms."""

from __future__ import annotations

import pytest

from musnad.errors import DataError
from musnad.lang.ar.forms import Analysis, FormIndex


@pytest.fixture(scope="module")
def forms() -> FormIndex:
    return FormIndex.load()


def best(forms: FormIndex, word: str) -> Analysis:
    return forms.analyses(word)[0]


@pytest.mark.parametrize(
    ("word", "lemma", "proclitics", "suffix"),
    [
        ("هاجم", "هَاجَمَ", "", ""),
        ("وسيهاجمونهم", "هَاجَمَ", "وس", "هم"),
        ("فاعتقلته", "اِعْتَقَلَ", "ف", "ه"),
        ("هاجموه", "هَاجَمَ", "", "ه"),
        ("دعاهم", "دَعَا", "", "هم"),
        ("ليزوره", "زَارَ", "ل", "ه"),
        ("إتّهمتهُ", "اِتَّهَمَ", "", "ه"),
        ("هـــاجم", "هَاجَمَ", "", ""),
        ("بالاعتقالات", "اعتقال", "بال", ""),
        ("لقصفها", "قصف", "ل", "ها"),
        ("وللهجوم", "هجوم", "ولال", ""),
        ("غارتهم", "غارة", "", "هم"),
        ("اعتداؤهم", "اعتداء", "", "هم"),
        ("اعتدائهم", "اعتداء", "", "هم"),
        ("هجمات", "هجوم", "", ""),
        ("هجومين", "هجوم", "", ""),
        ("إستنكارا", "استنكار", "", ""),
    ],
)
def test_clitics(forms: FormIndex, word: str, lemma: str, proclitics: str, suffix: str) -> None:
    assert any((a.lemma, a.proclitics, a.suffix) == (lemma, proclitics, suffix) for a in forms.analyses(word))


@pytest.mark.parametrize(
    ("word", "tense", "voice", "person", "gender", "number"),
    [
        ("هاجموا", "past", "active", "3", "M", "P"),
        ("هوجمت", "past", "passive", "3", "F", "S"),
        ("يهاجمون", "present", "either", "3", "M", "P"),
        ("هاجمنا", "past", "active", "1", "", "P"),
    ],
)
def test_features(forms: FormIndex, word: str, tense: str, voice: str, person: str, gender: str, number: str) -> None:
    a = next(a for a in forms.analyses(word) if not a.suffix and a.lemma == "هَاجَمَ")
    assert (a.tense, a.voice, a.person, a.gender, a.number) == (tense, voice, person, gender, number)


def test_a_written_damma_tells_the_passive(forms: FormIndex) -> None:
    assert best(forms, "يقتل").voice == "either"
    assert best(forms, "يُقتل").voice == "passive"
    assert best(forms, "وسيُقتل").voice == "passive"
    assert {a.voice for a in forms.analyses("قُتل") if a.pos == "verb"} == {"passive"}


def test_a_damma_that_the_active_has_too_tells_nothing(forms: FormIndex) -> None:
    assert {a.voice for a in forms.analyses("يُهاجم") if a.finite} == {"either"}


def test_participles(forms: FormIndex) -> None:
    words = forms.analyses("متهما")
    assert any(a.lemma == "اِتَّهَمَ" and a.tense == "participle" and not a.finite for a in words)
    assert any(a.lemma == "دَعَا" and a.tense == "participle" for a in forms.analyses("داعيا"))


def test_the_article_and_a_pronoun_exclude_each_other(forms: FormIndex) -> None:
    assert all(not ("ال" in a.proclitics and a.suffix) for w in ("الهجومها", "بالقصفه") for a in forms.analyses(w))


@pytest.mark.parametrize(
    ("word", "lemma", "proclitics"),
    [("وحث", "حَثَّ", "و"), ("وحثّ", "حَثَّ", "و"), ("فرد", "رَدَّ", "ف"), ("وشن", "شَنَّ", "و"), ("فضم", "ضَمَّ", "ف")],
)
def test_a_verb_of_two_letters_after_a_conjunction(forms: FormIndex, word: str, lemma: str, proclitics: str) -> None:
    found = forms.analyses(word)
    assert {(a.lemma, a.proclitics, a.tense) for a in found} == {(lemma, proclitics, "past")}


def test_a_noun_of_two_letters_keeps_its_conjunction_before_a_pronoun(forms: FormIndex) -> None:
    assert any((a.lemma, a.proclitics, a.suffix) == ("حل", "و", "ها") for a in forms.analyses("وحلها"))


def test_a_word_of_three_letters_that_is_one_itself_has_no_conjunction(forms: FormIndex) -> None:
    assert {a.proclitics for word in ("وعد", "ورد", "فتش") for a in forms.analyses(word)} == {""}
    assert {a.lemma for a in forms.analyses("وعد") if a.finite} == {"وَعَدَ"}
    for word in ("فشل", "فرص", "وشك", "وفر", "فهد", "ورش", "وحل", "وأب"):
        assert forms.analyses(word) == (), word


def test_unknown_words_have_no_analyses(forms: FormIndex) -> None:
    for word in ("", "و", "Xyz", "2024", "طماطم", "؟"):
        assert forms.analyses(word) == ()


def test_answers_are_cached_and_stable(forms: FormIndex) -> None:
    assert forms.analyses("الهجوم") is forms.analyses("الهجوم")


def test_rows_are_read_and_checked() -> None:
    index = FormIndex(["# comment", "form\tlemma\tpos\tfeatures", "قصف\tقصف\tnoun\tN;-;MS", ""])
    assert len(index) == 1
    assert best(index, "والقصف") == Analysis("قصف", "noun", "none", "none", "", "M", "S", "وال", "")
    with pytest.raises(DataError):
        FormIndex(["قصف"])
