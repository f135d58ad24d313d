"""What many reports tell together: copies, stories, facts, deadlines; and a person's decisions on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Table, delete, insert, or_, select, update

from musnad.errors import StoreError
from musnad.records import CopyLink, Decision, Fact, Limit, Story
from musnad.store.codec import mark
from musnad.store.days import days
from musnad.store.dictionaries import FACTS
from musnad.store.entries import ChangeKind
from musnad.store.readings import Readings
from musnad.store.rows import (
    ACTOR,
    RECIPIENT,
    SPEAKER,
    articles,
    copies,
    decisions,
    fact_articles,
    fact_parties,
    facts,
    limits,
    stories,
    story_articles,
    story_merges,
)  # fmt: skip
from musnad.store.session import BATCH, parts


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=_Identified)


class Told(Readings):
    """The part of the store that keeps what was concluded."""

    def put_copies(self, links: Sequence[CopyLink]) -> None:
        """Keep copy links; a link of the same two articles is replaced. Raises: StoreError."""
        with self._write() as connection:
            for link in links:
                pair = {
                    "article": self._article(connection, link.article),
                    "origin": self._article(connection, link.origin),
                }
                self._put(connection, copies, {**pair, "body": self._codec.encode(link)})

    def copies(self, article: str) -> tuple[CopyLink, ...]:
        """Copy links of an article, either way; in the order of taking in."""
        number = select(articles.c.number).where(articles.c.id == article).scalar_subquery()
        query = select(copies.c.body).where(or_(copies.c.article == number, copies.c.origin == number))
        with self._read() as connection:
            found = connection.scalars(query.order_by(copies.c.article, copies.c.origin)).all()
        return tuple(self._codec.decode(body, CopyLink) for body in found)

    def copies_among(self, ids: Sequence[str]) -> tuple[CopyLink, ...]:
        """Copy links between articles of `ids`; in the order of taking in."""
        found: list[tuple[int, int, bytes]] = []
        with self._read() as connection:
            numbers: list[int] = []
            for part in parts(list(dict.fromkeys(ids))):
                numbers += connection.scalars(select(articles.c.number).where(articles.c.id.in_(part))).all()
            own = set(numbers)
            for some in parts(numbers):
                query = select(copies).where(copies.c.article.in_(some))
                found += [(r.article, r.origin, r.body) for r in connection.execute(query) if r.origin in own]
        return tuple(self._codec.decode(body, CopyLink) for _, _, body in sorted(found))

    def all_copies(self) -> Iterator[CopyLink]:
        """All copy links, in the order of taking in."""
        after = (0, 0)
        while True:
            later = or_(copies.c.article > after[0], (copies.c.article == after[0]) & (copies.c.origin > after[1]))
            query = select(copies).where(later).order_by(copies.c.article, copies.c.origin).limit(BATCH)
            with self._read() as connection:
                found = connection.execute(query).all()
            for row in found:
                yield self._codec.decode(row.body, CopyLink)
            if len(found) < BATCH:
                return
            after = (found[-1].article, found[-1].origin)

    def put_story(self, story: Story, facts: Sequence[Fact], limits: Sequence[Limit]) -> None:
        """Keep a story with its facts and deadlines in the place of what it had; what did not change is left alone.

        Raises:
            StoreError: an article of it is not kept.
        """
        with self._write() as connection:
            number = self._story(connection, story)
            self._members(connection, number, story)
            for change in story.history:
                if change.what == "merged" and change.other:
                    gone = self._number_of(connection, stories, change.other)
                    if gone is not None and gone != number:
                        self._put(connection, story_merges, {"gone": gone, "story": number})
            self._facts(connection, number, facts)
            self._limits(connection, number, limits)

    def _story(self, connection: Connection, story: Story) -> int:
        """Write the story itself; its number."""
        data = self._codec.plain(story)
        values = {"latest": story.last or "", "dropped": False, "into": None, "mark": mark(data)}
        old = connection.execute(
            select(stories.c.number, stories.c.mark, stories.c.dropped).where(stories.c.id == story.id)
        )
        row = old.first()
        if row is not None and row.mark == values["mark"] and not row.dropped:
            return int(row.number)
        values["body"] = self._codec.pack(data)
        if row is None:
            number = self._next(connection, stories)
            connection.execute(insert(stories), {"number": number, "id": story.id, **values})
        else:
            number = row.number
            connection.execute(update(stories).where(stories.c.number == number).values(values))
        self._alter(connection, "story", story.id, "new" if row is None else "changed")
        return number

    def _members(self, connection: Connection, story: int, record: Story) -> None:
        table = story_articles
        old = set(connection.scalars(select(table.c.article).where(table.c.story == story)))
        new = set(self._article_numbers(connection, record.articles).values())
        for article in sorted(old - new):
            connection.execute(delete(table).where(table.c.article == article))
        for article in sorted(new - old):
            self._put(connection, table, {"article": article, "story": story})

    def _article_numbers(self, connection: Connection, ids: Sequence[str]) -> dict[str, int]:
        """Numbers of articles. Raises: StoreError where one is not kept."""
        numbers: dict[str, int] = {}
        for part in parts(ids):
            found = connection.execute(select(articles.c.id, articles.c.number).where(articles.c.id.in_(part)))
            numbers.update((row.id, row.number) for row in found)
        if missing := [id for id in ids if id not in numbers]:
            raise StoreError(f"{missing[0]}: no such article in {self.url}")
        return numbers

    def _facts(self, connection: Connection, story: int, records: Sequence[Fact]) -> None:
        told = {telling.article for fact in records for telling in fact.tellings}
        numbers = self._article_numbers(connection, sorted(told))

        def values(fact: Fact) -> dict[str, Any]:
            first, end = days(fact.date)
            if not first and fact.tellings:
                first, end = self._published(connection, [numbers[t.article] for t in fact.tellings])
            place = self._entity(connection, fact.place) if fact.place else None
            return {"type": fact.type, "mode": fact.mode, "status": fact.status, "place": place, "first": first,
                    "end": end}  # fmt: skip

        for number, fact in self._replace(connection, facts, "fact", story, records, values):
            connection.execute(delete(fact_parties).where(fact_parties.c.fact == number))
            connection.execute(delete(fact_articles).where(fact_articles.c.fact == number))
            parties = sorted((self._entity(connection, id), role) for id, role in set(_parties(fact)))
            if parties:
                connection.execute(
                    insert(fact_parties), [{"fact": number, "entity": e, "role": role} for e, role in parties]
                )
            tellers = sorted({numbers[telling.article] for telling in fact.tellings})
            if tellers:
                connection.execute(insert(fact_articles), [{"fact": number, "article": a} for a in tellers])

    def _published(self, connection: Connection, numbers: Sequence[int]) -> tuple[str, str]:
        """Days of the first publication among articles."""
        query = select(articles.c.published).where(articles.c.number.in_(numbers), articles.c.day != "")
        return days(connection.scalar(query.order_by(articles.c.day, articles.c.number).limit(1)))

    def _limits(self, connection: Connection, story: int, records: Sequence[Limit]) -> None:
        for _ in self._replace(
            connection, limits, "deadline", story, records, lambda limit: {"due": days(limit.due)[0] or limit.due or ""}
        ):
            pass

    def _replace(
        self, connection: Connection, table: Table, what: ChangeKind, story: int, records: Sequence[R],
        columns: Callable[[R], dict[str, Any]],
    ) -> Iterator[tuple[int, R]]:  # fmt: skip
        """Write those records of a story that changed, and take away those it has no more; yields what was written."""
        mine = {row.id: row for row in connection.execute(
            select(table.c.id, table.c.number, table.c.mark, table.c.story).where(table.c.story == story))}  # fmt: skip
        dictionary = self._dictionary(connection, FACTS)
        for record in records:
            data = self._codec.plain(record)
            old = mine.pop(record.id, None)
            if old is None:
                query = select(table.c.id, table.c.number, table.c.mark, table.c.story).where(table.c.id == record.id)
                old = connection.execute(query).first()
            if old is not None and old.mark == mark(data) and old.story == story:
                continue
            body = self._codec.pack(data, dictionary)
            values = {"story": story, "mark": mark(data), "body": body, **columns(record)}
            if old is None:
                number = self._next(connection, table)
                connection.execute(insert(table), {"number": number, "id": record.id, **values})
                if table is facts:
                    self._learn(connection, FACTS, facts.c.body, number)
            else:
                number = old.number
                connection.execute(update(table).where(table.c.number == number).values(values))
            self._alter(connection, what, record.id, "new" if old is None else "changed")
            yield number, record
        for id, old in mine.items():
            self._remove(connection, table, old.number)
            self._alter(connection, what, id, "gone")

    def _remove(self, connection: Connection, table: Table, number: int) -> None:
        """Take a fact or deadline away that its story does not tell any more; the list of changes remembers it."""
        connection.execute(delete(table).where(table.c.number == number))
        self._last.pop(table.name, None)
        if table is facts:
            connection.execute(delete(fact_parties).where(fact_parties.c.fact == number))
            connection.execute(delete(fact_articles).where(fact_articles.c.fact == number))

    def drop_story(self, story: str) -> None:
        """A story that merged into another: it keeps its id as a way to the other, and holds nothing."""
        with self._write() as connection:
            row = connection.execute(select(stories).where(stories.c.id == story)).first()
            if row is None or row.dropped:
                return
            into = self._merged_into(connection, row.number, self._codec.decode(row.body, Story))
            self._facts(connection, row.number, ())
            self._limits(connection, row.number, ())
            connection.execute(delete(story_articles).where(story_articles.c.story == row.number))
            connection.execute(update(stories).where(stories.c.number == row.number).values(dropped=True, into=into))
            self._alter(connection, "story", story, "merged")

    def _merged_into(self, connection: Connection, number: int, story: Story) -> int | None:
        """The story that took another in: as its own history says, or the other's, or where its articles are now."""
        for change in reversed(story.history):
            if change.what == "merged" and change.other:
                found = self._number_of(connection, stories, change.other)
                if found is not None and found != number:
                    return found
        taker = connection.scalar(select(story_merges.c.story).where(story_merges.c.gone == number))
        if taker is not None or not story.articles:
            return taker
        table = story_articles
        first = select(articles.c.number).where(articles.c.id == story.articles[0]).scalar_subquery()
        query = select(table.c.story).where(table.c.article == first, table.c.story != number)
        return connection.scalar(query)

    def _number_of(self, connection: Connection, table: Table, id: str) -> int | None:
        found: int | None = connection.scalar(select(table.c.number).where(table.c.id == id))
        return found

    def decide(self, decision: Decision) -> None:
        """Append a person's decision; an undoing is a decision too. The same decision again changes nothing."""
        with self._write() as connection:
            if self._number_of(connection, decisions, decision.id) is None:
                number = self._next(connection, decisions)
                values = {"number": number, "id": decision.id, "body": self._codec.plain(decision)}
                connection.execute(insert(decisions), values)
                self._alter(connection, "decision", decision.id, decision.about, decision.at or None)

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision in order, undone ones too."""
        with self._read() as connection:
            found = connection.scalars(select(decisions.c.body).order_by(decisions.c.number)).all()
        return tuple(self._codec.read(body, Decision) for body in found)


def _parties(fact: Fact) -> Iterator[tuple[str, int]]:
    """Entities of a fact with their roles; speakers are those of the chains for and against it."""
    yield from ((id, ACTOR) for id in fact.actors)
    yield from ((id, RECIPIENT) for id in fact.recipients)
    for witness in (*fact.supporting, *fact.denying):
        yield from ((link.entity, SPEAKER) for link in witness.chain.links if link.role == "speaker" and link.entity)
