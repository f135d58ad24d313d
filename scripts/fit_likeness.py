"""Fit the coefficients of `src/musnad/data/story_likeness.tsv` on labelled pairs: half "tune", and the border.

    python scripts/fit_likeness.py archive.db

The store holds the whole archive that the labels are about, with its copies worked out. Coefficients are those of a
log-linear model drawn towards beliefs (below) by a quadratic penalty; the pairs are few and drawn over strata, so that
they correct the beliefs rather than replace them. A pair is weighed as the stream stood when its later report came.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from musnad.eval.archive import names_of
from musnad.eval.pair_cases import read_pairs
from musnad.ingest.state import State, lexicons
from musnad.store.base import Store
from musnad.store.engine import open_store
from musnad.stories.likeness import Evidence, LikenessModel, evidence, weigh
from musnad.stories.profile import Profile
from musnad.stories.rarity import Rarity

BORDER = Path(__file__).with_name("likeness_pairs.tsv")
TARGET = Path(__file__).parents[1] / "src/musnad/data/story_likeness.tsv"
PENALTY = 0.5
HEAD = """# Coefficients of the likeness of two reports (musnad.stories.likeness), in log odds; fitted by
# scripts/fit_likeness.py on the pairs of half "tune" (src/musnad/eval/labels/pairs.tsv) and scripts/likeness_pairs.tsv.
evidence\tcoefficient\tsource\tlicence
"""
BELIEFS = {
    "bias": -5.0, "words": 9.0, "headline_told": 4.0, "names": 1.5, "acts": 1.0, "days": -0.15, "other_countries": -0.6,
    "series": -0.3, "series_apart": -1.5, "heaviest": 2.0, "repeated": 2.0, "repeated_least": 2.0, "again": 0.0,
}  # fmt: skip


def pairs() -> Iterator[tuple[str, str, bool]]:
    """Names of two articles and whether they are one story."""
    for case in read_pairs():
        if case.half == "tune":
            yield case.a, case.b, case.label != "different"
    for line in BORDER.read_text("utf-8").splitlines():
        one, other, same, *_ = *line.split("\t"), "", ""
        if same in ("0", "1"):
            yield one, other, same == "1"


def measured(store: Store) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Evidence of every pair, a row each, with 1 before it for the bias; and whether the pair is one story."""
    ids = names_of(store)
    waiting: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for one, other, label in pairs():
        waiting[ids[one]].append((ids[other], label))
        waiting[ids[other]].append((ids[one], label))
    rarity, seen = Rarity(lexicons().profiles), dict[str, Profile]()
    rows, same = [], []
    for derived in store.derived():
        profile = State.unpacked(derived.state).profile
        rarity.add(profile)
        if derived.article in waiting:
            seen[derived.article] = profile
            for other, label in waiting[derived.article]:
                if other in seen and other != derived.article:
                    links = [k for k in store.copies(other) if derived.article in (k.article, k.origin)]
                    repeated = (links[0].share, links[0].origin_share) if links else (0.0, 0.0)
                    rows.append((1.0, *evidence(weigh(seen[other], rarity), weigh(profile, rarity), rarity, repeated)))
                    same.append(float(label))
    return np.array(rows), np.array(same)


def fitted(rows: NDArray[np.float64], same: NDArray[np.float64], beliefs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Newton's method with halved steps; the bias is drawn a tenth as much as the others."""
    pull = np.full(len(beliefs), PENALTY)
    pull[0] /= 10

    def loss(weights: NDArray[np.float64]) -> float:
        odds = rows @ weights
        return float(np.sum(np.logaddexp(0, odds) - same * odds) + np.sum(pull * (weights - beliefs) ** 2) / 2)

    weights = beliefs.copy()
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(rows @ weights, -500, 500)))
        slope = rows.T @ (p - same) + pull * (weights - beliefs)
        step = np.linalg.solve((rows * (p * (1 - p))[:, None]).T @ rows + np.diag(pull), slope)
        size = 1.0
        while loss(weights - size * step) > loss(weights) and size > 1e-6:
            size /= 2
        weights = weights - size * step
        if np.abs(size * step).max() < 1e-8:
            break
    return weights


def main() -> None:
    store = open_store(sys.argv[1], create=False)
    rows, same = measured(store)
    names = ("bias", *Evidence._fields)
    weights = fitted(rows, same, np.array([BELIEFS[name] for name in names]))
    text = "".join(f"{name}\t{weight:.2f}\tmusnad\tApache-2.0\n" for name, weight in zip(names, weights, strict=True))
    TARGET.write_text(HEAD + text, encoding="utf-8")
    model = LikenessModel.load()
    told = np.array([model(Evidence(*row[1:])) >= 0.5 for row in rows])
    print(f"{len(rows)} pairs, {int(same.sum())} of one story; right {np.mean(told == same):.3f}")


if __name__ == "__main__":
    main()
