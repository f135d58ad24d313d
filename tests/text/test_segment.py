from musnad.text.segment import segment


def words(text: str) -> list[str]:
    return [token.text for token in segment(text).tokens]


def test_clitics_tashkeel_and_numbers_stay_in_their_token() -> None:
    assert words("وبالقُدسِ، 12.5 ـبـ") == ["وبالقُدسِ", "،", "12.5", "ـبـ"]


def test_every_token_points_to_its_own_characters() -> None:
    text = "قال «الرئيسُ»: ٢٥ قتيلاً… \u202bانتهى\u202c."
    for token in segment(text).tokens:
        assert text[token.start : token.end] == token.text


def test_keys_are_folded() -> None:
    assert [t.key for t in segment("إلى أزمةٍ ٢٥").tokens] == ["الي", "ازمه", "25"]


def test_sentences_end_after_marks_and_at_line_breaks_but_not_after_initials() -> None:
    parsed = segment("عنوان بلا نقطة\nوصل جون F. كينيدي. ماذا قال؟ لا شيء…")
    quotes = [parsed.span(s.first, s.stop).quote for s in parsed.sentences]
    assert quotes == ["عنوان بلا نقطة", "وصل جون F. كينيدي.", "ماذا قال؟", "لا شيء…"]


def test_title_words_are_known() -> None:
    assert segment("خبر عاجل\nوصل الوفد.", title="خبر عاجل").title_stop == 2
    assert segment("وصل الوفد.", title="خبر عاجل").title_stop == 0


def test_tokens_of_a_character_range() -> None:
    parsed = segment("زار الوزير تونس")
    assert list(parsed.within(4, 10)) == [1]
    assert list(parsed.within(3, 4)) == []
    assert list(parsed.within(0, 99)) == [0, 1, 2]


def test_a_million_words_in_one_line() -> None:
    assert len(segment("كلمة " * 200_000).tokens) == 200_000
