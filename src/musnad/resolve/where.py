"""Where: the place that a name means in an article, with the reason, or None with the reason why not.

A place is chosen by the countries that the article talks about, then by kind, then by population; but a world city is
meant before a minor namesake in a country that is merely named too (Odesa before Odessa in Texas). Where none of these
decides, nothing is chosen: a wrong point on a map is worse than none.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from msgspec import Struct

from musnad.resolve.gazetteer import Gazetteer, PlaceRow, kind_word

__all__ = ["Gazetteer", "PlaceRow", "Reason", "Resolution", "distance_km", "precision_of", "resolve"]

SAME_PLACE_KM = 60.0
"""A town and the district that bears its name are no ambiguity for the map."""
WELL_KNOWN = 5.0
"""Least prominence (100,000 people) of a place that is believed without its country in the context."""
SOLE = 4.3
"""The same (20,000 people) for a name that no other place bears."""
FAR_AHEAD = 1.0
"""A prominence this much higher (ten times the people) decides where the context does not."""
OVERSHADOWED = 2.0
"""A town whose prominence is this much lower than a great namesake's is not meant: Paris in Egypt."""
VILLAGE = 1.5
"""A place whose prominence is this much lower than a namesake's in a country of the article: Sidon's namesakes."""
GREAT = 6.3
"""Prominence (two million people, or a capital) from which a place overshadows its namesakes."""
WORLD_CITY = 5.69
"""Prominence (half a million people, or a capital) from which a place is meant before its minor namesakes."""
MUCH_LARGER = 0.69
"""A world city has five times the people of what it outshines."""
MAJOR = 0.1
"""A town with this share of the people of its country's largest is never outshone: Tripoli in Lebanon."""
CLEAR = 0.75
"""Share of an article's countries from which it speaks clearly of one."""

_KIND_ORDER = (
    "country", "continent", "territory", "capital", "city", "region", "admin1", "sea", "strait", "lake", "river",
    "mountain", "island", "admin2", "district", "camp", "village",
)  # fmt: skip
_KIND_RANK = {kind: rank for rank, kind in enumerate(_KIND_ORDER)}
_PRECISION = {
    "capital": "city", "village": "city", "camp": "city", "continent": "region", "sea": "region", "strait": "region",
    "lake": "region", "river": "region", "mountain": "region", "island": "region", "territory": "admin1",
}  # fmt: skip


class Reason(Struct, frozen=True):
    """Why a place was chosen or not: a stable code, and a plain sentence in Arabic and in English."""

    code: str
    ar: str
    en: str


class Resolution(Struct, frozen=True):
    """What a name means. `place` is None where nothing is chosen; `reasons` is never empty; `alternatives` are the
    other places of the name, the likeliest first; `precision` is country, admin1, admin2, city, district or region."""

    name: str
    place: PlaceRow | None
    precision: str | None
    reasons: tuple[Reason, ...]
    alternatives: tuple[PlaceRow, ...]

    @property
    def code(self) -> str:
        """The code of the deciding reason."""
        return self.reasons[0].code


def precision_of(place: PlaceRow) -> str:
    """How exactly `place` can be put on a map: country, admin1, admin2, city, district or region."""
    return _PRECISION.get(place.kind, place.kind)


def distance_km(a: PlaceRow, b: PlaceRow) -> float:
    """Great-circle distance of two places in kilometres."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, half)))


def resolve(
    name: str,
    *,
    gazetteer: Gazetteer,
    countries: Mapping[str, float],
    near: Sequence[PlaceRow] = (),
) -> Resolution:
    """The place that `name` means.

    `name` comes without proclitics; a noun before it (محافظة درعا) asks for a kind. `countries` has the weight of each
    country (ISO 3166-1 alpha-3) that the article talks about, mentions of its name for instance, and the outlet's own;
    `near` are places already known from the article.
    """
    found = gazetteer.candidates(name)
    if not found:
        return _nothing(name, (), "unknown", "لا يعرف الدليل مكانًا بهذا الاسم", "no place of this name is known")
    serious = _serious(found, countries, near)
    if not serious:
        return _nothing(
            name, found, "common_word",
            "الاسم كلمة شائعة أو اسم شخص أيضًا، ولا يذكر المقال بلد هذا المكان",
            "the name is an ordinary word or a person's name too, and the article does not name the place's country",
        )  # fmt: skip
    if len(found) == 1 and (_believed(found[0], SOLE) or _weight(found[0], countries) > 0):
        return _chosen(name, found[0], found, "only", "لا مكان آخر بهذا الاسم", "there is no other place of this name")
    ranked = sorted(serious, key=lambda p: _rank(p, countries, near, _asked(name)))
    return _decide(name, ranked, found, countries, near, gazetteer)


def _asked(name: str) -> frozenset[str]:
    return kind_word(name)[0]


def _serious(found: Sequence[PlaceRow], countries: Mapping[str, float], near: Sequence[PlaceRow]) -> list[PlaceRow]:
    """Without ordinary words out of their country, and without what a great namesake overshadows."""
    kept = [p for p in found if not p.common or not p.country or _weight(p, countries) > 0 or _is_near(p, near)]
    best = max((p.prominence for p in kept if precision_of(p) == "city"), default=0.0)
    if best >= GREAT:
        kept = [p for p in kept if precision_of(p) != "city" or p.prominence >= best - OVERSHADOWED]
    return [p for p in kept if not any(_overshadows(q, p, countries) for q in kept)]


def _overshadows(great: PlaceRow, small: PlaceRow, countries: Mapping[str, float]) -> bool:
    """Whether `small` is a village beside a town whose country is named too, if not ten times less often."""
    if {precision_of(great), precision_of(small)} != {"city"} or small.prominence >= WELL_KNOWN:
        return False
    if great.prominence - small.prominence < VILLAGE:
        return False
    return 0 < _weight(great, countries) > _weight(small, countries) / 10


def _believed(place: PlaceRow, least: float = WELL_KNOWN) -> bool:
    """Whether `place` is known well enough without its country; what has no country cannot have it in the context."""
    return place.prominence >= least or not place.country


def _weight(place: PlaceRow, countries: Mapping[str, float]) -> float:
    return countries.get(place.country, 0.0) if place.country else 0.0


def _is_near(place: PlaceRow, near: Sequence[PlaceRow]) -> bool:
    return any(distance_km(place, other) < 200.0 for other in near if precision_of(other) == "city")


def _rank(
    place: PlaceRow, countries: Mapping[str, float], near: Sequence[PlaceRow], asked: frozenset[str]
) -> tuple[float, bool, bool, int, float, str]:
    """Sort key: country context, nearness, the kind asked for, the usual kind, population."""
    return (
        -_weight(place, countries), not _is_near(place, near), place.kind not in asked,
        _KIND_RANK.get(place.kind, 99), -place.prominence, place.id,
    )  # fmt: skip


def _decide(
    name: str,
    ranked: Sequence[PlaceRow],
    found: Sequence[PlaceRow],
    countries: Mapping[str, float],
    near: Sequence[PlaceRow],
    gazetteer: Gazetteer,
) -> Resolution:
    """Choose the first of `ranked` if something sets it apart from its rivals, the places elsewhere."""
    first = ranked[0]
    rivals = [p for p in ranked[1:] if not _same(p, first)]
    weight, beaten = _weight(first, countries), max((_weight(p, countries) for p in rivals), default=0.0)
    ahead = max(ranked, key=lambda p: p.prominence)
    others = [p for p in ranked if not _same(p, ahead)]
    far_ahead = all(_size(ahead) - p.prominence >= FAR_AHEAD or _outshines(ahead, p, gazetteer) for p in others)
    outshone = far_ahead and _outshines(ahead, first, gazetteer) and not _clear(first, ahead, countries)
    if weight > beaten and not outshone:
        return _by_context(name, first, found, countries)
    if _is_near(first, near) and not any(_is_near(p, near) for p in rivals):
        return _chosen(name, first, found, "near", "قريب من أماكن أخرى في المقال", "near other places of the article")
    if weight == 0 and not _believed(ahead):
        return _nothing(
            name, found, "out_of_context", "مكان صغير لا يذكر المقال بلده",
            "a small place whose country the article does not name",
        )  # fmt: skip
    if far_ahead:
        best = min((p for p in ranked if _same(p, ahead)), key=ranked.index)
        return _chosen(
            name, best, found, "prominent", "أشهر بكثير من أي مكان آخر بهذا الاسم",
            "far better known than any other place of this name",
        )  # fmt: skip
    if weight > 0 and {p.country for p in rivals} == {first.country} and _KIND_RANK[first.kind] < _KIND_RANK["admin2"]:
        return _by_context(name, first, found, countries)
    return _nothing(
        name, found, "ambiguous", f"{len(ranked)} أماكن بهذا الاسم ولا يرجّح السياق أحدها",
        f"{len(ranked)} places of this name, and the context favours none",
    )  # fmt: skip


def _outshines(great: PlaceRow, small: PlaceRow, gazetteer: Gazetteer) -> bool:
    """Whether `great` is a world city and `small` a much smaller town abroad that is minor in its own country."""
    if great.country == small.country or {precision_of(great), precision_of(small)} != {"city"}:
        return False
    larger = great.prominence >= WORLD_CITY and _size(great) - small.prominence >= MUCH_LARGER
    return larger and small.population < MAJOR * gazetteer.largest(small.country)


def _clear(place: PlaceRow, world_city: PlaceRow, countries: Mapping[str, float]) -> bool:
    """Whether the article speaks of the country of `place` alone, and `world_city` is neither a capital, which stands
    for its state, nor ten times as large."""
    if world_city.kind == "capital" or world_city.prominence - place.prominence >= FAR_AHEAD:
        return False
    return not _weight(world_city, countries) and _weight(place, countries) >= CLEAR * sum(countries.values())


def _size(place: PlaceRow) -> float:
    """Prominence without what a capital gets for being one: Tripoli in Libya is not ten times Tripoli in Lebanon."""
    return place.prominence - (place.kind == "capital")


def _same(a: PlaceRow, b: PlaceRow) -> bool:
    """Whether two rows are one place for the map: close by, or a country or division and a town in it."""
    if a.country != b.country:
        return a.id == b.id
    wide = {"country", "admin1", "admin2", "territory"}
    return bool(wide & {a.kind, b.kind}) or distance_km(a, b) < SAME_PLACE_KM


def _by_context(name: str, place: PlaceRow, found: Sequence[PlaceRow], countries: Mapping[str, float]) -> Resolution:
    weight = f"{_weight(place, countries):g}"
    return _chosen(
        name, place, found, "country",
        f"عدد الأماكن بهذا الاسم {len(found)}؛ والبلد {place.country} هو الأرجح في المقال (وزنه {weight})",
        f"{len(found)} places of this name; of their countries {place.country} weighs most in the article ({weight})",
    )  # fmt: skip


def _chosen(name: str, place: PlaceRow, found: Sequence[PlaceRow], code: str, ar: str, en: str) -> Resolution:
    others = tuple(p for p in found if p.id != place.id)
    return Resolution(name, place, precision_of(place), (Reason(code, ar, en),), others)


def _nothing(name: str, found: Sequence[PlaceRow], code: str, ar: str, en: str) -> Resolution:
    return Resolution(name, None, None, (Reason(code, ar, en),), tuple(found))
