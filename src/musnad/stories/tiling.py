"""Common words of two texts: greedy string tiling, so that sentences may stand in another order.

Source: M. J. Wise, "Running Karp-Rabin Matching and Greedy String Tiling" (1993). The longest common runs are laid
first and nothing is used twice; then short runs between two neighbouring tiles are filled in, so that a text with a
word replaced here and there counts as the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

LEAST_RUN = 4
"""Words of the shortest run that may begin a passage."""
_MOST_PLACES = 12
"""Places of one seed that are tried; more is a set phrase."""
_WIDEST_GAP = 24
"""Words between two tiles that are looked at for shorter runs."""


class Tile(Struct, frozen=True, order=True, gc=False):
    """`length` words that are the same from word `at` of the one and `origin` of the other on."""

    at: int
    origin: int
    length: int


def tile(words: Sequence[str], other: Sequence[str]) -> tuple[Tile, ...]:
    """The tiles of two texts by their place in the first; no word is in two of them."""
    used, taken = bytearray(len(words)), bytearray(len(other))
    laid: list[Tile] = []
    waiting = _runs(words, other)
    while waiting:
        waiting.sort(key=lambda run: (-run.length, run.at, run.origin))
        again: list[Tile] = []
        for run in waiting:
            part = _free(run, used, taken)
            if part is None:
                continue
            if part.length == run.length:
                used[part.at : part.at + part.length] = b"\x01" * part.length
                taken[part.origin : part.origin + part.length] = b"\x01" * part.length
                laid.append(part)
            else:
                again.append(part)
        waiting = again
    return _filled(sorted(laid), words, other)


def _runs(words: Sequence[str], other: Sequence[str]) -> list[Tile]:
    """All maximal common runs of `LEAST_RUN` words or more."""
    places: dict[tuple[str, ...], list[int]] = {}
    for seed in zip(range(len(other)), *(other[k:] for k in range(LEAST_RUN)), strict=False):
        places.setdefault(seed[1:], []).append(seed[0])
    runs: list[Tile] = []
    begun: dict[int, int] = {}
    for i, key in enumerate(zip(*(words[k:] for k in range(LEAST_RUN)), strict=False)):
        for j in places.get(key, ())[:_MOST_PLACES]:
            if begun.get(j - i, -1) > i:
                continue
            length = LEAST_RUN
            while i + length < len(words) and j + length < len(other) and words[i + length] == other[j + length]:
                length += 1
            begun[j - i] = i + length
            runs.append(Tile(i, j, length))
    return runs


def _free(run: Tile, used: bytearray, taken: bytearray) -> Tile | None:
    """The longest part of a run whose words are in no tile yet; None if it is too short to count."""
    best = start = length = 0
    for k in range(run.length + 1):
        if k < run.length and not used[run.at + k] and not taken[run.origin + k]:
            continue
        if k - start > length:
            best, length = start, k - start
        start = k + 1
    return Tile(run.at + best, run.origin + best, length) if length >= LEAST_RUN else None


def _filled(tiles: list[Tile], words: Sequence[str], other: Sequence[str]) -> tuple[Tile, ...]:
    """The tiles with the shorter runs between two that follow each other in both texts."""
    filled: list[Tile] = []
    for tile_, following in zip(tiles, [*tiles[1:], None], strict=False):
        filled.append(tile_)
        if following is None:
            break
        at, origin = tile_.at + tile_.length, tile_.origin + tile_.length
        gap, other_gap = following.at - at, following.origin - origin
        if 0 < gap <= _WIDEST_GAP and 0 < other_gap <= _WIDEST_GAP:
            filled.extend(_between(words, at, gap, other, origin, other_gap))
    return _joined(filled)


def _between(words: Sequence[str], at: int, gap: int, other: Sequence[str], origin: int, other_gap: int) -> list[Tile]:
    """The longest common subsequence of two gaps."""
    rows = [[0] * (other_gap + 1) for _ in range(gap + 1)]
    for i in range(gap - 1, -1, -1):
        word, row, below = words[at + i], rows[i], rows[i + 1]
        for j in range(other_gap - 1, -1, -1):
            row[j] = below[j + 1] + 1 if word == other[origin + j] else max(below[j], row[j + 1])
    found: list[Tile] = []
    i = j = 0
    while i < gap and j < other_gap:
        if words[at + i] == other[origin + j]:
            found.append(Tile(at + i, origin + j, 1))
            i, j = i + 1, j + 1
        elif rows[i + 1][j] >= rows[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _joined(tiles: list[Tile]) -> tuple[Tile, ...]:
    """Neighbouring tiles made one where both texts run on."""
    joined: list[Tile] = []
    for part in tiles:
        last = joined[-1] if joined else None
        if last and last.at + last.length == part.at and last.origin + last.length == part.origin:
            joined[-1] = Tile(last.at, last.origin, last.length + part.length)
        else:
            joined.append(part)
    return tuple(joined)
