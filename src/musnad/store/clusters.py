"""The machine's own view of stories, beside the one that persons' decisions make of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import delete, select

from musnad.records import Cluster
from musnad.store.entries import Held
from musnad.store.readings import HELD
from musnad.store.readings import held as entry
from musnad.store.rows import articles, cluster_articles, clusters, copies, stories, story_articles
from musnad.store.session import BATCH, parts
from musnad.store.told import Told


class Clustered(Told):
    """The part of the store that keeps clusters."""

    def put_clusters(self, records: Sequence[Cluster]) -> None:
        """Keep clusters, each in the place of what it was. Raises: StoreError."""
        with self._write() as connection:
            for record in records:
                number = self._number_of(connection, clusters, record.id) or self._next(connection, clusters)
                body = self._codec.encode(record)
                self._put(connection, clusters, {"number": number, "id": record.id, "body": body})
                numbers = self._article_numbers(connection, record.articles)
                held = set(
                    connection.scalars(select(cluster_articles.c.article).where(cluster_articles.c.cluster == number))
                )
                for article in sorted(set(numbers.values()) - held):
                    self._put(connection, cluster_articles, {"article": article, "cluster": number})

    def cluster(self, story: str) -> Cluster | None:
        """The machine's view of a story."""
        with self._read() as connection:
            body = connection.scalar(select(clusters.c.body).where(clusters.c.id == story))
        return None if body is None else self._codec.decode(body, Cluster)

    def cluster_of(self, article: str) -> str | None:
        """Id of the machine's story that holds an article."""
        table = cluster_articles
        query = (
            select(clusters.c.id)
            .join(table, table.c.cluster == clusters.c.number)
            .join(articles, articles.c.number == table.c.article)
            .where(articles.c.id == article)
        )
        with self._read() as connection:
            found: str | None = connection.scalar(query)
        return found

    def assignments(self) -> Iterator[tuple[str, str]]:
        """Every article with the machine's story that holds it, in the order of taking in."""
        table, after = cluster_articles, 0
        while True:
            query = (
                select(table.c.article, articles.c.id, clusters.c.id.label("cluster"))
                .join(clusters, table.c.cluster == clusters.c.number)
                .join(articles, articles.c.number == table.c.article)
                .where(table.c.article > after)
                .order_by(table.c.article)
                .limit(BATCH)
            )
            with self._read() as connection:
                found = connection.execute(query).all()
            yield from ((row.id, row.cluster) for row in found)
            if len(found) < BATCH:
                return
            after = found[-1].article

    def held(self, ids: Sequence[str]) -> dict[str, Held]:
        """Entries of many articles by id."""
        found: dict[str, Held] = {}
        for part in parts(ids):
            with self._read() as connection:
                rows = connection.execute(HELD.where(articles.c.id.in_(part))).all()
            found.update((row.id, entry(row)) for row in rows)
        return found

    def stories_of(self, ids: Sequence[str]) -> set[str]:
        """Ids of the stories that hold any of these articles."""
        table, found = story_articles, set[str]()
        for part in parts(ids):
            query = (
                select(stories.c.id)
                .join(table, table.c.story == stories.c.number)
                .join(articles, articles.c.number == table.c.article)
                .where(articles.c.id.in_(part))
                .distinct()
            )
            with self._read() as connection:
                found.update(connection.scalars(query))
        return found

    def forget_clusters(self) -> None:
        """Drop copy links and clusters, to work them out anew; stories stay until they are told again."""
        with self._write() as connection:
            for table in (copies, cluster_articles, clusters):
                connection.execute(delete(table))
            self._last.clear()
