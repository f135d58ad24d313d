"""Rows of the tables about many reports: facts, witnesses, deadlines."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.faces.export.selection import Selection
from musnad.faces.export.tables import Cell, Row, joined
from musnad.records import Fact, Limit


def _names(chosen: Selection, ids: tuple[str, ...]) -> tuple[Cell, Cell, Cell]:
    return (
        joined(ids),
        joined(chosen.name(id_) for id_ in ids),
        joined(chosen.name_en(id_) for id_ in ids),
    )


def facts(chosen: Selection) -> Iterator[Row]:
    """One row for each fact: one happening as many reports tell it."""
    for fact in chosen.facts():
        yield (
            fact.id,
            fact.story,
            fact.type,
            fact.mode,
            fact.status,
            *_names(chosen, fact.actors),
            *_names(chosen, fact.recipients),
            fact.place,
            chosen.name(fact.place),
            fact.date,
            fact.killed,
            fact.injured,
            fact.reports,
            fact.texts,
            fact.least,
            fact.most,
            fact.least_denying,
            fact.most_denying,
            len(fact.conflicts),
            fact.why.ar if fact.why else None,
            fact.why.en if fact.why else None,
            joined(dict.fromkeys(telling.article for telling in fact.tellings)),
        )


def witnesses(chosen: Selection) -> Iterator[Row]:
    """One row for each chain that tells or denies a fact."""
    for fact in chosen.facts():
        yield from _witnesses_of(fact)


def _witnesses_of(fact: Fact) -> Iterator[Row]:
    for side, witnesses in (("supporting", fact.supporting), ("denying", fact.denying)):
        for witness in witnesses:
            chain = joined(f"{link.role}={link.name or ''}" for link in witness.chain.links)
            yield (
                fact.id,
                side,
                witness.article,
                witness.event,
                witness.statement,
                witness.root,
                witness.root_role,
                chain,
                witness.quote or None,
                witness.start,
            )


def _limit(chosen: Selection, limit: Limit) -> Row:
    return (
        limit.id,
        limit.story,
        limit.by,
        chosen.name(limit.by),
        limit.addressee,
        chosen.name(limit.addressee),
        limit.demand,
        limit.due,
        joined(limit.was_due),
        limit.consequence,
        limit.state,
        limit.as_of,
        joined(dict.fromkeys(told.article for told in limit.tellings)),
        limit.why.ar if limit.why else None,
        limit.why.en if limit.why else None,
    )


def deadlines(chosen: Selection) -> Iterator[Row]:
    """One row for each deadline."""
    return (_limit(chosen, limit) for limit in chosen.limits())
