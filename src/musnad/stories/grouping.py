"""How reports fall into groups: average-linkage clustering of a story's members.

Average linkage joins two groups by the mean likeness of all their pairs, so that one chance likeness never chains
two matters together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Item = TypeVar("Item")
TOGETHER = 2.0
"""Likeness of two reports that must be together."""


def groups(likeness: NDArray[np.float64], least: float) -> list[list[int]]:
    """Groups of row numbers, by their first row; any two groups are on average less alike than `least`.

    `likeness` is square and symmetric, (n, n), values 0 to 1 or `TOGETHER`; pairs `TOGETHER` end in one group,
    also through others.
    """
    held = _held_together(likeness >= TOGETHER)
    total = _sums(np.where(likeness >= TOGETHER, 1.0, likeness), held)
    size = np.array([len(rows) for rows in held], dtype=np.float64)
    while len(held) > 1:
        mean = total / np.outer(size, size)
        np.fill_diagonal(mean, -1.0)
        one, other = sorted(divmod(int(mean.argmax()), len(held)))
        if mean[one, other] < least:
            break
        held[one] = sorted(held[one] + held.pop(other))
        total = _joined(total, one, other)
        size[one] += size[other]
        size = np.delete(size, other)
    return sorted(held)


def _held_together(linked: NDArray[np.bool_]) -> list[list[int]]:
    """Connected parts."""
    part = list(range(len(linked)))
    for one, other in zip(*np.nonzero(linked), strict=True):
        low, high = sorted((part[one], part[other]))
        if low != high:
            part = [low if p == high else p for p in part]
    return [[i for i, p in enumerate(part) if p == first] for first in sorted(set(part))]


def _sums(values: NDArray[np.float64], held: Sequence[Sequence[int]]) -> NDArray[np.float64]:
    """Sums of `values` over all pairs of two groups."""
    belongs = np.zeros((len(held), len(values)))
    for i, rows in enumerate(held):
        belongs[i, list(rows)] = 1.0
    sums: NDArray[np.float64] = belongs @ values @ belongs.T
    return sums


def _joined(values: NDArray[np.float64], one: int, other: int) -> NDArray[np.float64]:
    """The matrix with row and column `other` added into `one`."""
    out = values.copy()
    out[one] = out[one] + out[other]
    out[:, one] = out[:, one] + out[:, other]
    return np.delete(np.delete(out, other, 0), other, 1)


def table(items: Sequence[Item], likeness: Callable[[Item, Item], float]) -> NDArray[np.float64]:
    """The likeness of every two items, (n, n); 1 of an item to itself."""
    values = np.ones((len(items), len(items)), dtype=np.float64)
    for i, one in enumerate(items):
        for j in range(i):
            values[i, j] = values[j, i] = likeness(items[j], one)
    return values
