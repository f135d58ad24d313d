"""Filters as conditions on articles and facts; every filter that is given must hold.

Filters on what happens (type, mode, status, place, and an actor with a role) must hold for one and the same event of
the article. An actor without a role and without such filters is found wherever the article names it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from musnad.store import rows
from musnad.store.entries import Filters
from musnad.store.indexing import name_key
from musnad.store.rows import articles, damages, entities, events, facts, mentions, names, parties

_ROLES = {"actor": (rows.ACTOR,), "recipient": (rows.RECIPIENT,), "speaker": (rows.SPEAKER,),
          "any": (rows.ACTOR, rows.RECIPIENT, rows.SPEAKER)}  # fmt: skip
_MOST_ENTITIES = 500


def resolve(connection: Connection, name: str) -> tuple[int, ...]:
    """Numbers of the entities with this id, or with this name in any spelling, in the order of their first report."""
    name = name.replace("\0", "")  # PostgreSQL knows no such character
    number = connection.scalar(select(entities.c.number).where(entities.c.id == name))
    if number is not None:
        return (number,)
    query = select(names.c.entity).where(names.c.folded == name_key(name)).distinct()
    return tuple(connection.scalars(query.order_by(names.c.entity).limit(_MOST_ENTITIES)))


def article_conditions(
    connection: Connection, filters: Filters, *, beside_words: bool = False
) -> list[ColumnElement[bool]]:
    """Conditions on `articles` for everything but the words.

    With `beside_words` the articles are looked up one by one from what the full-text index found, so SQLite must not go
    through a list of numbers for each of them: `+ 0` keeps it from its index.
    """
    number: ColumnElement[int] = articles.c.number + 0 if beside_words else articles.c.number
    out: list[ColumnElement[bool]] = [articles.c.standing]
    if filters.since:
        out.append(articles.c.day >= filters.since)
    if filters.until:
        out.append(and_(articles.c.day < filters.until, articles.c.day != ""))
    if filters.outlet:
        out.append(articles.c.outlet == filters.outlet)
    if filters.damage:
        damaged = select(damages.c.article)
        if filters.damage != "any":
            damaged = damaged.where(damages.c.kind == filters.damage)
        out.append(number.in_(damaged))
    if filters.story:
        mine = rows.story_articles
        stories = select(mine.c.article).where(mine.c.story.in_(_story(filters.story)))
        out.append(number.in_(stories))
    happening = _happening(connection, filters)
    if happening is not None:
        out.append(number.in_(happening))
    return out


def _story(id: str) -> Select[int]:
    """Number of a story, or of the one that took it in."""
    table = rows.stories
    return select(func.coalesce(table.c.into, table.c.number)).where(table.c.id == id)


def _happening(connection: Connection, filters: Filters) -> Select[Any] | None:
    """Articles with an event that fits, or that name the actor; None without such filters."""
    told = event_conditions(connection, filters, events)
    if not filters.actor:
        return select(events.c.article).where(*told) if told else None
    who = resolve(connection, filters.actor)
    if not told and filters.role == "any":
        return select(mentions.c.article).where(mentions.c.entity.in_(who))
    party = and_(parties.c.entity.in_(who), parties.c.role.in_(_ROLES[filters.role]))
    if not told:
        return select(parties.c.article).where(party)
    same = and_(events.c.article == parties.c.article, events.c.event == parties.c.event)
    return select(parties.c.article).join(events, same).where(party, *told)


def party_condition(connection: Connection, filters: Filters, table: Any) -> ColumnElement[bool]:
    """Condition on a table of parties: the actor that is asked for, in the role that is."""
    who = resolve(connection, filters.actor or "")
    return and_(table.c.entity.in_(who), table.c.role.in_(_ROLES[filters.role]))


def event_conditions(connection: Connection, filters: Filters, table: Any) -> list[ColumnElement[bool]]:
    """Conditions on a table of events or facts for what happened, where, and whether."""
    out: list[ColumnElement[bool]] = []
    if filters.type:
        out.append(table.c.type == filters.type)
    if filters.mode:
        out.append(table.c.mode == filters.mode)
    if filters.status:
        out.append(table.c.status == filters.status)
    if filters.place:
        out.append(table.c.place.in_(resolve(connection, filters.place)))
    return out


def fact_conditions(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    """Conditions on `facts` for everything that a fact has itself: what, who, where, when, and of which story."""
    out = event_conditions(connection, filters, facts)
    if filters.actor:
        party = rows.fact_parties
        who = and_(party.c.entity.in_(resolve(connection, filters.actor)), party.c.role.in_(_ROLES[filters.role]))
        out.append(facts.c.number.in_(select(party.c.fact).where(who)))
    if filters.since:
        out.append(facts.c.end > filters.since)
    if filters.until:
        out.append(and_(facts.c.first < filters.until, facts.c.first != ""))
    if filters.story:
        out.append(facts.c.story.in_(_story(filters.story)))
    return out


def report_filters(filters: Filters) -> Filters | None:
    """The filters on a fact that its reports have to fit; None if there is none."""
    if filters.text is None and filters.outlet is None and filters.damage is None:
        return None
    return Filters(text=filters.text, outlet=filters.outlet, damage=filters.damage)
