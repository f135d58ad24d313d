import pytest

from musnad.text.segment import segment


def quoted(text: str) -> list[tuple[str, bool]]:
    parsed = segment(text)
    return [(parsed.span(q.first, q.stop).quote, q.closed) for q in parsed.quotations]


@pytest.mark.parametrize("left, right", ["«»", "“”", "”“", '""', "‘’", "„“", "‹›", "»«"])
def test_every_kind_of_mark(left: str, right: str) -> None:
    assert quoted(f"قال {left}لن نتراجع{right} أمس") == [("لن نتراجع", True)]


def test_a_clitic_before_the_mark() -> None:
    assert quoted('وصفه بـ"المخزي".') == [("المخزي", True)]


def test_a_quotation_over_several_sentences() -> None:
    assert quoted("وقال: “سندافع. نحتاج إلى سلام”.") == [("سندافع. نحتاج إلى سلام", True)]


def test_an_apostrophe_inside_a_name_opens_nothing() -> None:
    assert quoted("زار d'Ivoire مع O'Neill") == []


def test_a_forgotten_end() -> None:
    assert quoted('قال "سنعود غدا. ثم قال "لن نعود".') == [("سنعود غدا.", False), ("لن نعود", True)]


def test_an_opening_mark_that_never_closes_ends_with_its_paragraph() -> None:
    assert quoted("قال «سنعود\n\nفقرة أخرى") == [("سنعود", False)]


@pytest.mark.parametrize("after", [" ", ".", "،", "؟", ")", "\n"])
def test_a_straight_mark_at_the_end_of_a_word_opens_nothing(after: str) -> None:
    assert quoted(f'قال لن نتراجع"{after}ثم أضاف "سنعود" أمس') == [("سنعود", True)]


def test_a_straight_mark_glued_to_a_clitic_opens() -> None:
    assert quoted('وصفه ب"المخزي" أمس') == [("المخزي", True)]
