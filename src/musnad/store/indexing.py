"""What the narrow tables hold of one reading: mentions, events, participants, damage, and the full-text index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, Table, and_, bindparam, delete, insert, select, text, update

from musnad.lang.ar.fold import fold_word
from musnad.records import Entity, EntityKind, Place, Reading, Sector
from musnad.store import rows
from musnad.store.codec import mark
from musnad.store.session import Session, parts

Rows = list[dict[str, Any]]
_DESCRIBED = ("fullness", "body", "place")
_EDGES = " \t\u00a0\u0640-\u2010\u2011\u2012\u2013\u2014\u2015|/:،,؛;"
"""What stands around a name in a dateline or a list («الرياض - ») and is no part of it."""


class EntityRow(Struct, frozen=True, array_like=True, omit_defaults=True):
    """An entity without its spellings, as small as can be: most are met once."""

    kind: EntityKind
    name: str
    known: bool = False
    country: str | None = None
    sector: Sector | None = None
    name_en: str | None = None
    office: str | None = None


class IndexRows(Struct, frozen=True):
    """Rows of one reading, by table."""

    mentions: Rows
    events: Rows
    parties: Rows
    damages: Rows

    def tables(self) -> tuple[tuple[Table, Rows], ...]:
        """Each table with its rows."""
        return (
            (rows.mentions, self.mentions),
            (rows.events, self.events),
            (rows.parties, self.parties),
            (rows.damages, self.damages),
        )


def name_key(name: str) -> int:
    """Hash of a name that is the same for all its spellings with other hamzas, marks or spaces."""
    return mark(" ".join(fold_word(name).split()).encode("utf-8", "surrogatepass"))


def bare(name: str) -> str:
    """A name without the dashes, strokes and commas around it; as it is where nothing else is in it."""
    return name.strip(_EDGES) or name


def fullness(entity: Entity, place: Place | None) -> int:
    """How much an entity tells; more is shown rather than less, whatever the order of articles."""
    told = sum(value is not None for value in (entity.name_en, entity.country, entity.sector, entity.office))
    located = place is not None and place.latitude is not None
    return 1 + 100_000 * entity.known + 10_000 * told + 1_000 * located + min(len(bare(entity.name)), 999)


class Indexing(Session):
    """The part of the store that makes its indexes from readings."""

    def _index(self, connection: Connection, number: int, reading: Reading) -> None:
        """Write the rows of a reading."""
        for table, values in self._index_rows(connection, number, reading).tables():
            if values:
                connection.execute(insert(table), values)

    def _unindex(self, connection: Connection, number: int, reading: Reading) -> None:
        """Take the rows of a reading away; its mentions by entity, however their spellings were kept once."""
        for table, values in self._index_rows(connection, number, reading).tables():
            keys = [column.name for column in table.primary_key if column is not rows.mentions.c.name]
            for wanted in dict.fromkeys(tuple(row[key] for key in keys) for row in values):
                same = (table.c[key] == value for key, value in zip(keys, wanted, strict=True))
                connection.execute(delete(table).where(and_(*same)))

    def _index_rows(self, connection: Connection, number: int, reading: Reading) -> IndexRows:
        speakers = {statement.id: statement.speaker for statement in reading.statements if statement.speaker}
        numbers = self._entities(connection, reading, speakers.values())
        events: Rows = []
        parties: set[tuple[int, int, int]] = {(numbers[id], rows.NO_EVENT, rows.SPEAKER) for id in speakers.values()}
        for at, event in enumerate(reading.events):
            place = numbers[event.place] if event.place else None
            events.append({"article": number, "event": at, "type": event.type, "mode": event.mode,
                           "status": event.status, "place": place, "date": event.date, "killed": event.killed,
                           "injured": event.injured})  # fmt: skip
            tellers = [speakers[id] for id in event.attributed_to if id in speakers]
            for role, ids in ((rows.ACTOR, event.actors), (rows.RECIPIENT, event.recipients), (rows.SPEAKER, tellers)):
                parties.update((numbers[id], at, role) for id in ids)
        damaged = Counter(damage.kind for damage in reading.damage)
        return IndexRows(
            self._mentions(connection, number, reading, numbers),
            events,
            [{"entity": e, "article": number, "event": at, "role": role} for e, at, role in sorted(parties)],
            [{"kind": kind, "article": number, "times": times} for kind, times in sorted(damaged.items())],
        )

    def _mentions(self, connection: Connection, number: int, reading: Reading, numbers: dict[str, int]) -> Rows:
        """One row for each entity and spelling of an article."""
        told = Counter((numbers[mention.entity], bare(mention.span.quote)) for mention in reading.mentions)
        for entity in reading.entities:
            for spelling in entity.spellings or (entity.name,):
                told.setdefault((numbers[entity.id], bare(spelling)), 0)
        names = self._names(connection, told)
        return [
            {"entity": entity, "article": number, "name": names[entity, spelling], "times": times}
            for (entity, spelling), times in sorted(told.items())
        ]

    def _names(self, connection: Connection, spellings: Iterable[tuple[int, str]]) -> dict[tuple[int, str], int]:
        """Numbers of spellings of entities; new ones where they were never met."""
        table, wanted = rows.names, dict.fromkeys(spellings)
        keys = {spelling: name_key(spelling) for _, spelling in wanted}
        found: dict[tuple[int, str], int] = {}
        for part in parts(sorted(set(keys.values()))):
            for row in connection.execute(select(table).where(table.c.folded.in_(part))):
                found[row.entity, row.spelling] = row.number
        new: Rows = []
        for entity, spelling in wanted:
            if (entity, spelling) not in found:
                number = found[entity, spelling] = self._next(connection, table)
                new.append({"number": number, "entity": entity, "folded": keys[spelling], "spelling": spelling})
        if new:
            connection.execute(insert(table), new)
        return found

    def _entities(self, connection: Connection, reading: Reading, speakers: Iterable[str]) -> dict[str, int]:
        """Numbers of all entities of a reading; what it tells of them is kept where it is the fullest so far."""
        ids = dict.fromkeys(entity.id for entity in reading.entities)
        ids |= dict.fromkeys(mention.entity for mention in reading.mentions)
        for event in reading.events:
            ids |= dict.fromkeys((*event.actors, *event.recipients, *filter(None, (event.place,))))
        numbers = self._entity_numbers(connection, (*ids, *speakers))
        places = {place.entity: place for place in reading.places}
        described: Rows = []
        names: list[tuple[int, str]] = []
        for entity in reading.entities:
            number, place = numbers[entity.id], places.get(entity.id)
            full = fullness(entity, place)
            if full > self._fullness.get(number, 0):
                self._fullness[number] = full
                described.append(self._description(number, entity, place, full))
                names += [(number, bare(name)) for name in (entity.name, entity.name_en) if name]
        if described:
            table = rows.entities
            change = update(table).where(table.c.number == bindparam("which"))
            connection.execute(change.values({name: bindparam(name) for name in _DESCRIBED}), described)
            self._names(connection, names)
        return numbers

    def _description(self, number: int, entity: Entity, place: Place | None, full: int) -> dict[str, Any]:
        row = EntityRow(entity.kind, bare(entity.name), entity.known, entity.country, entity.sector, entity.name_en,
                        entity.office)  # fmt: skip
        told = None
        if place is not None and (place.latitude is not None or entity.known):
            told = self._codec.plain(replace(place, entity=""))
        return {"which": number, "fullness": full, "body": self._codec.plain(row), "place": told}

    def _index_words(self, connection: Connection, row: int, folded: str) -> None:
        """Put a text into the full-text index."""
        if self._is_postgresql:
            statement = "INSERT INTO texts (number, body) VALUES (:row, CAST(:words AS tsvector))"
            connection.execute(text(statement), {"row": row, "words": tsvector(folded)})
        else:
            connection.execute(text("INSERT INTO texts (rowid, body) VALUES (:row, :words)"),
                               {"row": row, "words": folded})  # fmt: skip

    def _empty_words(self, connection: Connection) -> None:
        """Take everything out of the full-text index."""
        statement = "DELETE FROM texts" if self._is_postgresql else "INSERT INTO texts (texts) VALUES ('delete-all')"
        connection.execute(text(statement))


_LAST_POSITION = 16383
_MOST_POSITIONS = 255


def tsvector(folded: str) -> str:
    """Words as PostgreSQL's own notation for a vector, so that its parser has no say in what is a word."""
    at: dict[str, list[int]] = {}
    for position, word in enumerate(folded.split(), 1):
        places = at.setdefault(word[:500], [])
        if len(places) < _MOST_POSITIONS and position <= _LAST_POSITION:
            places.append(position)
    return " ".join(
        f"'{quoted(word)}'" + (":" + ",".join(map(str, places)) if places else "") for word, places in at.items()
    )


def quoted(word: str) -> str:
    """A word inside the single quotes of a vector or query."""
    return word.replace("\\", "\\\\").replace("'", "''")
