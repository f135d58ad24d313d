"""Persons' decisions laid over the machine's stories.

The machine's grouping never learns of a decision, so that taking one back restores exactly what was. Decisions about
articles are applied in their order: `same` joins the groups of two articles, `not the same` sends the later of two
articles that stand together into a group of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from musnad.identity import content_id
from musnad.records import Decision


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Decisions that hold: undone ones and undoings left out, in their order."""
    made = tuple(decisions)
    undone = {decision.undoes for decision in made if decision.undoes}
    return tuple(d for d in made if not d.undoes and d.id not in undone)


def linked(story: str, decisions: Sequence[Decision], story_of: Callable[[str], str | None]) -> tuple[str, ...]:
    """The machine's stories that decisions about articles tie to `story`, itself among them, sorted."""
    edges: dict[str, set[str]] = {}
    for decision in decisions:
        one, other = story_of(decision.one), story_of(decision.other)
        if decision.about == "article" and one and other:
            edges.setdefault(one, set()).add(other)
            edges.setdefault(other, set()).add(one)
    found, waiting = {story}, [story]
    while waiting:
        for other in sorted(edges.get(waiting.pop(), ())):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return tuple(sorted(found))


class Group:
    """Articles that stand together, and the decisions that made it so."""

    def __init__(self, id_: str, articles: Sequence[str]) -> None:
        self.id, self.articles, self.decisions = id_, list(articles), list[str]()


def regrouped(
    machine: Mapping[str, Sequence[str]], decisions: Sequence[Decision], order: Mapping[str, int]
) -> tuple[Group, ...]:
    """The groups that persons see: the machine's stories after all decisions.

    `order` gives every article's number in the order of taking in; articles keep it inside a group. A joined group
    keeps the id of the one whose first article is older.
    """
    groups = {id_: Group(id_, articles) for id_, articles in machine.items()}
    where = {article: id_ for id_, articles in machine.items() for article in articles}
    for decision in decisions:
        one, other = where.get(decision.one), where.get(decision.other)
        if decision.about != "article" or one is None or other is None:
            continue
        if decision.same and one != other:
            _join(groups, where, one, other, decision, order)
        elif not decision.same and one == other:
            _part(groups, where, one, decision, order)
    return tuple(group for _, group in sorted(groups.items()) if group.articles)


def _join(
    groups: dict[str, Group], where: dict[str, str], one: str, other: str, decision: Decision, order: Mapping[str, int]
) -> None:
    keep, gone = sorted((one, other), key=lambda id_: order[groups[id_].articles[0]])
    into, lost = groups[keep], groups.pop(gone)
    into.articles = sorted((*into.articles, *lost.articles), key=order.__getitem__)
    into.decisions += [*lost.decisions, decision.id]
    where.update(dict.fromkeys(lost.articles, keep))


def _part(
    groups: dict[str, Group], where: dict[str, str], story: str, decision: Decision, order: Mapping[str, int]
) -> None:
    later = max(decision.one, decision.other, key=order.__getitem__)
    group = groups[story]
    group.articles.remove(later)
    group.decisions.append(decision.id)
    apart = Group(content_id("story", later, decision.id), [later])
    apart.decisions.append(decision.id)
    groups[apart.id] = apart
    where[later] = apart.id
