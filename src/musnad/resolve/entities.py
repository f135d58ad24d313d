"""From a cluster of mentions to the Entity that is shown, with its names, office and the reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from musnad.identity import content_id
from musnad.lang.ar.name_keys import is_arabic
from musnad.records.mention import Entity, EntityKind, Sector
from musnad.records.words import Words
from musnad.resolve.cluster import Cluster
from musnad.resolve.described import noun_stem
from musnad.resolve.parties import Party

_SECTORS: Mapping[str, Sector] = {
    "legislator": "LEG",
    "speaker": "LEG",
    "judge": "JUD",
    "prosecutor": "JUD",
    "army-chief": "MIL",
    "police-chief": "COP",
    "intelligence-chief": "SPY",
    "party-leader": "PTY",
    "journalist": "MED",
    "lawyer": "CIV",
    "activist": "CIV",
    "president": "GOV",
    "governor": "GOV",
    "mayor": "GOV",
    "envoy": "GOV",
    "ambassador": "GOV",
    "adviser": "GOV",
    "monarch": "GOV",
    "crown-prince": "GOV",
    "minister": "GOV",
    "chief-of-staff": "GOV",
}


def _kind(cluster: Cluster) -> EntityKind:
    """What most of the mentions are; at a tie what the actor list says."""
    votes = Counter(m.proposal.kind for m in cluster.members)
    if cluster.actor and cluster.actor.kind in votes:
        votes[cluster.actor.kind] += 1
    return votes.most_common(1)[0][0]


def _sector(office: str | None) -> Sector | None:
    """The sector that an office belongs to."""
    title = (office or "").partition("@")[0]
    return _SECTORS.get(title) or ("GOV" if title.endswith("minister") else None)


def named_entity(cluster: Cluster, day: str | None, titled: Sequence[str]) -> Entity:
    """The entity of a cluster of names; `titled` are the reasons why titles stand for it."""
    actor = cluster.actor
    spellings = tuple(dict.fromkeys(m.shown for m in cluster.members))
    arabic = [m for m in cluster.members if is_arabic(m.shown)]
    name = actor.name if actor else max(arabic or cluster.members, key=lambda m: (len(m.keys), -m.first)).shown
    office = actor.office(day) if actor else None
    row = cluster.place.place if cluster.place and not actor else None
    why = "; ".join(dict.fromkeys((*cluster.reasons, *titled))) or None
    return Entity(
        id=actor.id if actor else row.id if row else content_id(cluster.kind.lower(), *cluster.longest.keys),
        kind=_kind(cluster),
        name=name,
        name_en=actor.name_en if actor else row.name_en if row else None,
        spellings=spellings,
        country=(actor.country if actor else None) or cluster.country,
        sector=actor.sector if actor else _sector(cluster.office),
        office=str(office) if office else cluster.office.rstrip("@") if cluster.office and not actor else None,
        known=actor is not None or row is not None,
        why=why,
    )


def party_entity(words: Words, party: Party, day: str | None) -> Entity:
    """The entity of an unnamed participant; a title's holder is named by the actor list."""
    first = party.mentions[0]
    shown = words.span(first.first, first.stop).quote
    spellings = tuple(dict.fromkeys(words.span(m.first, m.stop).quote for m in party.mentions))
    why = "; ".join(party.reasons) or None
    actor = party.actor
    if actor:
        office = actor.office(day)
        return Entity(
            id=actor.id,
            kind=actor.kind,
            name=actor.name,
            name_en=actor.name_en,
            spellings=spellings,
            country=actor.country,
            sector=actor.sector,
            office=str(office) if office else None,
            known=True,
            why=why,
        )
    key = content_id("group", noun_stem(words.tokens[first.head].key), shown)
    return Entity(
        id=key, kind="GROUP", name=shown, spellings=spellings, country=party.country, sector=party.sector, why=why
    )
