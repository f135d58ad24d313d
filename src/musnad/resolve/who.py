"""Who is who in one article: every mention gets its entity, every entity its names, country, office and the reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from msgspec import structs

from musnad.identity import content_id
from musnad.lang.ar.name_keys import word_key
from musnad.records.mention import Entity, Mention, Place
from musnad.records.words import Words
from musnad.resolve.actors import Actor
from musnad.resolve.bodies import Bodies
from musnad.resolve.cluster import Cluster, Proposed, name_mentions
from musnad.resolve.entities import named_entity, party_entity
from musnad.resolve.names import ActorIndex, Hit
from musnad.resolve.parties import Parties, Resolver
from musnad.resolve.persons import Persons
from musnad.resolve.place_names import PlaceNames
from musnad.resolve.placing import place_record, placed
from musnad.resolve.titles import TitleHit


@dataclass(frozen=True, slots=True)
class Cast:
    """The mentions of an article in order, the entities that they stand for, and where places lie."""

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    places: tuple[Place, ...]


def resolve_entities(
    words: Words,
    proposals: Sequence[Proposed],
    *,
    actors: ActorIndex,
    gazetteer: PlaceNames | None,
    published: str | None,
) -> Cast:
    """One entity for one thing through the whole article.

    `published` is an ISO day, month, year or time; offices are those held then. No two names are merged on likeness
    alone, and `Entity.why` tells what merged them.
    """
    day = published[:10] if published else None
    hits, titles = actors.find(words), actors.titles(words)
    countries = _countries(words, actors, hits)
    named = name_mentions(words, proposals, actors, gazetteer.knows if gazetteer else lambda _: False)
    persons = Persons(actors, frozenset(countries.values()), day, _holders(actors, titles, day)).clusters(
        [n for n in named if n.proposal.kind == "PER"]
    )
    bodies = Bodies(words, actors, hits, frozenset(countries.values())).clusters(
        [n for n in named if n.proposal.kind != "PER"]
    )
    if gazetteer:
        bodies = placed(bodies, gazetteer.gazetteer, countries.values())
    _set_countries(persons, bodies, titles, actors)
    unnamed = [p for p in proposals if p.form != "name"]
    parties = Resolver(words, actors, titles, persons, day).resolve(unnamed, countries)
    return _cast(words, [*persons, *bodies], parties, day, gazetteer)


def _countries(words: Words, actors: ActorIndex, hits: Iterable[Hit]) -> Mapping[int, str]:
    """The state that each token names, by its name or by an adjective."""
    found: dict[int, str] = {}
    for token in words.tokens:
        nation = actors.nation(word_key(token.key)) if token.kind == "word" else None
        if nation:
            found[token.index] = nation
    for hit in hits:
        country = hit.matches[0].actor.country
        if hit.how in ("state", "institution") and country:
            found.update(dict.fromkeys(range(hit.first, hit.stop), country))
    return found


def _holders(actors: ActorIndex, titles: Iterable[TitleHit], day: str | None) -> Mapping[int, tuple[Actor, ...]]:
    """For each token right after a title: who held that office."""
    found: dict[int, tuple[Actor, ...]] = {}
    for title in titles:
        if title.title.office and title.country:
            found[title.stop] = actors.holders(title.title.office, title.country, None if title.former else day)
    return found


def _set_countries(
    persons: Sequence[Cluster], bodies: Sequence[Cluster], titles: Sequence[TitleHit], actors: ActorIndex
) -> None:
    """Country of what no list knows: from the title before a person, from a nationality in an organisation's name."""
    before = {t.stop: t for t in titles}
    for cluster in persons:
        told = [before[m.first] for m in cluster.members if m.first in before]
        cluster.country = next((t.country for t in told if t.country), None)
        cluster.office = next(
            (f"{t.title.office}@{t.country or ''}" for t in told if t.title.office and not t.former), None
        )
    for cluster in bodies:
        if cluster.actor is None and cluster.country is None:
            keys = cluster.longest.keys
            cluster.country = next((n for k in keys[1:] if k.startswith("ال") for n in [actors.nation(k)] if n), None)


def _cast(
    words: Words, clusters: Sequence[Cluster], parties: Parties, day: str | None, gazetteer: PlaceNames | None
) -> Cast:
    places: list[Place] = []
    mentions: list[Mention] = []
    entities: dict[str, Entity] = {}
    ids: dict[int, str] = {}
    titled: dict[int, list[str]] = defaultdict(list)
    for _, cluster, why in parties.of_persons:
        titled[id(cluster)].append(why)
    for cluster in clusters:
        entity = named_entity(cluster, day, titled[id(cluster)])
        while entity.id in entities:  # two people of one name stay two
            entity = structs.replace(entity, id=content_id(entity.kind.lower(), entity.id, "another"))
        ids[id(cluster)] = entity.id
        entities[entity.id] = entity
        if cluster.place and gazetteer:
            places.append(place_record(entity.id, cluster.place, gazetteer.gazetteer))
        mentions += [_mention(words, m.proposal, entity, cluster.repairs.get(m.first)) for m in cluster.members]
    for proposal, cluster, _ in parties.of_persons:
        mentions.append(structs.replace(_mention(words, proposal, entities[ids[id(cluster)]], None), form="title"))
    for party in parties.own:
        entity = party_entity(words, party, day)
        entity = entities.setdefault(entity.id, entity)
        mentions += [_mention(words, p, entity, None) for p in party.mentions]
    mentions.sort(key=lambda m: (m.span.start, m.span.end))
    return Cast(tuple(mentions), tuple(entities.values()), tuple(places))


def _mention(words: Words, proposal: Proposed, entity: Entity, repair: str | None) -> Mention:
    span = words.span(proposal.first, proposal.stop)
    kind = proposal.kind if proposal.form == "name" else entity.kind
    return Mention(span=span, kind=kind, form=proposal.form, entity=entity.id, score=proposal.score, repair=repair)
