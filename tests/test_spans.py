import pytest

from musnad.errors import SpanError
from musnad.spans import Span


def test_a_span_carries_its_words() -> None:
    span = Span.of("قال الوزير", 4, 10)
    assert span.quote == "الوزير"
    span.check("قال الوزير")


@pytest.mark.parametrize("start, end", [(4, 4), (5, 4), (-1, 2), (0, 99)])
def test_bad_bounds_are_refused(start: int, end: int) -> None:
    with pytest.raises(SpanError):
        Span.of("قال الوزير", start, end)


def test_another_text_is_refused() -> None:
    with pytest.raises(SpanError):
        Span.of("قال الوزير", 4, 10).check("قال المدير")


def test_overlap_and_cover() -> None:
    text = "قال الوزير أمس"
    assert Span.of(text, 0, 10).covers(Span.of(text, 4, 10))
    assert not Span.of(text, 0, 3).overlaps(Span.of(text, 3, 10))
