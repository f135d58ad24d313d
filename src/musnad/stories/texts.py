"""Texts: reports that repeat one text are one text, told by each one's nearest origin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from musnad.records import CopyLink

OWN = 0.5
"""Share of a report's words that stand in the origin below which the report is a text of its own."""


def nearest_origins(links: Iterable[CopyLink], order: Mapping[str, int]) -> dict[str, CopyLink]:
    """For each report that repeats others, the link to the one that it shares most with, half its words at least.

    Of equal shares a link whose direction is known goes first, then the origin that was taken in first.
    """
    best: dict[str, CopyLink] = {}
    for link in links:
        if link.article not in order or link.origin not in order or link.share < OWN:
            continue
        held = best.get(link.article)
        if held is None or _rank(link, order) < _rank(held, order):
            best[link.article] = link
    return best


def _rank(link: CopyLink, order: Mapping[str, int]) -> tuple[float, bool, float, int]:
    return (-round(link.share, 1), link.direction == "unknown", -link.origin_share, order[link.origin])


def groups(links: Iterable[CopyLink], articles: Sequence[str]) -> dict[str, str]:
    """Each article's text group: the id of the report at the end of its nearest origins, its own where it has none.

    A report merged of two texts counts as the one that it holds more of, and does not make the two one. Where origins
    run in a ring, the article that comes first in `articles` is the root.
    """
    order = {id_: i for i, id_ in enumerate(articles)}
    nearest = nearest_origins(links, order)
    root: dict[str, str] = {}
    for start in articles:
        path: list[str] = []
        at = start
        while at not in root and at in nearest and at not in path:
            path.append(at)
            at = nearest[at].origin
        if at in root:
            end = root[at]
        elif at in path:
            end = min(path[path.index(at) :], key=order.__getitem__)
        else:
            end = at
            root[at] = at
        root.update(dict.fromkeys(path, end))
    return {id_: root[id_] for id_ in articles}
