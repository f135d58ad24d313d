"""The heads as the run time sees them: word vectors to probabilities, and what a word is as seen from an anchor word.

They are computed by ONNX Runtime like the body, in the threads it was given, and not by numpy's own threaded algebra.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Integers = NDArray[np.int64]
_EDGES: Final = np.array([1, 2, 3, 4, 5, 7, 10, 15, 23, 36, 61], dtype=np.int64)
DISTANCES: Final = 2 * len(_EDGES) + 1
SENTENCE_GAPS: Final = 7


@dataclass(frozen=True, slots=True, eq=False)
class WordScores:
    """The token heads of `n` words, probabilities: names `(n, 13)`, cue `(n,)`, trigger `(n, 17)`, status `(n, 7)`.

    role_parts and report_parts `(n, 4 * hidden)` are the words as the first layer of the anchored heads takes them:
    as a word, as an anchor, gate as a word, gate as an anchor.
    """

    names: Array
    cue: Array
    trigger: Array
    status: Array
    role_parts: Array
    report_parts: Array


AnchorGraph = Callable[[Array, Array, Integers, Integers], Array]
"""(parts of a window's words, parts of the anchor, distance buckets, sentence-gap buckets) to probabilities."""


@dataclass(frozen=True, slots=True)
class Heads:
    """All heads of one set of weights; `words` maps word vectors `(n, width)` to their scores."""

    width: int
    words: Callable[[Array], WordScores]
    roles: AnchorGraph
    report: AnchorGraph


def distance_bucket(offset: Integers) -> Integers:
    """Bucket of a signed distance in words (word minus anchor): 0 lies in the middle, far is coarse."""
    return len(_EDGES) + np.sign(offset) * np.searchsorted(_EDGES, np.abs(offset), side="right")


def gap_bucket(offset: Integers) -> Integers:
    """Bucket of a signed distance in sentences, cut off at three."""
    return np.clip(offset, -3, 3) + 3


def seen_from(graph: AnchorGraph, parts: Array, sentences: Integers, anchor: int) -> Array:
    """Probabilities `(words, labels)` of the words of one window, `anchor` being one of them."""
    distance = distance_bucket(np.arange(len(parts)) - anchor)
    return graph(parts, parts[anchor : anchor + 1], distance, gap_bucket(sentences - sentences[anchor]))


def word_vectors(pieces: Array, word_starts: Integers, end: int) -> Array:
    """Mean piece vector of each word; pieces `(longest, width)`, `end` one past the last word's last piece."""
    sizes = np.diff(word_starts, append=end)
    total: Array = np.add.reduceat(pieces[:end], word_starts, axis=0)
    return (total / sizes[:, None]).astype(np.float32)
