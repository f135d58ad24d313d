import pytest

from musnad.stories.terms import bones, number_of, stem, term, words


@pytest.mark.parametrize(
    "one, other",
    [
        ("السعودية", "للسعوديين"),
        ("مدرسة", "والمدارس"),
        ("انفجارات", "بالانفجار"),
        ("الوزيران", "وزير"),
        ("قَتْلى", "قتلى"),
    ],
)
def test_spellings_and_clitics_of_a_word_are_one_term(one: str, other: str) -> None:
    same = {stem(word) for text in (one, other) for word in words(text)}
    assert len(same) == (2 if one == "مدرسة" else 1)  # a broken plural stays another word


def test_short_words_are_not_worn_away() -> None:
    assert stem("ون") == "ون"
    assert stem("هدي") == "هدي"
    assert stem("ولد") == "ولد"


def test_numbers_are_words_and_single_letters_are_none() -> None:
    assert list(words("قتل ١٥ شخصا، بقوة 5.5 و٣")) == ["قتل", "15", "شخصا", "بقوه", "5.5", "و3"]
    assert list(words("&quot;قتل&#34; a&b")) == ["قتل", "a", "b"]
    assert term("و") is None
    assert term("15") is not None


def test_terms_are_the_same_everywhere() -> None:
    assert number_of("سعود") == 4178534047


def test_broken_plurals_and_derived_forms_are_one_term() -> None:
    assert {bones(word) for word in words("مدرسة المدارس دراسة")} == {"درس"}
    assert term("قتيل") == term("قتلي") == term("مقتل")
    assert term("زلزال") != term("مطر")
