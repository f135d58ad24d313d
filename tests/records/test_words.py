import pytest

from musnad.errors import SpanError
from musnad.text.segment import segment

TEXT = "قال الوزير «نعم». ثم غادر."


def test_spans_of_tokens_quote_the_text() -> None:
    words = segment(TEXT)
    assert words.span(0, 2).quote == "قال الوزير"
    words.span(0, len(words.tokens)).check(TEXT)


@pytest.mark.parametrize(("first", "stop"), [(2, 2), (3, 1)])
def test_a_span_of_no_token_is_refused(first: int, stop: int) -> None:
    with pytest.raises(SpanError):
        segment(TEXT).span(first, stop)


def test_tokens_that_code_points_touch() -> None:
    words = segment(TEXT)
    for token in words.tokens:
        assert words.within(token.start, token.end) == range(token.index, token.index + 1)
        assert words.within(token.start, token.start + 1) == range(token.index, token.index + 1)
    assert list(words.within(3, 4)) == []
    assert words.within(0, len(TEXT)) == range(len(words.tokens))
    assert list(words.within(len(TEXT), len(TEXT) + 5)) == []


def test_every_token_lies_in_its_sentence() -> None:
    words = segment(TEXT)
    for token in words.tokens:
        sentence = words.sentence_of(token.index)
        assert sentence.first <= token.index < sentence.stop
    assert len(words.sentences) == 2


def test_a_quotation_leaves_its_marks_out() -> None:
    words = segment(TEXT)
    (quotation,) = words.quotations
    assert quotation.closed
    assert words.span(quotation.first, quotation.stop).quote == "نعم"
