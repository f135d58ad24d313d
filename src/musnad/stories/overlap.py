"""What two reports have in common: runs of words, those that weigh, and passages made of runs close to each other."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from musnad.stories.sheets import Sheet
from musnad.stories.tiling import Tile, tile

_LONG_RUN = 6
_KEPT_RUN = 8
_NEAR = 8
"""Words between a short run and a kept one beside which it is kept too."""
_DENSE = 0.75
"""Share of a passage's words that both have."""


class Common(Struct, frozen=True):
    """What two texts have in common; `tiles` from the first to the second."""

    tiles: tuple[Tile, ...]
    shared: int
    """Words of the tiles."""
    free: int
    """Those outside set phrases."""
    long: int
    """Those in runs of `_LONG_RUN` words or more and not quoted by both."""
    quoted: int
    """Those in such runs that both quote."""
    longest: int
    """Free words of the longest run."""
    surest: int
    """Free words of the longest run outside of what both quote."""
    passage: int
    """Those of the passage that has most: runs that follow each other closely in both."""


def common_words(first: Sheet, second: Sheet) -> Common:
    """The common runs of two reports and what they weigh."""
    tiles = tile(first.words.forms, second.words.forms)
    shared = free = long = quoted = longest = surest = 0
    weights: list[int] = []
    for part in tiles:
        here, there = slice(part.at, part.at + part.length), slice(part.origin, part.origin + part.length)
        both = bytes(map(min, first.free[here], second.free[there]))
        weight = sum(both)
        weights.append(weight)
        shared += part.length
        free += weight
        longest = max(longest, weight)
        if part.length >= _LONG_RUN:
            marks = map(min, first.quoted[here], second.quoted[there])
            outside = sum(word > mark for word, mark in zip(both, marks, strict=True))
            long += outside
            surest = max(surest, outside)
            quoted += weight - outside
    return Common(tiles, shared, free, long, quoted, longest, surest, _passage_words(tiles, weights))


def _passage_words(tiles: Sequence[Tile], weights: Sequence[int]) -> int:
    """Free words of the passage that has most: runs with a few other words between them, in the same order in both."""
    best = begun = words = 0
    for i, part in enumerate(tiles):
        if i and not _beside(tiles[i - 1], part):
            begun, words = i, 0
        words += weights[i]
        if words >= _DENSE * (part.at + part.length - tiles[begun].at):
            best = max(best, words)
    return best


def kept_runs(tiles: Sequence[Tile]) -> tuple[Tile, ...]:
    """The long runs and the short ones right beside them; what is left are chance meetings."""
    kept = [part.length >= _KEPT_RUN for part in tiles]
    if not any(kept):
        return tuple(tiles)
    for order in (range(1, len(tiles)), range(len(tiles) - 2, -1, -1)):
        step = order.step
        for i in order:
            if not kept[i] and kept[i - step] and _beside(*sorted((tiles[i], tiles[i - step]))):
                kept[i] = True
    return tuple(part for part, keep in zip(tiles, kept, strict=True) if keep)


def _beside(left: Tile, right: Tile) -> bool:
    gap, other = right.at - left.at - left.length, right.origin - left.origin - left.length
    return gap <= _NEAR and 0 <= other <= _NEAR
