"""Participants without a name: titles that stand for a person, and groups, each through the whole article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from musnad.lang.ar.name_keys import word_key
from musnad.records.mention import Sector
from musnad.records.words import Words
from musnad.resolve.actors import Actor
from musnad.resolve.cluster import Cluster, Proposed, definite_less
from musnad.resolve.described import SOLE, Described, noun_stem
from musnad.resolve.names import ActorIndex
from musnad.resolve.titles import TitleHit


@dataclass(slots=True)
class Party:
    """Mentions of one unnamed participant; `actor` if a title's holder at the day of the article is known."""

    mentions: list[Proposed] = field(default_factory=list)
    actor: Actor | None = None
    country: str | None = None
    sector: Sector | None = None
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Parties:
    """What the titles and nominal mentions stand for: named persons (and why), or parties of their own."""

    of_persons: tuple[tuple[Proposed, Cluster, str], ...]
    own: tuple[Party, ...]


class Resolver:
    """Resolves the titles and groups of one article."""

    def __init__(
        self, words: Words, index: ActorIndex, titles: Sequence[TitleHit], persons: Sequence[Cluster], day: str | None
    ) -> None:
        self._words, self._index, self._day = words, index, day
        self._title_at = {t.first: t for t in titles}
        self._described = Described(words, persons, self._title_at, day)

    def resolve(self, proposals: Sequence[Proposed], countries: Mapping[int, str]) -> Parties:
        """Parties of the title and nominal proposals; `countries` gives the state of each token that names one."""
        named: list[tuple[Proposed, Cluster, str]] = []
        parties: dict[tuple[str, ...], Party] = {}
        for proposal in proposals:
            if proposal.of is not None:
                self._described.add(proposal)
        for proposal in proposals:
            if proposal.of is not None:
                continue
            person = self._described.person(proposal)
            if person:
                named.append((proposal, *person))
                continue
            title = self._title_at.get(proposal.first) if proposal.form == "title" else None
            country = next((countries[i] for i in range(proposal.first, proposal.stop) if i in countries), None)
            key, actor = self._key(proposal, title, country, parties)
            noun = self._title_at.get(proposal.head)
            sector = noun.title.sector if noun else None
            party = parties.setdefault(key, Party(actor=actor, country=country, sector=sector))
            if actor:
                party.country = actor.country
                party.reasons = [f"{actor.name_en} held this office" + (f" on {self._day}" if self._day else "")]
            party.country = party.country or country
            party.mentions.append(proposal)
        return Parties(tuple(named), tuple(parties.values()))

    def _key(
        self, proposal: Proposed, title: TitleHit | None, country: str | None, parties: dict[tuple[str, ...], Party]
    ) -> tuple[tuple[str, ...], Actor | None]:
        """A key that mentions of one party share, and the holder of the office."""
        if title and title.title.office:
            where = title.country or country
            only = where and not title.former and title.title.office in SOLE
            holders = self._index.holders(title.title.office, where or "", self._day) if only else ()
            actor = holders[0] if len(holders) == 1 and self._day else None
            known = next((k for k in parties if k[:2] == ("title", title.title.office)), None)
            return ((known if known and not where else ("title", title.title.office, where or "")), actor)
        head = noun_stem(word_key(self._words.tokens[proposal.head].key))
        rest = [definite_less(word_key(t.key)) for t in self._words.tokens[proposal.head + 1 : proposal.stop]]
        if not rest:  # the bare noun, most often definite, means the participant told before
            known = next((k for k in reversed(parties) if k[0] == "group" and k[1] == head), None)
            if known:
                return known, None
        return ("group", head, country or " ".join(rest)), None
