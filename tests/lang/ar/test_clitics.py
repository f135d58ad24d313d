from __future__ import annotations

import pytest

from musnad.lang.ar.clitics import CliticLexicon, Segment, spelling, split


@pytest.fixture(scope="module")
def lexicon() -> CliticLexicon:
    return CliticLexicon.load()


@pytest.fixture
def small() -> CliticLexicon:
    """قال 400 times, زيارة 64, الوزير 256; عن takes pronouns, كان is never cut, لأن is."""
    return CliticLexicon.of(
        [["قال", "17"], ["زيارة", "12"], ["الوزير", "16"], ["وزير", "16"]],
        [["كان", "whole", ""], ["ل+أن", "cut", ""], ["عن", "host", ""], ["غير", "host", "ب"]],
    )


def cut(word: str, lexicon: CliticLexicon) -> str:
    return "+".join(word[s.start : s.end] for s in split(word, lexicon=lexicon))


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("وقال", "و+قال"),
        ("فقال", "ف+قال"),
        ("وزير", "وزير"),
        ("وكالة", "وكالة"),
        ("وبالصواريخ", "و+ب+الصواريخ"),
        ("للسلطة", "ل+لسلطة"),
        ("زيارتها", "زيارت+ها"),
        ("والده", "والد+ه"),
        ("ووالده", "و+والد+ه"),
        ("سيعلن", "س+يعلن"),
        ("سيارة", "سيارة"),
        ("لبنان", "لبنان"),
        ("بلبنان", "ب+لبنان"),
        ("عليهم", "علي+هم"),
        ("وأنهما", "و+أن+هما"),
        ("لأنه", "ل+أن+ه"),
        ("كان", "كان"),
        ("ذلك", "ذلك"),
        ("شريك", "شريك"),
        ("متهم", "متهم"),
        ("أحياناً", "أحياناً"),
    ],
)
def test_cuts_with_the_shipped_tables(word: str, parts: str, lexicon: CliticLexicon) -> None:
    assert cut(word, lexicon) == parts


def test_a_stem_must_be_attested(small: CliticLexicon) -> None:
    assert cut("وقال", small) == "و+قال"
    assert cut("وزير", small) == "وزير"


def test_the_feminine_ending_before_a_pronoun_is_undone(small: CliticLexicon) -> None:
    assert cut("زيارته", small) == "زيارت+ه"
    assert cut("زيارة", small) == "زيارة"


def test_function_words_come_from_the_table(small: CliticLexicon) -> None:
    assert cut("كان", small) == "كان"
    assert cut("وكان", small) == "و+كان"
    assert cut("لأن", small) == "ل+أن"
    assert cut("عنهم", small) == "عن+هم"
    assert cut("بغيرها", small) == "ب+غير+ها"


def test_a_lexicon_can_vouch_for_a_stem(small: CliticLexicon) -> None:
    word = "بتورنتو"
    segments = split(word, lexicon=small, known=lambda stem: stem == "تورنتو")
    assert [word[s.start : s.end] for s in segments] == ["ب", "تورنتو"]


def test_segments_cover_the_original_with_marks_and_tatweel(lexicon: CliticLexicon) -> None:
    word = "وَقَـالَت"
    assert split(word, lexicon=lexicon) == (Segment(0, 2, "conjunction"), Segment(2, 9, "stem"))


def test_kinds(lexicon: CliticLexicon) -> None:
    kinds = [s.kind for s in split("وبزيارتهم", lexicon=lexicon)]
    assert kinds == ["conjunction", "preposition", "stem", "pronoun"]
    assert [s.kind for s in split("سيعلن", lexicon=lexicon)] == ["future", "stem"]
    assert [s.kind for s in split("لهم", lexicon=lexicon)] == ["preposition", "pronoun"]


@pytest.mark.parametrize("word", ["", "و", "Reuters", "2015", "،", "َ"])
def test_other_tokens_are_one_piece(word: str, lexicon: CliticLexicon) -> None:
    assert split(word, lexicon=lexicon) == (Segment(0, len(word), "stem"),)


def test_spelling_drops_marks_only() -> None:
    assert spelling("أَعْلَـنَ") == "أعلن"
