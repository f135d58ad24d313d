"""Articles with their readings: taken in, superseded, read anew, retracted, and handed out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.orm import aliased

from musnad.errors import StoreError
from musnad.records import Page, Reading
from musnad.store.days import days
from musnad.store.dictionaries import ORIGINALS, READINGS, STATES
from musnad.store.entries import Alteration, Derived, Held
from musnad.store.folding import FOLDING_VERSION
from musnad.store.indexing import Indexing
from musnad.store.originals import Originals, item_of
from musnad.store.rows import alterations, articles, notes, pages, readings, states
from musnad.store.session import BATCH

_BEFORE = articles.alias("before")
_AFTER = articles.alias("after")
HELD = (
    select(articles, pages.c.id.label("page_id"), _BEFORE.c.id.label("before_id"), _AFTER.c.id.label("after_id"))
    .join(pages, pages.c.number == articles.c.page)
    .outerjoin(_BEFORE, _BEFORE.c.number == articles.c.supersedes)
    .outerjoin(_AFTER, _AFTER.c.number == articles.c.superseded)
)
"""Rows that `held` makes an entry of."""


def held(row: Row[Any]) -> Held:
    """One article's entry."""
    return Held(
        id=row.id,
        number=row.number,
        page=row.page_id,
        url=row.url,
        outlet=row.outlet,
        title=row.title,
        published=row.published,
        words=row.words,
        supersedes=row.before_id,
        superseded=row.after_id,
        retracted=row.retracted,
    )


class Readings(Originals, Indexing):
    """The part of the store that keeps articles."""

    def add(self, page: Page, reading: Reading, *, folded: str, derived: bytes = b"") -> bool:
        """Keep an original and its reading; False if it was there.

        `folded` is `folding.folded_for_search` of the article's text. A page of an address (or item) that was there
        with other bytes is a correction: a new version that supersedes the old one. Other bytes with the same article
        (advertisements changed) are kept as one more original of it.
        """
        id = reading.article.id
        with self._write() as connection:
            known = connection.execute(select(articles).where(articles.c.id == id)).first()
            if known is not None:
                self._seen_again(connection, page, known)
                return False
            before = self._version_before(connection, page)
            number = self._next(connection, articles)
            if number == 1:
                self._put(connection, notes, {"key": "folding", "value": FOLDING_VERSION})
            kept = self._page(connection, page, article=number)
            values = self._entry(number, kept, reading) | {"supersedes": before.number if before else None}
            connection.execute(insert(articles), values)
            body = self._codec.encode(reading, self._dictionary(connection, READINGS))
            connection.execute(insert(readings), {"article": number, "body": body})
            if derived:
                state = self._codec.pack(derived, self._dictionary(connection, STATES))
                connection.execute(insert(states), {"article": number, "body": state})
                self._learn(connection, STATES, states.c.body, number)
            self._learn(connection, READINGS, readings.c.body, number)
            self._learn(connection, ORIGINALS, pages.c.body, number)
            self._index(connection, number, reading)
            self._index_words(connection, number, folded)
            self._read_at_last(connection, page, kept)
            if before:
                self._supersede(connection, before.number, number)
                self._alter(connection, "corrected", id, before.id)
            else:
                self._alter(connection, "added", id)
            return True

    def _entry(self, number: int, page: int, reading: Reading) -> dict[str, Any]:
        article = reading.article
        return {
            "number": number, "id": article.id, "page": page, "indexed": number, "standing": True,
            **_described(reading), "supersedes": None, "superseded": None, "retracted": None,
        }  # fmt: skip

    def _version_before(self, connection: Connection, page: Page) -> Row[int, str] | None:
        """The latest version of a page's item, if it was there with other bytes."""
        query = select(articles.c.number, articles.c.id).join(pages, pages.c.article == articles.c.number)
        query = query.where(pages.c.item == item_of(page), articles.c.superseded.is_(None))
        return connection.execute(query.order_by(articles.c.number.desc()).limit(1)).first()

    def _supersede(self, connection: Connection, old: int, new: int) -> None:
        change = update(articles).where(articles.c.number == old)
        connection.execute(change.values(superseded=new, standing=False))

    def _seen_again(self, connection: Connection, page: Page, known: Row[Any]) -> None:
        """Another original of an article that is there; an earlier version that is published again stands again."""
        new = connection.scalar(select(pages.c.number).where(pages.c.id == self.page_id(page))) is None
        before = self._version_before(connection, page) if new and known.superseded is not None else None
        kept = self._page(connection, page, article=known.number)
        self._read_at_last(connection, page, kept)
        if before is not None:
            self._supersede(connection, before.number, known.number)
            again = update(articles).where(articles.c.number == known.number)
            connection.execute(again.values(superseded=None, standing=known.retracted is None))
            self._alter(connection, "corrected", known.id, before.id)

    def _swap(
        self, connection: Connection, number: int, reading: Reading, *, folded: str, derived: bytes,
        packed: bytes | None = None,
    ) -> Reading | None:  # fmt: skip
        """Put another reading of an article in the place of the one it has, in all indexes; what it had.

        `packed` are the bytes of the reading, where they are at hand.
        """
        table = readings.c
        body = connection.scalar(select(table.body).where(table.article == number))
        old = self._codec.decode(body, Reading) if body else None
        if old is not None:
            self._unindex(connection, number, old)
        if packed is None:
            packed = self._codec.encode(reading, self._dictionary(connection, READINGS))
        self._put(connection, readings, {"article": number, "body": packed})
        if derived:
            state = self._codec.pack(derived, self._dictionary(connection, STATES))
            self._put(connection, states, {"article": number, "body": state})
        else:
            connection.execute(delete(states).where(states.c.article == number))
        self._index(connection, number, reading)
        values = _described(reading)
        if old is None or old.article.text != reading.article.text:
            indexed = connection.scalar(select(func.max(articles.c.indexed))) or 0
            values["indexed"] = indexed + 1
            self._index_words(connection, indexed + 1, folded)
        connection.execute(update(articles).where(articles.c.number == number).values(values))
        return old

    def _article(self, connection: Connection, id: str) -> int:
        """Number of an article. Raises: StoreError."""
        number: int | None = connection.scalar(select(articles.c.number).where(articles.c.id == id))
        if number is None:
            raise StoreError(f"{id}: no such article in {self.url}")
        return number

    def article(self, article: str) -> Held | None:
        """One article's entry."""
        with self._read() as connection:
            row = connection.execute(HELD.where(articles.c.id == article)).first()
        return held(row) if row else None

    def articles(self, *, after: int = 0, current: bool = True) -> Iterator[Held]:
        """Articles in the order of taking in; `current` leaves out superseded and retracted ones."""
        while True:
            query = HELD.where(articles.c.number > after).order_by(articles.c.number).limit(BATCH)
            with self._read() as connection:
                found = connection.execute(query.where(articles.c.standing) if current else query).all()
            for row in found:
                yield held(row)
            if len(found) < BATCH:
                return
            after = found[-1].number

    def reading(self, article: str) -> Reading | None:
        """A whole reading."""
        return next(self.readings((article,)), None)

    def readings(self, articles: Iterable[str]) -> Iterator[Reading]:
        """Readings of articles, in the order asked for; unknown ids are left out."""
        query = select(readings.c.body).join(_ARTICLES, _ARTICLES.c.number == readings.c.article)
        for id in articles:
            with self._read() as connection:
                body = connection.scalar(query.where(_ARTICLES.c.id == id))
            if body is not None:
                yield self._codec.decode(body, Reading)

    def retract(self, article: str, reason: str, *, at: str) -> None:
        """Leave a tombstone: the article stays kept, and counts nowhere. Raises: StoreError."""
        with self._write() as connection:
            number = self._article(connection, article)
            change = update(articles).where(articles.c.number == number, articles.c.retracted.is_(None))
            if connection.execute(change.values(retracted=reason, standing=False)).rowcount:
                self._alter(connection, "retracted", article, reason, at)

    def restore(self, article: str, *, at: str) -> None:
        """Take a retraction back. Raises: StoreError."""
        with self._write() as connection:
            number = self._article(connection, article)
            change = update(articles).where(articles.c.number == number, articles.c.retracted.is_not(None))
            values = {"retracted": None, "standing": articles.c.superseded.is_(None)}
            if connection.execute(change.values(values)).rowcount:
                self._alter(connection, "restored", article, "", at)

    def alterations(self, since: int = 0) -> Iterator[Alteration]:
        """What changed after number `since`."""
        table = alterations
        while True:
            with self._read() as connection:
                query = select(table).where(table.c.number > since).order_by(table.c.number).limit(BATCH)
                found = connection.execute(query).all()
            for row in found:
                yield Alteration(number=row.number, at=row.at, what=row.what, id=row.id, note=row.note)
            if len(found) < BATCH:
                return
            since = found[-1].number

    def derived(self, *, after: int = 0, since: str | None = None) -> Iterator[Derived]:
        """State of the story stage by article, in the order of taking in.

        All articles, also those that do not stand: the stage's state must not depend on what was corrected later. With
        `since` (an ISO day) those published before it are left out.
        """
        query = select(articles.c.id, articles.c.number, states.c.body).join(
            states, states.c.article == articles.c.number
        )
        query = query.order_by(articles.c.number).limit(BATCH)
        if since is not None:
            query = query.where((articles.c.day >= since) | (articles.c.day == ""))
        while True:
            with self._read() as connection:
                found = connection.execute(query.where(articles.c.number > after)).all()
            for row in found:
                yield Derived(article=row.id, number=row.number, state=self._codec.unpack(row.body))
            if len(found) < BATCH:
                return
            after = found[-1].number


_ARTICLES = aliased(articles, name="kept")


def _described(reading: Reading) -> dict[str, Any]:
    """What the list of articles shows of a reading."""
    article = reading.article
    return {
        "day": days(article.published)[0], "outlet": article.outlet, "words": len(article.text.split()),
        "published": article.published, "url": article.url, "title": article.title,
    }  # fmt: skip
