"""Candidates: of the reports read before, those that may share text with a new one.

Two tables of postings: bands of the MinHash signature (a text alike as a whole shares one with near certainty) and
sampled shingles (a part of a longer text). Postings are kept as sorted arrays, twelve bytes each, in a few blocks that
are merged as they grow, so that memory and time stay small without a store.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from musnad.stories.prints import PERMUTATIONS, Print

WINDOW = 14
"""Days between two reports beyond which one is no copy of the other."""
BANDS = 16
MOST = 32
"""Candidates at most."""
REPORTS = 100_000
"""Reports taken in since, beyond which one is no candidate any more, whatever the days: bounds the memory."""
_ROWS = PERMUTATIONS // BANDS
_FRESH = 256
"""Reports that wait unsorted."""
_COMMON = 24
"""Reports that hold a shingle before it is a set phrase and tells little."""
_LEAST_SHARED = 1.5
"""Keys, sampled shingles and bands, that two reports must share; a common one counts for less."""
_UNKNOWN = -1


class Postings:
    """Which reports hold a key: sorted blocks, merged by twos, and a short unsorted rest."""

    def __init__(self) -> None:
        self._blocks: list[tuple[NDArray[np.uint64], NDArray[np.uint32]]] = []
        self._fresh: dict[int, list[int]] = {}
        self._waiting = 0

    def add(self, keys: NDArray[np.uint64], number: int) -> None:
        """Note that report `number` holds `keys`; numbers ascend."""
        for key in keys.tolist():
            self._fresh.setdefault(key, []).append(number)
        self._waiting += 1
        if self._waiting >= _FRESH:
            self._settle()

    def find(self, keys: NDArray[np.uint64], most: int) -> list[tuple[int, NDArray[np.uint32]]]:
        """For each key that is known: in how many reports it stands, and the first `most` of them."""
        hits: dict[int, tuple[int, list[NDArray[np.uint32]]]] = {}
        for block_keys, numbers in self._blocks:
            left = np.searchsorted(block_keys, keys, "left")
            right = np.searchsorted(block_keys, keys, "right")
            for i in np.flatnonzero(right > left).tolist():
                count, parts = hits.get(i, (0, []))
                parts.append(numbers[left[i] : min(right[i], left[i] + most)])
                hits[i] = (count + int(right[i] - left[i]), parts)
        for i, key in enumerate(keys.tolist()):
            if (fresh := self._fresh.get(key)) is not None:
                count, parts = hits.get(i, (0, []))
                parts.append(np.asarray(fresh[:most], np.uint32))
                hits[i] = (count + len(fresh), parts)
        return [(count, np.concatenate(parts)[:most]) for _, (count, parts) in sorted(hits.items())]

    def keep(self, kept: NDArray[np.bool_]) -> None:
        """Forget the reports whose number is not kept; `kept` is bool of shape (reports,)."""
        self._settle()
        self._blocks = [(keys[mask], numbers[mask]) for keys, numbers in self._blocks for mask in [kept[numbers]]]

    @property
    def nbytes(self) -> int:
        """Bytes of the sorted blocks."""
        return sum(keys.nbytes + numbers.nbytes for keys, numbers in self._blocks)

    def _settle(self) -> None:
        pairs = sorted((key, number) for key, numbers in self._fresh.items() for number in numbers)
        keys = np.fromiter((key for key, _ in pairs), np.uint64, len(pairs))
        numbers = np.fromiter((number for _, number in pairs), np.uint32, len(pairs))
        self._fresh, self._waiting = {}, 0
        self._blocks.append((keys, numbers))
        while len(self._blocks) > 1 and len(self._blocks[-2][0]) < 2 * len(self._blocks[-1][0]):
            (last_keys, last), (keys, numbers) = self._blocks.pop(), self._blocks.pop()
            keys, numbers = np.concatenate((keys, last_keys)), np.concatenate((numbers, last))
            order = np.argsort(keys, kind="stable")
            self._blocks.append((keys[order], numbers[order]))


class CopyIndex:
    """The prints of the reports read so far, by what they share. Not for several threads at once."""

    def __init__(self, window: int = WINDOW, most: int = MOST, reports: int = REPORTS) -> None:
        self.window = window
        self.most = most
        self.reports = reports
        self._ids: list[str] = []
        self._known: set[str] = set()
        self._days = np.full(1024, _UNKNOWN, np.int32)
        self._bands = Postings()
        self._samples = Postings()

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def nbytes(self) -> int:
        """Bytes of the postings."""
        return self._bands.nbytes + self._samples.nbytes

    def add(self, entry: Print) -> None:
        """Take in one report; one that is known already is left as it is."""
        if entry.id in self._known:
            return
        number = len(self._ids)
        self._ids.append(entry.id)
        self._known.add(entry.id)
        if number >= len(self._days):
            self._days = np.concatenate((self._days, np.full(len(self._days), _UNKNOWN, np.int32)))
        self._days[number] = _UNKNOWN if entry.day is None else entry.day
        if entry.samples:
            self._bands.add(_bands(entry), number)
            self._samples.add(entry.sampled().astype(np.uint64), number)
        if number >= 2 * self.reports and number % self.reports == 0:
            self._forget(number - self.reports)

    def candidates(self, entry: Print) -> tuple[str, ...]:
        """Ids of the reports added before that may share text with `entry`, the likeliest first, at most `most`.

        Only reports within `window` days; one without a day is always in it.
        """
        if not entry.samples or not self._ids:
            return ()
        hits = self._samples.find(entry.sampled().astype(np.uint64), 4 * _COMMON)
        hits.extend(self._bands.find(_bands(entry), 4 * _COMMON))
        weights = np.zeros(len(self._ids), np.float32)
        for count, numbers in hits:
            weights[numbers] += 1.0 if count <= _COMMON else _COMMON / count
        found = self._near(np.flatnonzero(weights >= _LEAST_SHARED), entry)
        best = found[np.lexsort((found, -weights[found]))][: self.most]
        return tuple(self._ids[number] for number in best.tolist())

    def _near(self, found: NDArray[np.intp], entry: Print) -> NDArray[np.intp]:
        """Those of `found` that are published within the window, without `entry` itself."""
        if entry.day is not None:
            days = self._days[found]
            found = found[(days == _UNKNOWN) | (np.abs(days - entry.day) <= self.window)]
        if entry.id in self._known:
            found = found[[self._ids[number] != entry.id for number in found.tolist()]]
        return found

    def _forget(self, number: int) -> None:
        """Drop the postings of the reports before report `number`. By the order of taking in, not by days: an old
        archive may be read after the news of today, and a run that goes on must forget what the first one forgot."""
        kept = np.arange(len(self._ids)) >= number
        self._bands.keep(kept)
        self._samples.keep(kept)


def _bands(entry: Print) -> NDArray[np.uint64]:
    """One key for each band of the signature, uint64 of shape (BANDS,); the number of the band is part of the key."""
    rows = entry.signature().reshape(BANDS, _ROWS).astype(np.uint64)
    key = np.arange(BANDS, dtype=np.uint64)
    for k in range(_ROWS):
        key = (key ^ rows[:, k]) * np.uint64(0x9E3779B97F4A7C15)
        key = key ^ (key >> np.uint64(29))
    return key
