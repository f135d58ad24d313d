from musnad.eval.scores import Row
from musnad.eval.story_cases import LabelledFact
from musnad.eval.story_scores import ChainCase, ChainScores, FactScores
from musnad.eval.story_tables import chain_errors, story_tables

FACTS = FactScores(
    half="test", stories=1, events=4, lost=1, pairs=Row(2, 4, 2), across=Row(), by_story=(("blast", Row(2, 4, 2)),)
)


def counted(least: int, most: int, got: tuple[int, int] | None, *, articles: int = 2, denying: int = 0) -> ChainCase:
    fact = LabelledFact(label="f", least=least, most=most, most_denying=denying, what="It falls", note="The mayor")
    return ChainCase(
        story="bridge", fact=fact, articles=articles, read=(least, most), counted=got, denied=(0, 0) if got else None
    )


def test_facts_and_chains_have_one_row_a_half() -> None:
    chains = ChainScores(
        half=None,
        cases=(
            counted(1, 1, (1, 1), articles=1),
            counted(2, 3, (2, 2), denying=1),
            counted(2, 2, (1, 2)),
            counted(1, 2, None),
        ),
    )
    text = story_tables([FACTS], [chains])
    assert "| test | 1 | 4 (1) | 0.50 | 1.00 | 0.67 | – | – | – | 0.67 |" in text
    assert "| both halves | 4 | 50 % | 75 % | 1 of 3 (33 %) | 1 of 2 (50 %) | 1 of 1 (100 %) |" in text
    assert "| blast | 2 / 2 | 2 | 0.67 |" in text


def test_nothing_gives_nothing() -> None:
    assert story_tables([], []) == ""
    assert "| both halves | 0 | – | – | – | – | – |" in story_tables([], [ChainScores(half=None, cases=())])


def test_wrong_counts_are_listed_with_the_reason() -> None:
    text = chain_errors(
        ChainScores(half=None, cases=(counted(1, 2, (1, 1)), counted(1, 2, (3, 4)), counted(2, 2, None)))
    )
    assert text.count("It falls") == 2
    assert "| bridge | It falls | 1–2 | 3–4 | The mayor |" in text
    assert "| bridge | It falls | 2 | no such fact | The mayor |" in text
