"""Search: articles by words and filters, with the matched words in their place."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    and_,
    cast,
    column,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from musnad.errors import NoSuchScreen
from musnad.store.entries import Filters, Hit, Hits
from musnad.store.filters import article_conditions
from musnad.store.query import Query, either, fts5, parse, tsquery
from musnad.store.readings import HELD, held
from musnad.store.rows import articles, readings, stories, story_articles
from musnad.store.snippets import snippets
from musnad.store.told import Told

RANKED = 4000
"""More articles than this are shown latest first: ranking them would take longer than a person waits."""
_CURSOR = re.compile(r"(\d{1,9}):(\d{1,9})|([0-9-]{0,10})@(\d{1,9})")
_TEXTS = table("texts", column("rowid"), column("number"), column("body"))


class Found(Struct, frozen=True):
    """Numbers of one screen of articles, how many there are in all, and where the next screen begins."""

    total: int
    numbers: tuple[int, ...]
    next: str | None


class Search(Told):
    """The part of the store that finds."""

    def search(self, filters: Filters, *, limit: int = 20, after: str | None = None, latest: bool = False) -> Hits:
        """Articles that fit, the best first.

        They come the latest first without words, where `latest` asks for it, and where very many fit.
        `after` is `Hits.next` of the screen before. Articles taken in since the first screen of a ranked search are
        left to the next search, so that no screen repeats or skips one.

        Raises:
            NoSuchScreen: `after` is no `Hits.next` of such a search.
        """
        query = parse(filters.text, self._folding) if filters.text and filters.text.strip() else None
        with self._read() as connection:
            found = self._find(connection, filters, query, max(1, limit), after, latest)
            rows = {row.number: row for row in connection.execute(HELD.where(articles.c.number.in_(found.numbers)))}
            in_story = self._stories_of(connection, found.numbers)
            texts = self._texts(connection, found.numbers) if query else {}
        hits = []
        for number in found.numbers:
            quoted = snippets(texts[number], query, self._folding) if query and number in texts else ()
            hits.append(Hit(article=held(rows[number]), story=in_story.get(number), snippets=quoted))
        return Hits(total=found.total, hits=tuple(hits), next=found.next)

    def _stories_of(self, connection: Connection, numbers: tuple[int, ...]) -> dict[int, str]:
        mine = story_articles.c.article
        query = select(mine, stories.c.id).join(stories, stories.c.number == story_articles.c.story)
        return {row.article: row.id for row in connection.execute(query.where(mine.in_(numbers)))}

    def _texts(self, connection: Connection, numbers: tuple[int, ...]) -> dict[int, str]:
        query = select(readings).where(readings.c.article.in_(numbers))
        return {row.article: self._codec.decode(row.body, _Texted).article.text for row in connection.execute(query)}

    def _find(
        self, connection: Connection, filters: Filters, query: Query | None, limit: int, after: str | None,
        latest: bool,
    ) -> Found:  # fmt: skip
        if query is not None and query.empty:
            return Found(0, (), None)
        conditions = article_conditions(connection, filters)
        fitting = conditions if query is None else [*conditions, self._fitting(query)]
        total = connection.scalar(select(func.count()).select_from(articles).where(*fitting)) or 0
        cursor = _CURSOR.fullmatch(after) if after else None
        few = total <= RANKED if not cursor else cursor[1] is not None
        ranked = query is not None and bool(query.wanted) and few and not latest
        if after and (cursor is None or (cursor[1] is not None and not ranked)):
            raise NoSuchScreen(f"{after[:40]!r}: no screen of this search begins there; begin at the first")
        if query is not None and ranked:
            return self._ranked(connection, filters, query, total, limit, cursor)
        if query is not None:  # the words first: other filters alone may fit very many
            fitting = [*article_conditions(connection, filters, beside_words=True), self._fitting(query)]
        page = select(articles.c.number, articles.c.day).where(*fitting)
        if cursor and cursor[4]:
            day, number = cursor[3], int(cursor[4])
            page = page.where(or_(articles.c.day < day, and_(articles.c.day == day, articles.c.number < number)))
        page = page.order_by(articles.c.day.desc(), articles.c.number.desc()).limit(limit + 1)
        found = connection.execute(page).all()
        more = f"{found[limit - 1].day}@{found[limit - 1].number}" if len(found) > limit else None
        return Found(total, tuple(row.number for row in found[:limit]), more)

    def _ranked(
        self, connection: Connection, filters: Filters, query: Query, total: int, limit: int,
        cursor: re.Match[str] | None,
    ) -> Found:  # fmt: skip
        offset, last = (int(cursor[1]), int(cursor[2])) if cursor else (0, None)
        if last is None:
            last = connection.scalar(select(func.max(articles.c.number))) or 0
        found = self._matching(query, ranked=True)
        conditions = article_conditions(connection, filters, beside_words=True)
        page = select(articles.c.number).join(found, found.c.row == articles.c.indexed)
        page = page.where(*conditions, articles.c.number <= last).order_by(found.c.rank, articles.c.number.desc())
        numbers = connection.scalars(page.offset(offset).limit(limit + 1)).all()
        more = f"{offset + limit}:{last}" if len(numbers) > limit else None
        return Found(total, tuple(numbers[:limit]), more)

    def _fitting(self, query: Query) -> ColumnElement[bool]:
        """Whether an article has the words."""
        if query.wanted or self._is_postgresql:
            return articles.c.indexed.in_(select(self._matching(query).c.row))
        return articles.c.indexed.not_in(select(self._matching(Query(wanted=(either(query.unwanted),))).c.row))

    def _matching(self, query: Query, *, ranked: bool = False) -> CTE:
        """Rows of the full-text index that fit, the best with the lowest rank.

        They are found once and first: the database must not ask the full-text index for each article.
        """
        if self._is_postgresql:
            row: ColumnElement[int] = _TEXTS.c.number
            wanted = cast(literal(tsquery(query)), TSQUERY)
            matching = _TEXTS.c.body.op("@@", is_comparison=True)(wanted)
            rank: ColumnElement[Any] = -func.ts_rank_cd(_TEXTS.c.body, wanted, 1)
        else:
            row, rank = _TEXTS.c.rowid, literal_column("bm25(texts)")
            whole: ColumnElement[Any] = literal_column("texts")
            matching = whole.op("MATCH", is_comparison=True)(fts5(query))
        columns = (row.label("row"), rank.label("rank")) if ranked else (row.label("row"),)
        return select(*columns).select_from(_TEXTS).where(matching).cte("found").prefix_with("MATERIALIZED")


class _Text(Struct, frozen=True):
    text: str


class _Texted(Struct, frozen=True):
    """Of a reading only the text: the rest is not built."""

    article: _Text
