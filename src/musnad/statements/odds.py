"""Log-odds of named features: the weights by which candidates and the ends of their contents are judged."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from importlib.resources import files

from musnad.errors import DataError

_ENCODER = "encoder/"


class Odds:
    """A logistic model over named features.

    Features of the grammar add up to a sum; with the encoder that sum is scaled by `encoder/rules`, and the features
    that begin with `encoder/` are added to it.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = dict(weights)

    @classmethod
    def load(cls, name: str) -> Odds:
        """The table `name` shipped with Musnad.

        Raises:
            DataError: the table is missing or broken.
        """
        try:
            text = (files("musnad") / "data" / name).read_text("utf-8")
            rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
            return cls({row[0]: float(row[1]) for row in rows[1:]})
        except (OSError, ValueError, IndexError) as error:
            raise DataError(f"{name} is missing or broken") from error

    def total(self, features: Iterable[tuple[str, float]]) -> float:
        """The sum of the grammar's `features`, each with its weight."""
        get = self._weights.get
        return sum(get(name, 0.0) * value for name, value in features)

    def probability(
        self, features: Iterable[tuple[str, float]], seen: Iterable[tuple[str, float]] | None = None
    ) -> float:
        """Probability under the grammar's `features`, and under what the encoder has `seen` where it was asked."""
        get = self._weights.get
        total = self.total(features)
        if seen is not None:
            total = get(_ENCODER + "rules", 1.0) * total + get(_ENCODER + "bias", 0.0)
            total += sum(get(_ENCODER + name, 0.0) * value for name, value in seen)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def logit(p: float) -> float:
    """Log-odds of a probability, kept within those of 0.02 and 0.98."""
    p = min(max(p, 0.02), 0.98)
    return math.log(p / (1 - p))
