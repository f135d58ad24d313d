"""PROV-JSON: which original every reading was made from, by which versions, and which reports a fact rests on.

Source: https://www.w3.org/submissions/prov-json/
"""

from __future__ import annotations

from typing import Any, BinaryIO

import msgspec

from musnad.faces.export.selection import Selection

_PREFIX = {"musnad": "urn:musnad:", "prov": "http://www.w3.org/ns/prov#"}


def _name(id_: str) -> str:
    return "musnad:" + id_


def write_prov(out: BinaryIO, chosen: Selection) -> int:
    """Write the document; the number of its entities."""
    entities: dict[str, Any] = {}
    agents: dict[str, Any] = {}
    activities: dict[str, Any] = {}
    made: dict[str, Any] = {}
    used: dict[str, Any] = {}
    derived: dict[str, Any] = {}
    by: dict[str, Any] = {}
    for told in chosen.articles():
        article, maker = told.reading.article, told.reading.producer
        agent = _name("/".join((maker.engine, maker.model, maker.lexicons)).replace(" ", "-"))
        agents[agent] = {
            "prov:type": "prov:SoftwareAgent",
            "musnad:engine": maker.engine,
            "musnad:model": maker.model,
            "musnad:lexicons": maker.lexicons,
        }
        page, reading, act = _name(told.held.page), _name(article.id), _name("read-" + article.id)
        original = chosen.store.original(told.held.page)
        facts = {"musnad:sha256": original.page.sha256, "musnad:source": original.page.source} if original else {}
        if original and original.page.retrieved:
            facts["musnad:retrieved"] = original.page.retrieved.isoformat()
        entities[page] = facts
        entities[reading] = {"prov:type": "musnad:Reading", **({"musnad:url": article.url} if article.url else {})}
        activities[act] = {"prov:type": "musnad:Reading"}
        used["_:u" + article.id] = {"prov:activity": act, "prov:entity": page}
        made["_:g" + article.id] = {"prov:entity": reading, "prov:activity": act}
        by["_:a" + article.id] = {"prov:activity": act, "prov:agent": agent}
        derived["_:d" + article.id] = {"prov:generatedEntity": reading, "prov:usedEntity": page}
    for fact in chosen.facts():
        entities[_name(fact.id)] = {"prov:type": "musnad:Fact", "musnad:type": fact.type}
        for article_id in dict.fromkeys(telling.article for telling in fact.tellings):
            derived[f"_:d{fact.id}-{article_id}"] = {
                "prov:generatedEntity": _name(fact.id),
                "prov:usedEntity": _name(article_id),
            }
    document = {
        "prefix": _PREFIX,
        "entity": entities,
        "activity": activities,
        "agent": agents,
        "used": used,
        "wasGeneratedBy": made,
        "wasAssociatedWith": by,
        "wasDerivedFrom": derived,
    }
    out.write(msgspec.json.encode(document) + b"\n")
    return len(entities)
