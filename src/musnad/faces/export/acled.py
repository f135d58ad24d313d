"""CSV in the shape of ACLED: one row for each fact of a kind that ACLED codes.

Actor1 and Actor2 carry no direction in ACLED: who does and who undergoes is lost. Fatalities are empty, not 0, where no
report tells them. Codes that only ACLED gives (inter, interaction, region) stay empty.
Source: ACLED codebook, the columns of its exports.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files

from musnad.faces.export.selection import Selection
from musnad.faces.export.tables import Row
from musnad.records import Fact, Place

COLUMNS = tuple(
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp".split(",")
)
_TIME = {10: 1, 7: 2, 4: 3}
"""Length of an ISO date to ACLED's time precision: day, part of a month, month or more."""
_PLACE = {"city": 1, "facility": 1, "admin2": 2, "admin1": 3, "country": 3, "region": 3}
_DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Riots": "Demonstrations",
    "Protests": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
Types = Mapping[tuple[str, str], tuple[str, str]]


def load_types() -> Types:
    """(PLOVER type, mode or `*`) to ACLED event and sub-event type."""
    text = (files("musnad") / "faces" / "export" / "acled_types.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith(("#", "type\t"))]
    return {(kind, mode): (event, sub) for kind, mode, event, sub, *_ in lines}


def rows(chosen: Selection) -> Iterator[Row]:
    """One row for each fact that happened or goes on and has a counterpart in ACLED."""
    types = load_types()
    for fact in chosen.facts():
        kind = types.get((fact.type, fact.mode or "*")) or types.get((fact.type, "*"))
        if kind is not None and fact.status in ("occurred", "ongoing"):
            yield _row(fact, kind, chosen)


def _row(fact: Fact, kind: tuple[str, str], chosen: Selection) -> Row:
    seen = chosen.store.entity(fact.place) if fact.place else None
    place = seen.place if seen else None
    held = [h for id_ in dict.fromkeys(t.article for t in fact.tellings) if (h := chosen.store.article(id_))]
    published = sorted(one.published[:10] for one in held if one.published)
    day = fact.date or (published[0] if published else None)
    notes = next((witness.quote for witness in fact.supporting if witness.quote), None)
    first, *others = [chosen.name_en(id_) or chosen.name(id_) for id_ in fact.actors] or [None]
    second, *more = [chosen.name_en(id_) or chosen.name(id_) for id_ in fact.recipients] or [None]
    return (
        fact.id,
        day,
        (day or "")[:4] or None,
        (_TIME.get(len(fact.date), 3) if fact.date else 2) if day else None,
        _DISORDER[kind[0]],
        *kind,
        first,
        "; ".join(filter(None, others)) or None,
        None,
        second,
        "; ".join(filter(None, more)) or None,
        None,
        None,
        "Civilian targeting" if kind[0] == "Violence against civilians" else None,
        None,
        None,
        *_where(fact, place, chosen),
        "; ".join(dict.fromkeys(one.outlet for one in held if one.outlet)) or None,
        None,
        notes,
        fact.killed,
        f"chains={fact.least}-{fact.most}; plover={fact.type}",
        published[-1] if published else None,
    )


def _where(fact: Fact, place: Place | None, chosen: Selection) -> Row:
    return (
        place.country if place else None,
        place.division if place else None,
        None,
        None,
        chosen.name_en(fact.place) or chosen.name(fact.place),
        place.latitude if place else None,
        place.longitude if place else None,
        _PLACE.get(place.precision or "", 3) if place and place.latitude is not None else None,
    )
