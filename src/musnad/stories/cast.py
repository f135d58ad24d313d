"""Who is who over all reports of a story: one participant under the ids that its reports gave it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from musnad.lang.ar.name_keys import name_words, skeleton
from musnad.records import Decision, Entity, Place
from musnad.stories.reports import Report
from musnad.stories.terms import stem

STATE = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
"""Sectors whose bodies act for their state."""
_HARMED = frozenset(
    stem(word)
    for word in "قتلي قتيل قتيلان قتيلين جرحي جريح جريحا مصاب مصابين شهيد شهداء ضحايا ضحيه شخصا اشخاص".split()
)


class Party(Struct, frozen=True):
    """One participant: its canonical id and what it can be told by.

    `named` tells a participant that a name, an office or a country marks out from an unnamed group.
    """

    id: str
    entity: Entity
    place: Place | None
    state: str | None
    words: frozenset[str]
    named: bool
    harmed: bool


class Cast:
    """All participants of a story. Two persons are one where

    - their ids are equal: the actor list knows them, or they bear the same name,
    - one holds the other's office of the same country and their last names are alike,
    - (bodies) the name is the same but for a clitic that the reading left on it: «بوزارة الداخلية»,
    - one name stands within the other and nothing else in the story bears it,
    - or a person decided so. A person's "not the same" outranks all of it.
    """

    def __init__(self, reports: Sequence[Report], decisions: Iterable[Decision] = ()) -> None:
        self._entities: dict[str, Entity] = {}
        self._places: dict[str, Place] = {}
        self._counts: Counter[str] = Counter()
        for report in reports:
            for entity in report.reading.entities:
                self._counts[entity.id] += 1
                held = self._entities.get(entity.id)
                if held is None or _fullness(entity) > _fullness(held):
                    self._entities[entity.id] = entity
            for place in report.reading.places:
                if place.entity not in self._places or self._places[place.entity].country is None:
                    self._places[place.entity] = place
        self._head: dict[str, str] = {}
        self._unite(decisions)
        self._parties: dict[str, Party] = {}
        self._alike: dict[tuple[str, str], float] = {}

    def canonical(self, id_: str) -> str:
        """The id that stands for all ids of the participant in the story."""
        while id_ in self._head:
            id_ = self._head[id_]
        return id_

    def entity(self, id_: str) -> Entity | None:
        """The participant as its fullest report knows it."""
        return self._entities.get(self.canonical(id_))

    def place(self, id_: str) -> Place | None:
        """Where a place of the story lies."""
        return self._places.get(id_)

    def party(self, id_: str) -> Party | None:
        """The participant with what it can be told by."""
        id_ = self.canonical(id_)
        found = self._parties.get(id_)
        if found is None and id_ in self._entities:
            found = self._parties[id_] = self._made(self._entities[id_])
        return found

    def alike(self, one: str, other: str) -> float:
        """How far two canonical ids stand for one participant or for one side, 0 to 1."""
        if one == other:
            return 1.0
        pair = (one, other) if one < other else (other, one)
        if pair not in self._alike:
            first, second = self.party(one), self.party(other)
            self._alike[pair] = _alike(first, second) if first is not None and second is not None else 0.0
        return self._alike[pair]

    def _made(self, entity: Entity) -> Party:
        place = self._places.get(entity.id)
        country = entity.country or (place.country if place is not None else None)
        body = entity.sector in STATE or entity.kind == "GPE"
        state = country if body and country not in (None, "IGO") else None
        key = frozenset(stem(word) for word in name_words(entity.name) if len(word) > 1)
        named = entity.kind != "GROUP" or entity.country is not None
        return Party(entity.id, entity, place, state, key, named, entity.kind == "GROUP" and bool(key & _HARMED))

    def _unite(self, decisions: Iterable[Decision]) -> None:
        apart = set()
        for decision in decisions:
            if decision.about == "entity" and not decision.same:
                apart.add(frozenset((decision.one, decision.other)))
        for decision in decisions:
            if decision.about == "entity" and decision.same:
                self._join(decision.one, decision.other)
        self._join_bodies()
        persons = sorted((e for e in self._entities.values() if e.kind == "PER"), key=self._rank)
        for i, person in enumerate(persons):
            matches = [other for other in persons[:i] if _one_person(person, other)]
            heads = {self.canonical(other.id) for other in matches}
            if len(heads) == 1 and not any(self._kept_apart(person.id, h, apart) for h in heads):
                self._join(heads.pop(), person.id)

    def _join_bodies(self) -> None:
        """An unknown body and the only one of the story that bears its name."""
        by_name: dict[tuple[str, ...], list[Entity]] = {}
        for entity in sorted(self._entities.values(), key=self._rank):
            if entity.kind == "ORG":
                by_name.setdefault(_bare_name(entity.name), []).append(entity)
        for same in by_name.values():
            if sum(entity.known for entity in same) <= 1:
                for entity in same[1:]:
                    self._join(same[0].id, entity.id)

    def _rank(self, entity: Entity) -> tuple[bool, int, int, str]:
        return not entity.known, -len(name_words(entity.name)), -self._counts[entity.id], entity.id

    def _join(self, one: str, other: str) -> None:
        head, tail = self.canonical(one), self.canonical(other)
        if head != tail:
            self._head[tail] = head
            if head in self._entities and tail in self._entities:
                self._entities[head] = _filled(self._entities[head], self._entities[tail])
            elif tail in self._entities:
                self._entities[head] = self._entities[tail]

    def _kept_apart(self, one: str, other: str, apart: set[frozenset[str]]) -> bool:
        heads = {self.canonical(one), self.canonical(other)}
        return any({self.canonical(id_) for id_ in pair} == heads for pair in apart)


def _fullness(entity: Entity) -> tuple[bool, int, int]:
    known = sum(field is not None for field in (entity.country, entity.sector, entity.office, entity.name_en))
    return entity.known, known, len(entity.name)


def _bare_name(name: str) -> tuple[str, ...]:
    keys = name_words(name)
    first = keys[0] if keys else ""
    return (first[1:], *keys[1:]) if len(first) > 4 and first[0] in "وفبل" and first[1] in "اوجهم" else keys


def _filled(one: Entity, other: Entity) -> Entity:
    return replace(
        one,
        name_en=one.name_en or other.name_en,
        country=one.country or other.country,
        sector=one.sector or other.sector,
        office=one.office or other.office,
    )


def _one_person(one: Entity, other: Entity) -> bool:
    """Whether two persons of one story with different ids are one; `other` has the fuller name."""
    if (one.known and other.known) or (one.country and other.country and one.country != other.country):
        return False
    mine, theirs = _person_words(one.name), _person_words(other.name)
    if not mine or not theirs:
        return False
    office = one.office is not None and other.office is not None and _office(one.office, other.office)
    if one.office and other.office and not office:
        return False
    if len(mine) == 1:
        return mine[0] == theirs[-1] and len(mine[0]) > 2
    if set(mine) <= set(theirs):
        return True
    return office and any(_sound(mine[-1], word) for word in theirs)


def _person_words(name: str) -> tuple[str, ...]:
    """The words of a person's name, «عبد المحسن» as «عبدالمحسن»: papers part them at will."""
    made: list[str] = []
    for word in name_words(name):
        if made and made[-1] == "عبد":
            made[-1] += word
        else:
            made.append(word)
    return tuple(made)


def _office(one: str, other: str) -> bool:
    mine, theirs = one.partition("@"), other.partition("@")
    return mine[0] == theirs[0] and (not mine[2] or not theirs[2] or mine[2] == theirs[2])


def _sound(one: str, other: str) -> bool:
    return len(one) > 2 and skeleton(one) == skeleton(other)


def _alike(one: Party, other: Party) -> float:
    if one.state is not None and one.state == other.state:
        return 0.7 if "GPE" in (one.entity.kind, other.entity.kind) else 0.5
    country = (one.entity.country, other.entity.country)
    if None not in country and country[0] != country[1]:
        return 0.0
    shared = len(one.words & other.words) / max(min(len(one.words), len(other.words)), 1)
    if one.named and other.named:
        return 0.6 * shared if one.entity.kind == other.entity.kind and shared >= 0.5 else 0.0
    sector = 0.2 if one.entity.sector is not None and one.entity.sector == other.entity.sector else 0.0
    return max(0.5 * shared, sector)


def parties(cast: Cast, ids: Sequence[str]) -> Iterator[Party]:
    """The participants of a list of ids that the story knows."""
    for id_ in ids:
        found = cast.party(id_)
        if found is not None:
            yield found
