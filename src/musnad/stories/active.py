"""The reports that new ones are compared with: those of active stories, found by their rarest terms and names."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from musnad.stories.likeness import LikenessModel, Weighed, evidence, shared_words, weigh
from musnad.stories.profile import Profile
from musnad.stories.rarity import Rarity
from musnad.stories.ties import NOTHING, Ties

CANDIDATES = 48
"""Reports that a new one is compared with closely."""
_KEYS = 24
"""Terms that a report is found by; headline terms and events come on top."""
_COMMON = 250
"""A term that more active reports have finds nothing."""
_SHARED = 50.0
"""Squared rarity that two reports must share to be compared: two rather rare terms."""
_RESUMED = 250.0
"""The same for one that takes up a story after a pause."""
_FEW = 6
"""Reports of before a pause that are looked at."""
_FAINT = 0.07
"""Cosine of terms below which two reports are on different matters, whatever else they share."""


class Member(Struct):
    """One active report: its number in the order of taking in, and its story."""

    number: int
    profile: Profile
    story: str
    keys: tuple[int, ...]
    weighed: Weighed | None = None
    epoch: int = -1


class Active:
    """Active reports with an index; everything found is a function of the reports in it and of the rarity."""

    def __init__(self, rarity: Rarity, model: LikenessModel, ties: Ties) -> None:
        self.members: dict[str, Member] = {}
        self._rarity = rarity
        self._model = model
        self._ties = ties
        self._numbers: dict[int, Member] = {}
        self._holders: dict[int, dict[int, None]] = {}
        self._asked: tuple[tuple[int, int], dict[int, float]] = ((-1, 0), {})

    def add(self, number: int, profile: Profile, story: str) -> Member:
        """Take in a report."""
        terms = profile.terms[:_KEYS]
        keys = tuple(dict.fromkeys((*terms, *profile.title, *profile.entities, *profile.events)))
        member = Member(number, profile, story, keys)
        self.members[profile.article] = self._numbers[number] = member
        for key in keys:
            self._holders.setdefault(key, {})[number] = None
        return member

    def drop(self, article: str) -> None:
        """Let go of a report."""
        member = self.members.pop(article)
        del self._numbers[member.number]
        for key in member.keys:
            holders = self._holders[key]
            del holders[member.number]
            if not holders:
                del self._holders[key]

    def near(self, member: Member, *, days: int) -> list[Member]:
        """Up to `CANDIDATES` other reports that share most of what is rare, best first, published within `days`.

        Those that it shares words with by a copy link come on top.
        """
        shared = self._shared(member)
        linked = [self.members[other] for other in self._ties.linked(member.profile.article) if other in self.members]
        left_out = {member.number, *(other.number for other in linked)}
        best = sorted((-w, n) for n, w in shared.items() if w >= _SHARED and n not in left_out)
        return linked + list(self._within(best, member.profile.day, days))

    def before(self, member: Member, *, days: int, reach: int) -> list[Member]:
        """The few reports that share most of what is rare, published more than `days` and up to `reach` days before."""
        day = member.profile.day
        if day is None:
            return []
        best = sorted((-w, n) for n, w in self._shared(member).items() if w >= _RESUMED and n != member.number)
        found = (self._numbers[number] for _, number in best)
        far = (other for other in found if other.profile.day is not None and days < day - other.profile.day <= reach)
        return [other for other, _ in zip(far, range(_FEW), strict=False)]

    def _shared(self, member: Member) -> dict[int, float]:
        """Squared rarity that each report shares, kept for the report that was asked for last."""
        if self._asked[0] == (member.number, len(self._numbers)):
            return self._asked[1]
        shared: dict[int, float] = {}
        for key in member.keys:
            holders = self._holders.get(key, {})
            if len(holders) > _COMMON:
                continue
            weight = self._rarity.of(key) ** 2
            for number in holders:
                shared[number] = shared.get(number, 0.0) + weight
        self._asked = (member.number, len(self._numbers)), shared
        return shared

    def weighed(self, member: Member) -> Weighed:
        """The report as it weighs at the moment; worked out anew when the rarity changes."""
        if member.weighed is None or member.epoch != self._rarity.epoch:
            member.weighed = weigh(member.profile, self._rarity)
            member.epoch = self._rarity.epoch
        return member.weighed

    def likeness(self, one: Member, other: Member) -> float:
        """How surely two active reports are on one matter, 0 to 1; 0 without a look where hardly a word is shared."""
        repeated = self._ties.repeated(one.profile.article, other.profile.article)
        a, b = self.weighed(one), self.weighed(other)
        words = shared_words(a, b)
        if repeated == NOTHING and words < _FAINT:
            return 0.0
        return self._model(evidence(a, b, self._rarity, repeated, words))

    def _within(self, best: list[tuple[float, int]], day: int | None, days: int) -> Iterator[Member]:
        """The first of the best whose day fits; a report without a day fits all."""
        left = CANDIDATES
        for _, number in best:
            other = self._numbers[number].profile.day
            if day is None or other is None or abs(day - other) <= days:
                yield self._numbers[number]
                left -= 1
                if not left:
                    return
