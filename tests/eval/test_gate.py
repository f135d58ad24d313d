import pytest

from musnad.eval.gate import load_floors, reached, shortfalls
from musnad.eval.scores import LAYERS, Row


def test_every_layer_of_the_table_has_a_floor() -> None:
    assert set(load_floors()) == set(LAYERS)


def test_a_layer_below_its_floor_is_named() -> None:
    rows = {"names": Row(7, 10, 10), "status": Row(9, 10, 10)}
    (short,) = shortfalls(rows, {"names": 0.8, "status": 0.9})
    assert (short.layer, short.floor, short.reached) == ("names", 0.8, pytest.approx(0.7))


def test_status_and_dates_are_accuracies() -> None:
    assert reached("status", Row(8, 10, 10)) == pytest.approx(0.8)
