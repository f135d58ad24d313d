from musnad.stories.rarity import STEP, Rarity
from musnad.stories.terms import number_of, term
from tests.stories.told_reports import LEXICON, profile


def test_the_background_speaks_before_the_stream_does() -> None:
    rarity = Rarity(LEXICON)
    assert rarity.of(term("قال") or 0) < rarity.of(term("زلزال") or 0)


def test_what_the_stream_is_full_of_tells_less() -> None:
    rarity = Rarity(LEXICON)
    fresh = rarity.of(number_of("زلزال"))
    for number in range(STEP):
        rarity.add(profile(number, "زلزال"))
    assert rarity.of(number_of("زلزال")) < fresh / 3


def test_what_left_the_window_is_forgotten() -> None:
    rarity = Rarity(LEXICON, window=100)
    for number in range(2 * STEP):
        rarity.add(profile(number, "زلزال" if number < STEP else "مطر"))
    assert rarity.of(number_of("زلزال")) > rarity.of(number_of("مطر"))


def test_counts_come_into_use_in_steps() -> None:
    rarity = Rarity(LEXICON)
    for number in range(STEP):
        rarity.add(profile(number, "مطر"))
    before = rarity.of(number_of("مطر"))
    rarity.add(profile(STEP, "مطر"))
    assert rarity.of(number_of("مطر")) == before
