"""How surely two reports are on one matter: the same happening, or what directly follows from it.

The evidence is words (weighted by how rare they are at the moment), headline, names, acts with their parties, days
apart; other countries speak against it, and for what comes again and again (the weather, prices, telegrams) any other
day, place or person. A log-linear model weighs it; its coefficients stand in `data/story_likeness.tsv`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import NamedTuple

from msgspec import Struct

from musnad.errors import DataError
from musnad.stories.profile import Profile
from musnad.stories.rarity import Rarity

_TABLE = "story_likeness.tsv"
SAME = 0.5
"""Likeness from which two reports alone are taken to be on one matter."""
_EVENTS_ENOUGH = 12.0
_DAYS_ENOUGH = 7
_HEAVY = 12
_COMMON_COUNTRY = 2.0
"""Rarity below which a country says nothing: the readers' own."""


class Evidence(NamedTuple):
    """What speaks for one matter, each 0 to 1 (days: 0 to 7), and what speaks against it."""

    words: float
    """Cosine of the terms."""
    headline_told: float
    """How much of the headlines stands in the other's text: the mean of both ways."""
    names: float
    """Cosine of names and places."""
    acts: float
    """Acts of the same parties or place, by rarity."""
    days: float
    """Days between the two; 1 where a day is unknown."""
    other_countries: float
    """1 if both name countries up front and none but common ones is the same."""
    series: float
    """1 if both tell of one kind of thing that comes again and again."""
    series_apart: float
    """1 if such two reports are of different days, or about other places, people or countries."""
    heaviest: float
    """How much of the heaviest terms of each the other has: the mean of both ways."""
    repeated: float
    """Share of the one's words that it has from the other (a copy link): the greater of the two ways."""
    repeated_least: float
    """The lesser of the two ways."""
    again: float
    """1 if one outlet reports on different days: a daily report, or what follows."""


class LikenessModel(Struct, frozen=True):
    """Coefficients of the evidence; `bias` is the log odds without any."""

    bias: float
    weights: tuple[float, ...]

    @classmethod
    def load(cls) -> LikenessModel:
        """The coefficients shipped with Musnad. Raises: DataError where they are missing or broken."""
        try:
            lines = (files("musnad") / "data" / _TABLE).read_text("utf-8").splitlines()
            rows = [line.split("\t")[:2] for line in lines if line and line[0] != "#"][1:]
            return cls.of({name: float(value) for name, value in rows})
        except (OSError, ValueError, KeyError) as error:
            raise DataError(f"{_TABLE} is broken: {error}") from error

    @classmethod
    def of(cls, coefficients: Mapping[str, float]) -> LikenessModel:
        """From names of evidence and `bias`. Raises: KeyError where one is missing."""
        return cls(coefficients["bias"], tuple(coefficients[name] for name in Evidence._fields))

    def __call__(self, evidence: Evidence) -> float:
        """The likeness, 0 to 1."""
        odds = self.bias + sum(weight * value for weight, value in zip(self.weights, evidence, strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


class Weighed(Struct, frozen=True):
    """A profile with its terms and names weighed by rarity; vectors have length 1."""

    profile: Profile
    terms: dict[int, float]
    title: dict[int, float]
    names: dict[int, float]
    heavy: dict[int, float]
    """The heaviest terms alone, length 1."""
    events: frozenset[int]
    people: frozenset[int]
    places: frozenset[int]
    countries: frozenset[int]


def weigh(profile: Profile, rarity: Rarity) -> Weighed:
    """Weigh a profile by what is rare at the moment."""
    terms = {t: w * rarity.of(t) for t, w in zip(profile.terms, profile.weights, strict=True)}
    heavy = sorted(terms, key=lambda t: (-terms[t], t))[:_HEAVY]
    return Weighed(
        profile,
        _unit(terms.items()),
        _unit((t, rarity.of(t)) for t in profile.title),
        _unit((e, w * rarity.of(e)) for e, w in zip(profile.entities, profile.entity_weights, strict=True)),
        _unit((t, terms[t]) for t in heavy),
        frozenset(profile.events),
        frozenset(profile.people),
        frozenset(profile.places),
        frozenset(country for country in profile.countries if rarity.of(country) > _COMMON_COUNTRY),
    )


def _unit(weights: Iterable[tuple[int, float]]) -> dict[int, float]:
    vector = dict(weights)
    length = math.sqrt(sum(w * w for w in vector.values())) or 1.0
    return {t: w / length for t, w in vector.items()}


def shared_words(one: Weighed, other: Weighed) -> float:
    """Cosine of the terms alone."""
    return _dot(one.terms, other.terms)


def evidence(
    one: Weighed,
    other: Weighed,
    rarity: Rarity,
    repeated: tuple[float, float] = (0.0, 0.0),
    words: float | None = None,
) -> Evidence:
    """What speaks for and against one matter; the same both ways round.

    `repeated` is the share of each one's words that stand in the other, as a copy link tells it; `words` is
    `shared_words` of the two, if that is known already.
    """
    there, back = _told(one.title, other.terms), _told(other.title, one.terms)
    heavy, heavy_back = _told(one.heavy, other.terms), _told(other.heavy, one.terms)
    acts = math.fsum([rarity.of(key) for key in one.events & other.events])
    a, b = one.profile.day, other.profile.day
    days = 1.0 if a is None or b is None else float(min(_DAYS_ENOUGH, abs(a - b)))
    places, people = _differ(one.places, other.places), _differ(one.people, other.people)
    countries = _differ(one.countries, other.countries)
    series = not set(one.profile.series).isdisjoint(other.profile.series)
    return Evidence(
        words=shared_words(one, other) if words is None else words,
        headline_told=(there + back) / 2,
        names=_dot(one.names, other.names),
        acts=min(1.0, acts / _EVENTS_ENOUGH),
        days=days,
        other_countries=countries,
        series=float(series),
        series_apart=float(series and bool(days or places or people or countries)),
        heaviest=(heavy + heavy_back) / 2,
        repeated=max(repeated),
        repeated_least=min(repeated),
        again=float(days > 0 and one.profile.outlet is not None and one.profile.outlet == other.profile.outlet),
    )


def _differ(one: frozenset[int], other: frozenset[int]) -> float:
    return float(bool(one and other and one.isdisjoint(other)))


def _dot(one: dict[int, float], other: dict[int, float]) -> float:
    # fsum is exact before rounding: both ways round give the same last bit.
    return math.fsum([one[t] * other[t] for t in one.keys() & other.keys()])


def _told(title: dict[int, float], terms: dict[int, float]) -> float:
    """Share of a headline's weight that the other text has."""
    return math.fsum([title[t] * title[t] for t in title.keys() & terms.keys()])


def likeness(one: Profile, other: Profile, *, rarity: Rarity, model: LikenessModel) -> float:
    """How surely two reports are on one matter, 0 to 1; the same both ways round."""
    return model(evidence(weigh(one, rarity), weigh(other, rarity), rarity))


def same_story(one: Profile, other: Profile, *, rarity: Rarity, model: LikenessModel) -> bool:
    """Whether two reports alone are taken to be on one matter."""
    return likeness(one, other, rarity=rarity, model=model) >= SAME
