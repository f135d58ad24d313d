"""How likely two events of a story are one happening: what speaks for it and against it, weighed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from musnad.stories.cast import Cast
from musnad.stories.told import Told

BIAS: Final = -0.8
"""Two events of one type of which nothing more is known."""
WEIGHTS: Final[Mapping[str, float]] = {
    "day": 0.1,  # the same day
    "day_told": 0.4,  # the same day, in the words of both
    "days_told_off": -1.5,
    "lead": 0.0,  # the news of both reports
    "within": 0.1,  # one time holds the other
    "days_off": -0.35,  # for each day between them, up to four
    "stem": 1.5,  # the same word for the act
    "actors": 0.5,
    "recipients": 0.9,
    "other_actors": 0.0,  # both name actors, and others
    "other_speakers": -2.5,  # of verbal acts
    "other_recipients": 0.0,
    "swapped": -0.3,  # one's actor is the other's recipient
    "place": 0.6,
    "other_place": -1.2,
    "mode": 1.2,
    "other_mode": -1.6,
    "killed": 1.6,
    "injured": 1.2,
    "other_numbers": -0.8,  # too far apart to be tolls of one act
    "status": -1.5,  # to come, and done
    "words": 5.0,  # the neighbouring words, cosine
    "one_article": -1.1,  # the reading holds them apart
    "anaphor": 1.6,  # of these: a headline, or «الهجوم» that points back
    "same_as": 1.2,  # the reading has them for one
    "light_verb": 1.1,  # «فرض … عقوبات»: the verb and its noun, each read as an act
    "other_type": -1.3,  # one word that is read as two types
    "speech": -0.6,  # verbal acts are many in a story, each with its own speaker
    "deed": 0.0,
}
SPEECH: Final = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_KIN: Final = (
    frozenset({"explosives", "suicide-attack", "targeted", "destroy", "firearms"}),
    frozenset({"aerial", "heavy-weapons", "drone", "destroy", "explosives"}),
    frozenset({"troops", "weapons", "police", "militia"}),
    frozenset({"demo", "riot", "obstruct"}),
    frozenset({"visit", "third-party", "multilateral"}),
)
"""Modes that reports of one act may well differ in."""
_BESIDE: Final = 45
"""Code points between a verb and the noun that says what it does."""
_FAR: Final = 4
"""Days apart beyond which another day counts no more against it."""


class Matcher:
    """Scores of pairs of events of one story."""

    def __init__(self, told: Sequence[Told], cast: Cast) -> None:
        self._cast = cast
        counts = Counter(word for one in told for word in one.context)
        total = max(len(told), 1)
        self._rare = {word: math.log(1 + total / count) for word, count in counts.items()}
        self._length: dict[int, float] = {}
        self._kept: list[Told] = []

    def score(self, one: Told, other: Told) -> float:
        """Log-odds that two events of one type are one happening; above 0 likelier than not."""
        return BIAS + sum(WEIGHTS[name] * value for name, value in self.features(one, other).items())

    def features(self, one: Told, other: Told) -> dict[str, float]:
        """What speaks for and against, by name."""
        found: dict[str, float] = {"speech" if one.event.type in SPEECH else "deed": 1.0}
        if one.event.type != other.event.type:
            found["other_type"] = 1.0
        self._time(one, other, found)
        self._parties(one, other, found)
        self._place(one, other, found)
        _manner(one, other, found)
        _numbers(one, other, found)
        if one.context and other.context:
            shared = sum(self._rare[word] ** 2 for word in one.context & other.context)
            found["words"] = shared / (self._norm(one) * self._norm(other))
        if one.lead and other.lead:
            found["lead"] = 1.0
        if one.report == other.report:
            _in_one_article(one, other, found)
        return found

    def _norm(self, one: Told) -> float:
        if id(one) not in self._length:
            self._kept.append(one)  # so that no other event gets its number
            self._length[id(one)] = math.sqrt(sum(self._rare[word] ** 2 for word in one.context))
        return self._length[id(one)]

    def _time(self, one: Told, other: Told, found: dict[str, float]) -> None:
        if one.begin is None or other.begin is None or one.end is None or other.end is None:
            return
        gap = max(one.begin - other.end + 1, other.begin - one.end + 1, 0)
        dated = one.dated and other.dated
        if gap and dated:
            found["days_told_off"] = min(gap, _FAR) * (0.3 if one.denied or other.denied else 1.0)
        elif gap:
            # who denies an act or speaks of a coming one seldom tells its day: the day read is often that of the words
            found["days_off"] = min(gap, _FAR) * (0.3 if one.denied or other.denied else 1.0)
        elif one.day is not None and other.day is not None:
            found["day_told" if dated else "day"] = 1.0
        else:
            found["within"] = 1.0

    def _parties(self, one: Told, other: Told, found: dict[str, float]) -> None:
        for name, mine, theirs in (
            ("actors", one.actors, other.actors),
            ("recipients", one.recipients, other.recipients),
        ):
            best = self._best(mine, theirs)
            if best >= 0.2:
                found[name] = best
            elif self._specific(mine) and self._specific(theirs):
                speech = name == "actors" and one.event.type in SPEECH
                found["other_speakers" if speech else f"other_{name}"] = 1.0
        if "actors" not in found and "recipients" not in found:
            swapped = max(self._best(one.actors, other.recipients), self._best(one.recipients, other.actors))
            if swapped >= 0.5:
                found["swapped"] = swapped

    def _best(self, mine: tuple[str, ...], theirs: tuple[str, ...]) -> float:
        return max((self._cast.alike(a, b) for a in mine for b in theirs), default=0.0)

    def _specific(self, ids: tuple[str, ...]) -> bool:
        return any((party := self._cast.party(id_)) is not None and party.named for id_ in ids)

    def _place(self, one: Told, other: Told, found: dict[str, float]) -> None:
        near = nearness(one, other)
        if near > 0:
            found["place"] = near
        elif near < 0:
            found["other_place"] = -near


def nearness(one: Told, other: Told) -> float:
    """1 for one place, 0.5 where one lies in the other, 0 where it cannot be told, below 0 for two places.

    A city against another city of the same division counts half: reports name the town or the one beside it.
    """
    if one.place is None or other.place is None:
        return 0.0
    if one.place == other.place:
        return 1.0
    mine, theirs = one.where, other.where
    if mine is None or theirs is None or mine.country is None or theirs.country is None:
        return 0.0
    if mine.country != theirs.country:
        return -1.0
    if "country" in (mine.precision, theirs.precision):
        return 0.4
    division = (division_of(one), division_of(other))
    if None in division or division[0] != division[1]:
        return 0.0 if None in division else -1.0
    return 0.6 if "admin1" in (mine.precision, theirs.precision) else -0.4


def division_of(one: Told) -> str | None:
    """The first-level division of an event's place, spelt one way."""
    if one.where is None or one.place is None:
        return None
    if one.place.startswith("admin1:"):
        return one.place.rpartition("/")[2].replace("-", " ")
    name = one.where.division
    return name.casefold().replace(" governorate", "").replace(" province", "").replace("-", " ") if name else None


def _manner(one: Told, other: Told, found: dict[str, float]) -> None:
    if one.stem and one.stem == other.stem:
        found["stem"] = 1.0
    mine, theirs = one.event.mode, other.event.mode
    if mine is not None and theirs is not None:
        if mine == theirs:
            found["mode"] = 1.0
        elif not any(mine in kin and theirs in kin for kin in _KIN):
            found["other_mode"] = 1.0
    if one.future != other.future and not (one.denied or other.denied):
        found["status"] = 1.0


def _numbers(one: Told, other: Told, found: dict[str, float]) -> None:
    for name, mine, theirs in (
        ("killed", one.event.killed, other.event.killed),
        ("injured", one.event.injured, other.event.injured),
    ):
        if not mine or not theirs:
            continue
        if mine == theirs:
            found[name] = 1.0 if mine > 1 else 0.4
        elif max(mine, theirs) > 3 * min(mine, theirs) + 3:
            found["other_numbers"] = found.get("other_numbers", 0.0) + 1.0


def _in_one_article(one: Told, other: Told, found: dict[str, float]) -> None:
    first, second = (one, other) if one.number < other.number else (other, one)
    same = first.event.same_as or first.event.id, second.event.same_as or second.event.id
    if same[0] == same[1]:
        found["same_as"] = 1.0
        return
    found["one_article"] = 1.0
    if side_by_side(first, second):
        found["light_verb"] = 1.0
    if first.title != second.title or (second.definite and second.event.type not in SPEECH):
        found["anaphor"] = 1.0


def side_by_side(one: Told, other: Told) -> bool:
    """Whether two events of one article are a verb and its noun: near, with the same participants."""
    if one.report != other.report:
        return False
    first, second = (one, other) if one.event.trigger.start < other.event.trigger.start else (other, one)
    gap = second.event.trigger.start - first.event.trigger.end
    return 0 <= gap <= _BESIDE and first.title == second.title and first.actors == second.actors != ()
