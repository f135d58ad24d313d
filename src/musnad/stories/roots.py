"""Roots of chains: who knows, in the end, and whether two that know may be one and the same."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from msgspec import Meta, Struct

from musnad.errors import DataError
from musnad.records.statement import LinkRole
from musnad.stories.cast import STATE
from musnad.stories.terms import stem, words

RootKind = Literal["named", "anonymous", "press", "own", "unsourced"]
_TABLE = "source_classes.tsv"
_OFFICES: Mapping[str, str] = {
    "president": "presidency",
    "prime-minister": "government",
    "foreign-minister": "foreign-ministry",
    "interior-minister": "interior-ministry",
    "defence-minister": "defence-ministry",
    "finance-minister": "finance-ministry",
    "health-minister": "health-ministry",
    "justice-minister": "justice-ministry",
}
"""Offices whose holder's word is that of the body he leads."""


class Root(Struct, frozen=True, kw_only=True):
    """What a chain ends in.

    `key` is equal for roots that are surely one. `candidates` holds what a root can be where a report names several
    sources for its text; it is `(key,)` otherwise.
    """

    kind: RootKind
    key: str
    role: LinkRole
    ar: str
    en: str
    candidates: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    entity: Annotated[str | None, Meta(description="Id of the entity that speaks.")] = None
    body: Annotated[str | None, Meta(description="Id of the body that it speaks for.")] = None
    state: Annotated[bool, Meta(description="A whole state or its capital as speaker: any of its officials.")] = False
    described: Annotated[str | None, Meta(description="Class of a source that is described, not named.")] = None
    carrier: Annotated[str | None, Meta(description="Key of the outlet or agency that heard it.")] = None

    def options(self) -> tuple[str, ...]:
        """The keys that it can be."""
        return self.candidates or (self.key,)


class SourceClass(Struct, frozen=True):
    """One way to describe an unnamed source."""

    name: str
    words: frozenset[str]
    fits: frozenset[str]
    ar: str
    en: str


@cache
def source_classes() -> tuple[SourceClass, ...]:
    """The table of classes, the telling ones first; read when first asked for.

    Raises:
        DataError: the table is missing or broken.
    """
    try:
        lines = (files("musnad") / "data" / _TABLE).read_text("utf-8").splitlines()
        rows = [line.split("\t") for line in lines if line and line[0] != "#"][1:]
        return tuple(
            SourceClass(name, frozenset(stem(w) for w in spelt.split()), frozenset(fits.split()), ar, en)
            for name, spelt, fits, ar, en, *_ in rows
        )
    except (OSError, ValueError) as error:
        raise DataError(f"{_TABLE} is broken: {error}") from error


def told_class(description: str) -> SourceClass | None:
    """The class that the words for a source tell; None where they tell none."""
    stems = {stem(word) for word in words(description)}
    return next((row for row in source_classes() if row.words & stems), None)


def class_of(description: str) -> SourceClass:
    """The class of an unnamed source from the words that describe it; the plain source where they tell none."""
    return told_class(description) or source_classes()[-1]


def body_of_office(office: str | None, country: str | None) -> str | None:
    """Id of the body that an office leads: a foreign minister's is the foreign ministry."""
    if office is None:
        return None
    name, _, where = office.partition("@")
    body, where = _OFFICES.get(name), where or country or ""
    return f"inst:{body}:{where}" if body is not None and where else None


def may_be_same(one: Root, other: Root) -> bool:
    """Whether two roots with different keys may be one source; rules in `docs/decisions/0006-chains.md`."""
    if set(one.options()) & set(other.options()):
        return True
    kinds = (one.kind, other.kind)
    if "unsourced" in kinds:
        return True
    if "anonymous" in kinds:
        unnamed, root = (one, other) if one.kind == "anonymous" else (other, one)
        return _unnamed(unnamed, root)
    if "press" in kinds:
        return "own" not in kinds
    return kinds == ("named", "named") and _named(one, other)


def _named(one: Root, other: Root) -> bool:
    """Two officials of one body, an office and who may hold it, or a state and one of its officials."""
    if one.country is not None and other.country is not None and one.country != other.country:
        return False
    bodies = {one.body, one.entity} & {other.body, other.entity} - {None}
    if bodies:
        return True
    if one.described is not None or other.described is not None:
        return _official(one) and _official(other) and (one.body is None or other.body is None)
    state = (one.state and _official(other)) or (other.state and _official(one))
    return state and one.country is not None and one.country == other.country


def _official(root: Root) -> bool:
    return root.state or root.sector in STATE or root.described in _OFFICIAL


def _unnamed(unnamed: Root, root: Root) -> bool:
    """Whether somebody unnamed may be another root: nothing that is told of the two contradicts it."""
    if root.kind == "press":
        return True
    if root.kind == "own":
        return unnamed.carrier in root.options()
    if unnamed.country and root.country and unnamed.country != root.country:
        return False
    table = {row.name: row for row in source_classes()}
    mine = table[unnamed.described or "source"]
    if root.kind == "anonymous":
        return unnamed.carrier == root.carrier or root.described == mine.name or root.described in mine.fits
    if root.entity is not None and unnamed.body == root.entity:
        return True
    if unnamed.body is not None and root.body is not None and unnamed.body != root.body:
        return False
    return mine.name in _OFFICIAL and _official(root)


_OFFICIAL = frozenset({"official", "source", "security", "military", "diplomat", "aide"})
