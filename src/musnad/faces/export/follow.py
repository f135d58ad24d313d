"""FollowTheMoney entities, one JSON object a line: people, bodies, places' countries, reports, mentions and events.

What it loses: who did it to whom (`Event` has `involved` without direction), according to whom, denials, the count of
chains (kept only as words in `summary`), code points of the words, statuses other than happened.
Source: https://followthemoney.tech (schemata Person, Organization, PublicBody, Article, Mention, Event).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from musnad.faces.export.selection import Selection
from musnad.records import Entity, Fact

_BODIES = {"PER": "Person", "ORG": "Organization", "GROUP": "LegalEntity", "GPE": "PublicBody"}
_PUBLIC = frozenset({"GOV", "MIL", "SPY", "JUD", "LEG", "COP", "IGO"})


def key(id_: str) -> str:
    """An id that FollowTheMoney takes."""
    return "musnad-" + "".join(c if c.isalnum() or c in "-._" else "-" for c in id_)


def _thing(schema: str, id_: str, **properties: str | list[str] | None) -> dict[str, Any]:
    values = {k: v if isinstance(v, list) else [v] for k, v in properties.items() if v}
    return {"id": key(id_), "schema": schema, "properties": values}


def party(entity: Entity) -> dict[str, Any] | None:
    """A participant; None for what FollowTheMoney has no schema for."""
    schema = _BODIES.get(entity.kind)
    if schema == "Organization" and entity.sector in _PUBLIC:
        schema = "PublicBody"
    if schema is None:
        return None
    names = list(dict.fromkeys(filter(None, (entity.name, entity.name_en))))
    country = entity.country.lower() if entity.country and entity.country != "IGO" else None
    others = [spelling for spelling in entity.spellings if spelling not in names]
    return _thing(
        schema,
        entity.id,
        name=names,
        weakAlias=others,
        country=country,
        **({"position": entity.office} if schema == "Person" else {}),
    )


def _event(fact: Fact, chosen: Selection) -> dict[str, Any]:
    sides = [name for id_ in (*fact.actors, *fact.recipients) if (name := chosen.name(id_))]
    name = " · ".join(filter(None, (fact.type, "، ".join(sides[:4]), fact.date)))
    parties = [
        key(id_)
        for id_ in dict.fromkeys((*fact.actors, *fact.recipients))
        if (entity := chosen.entity(id_)) and entity.kind in _BODIES
    ]
    return _thing(
        "Event",
        fact.id,
        name=name,
        date=fact.date,
        involved=parties,
        location=chosen.name(fact.place),
        summary=fact.why.en if fact.why else None,
        proof=[key(id_) for id_ in dict.fromkeys(telling.article for telling in fact.tellings)],
        recordId=fact.id,
    )


def entities(chosen: Selection) -> Iterator[dict[str, Any]]:
    """Every entity of the selection once, reports first."""
    seen: set[str] = set()
    for told in chosen.articles():
        article = told.reading.article
        yield _thing(
            "Article",
            article.id,
            title=article.title,
            sourceUrl=article.url,
            publisher=article.outlet,
            publishedAt=article.published,
            author=article.byline,
            language="ara",
        )
        for entity in told.reading.entities:
            made = party(entity)
            if made is None:
                continue
            if entity.id not in seen:
                seen.add(entity.id)
                yield made
            yield _thing(
                "Mention",
                f"{article.id}-{entity.id}",
                document=key(article.id),
                resolved=made["id"],
                name=entity.name,
                detectedSchema=made["schema"],
            )
    for fact in chosen.facts():
        if fact.status in ("occurred", "ongoing"):
            yield _event(fact, chosen)


def write_ftm(out: BinaryIO, chosen: Selection) -> int:
    """Write the stream; the number of entities."""
    count = 0
    for thing in entities(chosen):
        out.write(msgspec.json.encode(thing) + b"\n")
        count += 1
    return count
