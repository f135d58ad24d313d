from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from musnad.lang.ar.fold import fold_word
from musnad.stories.wording import body_start, words_of


def test_words_are_folded_and_point_to_the_original() -> None:
    text = "قـــالَ المُديرُ، أمس: ٢٥ شخصاً"
    words = words_of(text)
    assert words.forms == ("قال", "المدير", "امس", "25", "شخصا")
    assert [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == [
        "قـــالَ",
        "المُديرُ",
        "أمس",
        "٢٥",
        "شخصاً",
    ]


def test_names_parted_or_joined_are_one_word() -> None:
    assert words_of("عبد الله العلي").forms == words_of("عبدالله العلي").forms
    assert words_of("عبد، الله").forms == ("عبد", "الله")


def test_the_body_begins_after_the_title() -> None:
    assert body_start("عنوان\n\nنص الخبر", "عنوان") == len("عنوان\n\n")
    assert body_start("عنوان النص يتصل به", "عنوان") == 0
    assert body_start("نص الخبر", None) == 0
    assert body_start("عنوان", "عنوان") == len("عنوان")


@given(st.text(alphabet="عبد الله أإآةىيـًٌ٠١٢ab_.،«»\n\u200f\u200c", max_size=80))
def test_every_word_folds_from_its_place(text: str) -> None:
    words = words_of(text)
    places = zip(words.forms, words.starts, words.ends, strict=True)
    assert all(form == "".join(fold_word(text[a:b]).split()) for form, a, b in places)
    assert list(words.starts) == sorted(words.starts)
