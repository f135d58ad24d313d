"""CSV in the shape of POLECAT: one row for each event of each report, 40 columns in its order.

Empty where Musnad does not know: it has no COW or Wikipedia ids, contexts or districts. Story People, Organizations and
Locations are the names of the whole report. Source: POLECAT (ICEWS successor) weekly files, PLOVER codebook.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

import yaml
from msgspec import Struct

from musnad.faces.export.selection import Selection, Told
from musnad.faces.export.tables import Cell, Row
from musnad.records import Entity, Event, Place

_SIDE = "{0} Name,{0} Country,{0} COW,Primary {0} Sector,{0} Sectors,{0} Title,{0} Name Raw,Wikipedia {0} ID"
COLUMNS = tuple(
    ",".join(
        (
            "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts",
            _SIDE.format("Actor"),
            _SIDE.format("Recipient"),
            "Placename,City,District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,Feature Type",
            "Source,Publication Date,Story People,Story Organizations,Story Locations,Language,Version",
        )
    ).split(",")
)
_QUADS = {"verbal-cooperation": "1", "material-cooperation": "2", "verbal-conflict": "3", "material-conflict": "4"}
_LIST = ";"


class Scale(Struct, frozen=True):
    """Quad code and intensity of a type; intensity is None where the codebook gives none."""

    quad: str
    intensity: float | None


def load_scales() -> Mapping[str, Scale]:
    """Scales by PLOVER type, from Musnad's ontology."""
    ontology = yaml.safe_load((files("musnad") / "data" / "ontology.yaml").read_text("utf-8"))
    return {name: Scale(_QUADS[kind["quad"]], kind["score"]) for name, kind in ontology["types"].items()}


def rows(chosen: Selection) -> Iterator[Row]:
    """One row for each event that happened or goes on; planned, denied and supposed ones are not POLECAT's."""
    scales = load_scales()
    for told in chosen.articles():
        for event in told.reading.events:
            if event.status in ("occurred", "ongoing") and event.same_as is None:
                yield _row(told, event, scales[event.type])


def _row(told: Told, event: Event, scale: Scale) -> Row:
    reading = told.reading
    article = reading.article
    known = {entity.id: entity for entity in reading.entities}
    place = next((place for place in reading.places if place.entity == event.place), None)
    named = known.get(event.place or "")
    return (
        f"{article.id}/{event.id}",
        event.date,
        event.type,
        event.mode,
        scale.intensity,
        scale.quad,
        None,
        *_side([known[id_] for id_ in event.actors if id_ in known]),
        *_side([known[id_] for id_ in event.recipients if id_ in known]),
        *_place(named, place),
        article.outlet,
        (article.published or "")[:10] or None,
        *(_story(reading.entities, kinds) for kinds in (("PER",), ("ORG",), ("GPE", "LOC", "FAC"))),
        article.language,
        reading.producer.engine,
    )


def _side(sides: list[Entity]) -> Row:
    first: Cell = (sides[0].name_en or sides[0].name) if sides else None
    return (
        first,
        _listed(entity.country for entity in sides),
        None,
        sides[0].sector if sides else None,
        _listed(entity.sector for entity in sides),
        _listed(entity.office for entity in sides),
        _listed(entity.spellings[0] if entity.spellings else entity.name for entity in sides),
        None,
    )


def _place(named: Entity | None, place: Place | None) -> Row:
    if named is None:
        return (None,) * 10
    return (
        named.name_en or named.name,
        named.name_en or named.name if place and place.precision == "city" else None,
        None,
        place.division if place else None,
        place.country if place else None,
        place.latitude if place else None,
        place.longitude if place else None,
        place.geonames if place else None,
        named.spellings[0] if named.spellings else named.name,
        place.precision if place else None,
    )


def _listed(values: Iterable[str | None]) -> str | None:
    return _LIST.join(dict.fromkeys(value for value in values if value)) or None


def _story(entities: tuple[Entity, ...], kinds: tuple[str, ...]) -> str | None:
    return _listed(entity.name_en or entity.name for entity in entities if entity.kind in kinds)
