from pathlib import Path

import numpy as np
import pytest

from musnad.errors import ModelError
from musnad.model.loglinear import LogLinear, fit

EXAMPLES = [(["prep=على", "kind=GPE"], 1), (["prep=على"], 1), (["prep=من"], 0), (["prep=من", "kind=GPE"], 0)] * 5


def test_it_learns_what_decides() -> None:
    model = fit(EXAMPLES, ["no", "yes"], penalty=0.01)
    assert model.scores(["prep=على"]).argmax() == 1
    assert model.scores(["prep=من", "kind=GPE"]).argmax() == 0


def test_scores_are_log_probabilities_and_unknown_features_weigh_nothing() -> None:
    model = fit(EXAMPLES, ["no", "yes"])
    assert np.exp(model.scores(["never seen"])).sum() == pytest.approx(1.0)
    assert model.scores(["never seen"]) == pytest.approx(model.scores([]))


def test_saved_weights_score_alike(tmp_path: Path) -> None:
    model = fit(EXAMPLES, ["no", "yes"])
    model.save(tmp_path / "w.npz")
    again = LogLinear.load(tmp_path / "w.npz")
    assert again.labels == ("no", "yes")
    assert again.scores(["prep=على"]) == pytest.approx(model.scores(["prep=على"]), abs=0.01)


def test_missing_or_broken_weights_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "broken.npz").write_bytes(b"no zip")
    for name in ("broken.npz", "none.npz"):
        with pytest.raises(ModelError):
            LogLinear.load(tmp_path / name)
