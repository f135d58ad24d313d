from hypothesis import given
from hypothesis import strategies as st

from musnad.lang.ar.fold import fold, fold_word


def test_spellings_of_one_word_fold_together() -> None:
    assert fold_word("إلى") == fold_word("الي") == fold_word("ﺇﻟﻰ")
    assert fold_word("مدرسة") == fold_word("مدرسه") == fold_word("مَدْرَسَة") == fold_word("مـدرسـة")


def test_controls_and_digits() -> None:
    assert fold_word("\u202bقرار\u202c") == "قرار"
    assert fold_word("٢٠٢٥") == fold_word("۲۰۲۵") == "2025"


def test_ligatures_keep_their_origin() -> None:
    folded = fold("قال ﻻ")
    assert folded.text == "قال لا"
    assert folded.original(4, 6) == (4, 5)


@given(st.text(alphabet="أإآىةـًٌَُِّْ\u202aابتمكی ٣xYﻻ", max_size=40))
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.origin)
    assert all(0 <= at < len(text) for at in folded.origin)
    assert fold(folded.text).text == folded.text
    for i, char in enumerate(folded.text):
        assert char in fold_word(text[folded.origin[i]])
