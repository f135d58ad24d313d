import numpy as np

from musnad.statements.cues import CueLexicon
from musnad.statements.ends import end_options, seen_features

from .build import at, layout


def test_commas_conjunctions_and_relative_pronouns_may_end_content(lexicon: CueLexicon) -> None:
    made = layout("العمل بدأ أمس، وذلك بعد توقف الذي دام شهرا", lexicon=lexicon)
    options = [made.words.tokens[t].text for t in end_options(made, 0, made.size)]
    assert options[0] == "،"
    assert "الذي" in options
    assert "توقف" not in options


def test_no_end_inside_a_quotation(lexicon: CueLexicon) -> None:
    made = layout("العمل «بدأ، كما ترون، أمس» هنا", lexicon=lexicon)
    inside = range(at(made, "بدأ"), at(made, "أمس") + 1)
    assert not set(end_options(made, 0, made.size)) & set(inside)


def test_seen_features_tell_a_drop() -> None:
    content = np.array([0.9] * 6 + [0.1] * 6)
    seen = dict(seen_features(content, 0, 6, 12))
    assert seen["drop"] > 0.5
    assert seen["ahead"] < 0
