"""GeoJSON of facts: a point only where a place table gives one, with its precision; else no geometry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from musnad.faces.export.selection import Selection
from musnad.records import Fact, Place


def feature(fact: Fact, place: Place | None, chosen: Selection) -> dict[str, Any]:
    """One fact as a GeoJSON feature (RFC 7946: longitude first). `precision` says what the point stands for."""
    known = place is not None and place.latitude is not None and place.longitude is not None
    return {
        "type": "Feature",
        "id": fact.id,
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]} if place and known else None,
        "properties": {
            "story": fact.story,
            "type": fact.type,
            "mode": fact.mode,
            "status": fact.status,
            "actors": [name for id_ in fact.actors if (name := chosen.name(id_))],
            "recipients": [name for id_ in fact.recipients if (name := chosen.name(id_))],
            "place": chosen.name(fact.place),
            "country": place.country if place else None,
            "precision": place.precision if place and known else None,
            "date": fact.date,
            "killed": fact.killed,
            "injured": fact.injured,
            "reports": fact.reports,
            "texts": fact.texts,
            "chains": [fact.least, fact.most],
            "why_ar": fact.why.ar if fact.why else None,
            "why_en": fact.why.en if fact.why else None,
        },
    }


def _places(chosen: Selection) -> Iterator[tuple[Fact, Place | None]]:
    known: dict[str, Place | None] = {}
    for fact in chosen.facts():
        if fact.place and fact.place not in known:
            seen = chosen.store.entity(fact.place)
            known[fact.place] = seen.place if seen else None
        yield fact, known.get(fact.place or "")


def write_geojson(out: BinaryIO, chosen: Selection) -> int:
    """Write a FeatureCollection, one feature for each fact; the number of features."""
    out.write(b'{"type":"FeatureCollection","features":[')
    count = 0
    for fact, place in _places(chosen):
        out.write(b",\n" if count else b"\n")
        out.write(msgspec.json.encode(feature(fact, place, chosen)))
        count += 1
    out.write(b"\n]}\n")
    return count
