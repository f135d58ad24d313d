"""The actor list: persons with their offices, states, organisations, and patterns of institutions.

Tables in `musnad/data/actors`, tab-separated with a header; several values in one field are parted by `|`.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Final, cast

from msgspec import Struct

from musnad.errors import DataError
from musnad.records.mention import EntityKind, Sector

TABLES: Final = "data/actors"
PERSONS: Final = ("persons_arab.tsv", "persons_world.tsv")


class Office(Struct, frozen=True, gc=False):
    """An office held by a person for a state or an organisation; bounds are ISO days, months or years, or "".

    `since` and `until` are both inclusive, as exact as known.
    """

    title: str
    of: str
    since: str = ""
    until: str = ""

    def held(self, day: str | None) -> bool:
        """Whether it was held on `day` (ISO, any precision); without a day, whether it has no end."""
        if day is None:
            return not self.until
        return self.since[: len(day)] <= day[: len(self.since)] and (
            not self.until or day[: len(self.until)] <= self.until[: len(day)]
        )

    def __str__(self) -> str:
        return f"{self.title}@{self.of}"


class Actor(Struct, frozen=True, gc=False):
    """One person, state or organisation of the list."""

    id: str
    kind: EntityKind
    name: str
    name_en: str
    spellings: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    country: str | None = None
    sector: Sector | None = None
    offices: tuple[Office, ...] = ()
    foreign: bool = False
    """The name is transliterated into Arabic, so that its vowels vary."""

    def office(self, day: str | None) -> Office | None:
        """The first office of the list held on `day`."""
        return next((o for o in self.offices if o.held(day)), None)


class Institution(Struct, frozen=True, gc=False):
    """A kind of institution that every state has one of: a head that a nationality or a state's name completes."""

    key: str
    name_en: str
    kind: EntityKind
    sector: Sector | None
    heads: tuple[str, ...]
    weak: tuple[str, ...] = ()
    """Heads that are ordinary nouns too: they name it only with a nationality or a state."""


class State(Struct, frozen=True, gc=False):
    """What the list knows of a state besides its names."""

    actor: Actor
    adjectives: tuple[str, ...]
    capitals: tuple[str, ...]
    capital_en: str
    metonyms: tuple[str, ...]


Row = dict[str, str]


def rows(table: str) -> Iterator[Row]:
    """Rows of one table, the fields by name; nothing if the table does not exist.

    Raises:
        DataError: a row has another number of fields than the header.
    """
    file = files("musnad").joinpath(f"{TABLES}/{table}")
    if not file.is_file():
        return
    lines = file.read_text("utf-8").splitlines()
    header = lines[0].split("\t") if lines else []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != len(header):
            raise DataError(f"{table}, line {number}: {len(fields)} fields, the header has {len(header)}")
        yield dict(zip(header, fields, strict=True))


def several(field: str | None) -> tuple[str, ...]:
    """Values of a field that `|` parts."""
    if not field:
        return ()
    return tuple(stripped for v in field.split("|") if (stripped := v.strip()))


def offices(field: str) -> tuple[Office, ...]:
    """Offices written `title@OF:FROM..TO|…`; FROM and TO may be empty."""
    found = []
    for value in several(field):
        title, _, rest = value.partition("@")
        of, _, bounds = rest.partition(":")
        since, _, until = bounds.partition("..")
        found.append(Office(title.strip(), of.strip(), since.strip(), until.strip()))
    return tuple(found)


def _sector(value: str | None) -> Sector | None:
    return cast(Sector, value) if value else None


def persons() -> Iterator[Actor]:
    """The persons of the list."""
    for table in PERSONS:
        for row in rows(table):
            yield Actor(
                row["id"],
                "PER",
                row["name_ar"],
                row["name_en"],
                several(row["spellings"]),
                several(row["short"]),
                row["country"] or None,
                _sector(row["sector"]),
                offices(row["offices"]),
                foreign=table != PERSONS[0],
            )


def states() -> Iterator[State]:
    """The states of the list."""
    for row in rows("states.tsv"):
        actor = Actor(
            row["id"], "GPE", row["name_ar"], row["name_en"], several(row["spellings"]), (), row["iso3"] or None
        )
        capitals = (*several(row["capital_ar"]), *several(row["capital_spellings"]))
        yield State(actor, several(row["adj"]), capitals, row["capital_en"], several(row["metonyms"]))


def organisations() -> Iterator[Actor]:
    """The organisations of the list; a platform, an agency, a paper are ORG as well."""
    named = {"PER", "ORG", "GPE", "LOC", "FAC"}
    for row in rows("organisations.tsv"):
        kind = cast(EntityKind, row["kind"]) if row["kind"] in named else "ORG"
        yield Actor(
            row["id"],
            kind,
            row["name_ar"],
            row["name_en"],
            several(row["spellings"]),
            several(row.get("short")),
            row["country"] or None,
            _sector(row["sector"]),
        )


def institutions() -> Iterator[Institution]:
    """The patterns of institutions."""
    for row in rows("institutions.tsv"):
        kind = cast(EntityKind, row["kind"]) if row["kind"] in {"ORG", "FAC", "GROUP"} else "ORG"
        yield Institution(
            row["key"],
            row["name_en"],
            kind,
            _sector(row["sector"]),
            tuple(dict.fromkeys((row["head_ar"], *several(row["forms"])))),
            _weak(row["note"]),
        )


def _weak(note: str) -> tuple[str, ...]:
    """Heads that a note marks `weak=…`; several are parted by `|`."""
    _, found, values = note.partition("weak=")
    return several(values.split(";")[0]) if found else ()
