import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from musnad.stories.grouping import TOGETHER, groups, table


def matrix(*rows: list[float]) -> np.ndarray:
    return np.array(rows, dtype=np.float64)


def test_two_matters_are_two_groups() -> None:
    found = groups(matrix([1, 0.9, 0.1, 0.1], [0.9, 1, 0.1, 0.2], [0.1, 0.1, 1, 0.8], [0.1, 0.2, 0.8, 1]), 0.5)
    assert found == [[0, 1], [2, 3]]


def test_one_link_does_not_chain() -> None:
    a = 0.9
    found = groups(matrix([1, a, a, 0], [a, 1, a, 0], [a, a, 1, a], [0, 0, a, 1]), 0.5)
    assert found == [[0, 1, 2], [3]]


def test_what_is_held_together_stays_together() -> None:
    found = groups(matrix([1, TOGETHER, 0], [TOGETHER, 1, TOGETHER], [0, TOGETHER, 1]), 0.9)
    assert found == [[0, 1, 2]]


@given(st.integers(1, 8), st.randoms(use_true_random=False), st.floats(0.1, 0.9))
def test_every_row_is_in_one_group_and_groups_are_apart(size: int, random, least: float) -> None:
    values = table(list(range(size)), lambda a, b: random.random())
    found = groups(values, least)
    assert sorted(row for rows in found for row in rows) == list(range(size))
    for i, one in enumerate(found):
        for other in found[:i]:
            assert values[np.ix_(one, other)].mean() < least
