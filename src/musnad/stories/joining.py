"""Events of many reports put together: average linkage over scored pairs, under a person's decisions."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from musnad.stories.matching import Matcher, side_by_side
from musnad.stories.reports import Copybook
from musnad.stories.told import Told

_ALL_PAIRS = 48
"""Up to so many events of one type every pair is scored; of more, each with those that it shares most with."""
_NEIGHBOURS = 40
_COMMON = 400
"""A mark that more events bear leads to no pairs: it tells nothing, and would make them quadratic."""
_UNSCORED = -1.0
_UNSCORED_OF_MANY = -2.0
_MANY = 300
"""What a pair counts that shares too little to be scored; more against it in a story of many events, where each is
scored with those that it shares most with and the others are known to share less."""


def join(
    told: Sequence[Told],
    matcher: Matcher,
    copybook: Copybook,
    *,
    same: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
) -> tuple[tuple[int, ...], ...]:
    """Groups of indices into `told`, each one happening, in the order of their first events.

    Events in aligned passages of copies are one before anything is weighed. `same` and `apart` are pairs of indices
    that a person decided on.
    """
    barred = frozenset(frozenset(pair) for pair in apart)
    strands = _strands(told, copybook, same, barred)
    heads = [told[strand[0]] for strand in strands]
    never = {
        (i, k)
        for pair in barred
        for i, one in enumerate(strands)
        for k, other in enumerate(strands[:i])
        if (pair & set(one)) and (pair & set(other))
    }
    clusters = list(_linked(heads, matcher, never))
    if len(heads) > _MANY:
        clusters = _again(heads, clusters, matcher, never)
    return tuple(sorted(tuple(sorted(t for i in cluster for t in strands[i])) for cluster in clusters))


def _again(
    heads: Sequence[Told], clusters: Sequence[tuple[int, ...]], matcher: Matcher, never: set[tuple[int, int]]
) -> list[tuple[int, ...]]:
    """Clusters of clusters: in a story of many events, those of one much-told act are too many to meet one by one."""
    sums = [_summed([heads[i] for i in cluster]) for cluster in clusters]
    at = {i: number for number, cluster in enumerate(clusters) for i in cluster}
    barred = {(max(at[i], at[k]), min(at[i], at[k])) for i, k in never if at[i] != at[k]}
    return [tuple(sorted(i for n in joined for i in clusters[n])) for joined in _linked(sums, matcher, barred)]


def _summed(members: Sequence[Told]) -> Told:
    """One event that stands for a cluster: its fullest telling, with the words that a quarter of them share."""
    fullest = max(members, key=lambda one: (one.dated, one.place is not None, bool(one.actors), bool(one.event.killed)))
    counts = Counter(word for one in members for word in one.context)
    words = frozenset(word for word, count in counts.items() if count >= len(members) / 4)
    return replace(fullest, context=words)


def _strands(
    told: Sequence[Told], copybook: Copybook, same: Iterable[tuple[int, int]], apart: frozenset[frozenset[int]]
) -> list[tuple[int, ...]]:
    """Events that are one whatever else they say: the same words in copies of a text; oldest first."""
    at = {(one.report, one.number): i for i, one in enumerate(told)}
    head = list(range(len(told)))

    def root(i: int) -> int:
        while head[i] != i:
            i = head[i]
        return i

    for i, one in enumerate(told):
        found = copybook.same_event(one.report, one.event)
        if found is not None:
            origin = at[found]
            if frozenset((origin, i)) not in apart and root(origin) != root(i):
                head[max(root(origin), root(i))] = min(root(origin), root(i))
    for one_, other in same:
        if root(one_) != root(other):
            head[max(root(one_), root(other))] = min(root(one_), root(other))
    strands: dict[int, list[int]] = defaultdict(list)
    for i in range(len(told)):
        strands[root(i)].append(i)
    return [tuple(strand) for strand in strands.values()]


def _linked(heads: Sequence[Told], matcher: Matcher, barred: set[tuple[int, int]]) -> Iterator[tuple[int, ...]]:
    """Clusters of events: the likeliest two joined first, while their average pair is likely at all."""
    sums: list[dict[int, tuple[float, int]]] = [{} for _ in heads]
    for i, k in _pairs(heads):
        score = matcher.score(heads[i], heads[k])
        sums[i][k] = sums[k][i] = (score, 1)
    never: list[set[int]] = [set() for _ in heads]
    for i, k in barred:
        never[i].add(k)
        never[k].add(i)
    members: dict[int, list[int]] = {i: [i] for i in range(len(heads))}
    unscored = _UNSCORED if len(heads) <= _MANY else _UNSCORED_OF_MANY
    queue = [(-total, i, k, 1, 1) for i, row in enumerate(sums) for k, (total, _) in row.items() if i < k and total > 0]
    heapq.heapify(queue)
    while queue:
        _, i, k, size, other = heapq.heappop(queue)
        if i not in members or k not in members or (len(members[i]), len(members[k])) != (size, other):
            continue
        if k in never[i]:
            continue
        _merge(i, k, members, sums, never)
        for m, (total, count) in sums[i].items():
            pairs = len(members[i]) * len(members[m])
            average = (total + unscored * (pairs - count)) / pairs
            if average > 0:
                low, high = min(i, m), max(i, m)
                heapq.heappush(queue, (-average, low, high, len(members[low]), len(members[high])))
    for cluster in members.values():
        yield tuple(sorted(cluster))


def _merge(
    i: int,
    k: int,
    members: dict[int, list[int]],
    sums: list[dict[int, tuple[float, int]]],
    never: list[set[int]],
) -> None:
    """Cluster `k` goes into `i`."""
    members[i] += members.pop(k)
    never[i] |= never[k]
    for m in never[k]:
        never[m].add(i)
    for m, (total, count) in sums[k].items():
        sums[m].pop(k, None)
        if m != i:
            before, counted = sums[i].get(m, (0.0, 0))
            sums[i][m] = sums[m][i] = (before + total, counted + count)
    sums[k] = {}


def _pairs(heads: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Pairs worth a score, each once: of one type, of one word read as two types, and «فرض … عقوبات» side by side."""
    by_type: dict[str, list[int]] = defaultdict(list)
    by_word: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(heads):
        by_type[one.event.type].append(i)
        by_word[one.stem].append(i)
    seen: set[tuple[int, int]] = set()
    for numbers in by_type.values():
        seen.update(_of_one_type(heads, numbers))
    for word, numbers in by_word.items():
        if len(word) > 2 and len(numbers) <= _ALL_PAIRS:
            seen.update((i, k) for i in numbers for k in numbers if k < i)
    for i in range(1, len(heads)):
        if side_by_side(heads[i - 1], heads[i]):
            seen.add((i, i - 1))
    yield from sorted(seen)


def _of_one_type(heads: Sequence[Told], numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(numbers) <= _ALL_PAIRS:
        yield from ((i, k) for i in numbers for k in numbers if k < i)
        return
    bearers: dict[str, list[int]] = defaultdict(list)
    marks = {i: tuple(_marks(heads[i])) for i in numbers}
    for i, mine in marks.items():
        for mark in mine:
            bearers[mark].append(i)
    weight: Mapping[str, float] = {m: 1 / len(b) for m, b in bearers.items() if 1 < len(b) <= _COMMON}
    for i, mine in marks.items():
        shared: dict[int, float] = defaultdict(float)
        for mark in mine:
            if mark in weight:
                for k in bearers[mark]:
                    shared[k] += weight[mark]
        shared.pop(i, None)
        for k in sorted(shared, key=lambda k: (-shared[k], k))[:_NEIGHBOURS]:
            yield max(i, k), min(i, k)


def _marks(one: Told) -> Iterator[str]:
    yield from (f"by {id_}" for id_ in one.actors)
    yield from (f"to {id_}" for id_ in one.recipients)
    yield from (f"word {word}" for word in sorted(one.context))
    yield f"stem {one.stem}"
    if one.place is not None:
        yield f"at {one.place}"
        yield f"at {one.place} on {one.begin}"
    if one.event.killed:
        yield f"killed {one.event.killed}"
    yield f"in {one.report}"
