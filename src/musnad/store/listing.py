"""Lists of what was concluded: stories, facts, deadlines by filters; entities over all articles; visits and notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from musnad.records import Entity, Fact, Limit, Place, Story
from musnad.sources.base import Visit
from musnad.store.entries import Filters, Gist, Seen
from musnad.store.filters import article_conditions, fact_conditions, report_filters
from musnad.store.indexing import EntityRow
from musnad.store.query import parse
from musnad.store.rows import (
    alterations,
    articles,
    entities,
    fact_articles,
    facts,
    limits,
    mentions,
    names,
    notes,
    stories,
    story_articles,
    visits,
)  # fmt: skip
from musnad.store.search import Search
from musnad.store.session import parts


class Listing(Search):
    """The part of the store that lists."""

    def story(self, story: str) -> Story | None:
        """A story; the id of one that merged leads to the one that took it in."""
        with self._read() as connection:
            row = connection.execute(select(stories).where(stories.c.id == story)).first()
            passed = set()
            while row is not None and row.dropped and row.number not in passed:
                passed.add(row.number)
                into = self._into(connection, row)
                row = connection.execute(select(stories).where(stories.c.number == into)).first()
        return None if row is None or row.dropped else self._codec.decode(row.body, Story)

    def _into(self, connection: Connection, row: Any) -> int | None:
        """The story that took a dropped one in; where it was dropped before the other was put, what is known now."""
        known: int | None = row.into
        return known or self._merged_into(connection, row.number, self._codec.decode(row.body, Story))

    def stories(self, filters: Filters, *, limit: int | None = 50, after: str | None = None) -> tuple[Story, ...]:
        """Stories with a report that fits, the latest first; `after` is the id of the last one seen."""
        with self._read() as connection:
            query = select(stories.c.body).where(~stories.c.dropped)
            if filters != Filters():
                reports = self._reports(connection, filters)
                told = select(story_articles.c.story).where(story_articles.c.article.in_(reports))
                query = query.where(stories.c.number.in_(told))
            if after is not None:
                last = connection.execute(select(stories.c.latest, stories.c.id).where(stories.c.id == after)).first()
                if last is None:
                    return ()
                query = query.where(later(stories.c.latest, stories.c.id, last.latest, last.id))
            query = query.order_by(stories.c.latest.desc(), stories.c.id).limit(limit)
            found = connection.scalars(query).all()
        return tuple(self._codec.decode(body, Story) for body in found)

    def story_of(self, article: str) -> str | None:
        """Id of an article's story."""
        query = select(stories.c.id).join(story_articles, story_articles.c.story == stories.c.number)
        query = query.join(articles, articles.c.number == story_articles.c.article).where(articles.c.id == article)
        with self._read() as connection:
            return connection.scalar(query)

    def fact(self, fact: str) -> Fact | None:
        """One fact."""
        with self._read() as connection:
            body = connection.scalar(select(facts.c.body).where(facts.c.id == fact))
        return None if body is None else self._codec.decode(body, Fact)

    def losers(self, fact: str) -> tuple[str, ...]:
        """Ids of the stories that changed just before and just after a fact was last taken away."""
        table = alterations
        went = (table.c.what == "fact", table.c.id == fact, table.c.note == "gone")
        story = select(table.c.id).where(table.c.what == "story").limit(1)
        with self._read() as connection:
            number = connection.scalar(select(func.max(table.c.number)).where(*went))
            if number is None:
                return ()
            before = connection.scalar(story.where(table.c.number < number).order_by(table.c.number.desc()))
            after = connection.scalar(story.where(table.c.number > number).order_by(table.c.number))
        return tuple(dict.fromkeys(id_ for id_ in (before, after) if id_ is not None))

    def facts(self, filters: Filters, *, limit: int | None = 50, after: str | None = None) -> tuple[Fact, ...]:
        """Facts that fit, the latest first; `after` is the id of the last one seen.

        Words, outlet and damage are asked of the reports that tell the fact, everything else of the fact itself.
        """
        with self._read() as connection:
            query = select(facts.c.body).where(*fact_conditions(connection, filters))
            asked = report_filters(filters)
            if asked is not None:
                told = select(fact_articles.c.fact).where(fact_articles.c.article.in_(self._reports(connection, asked)))
                query = query.where(facts.c.number.in_(told))
            if after is not None:
                last = connection.execute(select(facts.c.first, facts.c.id).where(facts.c.id == after)).first()
                if last is None:
                    return ()
                query = query.where(later(facts.c.first, facts.c.id, last.first, last.id))
            query = query.order_by(facts.c.first.desc(), facts.c.id).limit(limit)
            found = connection.scalars(query).all()
        return tuple(self._codec.decode(body, Fact) for body in found)

    def gists(self, ids: Sequence[str]) -> dict[str, tuple[Gist, ...]]:
        """The facts of stories in short, by story; a story without facts is left out."""
        found: dict[str, list[Gist]] = {}
        with self._read() as connection:
            for part in parts(ids):
                query = select(stories.c.id, facts.c.body).join(facts, facts.c.story == stories.c.number)
                for row in connection.execute(query.where(stories.c.id.in_(part)).order_by(facts.c.number)):
                    found.setdefault(row.id, []).append(self._codec.decode(row.body, Gist))
        return {story: tuple(gists) for story, gists in found.items()}

    def _reports(self, connection: Connection, filters: Filters) -> Select[int]:
        """Numbers of the articles that fit."""
        words = bool(filters.text and filters.text.strip())
        conditions = article_conditions(connection, filters, beside_words=words)
        if not words:
            return select(articles.c.number).where(*conditions)
        query = parse(filters.text or "", self._folding)
        if query.empty:
            return select(articles.c.number).where(articles.c.number < 0)
        return select(articles.c.number).where(*conditions, self._fitting(query))

    def limits(self, *, story: str | None = None) -> tuple[Limit, ...]:
        """Deadlines, by day; those without a day last."""
        query = select(limits.c.body).order_by(limits.c.due == "", limits.c.due, limits.c.id)
        if story is not None:
            own = select(func.coalesce(stories.c.into, stories.c.number)).where(stories.c.id == story)
            query = query.where(limits.c.story.in_(own))
        with self._read() as connection:
            found = connection.scalars(query).all()
        return tuple(self._codec.decode(body, Limit) for body in found)

    def entity(self, entity: str) -> Seen | None:
        """An entity over all articles that stand."""
        with self._read() as connection:
            row = connection.execute(select(entities).where(entities.c.id == entity)).first()
            if row is None or row.body is None:
                return None
            mine = select(mentions.c.article, mentions.c.name).join(articles, articles.c.number == mentions.c.article)
            told = mine.where(mentions.c.entity == row.number, articles.c.standing).subquery()
            total = connection.scalar(select(func.count(told.c.article.distinct()))) or 0
            times = func.count().label("times")
            query = select(names.c.spelling, times).join(told, told.c.name == names.c.number)
            query = query.group_by(names.c.number, names.c.spelling).order_by(times.desc(), names.c.spelling)
            spellings = tuple((row.spelling, int(row.times)) for row in connection.execute(query))
        shown = replace(self._shown(row), spellings=tuple(spelling for spelling, _ in spellings))
        place = None if row.place is None else replace(self._codec.read(row.place, Place), entity=entity)
        return Seen(entity=shown, place=place, articles=total, spellings=spellings)

    def entities(self, ids: Iterable[str]) -> dict[str, Entity]:
        """Entities by id; ids that no reading tells of are left out."""
        wanted = list(dict.fromkeys(ids))
        out: dict[str, Entity] = {}
        with self._read() as connection:
            for some in parts(wanted):
                part = entities.c.id.in_(some)
                for row in connection.execute(select(entities).where(part, entities.c.body.is_not(None))):
                    out[row.id] = self._shown(row)
        return {id: out[id] for id in wanted if id in out}

    def _shown(self, row: Any) -> Entity:
        told = self._codec.read(row.body, EntityRow)
        return Entity(id=row.id, kind=told.kind, name=told.name, name_en=told.name_en, country=told.country,
                      sector=told.sector, office=told.office, known=told.known)  # fmt: skip

    def visit(self, url: str) -> Visit | None:
        """The last visit of an address."""
        with self._read() as connection:
            body = connection.scalar(select(visits.c.body).where(visits.c.url == url))
        return None if body is None else self._codec.read(body, Visit)

    def note_visit(self, visit: Visit) -> None:
        """Remember a visit."""
        with self._write() as connection:
            self._put(connection, visits, {"url": visit.url, "body": self._codec.plain(visit)})

    def note(self, key: str, value: str) -> None:
        """Keep a small value of the run's own (a cursor, a version)."""
        with self._write() as connection:
            self._put(connection, notes, {"key": key, "value": value})

    def noted(self, key: str) -> str | None:
        """A small value, or None."""
        with self._read() as connection:
            return connection.scalar(select(notes.c.value).where(notes.c.key == key))


def later(order: Any, id: Any, last: str, last_id: str) -> ColumnElement[bool]:
    """What stands after the last one seen, the latest first and by id within one moment."""
    return or_(order < last, and_(order == last, id > last_id))
