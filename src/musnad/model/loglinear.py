"""A log-linear classifier over named features: what the grammar has learnt of contexts, small enough to read.

`log p(label | features) = sum of the features' weights + bias, normalised`. Features are strings such as
`prep=على|type=ASSAULT`; unknown ones weigh nothing. Weights are float16 in one `.npz`, fitted by `fit`.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from musnad.errors import ModelError

Vector = NDArray[np.float32]


class LogLinear:
    """Weights of shape (features, labels), looked up by feature name; the last row is the bias."""

    def __init__(self, labels: Sequence[str], features: Sequence[str], weights: NDArray[np.float32]) -> None:
        if weights.shape != (len(features) + 1, len(labels)):
            raise ModelError(f"weights of shape {weights.shape} for {len(features)} features, {len(labels)} labels")
        self.labels = tuple(labels)
        self.features = tuple(features)
        self.weights = weights
        self._row = {feature: i for i, feature in enumerate(features)}

    def scores(self, features: Iterable[str]) -> Vector:
        """log p of every label, shape (labels,)."""
        known = self._row
        rows = [known[f] for f in features if f in known]
        rows.append(len(known))
        raw = self.weights[rows].sum(axis=0)
        peak = raw.max()
        normalised: Vector = raw - peak - np.log(np.exp(raw - peak).sum())
        return normalised

    def raw(self, features: Iterable[str]) -> Vector:
        """Sums of the weights, not normalised, shape (labels,): for choosing among several candidates."""
        known = self._row
        rows = [known[f] for f in features if f in known]
        rows.append(len(known))
        summed: Vector = self.weights[rows].sum(axis=0)
        return summed

    def knows(self, feature: str) -> bool:
        """Whether the feature was met in fitting."""
        return feature in self._row

    def save(self, path: Path) -> None:
        """Write the weights; features that weigh next to nothing are dropped."""
        heavy = np.abs(self.weights[:-1]).max(axis=1, initial=0.0) >= 0.02
        names = [feature for feature, keep in zip(self.features, heavy, strict=True) if keep]
        kept = np.concatenate([self.weights[:-1][heavy], self.weights[-1:]]).astype(np.float16)
        np.savez_compressed(path, labels=_packed(self.labels), features=_packed(names), weights=kept)

    @classmethod
    def load(cls, source: Path) -> LogLinear:
        """Read what `save` wrote.

        Raises:
            ModelError: missing or not such a file.
        """
        try:
            with np.load(io.BytesIO(source.read_bytes()), allow_pickle=False) as packed:
                labels, features = _unpacked(packed["labels"]), _unpacked(packed["features"])
                return cls(labels, features, packed["weights"].astype(np.float32))
        except (OSError, KeyError, ValueError) as problem:
            raise ModelError(f"{source}: {problem}") from problem


def _packed(names: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode(), dtype=np.uint8)


def _unpacked(packed: NDArray[np.uint8]) -> list[str]:
    text = packed.tobytes().decode()
    return text.split("\n") if text else []


def fit(
    examples: Sequence[tuple[Sequence[str], int]],
    labels: Sequence[str],
    *,
    penalty: float = 1.0,
    rounds: int = 150,
    least: int = 2,
) -> LogLinear:
    """Fit by AdaGrad on the whole set, with L2 `penalty`; features seen fewer than `least` times are left out.

    `examples`: (features, label number). Deterministic.
    """
    counts = Counter(feature for features, _ in examples for feature in set(features))
    names = sorted(feature for feature, count in counts.items() if count >= least)
    row = {feature: i for i, feature in enumerate(names)}
    known = [[*sorted({row[f] for f in features if f in row}), len(names)] for features, _ in examples]
    lengths = np.array([len(k) for k in known])
    columns = np.concatenate([np.array(k) for k in known])
    owner = np.repeat(np.arange(len(examples)), lengths)
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    gold = np.zeros((len(examples), len(labels)), dtype=np.float32)
    gold[np.arange(len(examples)), [label for _, label in examples]] = 1.0
    weights = np.zeros((len(names) + 1, len(labels)), dtype=np.float32)
    square = np.full_like(weights, 1e-6)
    order = np.argsort(columns, kind="stable")
    edges = np.searchsorted(columns[order], np.arange(len(names) + 1))
    for _ in range(rounds):
        raw = np.add.reduceat(weights[columns], starts, axis=0)
        raw -= raw.max(axis=1, keepdims=True)
        probable = np.exp(raw)
        probable /= probable.sum(axis=1, keepdims=True)
        error = (probable - gold)[owner][order]
        gradient = np.add.reduceat(error, edges, axis=0) + penalty * weights
        gradient[-1] -= penalty * weights[-1]
        square += gradient**2
        weights -= 0.5 * gradient / np.sqrt(square)
    return LogLinear(labels, names, weights)


Group = tuple[Sequence[Sequence[str]], Sequence[Sequence[int]]]
"""Features of each candidate; for each label the numbers of the candidates that are right (several, if several are)."""


def fit_choice(
    groups: Sequence[Group], labels: Sequence[str], *, penalty: float = 1.0, rounds: int = 120, least: int = 2
) -> LogLinear:
    """Fit a choice among the candidates of a group, for each label on its own (conditional logit).

    `p(candidate | group, label) = softmax of the candidates' raw sums`; AdaGrad with L2 `penalty`; deterministic.
    """
    candidates = [features for features, _ in groups for features in features]
    counts = Counter(feature for features in candidates for feature in set(features))
    names = sorted(feature for feature, count in counts.items() if count >= least)
    row = {feature: i for i, feature in enumerate(names)}
    known = [sorted({row[f] for f in features if f in row}) or [len(names)] for features in candidates]
    starts = np.concatenate([[0], np.cumsum([len(k) for k in known])[:-1]])
    columns = np.concatenate([np.array(k) for k in known])
    owner = np.repeat(np.arange(len(candidates)), [len(k) for k in known])
    sizes = np.array([len(features) for features, _ in groups])
    edges = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    group_of = np.repeat(np.arange(len(groups)), sizes)
    gold = np.zeros((len(candidates), len(labels)), dtype=np.float32)
    for (_, right), first in zip(groups, edges, strict=True):
        for label, numbers in enumerate(right):
            for number in numbers:
                gold[first + number, label] = 1.0 / len(numbers)
    counted = np.add.reduceat(gold, edges, axis=0) > 0
    weights = np.zeros((len(names) + 1, len(labels)), dtype=np.float32)
    square = np.full_like(weights, 1e-6)
    order = np.argsort(columns, kind="stable")
    bounds = np.searchsorted(columns[order], np.arange(len(names) + 1))
    filled = np.diff(np.append(bounds, len(columns))) > 0
    for _ in range(rounds):
        raw = np.add.reduceat(weights[columns], starts, axis=0)
        raw -= np.maximum.reduceat(raw, edges, axis=0)[group_of]
        probable = np.exp(raw)
        probable /= np.add.reduceat(probable, edges, axis=0)[group_of]
        error = ((probable - gold) * counted[group_of])[owner][order]
        gradient = np.zeros_like(weights)
        gradient[filled] = np.add.reduceat(error, bounds[filled], axis=0)
        gradient += penalty * weights
        square += gradient**2
        weights -= 0.5 * gradient / np.sqrt(square)
    return LogLinear(labels, names, weights)
