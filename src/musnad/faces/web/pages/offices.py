"""Offices of persons of the actor list, in words: «وزير الخارجية، روسيا» from 2004 on."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from musnad.resolve import actors

_SPOKESPERSON = "spokesperson"


class Held(Struct, frozen=True):
    """An office in Arabic and English, what it is held of, and its bounds as exact as known; "" for no bound."""

    ar: str
    en: str
    since: str
    until: str


class OfficeBook:
    """The offices of all persons of the list by their ids. Immutable."""

    def __init__(self, persons: Mapping[str, tuple[Held, ...]]) -> None:
        self._persons = persons

    @classmethod
    def load(cls) -> OfficeBook:
        """Read the actor tables. Raises: DataError."""
        titles = _titles()
        bodies = {state.actor.country: state.actor for state in reversed(tuple(actors.states())) if state.actor.country}
        book = {
            person.id: tuple(_told(office, titles, bodies) for office in person.offices)
            for person in actors.persons()
            if person.offices
        }
        return cls(book)

    def of(self, entity: str) -> tuple[Held, ...]:
        """Offices of a person, the latest first; those without a beginning last."""
        return tuple(sorted(self._persons.get(entity, ()), key=lambda held: held.since, reverse=True))


def _titles() -> dict[str, str]:
    """Arabic words of an office: the first of the table for one man."""
    found: dict[str, str] = {}
    for row in actors.rows("titles.tsv"):
        if row["gender"] == "m" and row["number"] == "singular":
            found.setdefault(row["office"], row["title"])
    return found


def _told(office: actors.Office, titles: Mapping[str, str], bodies: Mapping[str, actors.Actor]) -> Held:
    body = bodies.get(office.of)
    key = office.title
    if key not in titles and key.startswith(_SPOKESPERSON):
        key = _SPOKESPERSON
    arabic, english = titles.get(key, ""), office.title.replace("-", " ")
    of = (body.name, body.name_en) if body else (office.of, office.of)
    return Held(
        "، ".join(filter(None, (arabic or english, of[0]))), ", ".join(filter(None, (english, of[1]))),
        office.since, office.until,
    )  # fmt: skip
