from musnad.statements.cues import CueLexicon

from .build import at, layout


def test_full_stops_inside_a_quotation_end_no_sentence_outside_it(lexicon: CueLexicon) -> None:
    made = layout("قال: «نعم. سنذهب. انتهى». ثم خرج.", lexicon=lexicon)
    first, stop = made.sentence(at(made, "قال"))
    assert first == 0
    assert "انتهى" in [made.words.tokens[t].text for t in range(first, stop)]
    assert "خرج" not in [made.words.tokens[t].text for t in range(first, stop)]


def test_sentence_inside_a_quotation_stays_inside(lexicon: CueLexicon) -> None:
    made = layout("قال: «نعم. سنذهب غدا». ثم خرج.", lexicon=lexicon)
    first, stop = made.sentence(at(made, "سنذهب"))
    assert [made.words.tokens[t].text for t in range(first, stop)] == ["سنذهب", "غدا"]


def test_trimmed_keeps_brackets_that_open_inside(lexicon: CueLexicon) -> None:
    made = layout("«الوزير (السابق)».", lexicon=lexicon)
    first, stop = made.trimmed(0, made.size)
    assert made.words.span(first, stop).quote == "الوزير (السابق)"


def test_an_ignored_phrase_hides_a_shorter_formula(lexicon: CueLexicon) -> None:
    made = layout("المقاتل على ما يبدو قد رحل", lexicon=lexicon)
    assert made.formula(at(made, "على"), "clause") is None
