"""How many independent chains stand behind a fact: `[least, most]`, and why. Rules: `docs/decisions/0006-chains.md`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from msgspec import Struct
from msgspec.structs import astuple

from musnad.records import Reason
from musnad.stories.roots import Root, may_be_same
from musnad.stories.whys import listed, range_of, why

_EXACT = 10
"""Up to so many roots the least number is exact; of more, roots are put together one by one."""


class Count(Struct, frozen=True):
    """Fewest and most independent chains, their roots, and what makes it a range."""

    least: int
    most: int
    roots: tuple[Root, ...] = ()
    doubts: tuple[Reason, ...] = ()

    def chains(self) -> Reason:
        """The count in words."""
        return range_of(self.least, self.most)

    def named(self) -> Reason:
        """The roots in words."""
        return listed([Reason(root.ar, root.en) for root in self.roots])


def count_chains(roots: Sequence[Root]) -> Count:
    """Independent chains among the roots of all witnesses of one side; the order does not matter.

    - Equal keys are one root; so are an agency's own voice and what it heard from somebody unnamed: one link carries
      both, and neither can be checked.
    - `most` counts every root that can be one of its own.
    - `least` puts together as many as may be one and the same.
    - What an outlet tells without a source only adds to `most` where any other root stands.
    """
    unique = _distinct(roots)
    sourced = [root for root in unique if root.kind != "unsourced"]
    unsourced = [root for root in unique if root.kind == "unsourced"]
    if not unique:
        return Count(0, 0)
    most = _matched(sourced) + len(unsourced)
    least = _groups(sourced) if sourced else 1
    return Count(least, most, tuple(sourced + unsourced), tuple(_doubts(sourced, unsourced)) if least < most else ())


def _distinct(roots: Sequence[Root]) -> list[Root]:
    """One root for each key; what an agency carries without a name is one with the agency's own voice."""
    unique: dict[str, Root] = {}
    for root in sorted(roots, key=_fullest_first):
        unique.setdefault(root.key, root)
    heard = {root.carrier for root in unique.values() if root.kind == "anonymous"}
    kept = [root for root in unique.values() if not (root.kind in ("press", "unsourced") and root.key in heard)]
    return sorted(kept, key=lambda r: (_ORDER.index(r.kind), r.key))


def _fullest_first(root: Root) -> tuple[int, str]:
    fields = astuple(root)
    return -sum(field is not None for field in fields), str(fields)


_ORDER = ("named", "own", "press", "anonymous", "unsourced")


def _matched(roots: Sequence[Root]) -> int:
    """The most roots that can be different sources at once: each takes one of its candidates (Kuhn's matching)."""
    taken: dict[str, int] = {}

    def place(i: int, tried: set[str]) -> bool:
        for option in roots[i].options():
            if option not in tried:
                tried.add(option)
                if option not in taken or place(taken[option], tried):
                    taken[option] = i
                    return True
        return False

    return sum(place(i, set()) for i in range(len(roots)))


def _groups(roots: Sequence[Root]) -> int:
    """The fewest sources that the roots can come from: groups in which each two may be one."""
    size = len(roots)
    fits = [[i == k or may_be_same(roots[i], roots[k]) for k in range(size)] for i in range(size)]
    order = sorted(range(size), key=lambda i: (sum(fits[i]), i))
    best = _first_fit(order, fits)
    if size > _EXACT:
        return best

    def search(at: int, groups: list[list[int]], best: int) -> int:
        if len(groups) >= best:
            return best
        if at == size:
            return len(groups)
        node = order[at]
        for group in groups:
            if all(fits[node][other] for other in group):
                group.append(node)
                best = search(at + 1, groups, best)
                group.pop()
        groups.append([node])
        best = search(at + 1, groups, best)
        groups.pop()
        return best

    return search(0, [], best)


def _first_fit(order: Sequence[int], fits: Sequence[Sequence[bool]]) -> int:
    groups: list[list[int]] = []
    for node in order:
        group = next((g for g in groups if all(fits[node][other] for other in g)), None)
        if group is None:
            groups.append([node])
        else:
            group.append(node)
    return len(groups)


def _doubts(sourced: Sequence[Root], unsourced: Sequence[Root]) -> list[Reason]:
    """Why a count is a range: the first pair that may be one source, and voices without a source."""
    found = []
    for one, other in combinations(sourced, 2):
        if may_be_same(one, other):
            found.append(why("may-be-same", one=Reason(one.ar, one.en), other=Reason(other.ar, other.en)))
            break
    if unsourced and (sourced or len(unsourced) > 1):
        found.append(why("unsourced"))
    return found
