from __future__ import annotations

from musnad.stories.formulas import SetPhrases


def test_set_words_are_marked_wherever_they_stand() -> None:
    words = "قال انا لله وانا اليه راجعون ثم مضي".split()
    assert list(SetPhrases.load().free(words)) == [1, 0, 0, 0, 0, 0, 1, 1]


def test_code_is_no_text_and_numbers_are() -> None:
    assert list(SetPhrases.load().free(["grid", "25", "خبر"])) == [0, 1, 1]
    assert list(SetPhrases.load().free([])) == []
