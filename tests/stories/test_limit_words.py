from musnad.stories.limit_words import ending_words


def states(text: str) -> list[str]:
    return [state for state, _ in ending_words(text)]


def test_words_on_the_end_of_a_limit() -> None:
    assert states("وانتهت المهلة أمس دون رد") == ["lapsed"]
    assert states("وقد امتثلت الحكومة للمهلة") == ["met"]
    assert states("أعلنت تمديد المهلة أسبوعا") == ["extended"]


def test_what_is_still_to_come_ends_nothing() -> None:
    assert states("لم تنته المهلة بعد، وتنتهي المهلة يوم الخميس") == []
    assert states("إذا غادرت السفن قبل انتهاء المهلة الجديدة") == []
    assert states("لم انتهت المهلة") == []


def test_spans_quote_the_text() -> None:
    text = "سطر أول\nوَانتهت الـمهلةُ"
    ((state, span),) = ending_words(text)
    assert state == "lapsed"
    span.check(text)
    assert span.start == text.index("وَ")
