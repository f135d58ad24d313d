"""Where the places of an article lie: every place cluster gets its row of the place table, and one row is one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from musnad.records.mention import Place
from musnad.resolve.cluster import Cluster
from musnad.resolve.gazetteer import Gazetteer, PlaceRow
from musnad.resolve.where import Resolution, precision_of, resolve


def placed(clusters: Sequence[Cluster], gazetteer: Gazetteer, countries: Iterable[str]) -> list[Cluster]:
    """The clusters with `place` set; two names of one place become one cluster.

    `countries` are the states that the article names, one for each time.
    """
    weights = Counter(countries)
    weights.update(c.actor.country for c in clusters if c.actor and c.actor.country)
    out: list[Cluster] = []
    by_row: dict[str, Cluster] = {}
    for cluster in clusters:
        if cluster.kind not in ("GPE", "LOC"):
            out.append(cluster)
            continue
        found = _resolved(cluster, gazetteer, weights)
        cluster.place = found
        row = found.place if found else None
        twin = by_row.get(row.id) if row and not cluster.actor else None
        if twin and not twin.actor:
            twin.join(cluster, f"«{cluster.longest.shown}» and «{twin.longest.shown}» are one place")
            continue
        if row:
            by_row.setdefault(row.id, cluster)
            cluster.country = cluster.country or row.country or None
        out.append(cluster)
    return out


def _resolved(cluster: Cluster, gazetteer: Gazetteer, weights: Mapping[str, float]) -> Resolution | None:
    if cluster.actor and cluster.actor.country:
        states = [p for p in gazetteer.candidates(cluster.actor.name) if p.kind in ("country", "territory")]
        if states:
            return resolve(cluster.actor.name, gazetteer=gazetteer, countries={cluster.actor.country: 9.0})
    return resolve(cluster.longest.shown, gazetteer=gazetteer, countries=weights)


def place_record(entity: str, found: Resolution, gazetteer: Gazetteer) -> Place:
    """The Place of an entity, with the reason why this one, or why none."""
    row: PlaceRow | None = found.place
    reason = found.reasons[0].en
    if row is None:
        return Place(entity=entity, reason=reason)
    division = gazetteer.division(row)
    return Place(
        entity=entity,
        latitude=row.lat,
        longitude=row.lon,
        precision=found.precision or precision_of(row),
        country=row.country or None,
        division=division.name_en if division else None,
        geonames=row.geonames,
        reason=reason,
    )
