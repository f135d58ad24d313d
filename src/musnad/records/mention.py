"""Names and participants: mentions in the text, the entities they stand for, and where places lie."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from musnad.spans import Span

EntityKind = Literal["PER", "ORG", "GPE", "LOC", "FAC", "GROUP"]
MentionForm = Literal["name", "title", "nominal"]
Sector = Literal[
    "GOV", "MIL", "REB", "SPY", "JUD", "LEG", "OPP", "PTY", "COP", "CIV", "BUS", "MED",
    "NGO", "IGO", "LAB", "EDU", "REL", "CRM", "REF", "HLH",
]  # fmt: skip
NAMED_KINDS: frozenset[EntityKind] = frozenset({"PER", "ORG", "GPE", "LOC", "FAC"})


class Mention(Struct, frozen=True, kw_only=True):
    """One place in the text that stands for an entity."""

    span: Annotated[Span, Meta(description="The words; the name alone, without title.")]
    kind: Annotated[EntityKind, Meta(description="PER ORG GPE LOC FAC, or GROUP for unnamed participants.")]
    form: Annotated[MentionForm, Meta(description="Proper name, title standing for a person, or common noun.")]
    entity: Annotated[str, Meta(description="Id of the entity.")]
    score: Annotated[float, Meta(description="Confidence, 0 to 1.")] = 1.0
    repair: Annotated[str | None, Meta(description="The name as it should read, if the text broke it.")] = None


class Entity(Struct, frozen=True, kw_only=True):
    """One participant or place, under all its spellings."""

    id: Annotated[str, Meta(description="Id of the actor list or place table, or derived from the name.")]
    kind: Annotated[EntityKind, Meta(description="As in Mention.")]
    name: Annotated[str, Meta(description="Name to show: the fullest seen, or the actor list's.")]
    name_en: Annotated[str | None, Meta(description="Usual English name, where the actor list knows it.")] = None
    spellings: Annotated[tuple[str, ...], Meta(description="Spellings seen in this article.")] = ()
    country: Annotated[str | None, Meta(description="ISO 3166-1 alpha-3, or IGO.")] = None
    sector: Annotated[Sector | None, Meta(description="PLOVER sector.")] = None
    office: Annotated[str | None, Meta(description="Office held at the date of the article.")] = None
    known: Annotated[bool, Meta(description="Whether the actor list or place table knows it.")] = False
    why: Annotated[str | None, Meta(description="Why these mentions are one entity.")] = None


class Place(Struct, frozen=True, kw_only=True):
    """Where an entity lies."""

    entity: Annotated[str, Meta(description="Id of the entity.")]
    latitude: Annotated[float | None, Meta(description="Degrees north, WGS 84.")] = None
    longitude: Annotated[float | None, Meta(description="Degrees east, WGS 84.")] = None
    precision: Annotated[str | None, Meta(description="city, admin1, country, region …")] = None
    country: Annotated[str | None, Meta(description="ISO 3166-1 alpha-3.")] = None
    division: Annotated[str | None, Meta(description="First-level division.")] = None
    geonames: Annotated[int | None, Meta(description="GeoNames id.")] = None
    reason: Annotated[str | None, Meta(description="Why this place, or why none.")] = None
