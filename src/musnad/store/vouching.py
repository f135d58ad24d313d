"""Whether what persons said, and what came of it, is sound."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from musnad.errors import SpanError, StoreBroken
from musnad.records import Correction, Reading
from musnad.store import rows
from musnad.store.comments import Commented
from musnad.store.corrections import Corrected, standing
from musnad.store.doubts import Doubted
from musnad.store.session import BATCH


class Vouched(Corrected, Doubted, Commented):
    """The part of the store that looks at corrections, comments and doubts."""

    def _wrong_reviews(self) -> Iterator[str]:
        """What is wrong with what persons said, one line each."""
        try:
            log = self.corrections()
        except StoreBroken as error:
            yield f"corrections: {error}"
            return
        by_article: dict[str, list[Correction]] = {}
        for one in log:
            by_article.setdefault(one.article, []).append(one)
        stands = {article for article, mine in by_article.items() if standing(tuple(mine))}
        with self._read() as connection:
            aside = rows.machine_readings.c
            join = select(rows.articles.c.id, aside.body).join(rows.articles, rows.articles.c.number == aside.article)
            kept = {row.id: row.body for row in connection.execute(join.order_by(aside.article))}
        yield from (
            f"{id}: a correction stands, and the machine's reading is not kept" for id in sorted(stands - set(kept))
        )
        for id, body in kept.items():
            if id not in stands:
                yield f"{id}: a machine's reading is kept aside, and no correction stands"
            yield from self._wrong_aside(id, body)
        for id, mine in by_article.items():
            yield from self._wrong_marks(id, {one.id for one in mine})
        yield from self._wrong_queue()

    def _wrong_aside(self, id: str, body: bytes) -> Iterator[str]:
        try:
            reading = self._codec.decode(body, Reading)
            reading.check()
        except (StoreBroken, SpanError) as error:
            yield f"{id}: the machine's reading: {error}"
            return
        if reading.article.id != id:
            yield f"{id}: the machine's reading kept for it is of {reading.article.id}"
        if reading.reviewed:
            yield f"{id}: the machine's own reading bears marks of persons"

    def _wrong_marks(self, id: str, known: set[str]) -> Iterator[str]:
        """Marks of corrections that are not kept."""
        try:
            shown = self.reading(id)
        except StoreBroken:
            return  # told of as a reading
        lost = [one.correction for one in shown.reviewed if one.correction not in known] if shown else []
        if lost:
            yield f"{id}: its reading bears the mark of a correction that is not kept: {lost[0]}"

    def _wrong_queue(self) -> Iterator[str]:
        """Doubts that do not decode, or are in the queue though a person decided them."""
        table, after = rows.doubts, ""
        while True:
            query = select(table).where(table.c.id > after).order_by(table.c.id).limit(BATCH)
            with self._read() as connection:
                found = connection.execute(query).all()
                closed = self._decided(connection, [row.id for row in found])
            for row in found:
                if row.settled != (row.id in closed):
                    yield f"{row.id}: this doubt is {'' if row.settled else 'not '}settled, its id says otherwise"
                try:
                    self._body(row.body)
                except StoreBroken as error:
                    yield f"{row.id}: {error}"
            if len(found) < BATCH:
                return
            after = found[-1].id
