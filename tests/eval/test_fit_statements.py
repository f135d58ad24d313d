"""Fitting the statement stage: on three lines written by hand."""

from __future__ import annotations

import pytest

from musnad.eval.fit_statements import count_cues, end_examples, fit_common, judged, lesson_of, logistic
from musnad.eval.gold import Document, GoldDocument, sentence_numbers, token_bounds
from musnad.lang.ar.forms import FormIndex
from musnad.standoff import FlatEntity, FlatStatement, Standoff
from musnad.statements.cues import CueLexicon
from musnad.statements.layout import Layout
from musnad.statements.odds import Odds
from musnad.statements.propose import propose

TEXT = "قال الوزير سمير حداد إن الطريق مفتوحة، فيما بقي الجسر مغلقا منذ أسبوع."


def bounds(part: str) -> tuple[int, int]:
    start = TEXT.index(part)
    return start, start + len(part)


@pytest.fixture(scope="module")
def forms() -> FormIndex:
    return FormIndex.load()


@pytest.fixture(scope="module")
def lexicon() -> CueLexicon:
    return CueLexicon.load()


@pytest.fixture
def gold() -> GoldDocument:
    said = FlatStatement("s1", "e1", bounds("سمير حداد"), bounds("قال"), (bounds("الطريق مفتوحة"),))
    who = FlatEntity("e1", "PER", "Samir Haddad", mentions=(bounds("سمير حداد"),))
    tokens = token_bounds(TEXT)
    annotation = Standoff(entities=(who,), statements=(said,))
    return GoldDocument("one", Document(TEXT), annotation, tokens, sentence_numbers(TEXT, tokens))


def test_a_lesson_holds_what_was_annotated(gold: GoldDocument) -> None:
    lesson = lesson_of(gold, None)
    (report,) = lesson.reports
    assert [lesson.words.tokens[t].text for t in sorted(report.words)] == ["الطريق", "مفتوحة"]
    assert lesson.words.tokens[report.cue].text == "قال"
    assert lesson.mentions[0].span.quote == "سمير حداد"


def test_the_annotated_end_is_the_last_example(gold: GoldDocument, forms: FormIndex, lexicon: CueLexicon) -> None:
    examples = list(end_examples(lesson_of(gold, None), forms, lexicon, None))
    assert [right for _, right in examples] == [True]
    assert "comma/" in examples[0][0]


def test_the_candidate_with_the_annotated_content_is_right(forms: FormIndex, lexicon: CueLexicon) -> None:
    text = "قال الوزير إن الطريق مفتوحة."
    tokens = token_bounds(text)
    start = text.index("الطريق")
    said = FlatStatement("s1", cue=(0, 3), content=((start, len(text) - 1),))
    gold = GoldDocument("two", Document(text), Standoff(statements=(said,)), tokens, sentence_numbers(text, tokens))
    lesson = lesson_of(gold, None)
    candidates = list(propose(Layout(lesson.words, (), (), lexicon), forms))
    assert judged(lesson, candidates) == [True]
    cue = count_cues([lesson], forms, lexicon)["قَالَ", "verb"]
    assert (cue.weight, cue.bare_weight) == (0.88, 0.45)  # (1 + 4 · 0.85) / 5; no use of the other kind


def test_weights_part_what_reports_from_what_does_not() -> None:
    examples = [({"bias": 1.0, "clause": 1.0}, True), ({"bias": 1.0}, False)] * 20
    odds = Odds(logistic(examples, ["bias", "clause"], 1.0))
    assert odds.probability([("bias", 1.0), ("clause", 1.0)]) > 0.7 > 0.3 > odds.probability([("bias", 1.0)])


def test_a_rare_feature_is_left_out() -> None:
    assert set(fit_common([({"a": 1.0, "b": 1.0}, True), ({"a": 1.0}, False)], 2, 1.0)) == {"a"}
