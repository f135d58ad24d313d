import pytest

from musnad.eval.gate import below, load_bars, reached
from musnad.eval.scores import LAYERS, Row


def test_every_layer_of_the_table_has_its_bars() -> None:
    assert set(load_bars()) == set(LAYERS)


def test_a_floor_that_passed_its_goal_stays_there() -> None:
    for layer, bar in load_bars().items():
        assert 0 < bar.floor <= 1, layer
        assert 0 < bar.goal <= 1, layer


def test_a_layer_below_its_bar_is_named() -> None:
    rows = {"names": Row(7, 10, 10), "status": Row(9, 10, 10)}
    (short,) = below(rows, {"names": 0.8, "status": 0.9})
    assert (short.layer, short.bar, short.reached) == ("names", 0.8, pytest.approx(0.7))


def test_status_and_dates_are_accuracies() -> None:
    assert reached("status", Row(8, 10, 10)) == pytest.approx(0.8)
