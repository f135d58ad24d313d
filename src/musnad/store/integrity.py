"""What makes a store sound, and what it comes down to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Protocol, TypeVar

from msgspec import msgpack
from sqlalchemy import Connection, delete, func, select, text, update
from sqlalchemy.exc import DatabaseError

from musnad.errors import SpanError, StoreBroken
from musnad.lang.ar.fold import fold_word
from musnad.records import Fact, Reading, Story
from musnad.store import rows
from musnad.store.base import Store
from musnad.store.entries import Filters
from musnad.store.folding import FOLDING_VERSION, TOKEN
from musnad.store.listing import Listing
from musnad.store.originals import page_id
from musnad.store.session import BATCH, parts
from musnad.store.vouching import Vouched

_GAPLESS = (rows.pages, rows.articles, rows.alterations, rows.decisions, rows.corrections, rows.comments)
_POINTERS = (
    (rows.pages.c.article, rows.articles.c.number),
    (rows.articles.c.page, rows.pages.c.number),
    (rows.articles.c.number, rows.readings.c.article),
    (rows.articles.c.supersedes, rows.articles.c.number),
    (rows.articles.c.superseded, rows.articles.c.number),
    (rows.readings.c.article, rows.articles.c.number),
    (rows.states.c.article, rows.articles.c.number),
    (rows.failures.c.page, rows.pages.c.number),
    (rows.copies.c.article, rows.articles.c.number),
    (rows.copies.c.origin, rows.articles.c.number),
    (rows.story_articles.c.article, rows.articles.c.number),
    (rows.story_articles.c.story, rows.stories.c.number),
    (rows.cluster_articles.c.article, rows.articles.c.number),
    (rows.cluster_articles.c.cluster, rows.clusters.c.number),
    (rows.facts.c.story, rows.stories.c.number),
    (rows.fact_articles.c.fact, rows.facts.c.number),
    (rows.fact_articles.c.article, rows.articles.c.number),
    (rows.fact_parties.c.fact, rows.facts.c.number),
    (rows.fact_parties.c.entity, rows.entities.c.number),
    (rows.limits.c.story, rows.stories.c.number),
    (rows.mentions.c.article, rows.articles.c.number),
    (rows.mentions.c.entity, rows.entities.c.number),
    (rows.mentions.c.name, rows.names.c.number),
    (rows.names.c.entity, rows.entities.c.number),
    (rows.events.c.article, rows.articles.c.number),
    (rows.events.c.place, rows.entities.c.number),
    (rows.parties.c.article, rows.articles.c.number),
    (rows.parties.c.entity, rows.entities.c.number),
    (rows.damages.c.article, rows.articles.c.number),
    (rows.corrections.c.article, rows.articles.c.number),
    (rows.machine_readings.c.article, rows.articles.c.number),
    (rows.doubts.c.article, rows.articles.c.number),
)
"""Columns, and the column in which each value of theirs must be."""


class _Stories(Protocol):
    def __call__(self, filters: Filters, *, limit: int, after: str | None) -> tuple[Story, ...]: ...


class Checked(Listing, Vouched):
    """The part of the store that looks at itself."""

    def check(self) -> tuple[str, ...]:
        """What is wrong with the store, one line each (`musnad doctor`); empty when sound."""
        found: list[str] = []
        with self._read() as connection:
            found += self._engine_says(connection)
            found += _gaps(connection)
            found += _loose(connection)
        found += (*self._wrong_originals(), *self._wrong_readings(), *self._wrong_conclusions())
        return (*found, *self._wrong_reviews())

    def reindex(self) -> None:
        """Make the full-text index and the narrow tables anew from the readings, as one change."""
        with self.transaction(), self._write() as connection:
            for table in (rows.mentions, rows.events, rows.parties, rows.damages, rows.names):
                connection.execute(delete(table))
            connection.execute(update(rows.entities).values(fullness=0, body=None, place=None))
            self._forget()
            for number, _, reading in self._all_readings():
                self._index(connection, number, reading)
            self.reindex_words()

    def reindex_words(self) -> None:
        """Make the full-text index anew."""
        with self._write() as connection:
            self._empty_words(connection)
            for _, indexed, reading in self._all_readings():
                self._index_words(connection, indexed, self._folding.text(reading.article.text))
            self._put(connection, rows.notes, {"key": "folding", "value": FOLDING_VERSION})

    def _all_readings(self) -> Iterator[tuple[int, int, Reading]]:
        """Number, row of the full-text index, and reading of all articles. Raises: StoreBroken."""
        after, join = 0, rows.readings.c.article == rows.articles.c.number
        while True:
            query = select(rows.articles.c.number, rows.articles.c.indexed, rows.readings.c.body).join(
                rows.readings, join
            )
            query = query.where(rows.articles.c.number > after).order_by(rows.articles.c.number).limit(BATCH)
            with self._read() as connection:
                found = connection.execute(query).all()
            for row in found:
                yield row.number, row.indexed, self._codec.decode(row.body, Reading)
            if len(found) < BATCH:
                return
            after = found[-1].number

    def _engine_says(self, connection: Connection) -> Iterator[str]:
        """What the database itself finds."""
        if not self._is_postgresql:
            try:
                for line in connection.scalars(text("PRAGMA integrity_check")):
                    if line != "ok":
                        yield f"the file is damaged: {line}"
            except DatabaseError as error:
                yield f"the file is damaged: {error.orig}"
        kept = "SELECT number FROM texts" if self._is_postgresql else "SELECT id FROM texts_docsize"
        missing = connection.scalar(text(f"SELECT count(*) FROM articles WHERE indexed NOT IN ({kept})"))
        if missing:
            yield f"the full-text index misses {missing} articles; `reindex` makes it anew"
        version = connection.scalar(select(rows.notes.c.value).where(rows.notes.c.key == "folding"))
        if version not in (None, FOLDING_VERSION):
            yield f"the full-text index was made by rules {version}, now they are {FOLDING_VERSION}; `reindex` it"

    def _wrong_originals(self) -> Iterator[str]:
        passed = 0
        try:
            for kept in self.originals():
                passed += 1
                if hashlib.sha256(kept.page.body).hexdigest() != kept.page.sha256:
                    yield f"{kept.id}: the bytes of the original are not those of its SHA-256"
                if page_id(kept.page) != kept.id:
                    yield f"{kept.id}: this is not the id of its address and SHA-256"
        except (StoreBroken, ValueError) as error:
            yield f"original {passed + 1}: {error}"

    def _wrong_readings(self) -> Iterator[str]:
        """Readings that do not decode, do not quote their text, or are not what the indexes hold."""
        ids = select(rows.articles.c.number, rows.articles.c.id, rows.articles.c.indexed, rows.readings.c.body)
        ids = ids.join(rows.readings, rows.readings.c.article == rows.articles.c.number)
        after = 0
        while True:
            with self._read() as connection:
                page = ids.where(rows.articles.c.number > after).order_by(rows.articles.c.number).limit(BATCH)
                found = connection.execute(page).all()
                for row in found:
                    try:
                        reading = self._codec.decode(row.body, Reading)
                        reading.check()
                    except (StoreBroken, SpanError) as error:
                        yield f"{row.id}: {error}"
                        continue
                    if reading.article.id != row.id:
                        yield f"{row.id}: its reading is of {reading.article.id}"
                    yield from self._out_of_step(connection, row.number, row.indexed, reading)
            if len(found) < BATCH:
                return
            after = found[-1].number

    def _out_of_step(self, connection: Connection, number: int, indexed: int, reading: Reading) -> Iterator[str]:
        """Whether the indexes hold what the reading tells."""
        events = connection.scalar(select(func.count()).select_from(rows.events).where(rows.events.c.article == number))
        if events != len(reading.events):
            yield f"{reading.article.id}: the index holds {events} events, the reading {len(reading.events)}"
        if not self._is_postgresql:
            size = connection.scalar(text("SELECT sz FROM texts_docsize WHERE id = :id"), {"id": indexed})
            words = sum(1 for match in TOKEN.finditer(reading.article.text) if fold_word(match[0]))
            if size is not None and _varint(size) != words:
                yield f"{reading.article.id}: the full-text index holds {_varint(size)} words, the text {words}"

    def _wrong_conclusions(self) -> Iterator[str]:
        try:
            for _ in self.all_copies():
                pass
            for story in _all_stories(self.stories):
                with self._read() as connection:
                    query = select(rows.facts.c.id, rows.facts.c.body)
                    kept = {
                        row.id: self._codec.decode(row.body, Fact)
                        for part in parts(story.facts)
                        for row in connection.execute(query.where(rows.facts.c.id.in_(part)))
                    }
                if missing := [id for id in story.facts if id not in kept]:
                    yield f"{story.id}: its fact {missing[0]} is not kept"
            for _ in (*self.decisions(), *self.limits()):
                pass
        except StoreBroken as error:
            yield f"what was concluded: {error}"


def content_digest(store: Store, *, history: bool = True, persons: bool = True) -> str:
    """SHA-256, hexadecimal, over all that a store holds, in stable order and without the times of the clock.

    Two stores with one digest were told the same: originals, readings, copies, stories, facts, deadlines, doubts; with
    `history` the list of changes; with `persons` what persons decided, corrected and commented.
    """
    digest = hashlib.sha256()
    encoder = msgpack.Encoder()
    for part in _contents(store, history, persons):
        data = encoder.encode(part)
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def _contents(store: Store, history: bool, persons: bool) -> Iterator[object]:
    for kept in store.originals():
        page = kept.page
        yield "original", kept.id, kept.article, page.source, page.url, page.sha256, page.kind, page.context
    for held in store.articles(current=False):
        yield "article", held, store.reading(held.id), store.machine_reading(held.id)
    yield from (("state", derived) for derived in store.derived())
    yield from (("failure", found.id, found.failed) for found in sorted(store.failures(), key=lambda one: one.id))
    yield from (("copy", link) for link in store.all_copies())
    yield from (("cluster", *pair) for pair in store.assignments())
    for story in _all_stories(store.stories):
        yield "story", story, [store.fact(id) for id in story.facts]
    yield from (("deadline", limit) for limit in store.limits())
    yield from (("doubt", doubt) for doubt in _screens(store.doubts))
    if persons:
        yield from (("decision", decision) for decision in store.decisions())
        yield from (("correction", correction) for correction in store.corrections())
        yield from (("comment", comment) for comment in _screens(store.comments))
    if history:
        yield from (("change", one.number, one.what, one.id, one.note) for one in store.alterations())


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=_Identified, covariant=True)


class _Screen(Protocol[R]):
    def __call__(self, *, limit: int, after: str | None) -> tuple[R, ...]: ...


def _screens(read: _Screen[R]) -> Iterator[R]:
    """All that is listed screen by screen, streamed."""
    after: str | None = None
    while found := read(limit=BATCH, after=after):
        yield from found
        after = found[-1].id


def _all_stories(stories: _Stories) -> Iterator[Story]:
    """All stories, the latest first, streamed."""
    after: str | None = None
    while found := stories(Filters(), limit=BATCH, after=after):
        yield from found
        after = found[-1].id


def _gaps(connection: Connection) -> Iterator[str]:
    for table in _GAPLESS:
        last, count = connection.execute(select(func.max(table.c.number), func.count()).select_from(table)).one()
        if (last or 0) != count:
            yield f"numbers of {table.name} have gaps: the last is {last}, there are {count}"


def _loose(connection: Connection) -> Iterator[str]:
    """Rows that point at what is not there."""
    for column, target in _POINTERS:
        there = select(target).where(target.is_not(None))
        count = connection.scalar(select(func.count()).where(column.is_not(None), column.not_in(there)))
        if count:
            yield f"{column.table.name}.{column.name} points {count} times at no row of {target.table.name}"


def _varint(data: bytes) -> int:
    """The first number of a record of FTS5's sizes: seven bits a byte, the highest first."""
    value = 0
    for byte in data:
        value = value << 7 | byte & 127
        if byte < 128:
            break
    return value
