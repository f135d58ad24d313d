"""What the machine is unsure of: a queue for persons, the weightiest first."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import merge
from itertools import islice
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, delete, func, insert, select, tuple_, update

from musnad.errors import StoreError
from musnad.records import DOUBT_KINDS, Doubt, DoubtKind
from musnad.store.entries import Tally
from musnad.store.readings import Readings
from musnad.store.rows import articles
from musnad.store.rows import doubts as queue
from musnad.store.rows import settled as decided
from musnad.store.session import parts


class _Body(Struct, frozen=True, array_like=True, omit_defaults=True):
    """What a doubt tells beside its columns, as small as can be."""

    about: str
    reason: str
    other: str | None = None
    words: str = ""


_ROWS = select(queue, articles.c.id.label("of")).join(articles, articles.c.number == queue.c.article)


class Doubted(Readings):
    """The part of the store that keeps doubts. They stand in the queue by weight, then article, then id."""

    def put_doubts(self, article: str, doubts: Sequence[Doubt], *, kinds: Sequence[DoubtKind] = ()) -> None:
        """Keep what is unsure in an article (or in its merges), in the place of what it had.

        With `kinds` only doubts of these are given, and only those of these are replaced. A doubt that a person decided
        stays so when it is put again, also after it was not found for a while.

        Raises:
            StoreError: the article is not kept; or a doubt is another's, or of another kind.
        """
        wrong = [one.id for one in doubts if one.article != article or (kinds and one.kind not in kinds)]
        if wrong:
            raise StoreError(f"{wrong[0]}: this doubt is not of {article}, or of another kind")
        with self._write() as connection:
            number = self._article(connection, article)
            mine = queue.c.article == number
            same = mine & queue.c.kind.in_(kinds) if kinds else mine
            old = {row.id: tuple(row) for row in connection.execute(select(queue).where(same))}
            new = {one.id: self._values(number, one) for one in doubts}
            closed = self._decided(connection, tuple(new))
            for id, values in new.items():
                values["settled"] = id in closed
            names = [column.name for column in queue.columns]
            fresh = [v for id, v in new.items() if old.get(id) != tuple(v[name] for name in names)]
            gone = [id for id in old if id not in new]
            for part in parts([*gone, *(values["id"] for values in fresh)]):
                connection.execute(delete(queue).where(queue.c.id.in_(part)))
            if fresh:
                connection.execute(insert(queue), fresh)

    def _values(self, number: int, one: Doubt) -> dict[str, Any]:
        body = self._codec.plain(_Body(one.about, one.reason, one.other, one.words))
        return {"id": one.id, "article": number, "kind": one.kind, "settled": False, "rank": -one.weight, "body": body}

    def _decided(self, connection: Connection, ids: Sequence[str]) -> set[str]:
        found: set[str] = set()
        for part in parts(ids):
            found.update(connection.scalars(select(decided.c.id).where(decided.c.id.in_(part))))
        return found

    def doubt(self, doubt: str) -> Doubt | None:
        """One doubt by its id, also one that somebody looked at."""
        with self._read() as connection:
            row = connection.execute(_ROWS.where(queue.c.id == doubt)).first()
        return None if row is None else self._doubt(row)

    def doubts_of(self, article: str) -> tuple[Doubt, ...]:
        """All doubts of one article, the weightiest first, also those that somebody looked at."""
        query = _ROWS.where(articles.c.id == article).order_by(queue.c.rank, queue.c.id)
        with self._read() as connection:
            return tuple(self._doubt(row) for row in connection.execute(query))

    def doubts(
        self, *, kinds: Sequence[DoubtKind] = (), limit: int = 50, after: str | None = None
    ) -> tuple[Doubt, ...]:
        """What nobody looked at yet, the weightiest first; of articles that stand. `after` is the id of the last seen.

        Nothing follows an id that is not (any more) kept.
        """
        order = (queue.c.rank, queue.c.article, queue.c.id)
        query = _ROWS.where(~queue.c.settled, articles.c.standing).order_by(*order).limit(limit)
        with self._read() as connection:
            if after is not None:
                last = connection.execute(select(*order).where(queue.c.id == after)).first()
                if last is None:
                    return ()
                query = query.where(tuple_(*order) > tuple_(*last))
            # one short walk of the index for each kind: rare kinds are not looked for among all others
            asked = sorted(set(kinds)) or DOUBT_KINDS
            found = [connection.execute(query.where(queue.c.kind == kind)).all() for kind in asked]
        best = merge(*found, key=lambda row: (row.rank, row.article, row.id))
        return tuple(self._doubt(row) for row in islice(best, limit))

    def _doubt(self, row: Any) -> Doubt:
        told = self._body(row.body)
        return Doubt(id=row.id, kind=row.kind, about=told.about, article=row.of, other=told.other,
                     weight=-row.rank, reason=told.reason, words=told.words)  # fmt: skip

    def _body(self, body: bytes) -> _Body:
        """Raises: StoreBroken."""
        return self._codec.read(body, _Body)

    def doubt_counts(self) -> tuple[Tally, ...]:
        """Doubts of articles that stand that nobody looked at yet, by kind, the most frequent first."""
        count = select(func.count()).select_from(queue).where(~queue.c.settled)
        fallen = select(queue.c.kind, func.count()).where(~queue.c.settled).group_by(queue.c.kind)
        fallen = fallen.where(queue.c.article.in_(select(articles.c.number).where(~articles.c.standing)))
        with self._read() as connection:
            # each kind is counted in the index alone, and what does not stand is taken off
            totals = {kind: connection.scalar(count.where(queue.c.kind == kind)) or 0 for kind in DOUBT_KINDS}
            for kind, less in connection.execute(fallen):
                totals[kind] -= less
        found = (Tally(kind, total) for kind, total in totals.items() if total)
        return tuple(sorted(found, key=lambda one: (-one.count, one.key)))

    def settle(self, doubts: Sequence[str], *, settled: bool = True) -> None:
        """Take doubts out of the queue that a person decided, or put them back (an undoing).

        It holds for the ids: also for a doubt that is found only later.
        """
        ids = tuple(dict.fromkeys(doubts))
        with self._write() as connection:
            known = self._decided(connection, ids)
            if settled and (new := [{"id": id} for id in ids if id not in known]):
                connection.execute(insert(decided), new)
            for part in parts(ids):
                if not settled:
                    connection.execute(delete(decided).where(decided.c.id.in_(part)))
                connection.execute(update(queue).where(queue.c.id.in_(part)).values(settled=settled))
