import pytest

from musnad.errors import DataError
from musnad.records import Reason
from musnad.stories.whys import Counted, count, listed, range_of, sentences, why


@pytest.mark.parametrize(
    "number, of, arabic",
    [
        (1, "report", "تقرير واحد"),
        (2, "report", "تقريران"),
        (3, "report", "3 تقارير"),
        (10, "report", "10 تقارير"),
        (11, "report", "11 تقريرا"),
        (99, "report", "99 تقريرا"),
        (100, "report", "100 تقرير"),
        (103, "report", "103 تقارير"),
        (111, "report", "111 تقريرا"),
        (2, "text", "نصان"),
        (4, "text", "4 نصوص"),
        (12, "text", "12 نصا"),
        (1, "chain", "سلسلة واحدة"),
        (2, "chain", "سلسلتان"),
        (7, "chain", "7 سلاسل"),
        (14, "chain", "14 سلسلة"),
    ],
)
def test_arabic_numbers_have_their_grammar(number: int, of: Counted, arabic: str) -> None:
    assert count(number, of).ar == arabic


def test_after_a_preposition_the_dual_changes() -> None:
    assert range_of(2, 3) == Reason("من سلسلتين إلى 3 سلاسل", "2 to 3 chains")
    assert range_of(1, 2).ar == "من سلسلة واحدة إلى سلسلتين"
    assert range_of(1, 1) == Reason("سلسلة واحدة", "1 chain")


def test_five_are_named_and_the_others_counted() -> None:
    many = [Reason(f"م{i}", f"n{i}") for i in range(7)]
    assert listed(many).en == "n0, n1, n2, n3, n4, and 2 more"
    assert sentences(many[:2]).ar == "م0؛ م1"


def test_a_sentence_that_is_missing_is_said() -> None:
    with pytest.raises(DataError):
        why("no-such-sentence")
