"""Chains: from the outlet that published a claim back to the one who knows."""

from __future__ import annotations

from collections.abc import Mapping

from musnad.records import Chain, Entity, Link, Statement
from musnad.records.statement import LinkRole

_AGENCY_NAMES = frozenset(
    [
        "reuters",
        "afp",
        "ap",
        "tass",
        "upi",
        "xinhua",
        "anadolu",
        "dpa",
        "efe",
        "ansa",
        "tap",
        "wafa",
        "spa",
        "wam",
        "sana",
        "mena",
        "map",
        "aps",
        "kuna",
        "qna",
        "bna",
        "petra",
        "irna",
        "ria",
        "interfax",
        "yonhap",
        "kyodo",
        "ukrinform",
    ]
)
_AGENCY_WORDS = ("agency", "agence", "وكاله", "وكالة", "press association", "associated press", "فرانس برس", "رويترز")

_PLATFORMS = frozenset(
    f"org:{name}" for name in ("twitter", "facebook", "telegram", "youtube", "instagram", "truth-social", "whatsapp")
)
"""What carries words without anybody there who heard them: the medium of a statement, not a witness to it."""


def chain_of(statement: Statement, entities: Mapping[str, Entity], outlet: str | None, document: bool) -> Chain:
    """The chain of a statement, outlet first, root last.

    The root is the named or described speaker; the text itself where a `document` speaks for an unknown author; or
    "unsourced" where nobody is said to have said it.
    """
    links = [Link(role="outlet", name=outlet)]
    passed = [_passed(entities.get(id_), id_) for id_ in reversed(statement.via)]
    links.extend(link for link in passed if not (link.role == "medium" and statement.medium is not None))
    if statement.medium is not None:
        links.append(Link(role="medium", name=statement.medium, span=statement.medium_span))
    links.append(_root(statement, entities, document))
    return Chain(links=tuple(links))


def _passed(entity: Entity | None, id_: str) -> Link:
    if entity is None:
        return Link(role="witness", entity=id_)
    return Link(role=_role(entity), name=entity.name_en or entity.name, entity=id_)


def _role(entity: Entity) -> LinkRole:
    """Agency or paper for the press, medium for a platform, witness for everybody else who passed the words on.

    A body that no list knows is taken for a paper: lists hold the ministries, and hardly all papers.
    """
    if entity.id in _PLATFORMS:
        return "medium"
    names = [name.casefold() for name in (entity.name, entity.name_en, *entity.spellings) if name]
    if any(name in _AGENCY_NAMES or any(word in name for word in _AGENCY_WORDS) for name in names):
        return "agency"
    unlisted = entity.kind == "ORG" and not entity.known and entity.sector is None
    return "paper" if entity.sector == "MED" or unlisted else "witness"


def _root(statement: Statement, entities: Mapping[str, Entity], document: bool) -> Link:
    entity = entities.get(statement.speaker) if statement.speaker is not None else None
    if entity is not None:
        name = entity.name_en or entity.name
        return Link(role="speaker", name=name, entity=entity.id, span=statement.speaker_span)
    if statement.speaker_span is not None:
        role: LinkRole = "document" if document else "speaker"
        return Link(role=role, name=statement.speaker_span.quote, span=statement.speaker_span)
    return Link(role="unsourced")
