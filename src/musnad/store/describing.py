"""What is told of entities over all articles, when a correction takes away what one article told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, delete, select, update

from musnad.records import Entity, Place, Reading
from musnad.store.indexing import EntityRow, bare, fullness, name_key
from musnad.store.readings import Readings
from musnad.store.rows import entities, mentions, names, readings
from musnad.store.session import BATCH

Description = dict[str, Any]
_NOTHING: Description = {"fullness": 0, "body": None, "place": None}


class _Told(Struct, frozen=True):
    """Of a reading only the entities: the rest is not built."""

    entities: tuple[Entity, ...] = ()
    places: tuple[Place, ...] = ()


class Describing(Readings):
    """The part of the store that leaves no trace of entities and spellings that no reading tells any more."""

    def _redescribe(self, connection: Connection, old: Reading, new: Reading) -> None:
        """Look again at the entities that the old reading of an article told and the new one tells otherwise."""
        before, after = self._told(old.entities, old.places), self._told(new.entities, new.places)
        names_before, names_after = _spellings(old), _spellings(new)
        changed = {id for id in before if before[id] != after.get(id)}
        touched = sorted(changed | {id for id, spelling in names_before - names_after})
        numbers = self._entity_numbers(connection, touched)
        for id in touched:
            if id in changed:
                self._look_again(connection, id, numbers[id], before[id])
        for id, spelling in sorted(names_before - names_after):
            self._forget_name(connection, numbers[id], spelling)

    def _told(self, told: tuple[Entity, ...], located: tuple[Place, ...]) -> dict[str, Description]:
        places = {place.entity: place for place in located}
        out = {}
        for entity in told:
            place = places.get(entity.id)
            row = self._description(0, entity, place, fullness(entity, place))
            out[entity.id] = {"fullness": row["fullness"], "body": row["body"], "place": row["place"]}
        return out

    def _look_again(self, connection: Connection, id: str, number: int, told: Description) -> None:
        """If what is shown of an entity is what was told here only, show the fullest that is told elsewhere."""
        row = connection.execute(select(entities).where(entities.c.number == number)).one()
        if (row.fullness, row.body, row.place) != (told["fullness"], told["body"], told["place"]):
            return
        best = _NOTHING
        for one in self._elsewhere(connection, id, number):
            if one == told:
                return
            if one["fullness"] > best["fullness"]:
                best = one
        connection.execute(update(entities).where(entities.c.number == number).values(best))
        self._fullness[number] = best["fullness"]
        self._names(connection, [(number, name) for name in self._shown_names(best["body"])])

    def _elsewhere(self, connection: Connection, id: str, number: int) -> Iterator[Description]:
        """What each reading tells of an entity, in the order of taking in."""
        after = 0
        while True:
            mine = select(mentions.c.article).where(mentions.c.entity == number, mentions.c.article > after).distinct()
            query = select(readings).where(readings.c.article.in_(mine)).order_by(readings.c.article).limit(BATCH)
            found = connection.execute(query).all()
            for row in found:
                told = self._codec.decode(row.body, _Told)
                one = tuple(entity for entity in told.entities if entity.id == id)
                yield from self._told(one, told.places).values()
            if len(found) < BATCH:
                return
            after = found[-1].article

    def _forget_name(self, connection: Connection, number: int, spelling: str) -> None:
        """A spelling that no article has any more leads to the entity no longer."""
        same = (names.c.folded == name_key(spelling), names.c.entity == number, names.c.spelling == spelling)
        name = connection.scalar(select(names.c.number).where(*same))
        shown = connection.scalar(select(entities.c.body).where(entities.c.number == number))
        if name is None or spelling in self._shown_names(shown):
            return
        used = select(mentions.c.article).where(mentions.c.entity == number, mentions.c.name == name).limit(1)
        if connection.scalar(used) is None:
            connection.execute(delete(names).where(names.c.number == name))

    def _shown_names(self, body: bytes | None) -> tuple[str, ...]:
        """Names that an entity is shown with."""
        if body is None:
            return ()
        row = self._codec.read(body, EntityRow)
        return tuple(name for name in (row.name, row.name_en) if name)


def _spellings(reading: Reading) -> set[tuple[str, str]]:
    """Entities of a reading with each spelling that leads to them."""
    found = {(mention.entity, bare(mention.span.quote)) for mention in reading.mentions}
    for entity in reading.entities:
        told = (entity.name, entity.name_en, *entity.spellings)
        found.update((entity.id, bare(name)) for name in told if name)
    return found
