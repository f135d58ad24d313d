from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from musnad.stories.tiling import LEAST_RUN, Tile, tile

WORDS = st.lists(st.sampled_from("ا ب ت ث ج ح خ".split()), max_size=40)


def test_reordered_sentences_are_all_found() -> None:
    one, two = "ا ب ت ث ج ح".split(), "د ذ ر ز س ش".split()
    assert tile([*one, *two], [*two, *one]) == (Tile(0, 6, 6), Tile(6, 0, 6))


def test_a_replaced_word_parts_a_run_and_small_rests_are_filled_in() -> None:
    words = "ا ب ت ث ج ح خ د ذ ر".split()
    other = "ا ب ت ث X ح Y د ذ ر ز".split()
    assert tile(words, other) == (Tile(0, 0, 4),)
    other = "ا ب ت ث X ح Y د ذ ر ز س".split()
    assert tile([*words, "ز", "س"], other) == (Tile(0, 0, 4), Tile(5, 5, 1), Tile(7, 7, 5))


def test_short_runs_alone_are_nothing() -> None:
    assert tile("ا ب ت".split(), "ا ب ت".split()) == ()
    assert tile([], []) == ()


@given(WORDS, WORDS)
def test_tiles_hold_equal_words_and_use_none_twice(words: list[str], other: list[str]) -> None:
    tiles = tile(words, other)
    for part in tiles:
        assert words[part.at : part.at + part.length] == other[part.origin : part.origin + part.length]
    here = [part.at + k for part in tiles for k in range(part.length)]
    there = [part.origin + k for part in tiles for k in range(part.length)]
    assert len(set(here)) == len(here)
    assert len(set(there)) == len(there)


@given(WORDS)
def test_a_text_is_tiled_by_itself(words: list[str]) -> None:
    assert sum(part.length for part in tile(words, words)) == (len(words) if len(words) >= LEAST_RUN else 0)
