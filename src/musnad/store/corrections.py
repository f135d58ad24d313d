"""What persons corrected in readings: an append-only log, and the machine's own readings, kept aside meanwhile."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from musnad.errors import StoreError
from musnad.records import Correction, Reading
from musnad.store.describing import Describing
from musnad.store.dictionaries import READINGS
from musnad.store.rows import articles, corrections, machine_readings, readings

_SHOWN = select(readings.c.body).join(articles, articles.c.number == readings.c.article)


class Corrected(Describing):
    """The part of the store that keeps corrections.

    `readings` holds what is shown. An article has a row in `machine_readings` exactly while a correction of it stands.
    """

    def correct(self, correction: Correction, reading: Reading, *, folded: str, derived: bytes = b"") -> None:
        """Append a person's correction (or its undoing) and put the reading that it makes in the article's place.

        The machine's own reading is kept aside while a correction stands; when none does any more, its very bytes are
        back. The same correction again changes nothing.

        Raises:
            StoreError: the article is not kept, or the reading is another's; the correction takes back what this
                article does not have; nothing is corrected any more, and the reading is not the machine's own.
            SpanError: a span of the reading does not quote its text.
        """
        reading.check()
        with self._write() as connection:
            number = self._article(connection, correction.article)
            if reading.article.id != correction.article:
                raise StoreError(f"{correction.id}: the reading is of {reading.article.id}, not {correction.article}")
            if connection.scalar(select(corrections.c.number).where(corrections.c.id == correction.id)) is not None:
                return
            log = (*self._log(connection, number), correction)
            if correction.undoes is not None and all(one.id != correction.undoes for one in log[:-1]):
                raise StoreError(f"{correction.undoes}: no such correction of {correction.article}")
            values = {"id": correction.id, "article": number, "body": self._codec.plain(correction)}
            connection.execute(insert(corrections), {"number": self._next(connection, corrections), **values})
            aside = self._aside(connection, number, reading, stands=bool(standing(log)))
            old = self._swap(connection, number, reading, folded=folded, derived=derived, packed=aside)
            if old is not None:
                self._redescribe(connection, old, reading)
            self._alter(connection, "reviewed", correction.article, correction.id, correction.at or None)

    def _aside(self, connection: Connection, number: int, reading: Reading, *, stands: bool) -> bytes | None:
        """Keep the machine's reading aside, or take it back: then its bytes. Raises: StoreError."""
        table = machine_readings
        body: bytes | None = connection.scalar(select(table.c.body).where(table.c.article == number))
        if stands:
            if body is None:
                shown = connection.scalar(_SHOWN.where(articles.c.number == number))
                connection.execute(insert(table), {"article": number, "body": shown})
            return None
        if body is None:
            body = connection.scalar(_SHOWN.where(articles.c.number == number)) or b""
        if self._codec.decode(body, Reading) != reading:
            raise StoreError(f"{reading.article.id}: no correction stands, and this is not the machine's own reading")
        connection.execute(delete(table).where(table.c.article == number))
        return body

    def replace_reading(
        self, reading: Reading, *, folded: str, derived: bytes = b"", machine: Reading | None = None
    ) -> None:
        """Put a new reading of a kept article in the place of its old one (`rebuild`).

        `machine` is the machine's own, where persons' corrections are laid over it in `reading`.

        Raises:
            StoreError: the article is not kept; or no correction of it stands, and the two readings are not the same.
        """
        with self._write() as connection:
            number = self._article(connection, reading.article.id)
            own = reading if machine is None else machine
            if standing(self._log(connection, number)):
                body = self._codec.encode(own, self._dictionary(connection, READINGS))
                self._put(connection, machine_readings, {"article": number, "body": body})
            elif own != reading:
                raise StoreError(f"{reading.article.id}: no correction stands that would make this reading")
            self._swap(connection, number, reading, folded=folded, derived=derived)

    def _log(self, connection: Connection, number: int) -> tuple[Correction, ...]:
        """Every correction of an article in order."""
        query = select(corrections.c.body).where(corrections.c.article == number).order_by(corrections.c.number)
        return tuple(self._codec.read(body, Correction) for body in connection.scalars(query))

    def corrections(self, article: str | None = None) -> tuple[Correction, ...]:
        """Every correction in order, undone ones too; of one article or of all."""
        query = select(corrections.c.body).order_by(corrections.c.number)
        if article is not None:
            query = query.join(articles, articles.c.number == corrections.c.article).where(articles.c.id == article)
        with self._read() as connection:
            found = connection.scalars(query).all()
        return tuple(self._codec.read(body, Correction) for body in found)

    def machine_reading(self, article: str) -> Reading | None:
        """The reading without persons' corrections; the one that is shown where there are none."""
        table = machine_readings
        query = select(table.c.body).join(articles, articles.c.number == table.c.article)
        with self._read() as connection:
            body = connection.scalar(query.where(articles.c.id == article))
            if body is None:
                body = connection.scalar(_SHOWN.where(articles.c.id == article))
        return None if body is None else self._codec.decode(body, Reading)


def standing(log: tuple[Correction, ...]) -> tuple[Correction, ...]:
    """The corrections of a log that nobody took back, in order; an undoing that was undone takes nothing back."""
    undone: set[str] = set()
    alive: list[Correction] = []
    for one in reversed(log):
        if one.id in undone:
            continue
        if one.undoes is None:
            alive.append(one)
        else:
            undone.add(one.undoes)
    return tuple(reversed(alive))
