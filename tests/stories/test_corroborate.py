"""The table of cases of `docs/decisions/0006-chains.md`, row by row."""

import random

import pytest

from musnad.stories.corroborate import count_chains
from musnad.stories.roots import Root
from tests.stories.test_roots import named, own, press, unnamed


def unsourced(name: str) -> Root:
    return Root(kind="unsourced", key=f"unsourced:{name}", role="unsourced", ar=name, en=name)


EITHER = Root(
    kind="press", key="press:afp|press:reuters", role="agency", ar="", en="", candidates=("press:afp", "press:reuters")
)

CASES = [
    ("ten copies of one dispatch", [press("afp")] * 10, (1, 1)),
    ("ten copies and a correspondent", [*[press("afp")] * 10, own("alriwaq")], (2, 2)),
    ("forty sites, one dispatch with an unnamed source", [unnamed("source")] * 40, (1, 1)),
    ("visitor, host's aide, unnamed official", [named("visitor"), named("aide"), unnamed("medical")], (3, 3)),
    ("two agencies with an unnamed official", [unnamed("official"), unnamed("official", "press:reuters")], (1, 2)),
    ("unnamed officials of two states", [
        unnamed("official", country="USA"), unnamed("official", "press:reuters", country="IRN")], (2, 2)),
    ("two unnamed sources that one agency carries", [unnamed("medical"), unnamed("security")], (1, 2)),
    ("an agency and what it heard from somebody unnamed", [press("afp"), unnamed("source")], (1, 1)),
    ("a minister and his unnamed office", [named("minister", sector="GOV"), unnamed("official")], (1, 2)),
    ("two officials of one ministry", [named("a", body="inst:m"), named("b", body="inst:m")], (1, 2)),
    ("two named speakers", [named("a"), named("b")], (2, 2)),
    ("a speaker told by many", [named("a")] * 7, (1, 1)),
    ("own voices of two agencies", [press("afp"), press("reuters")], (1, 2)),
    ("one outlet without a source", [unsourced("alufuq")], (1, 1)),
    ("three outlets without a source", [unsourced("a"), unsourced("b"), unsourced("c")], (1, 3)),
    ("outlets without a source beside a speaker", [named("a"), unsourced("b"), unsourced("c")], (1, 3)),
    ("a text of one agency or the other, beside both", [press("afp"), press("reuters"), EITHER], (1, 2)),
    ("a text of one agency or the other, beside one", [press("afp"), EITHER], (1, 2)),
    ("nobody", [], (0, 0)),
    # the unnamed official may be either of the two, who are surely two
    ("two ministers of two states and an unnamed official", [
        named("a", sector="GOV", country="USA"), named("b", sector="GOV", country="IRN"), unnamed("official")], (2, 3)),
]  # fmt: skip


@pytest.mark.parametrize("roots, bounds", [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_chains(roots: list[Root], bounds: tuple[int, int]) -> None:
    counted = count_chains(roots)
    assert (counted.least, counted.most) == bounds
    assert bool(counted.doubts) == (bounds[0] < bounds[1])


def test_the_order_of_witnesses_does_not_matter() -> None:
    roots = [root for _, some, _ in CASES for root in some]
    first = count_chains(roots)
    for seed in range(5):
        random.Random(seed).shuffle(roots)
        assert count_chains(roots) == first


def test_the_least_is_never_above_the_most() -> None:
    pool = [root for _, some, _ in CASES for root in some]
    for seed in range(50):
        picked = random.Random(seed).sample(pool, 9)
        counted = count_chains(picked)
        assert 1 <= counted.least <= counted.most


def test_a_range_says_why() -> None:
    counted = count_chains([unnamed("official"), unnamed("official", "press:reuters")])
    assert "may be one source" in counted.doubts[0].en
    assert "مصدرا واحدا" in counted.doubts[0].ar
