"""A map of facts: countries behind, a disc for each place, as large as many facts are told of it.

A hollow disc stands for a whole country or region, where nothing more exact is told. Discs that would hide one another
are drawn as one. West is on the left in every language: a map is not mirrored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt

from markupsafe import Markup
from msgspec import Struct

from musnad.faces.web.pictures.borders import Outline, View
from musnad.faces.web.pictures.svg import measured, picture, tag, words

LEAST, LARGEST = 3.2, 26.0
"""Radii of discs, in units."""
_NEAR, _INSIDE = 8.0, 0.75
"""A place is drawn with a greater one that is nearer than `_NEAR`, or inside `_INSIDE` of the radius of its disc."""
_CELL = LARGEST
_NAMED = 16
_SIZE, _SMALL = 15.0, 13.0
ROUGH = frozenset({"country", "region"})
"""Precisions that are drawn hollow."""


class Point(Struct, frozen=True):
    """A place with its number of facts; `href` leads to their list."""

    id: str
    name: str
    lon: float
    lat: float
    precision: str | None
    count: int
    href: str


class Disc(Struct, frozen=True):
    """One or more places that are drawn as one; x and y in units."""

    x: float
    y: float
    radius: float
    hollow: bool
    count: int
    points: tuple[Point, ...]


class Said(Struct, frozen=True):
    """The words of a map."""

    title: str
    told: str
    facts: str
    near: str
    """"and … places near it"""
    number: Callable[[int], str]
    closer: Callable[[Disc], str]
    """Address of the map nearer to a disc of several places."""


def discs(points: Sequence[Point], view: View) -> tuple[Disc, ...]:
    """The discs of a view, the largest first; places outside it are left out."""
    seen = sorted((one for one in points if view.holds(one.lon, one.lat)), key=lambda one: (-one.count, one.id))
    most = max(12, *(one.count for one in seen)) if seen else 12
    groups: list[_Group] = []
    cells: dict[tuple[bool, int, int], list[_Group]] = {}
    for one in seen:
        x, y = view.point(one.lon, one.lat)
        rough, column, line = one.precision in ROUGH, int(x // _CELL), int(y // _CELL)
        around = [
            group for dx in (-1, 0, 1) for dy in (-1, 0, 1) for group in cells.get((rough, column + dx, line + dy), ())
        ]  # fmt: skip
        home = min((group for group in around if group.takes(x, y)), key=lambda group: group.at, default=None)
        if home is None:
            home = _Group(len(groups), x, y, _radius(one.count, most))
            groups.append(home)
            cells.setdefault((rough, column, line), []).append(home)
        home.points.append(one)
    made = [_disc(group, most) for group in groups]
    return tuple(sorted(made, key=lambda disc: (-disc.radius, disc.points[0].id)))


class _Group:
    """Places on the way to one disc: the first is the greatest."""

    def __init__(self, at: int, x: float, y: float, radius: float) -> None:
        self.at, self.x, self.y, self.points = at, x, y, list[Point]()
        self._reach = max(_NEAR, _INSIDE * radius) ** 2

    def takes(self, x: float, y: float) -> bool:
        """Whether a lesser place at x and y would be hidden."""
        return (x - self.x) ** 2 + (y - self.y) ** 2 < self._reach


def _radius(count: int, most: int) -> float:
    """So that areas are as numbers are."""
    return min(max(LEAST, LARGEST * sqrt(count / most)), LARGEST * 1.25)


def _disc(group: _Group, most: int) -> Disc:
    count = sum(one.count for one in group.points)
    hollow = group.points[0].precision in ROUGH
    radius = round(_radius(count, most), 1)
    return Disc(round(group.x, 1), round(group.y, 1), radius, hollow, count, tuple(group.points))


def draw_map(view: View, outlines: Sequence[Outline], shown: Sequence[Disc], said: Said, *, lang: str) -> Markup:
    """The whole picture; every disc is a link with its name and number."""
    taken: list[tuple[float, float, float, float]] = []
    names = [_name(disc, view, taken) for disc in shown[:_NAMED]]
    taken += [(disc.x - disc.radius, disc.y - disc.radius, disc.x + disc.radius, disc.y + disc.radius)
              for disc in shown if disc.radius > 2 * LEAST]  # fmt: skip
    lands = [_label(one, view, taken, lang) for one in sorted(outlines, key=lambda one: -one.span)]
    frame = tag("clipPath", tag("rect", x=0, y=0, width=view.width, height=view.height), id="map-frame")
    paths = [tag("path", d=one.path) for one in outlines]
    inside = [
        tag("defs", frame),
        tag("rect", class_="sea", x=0, y=0, width=view.width, height=view.height),
        tag(
            "g",
            tag("g", *paths, class_="lands", transform=f"scale({1 / view.fine:g})", fill_rule="evenodd"),
            tag("g", *filter(None, lands), class_="land-names", aria_hidden="true"),
            tag("g", *(_drawn(disc, said) for disc in shown), class_="discs"),
            tag("g", *filter(None, names), class_="names", aria_hidden="true"),
            clip_path="url(#map-frame)",
        ),
    ]
    return picture("map", view.width, view.height, said.title, said.told, inside, links=True)


def _drawn(disc: Disc, said: Said) -> Markup:
    first = disc.points[0]
    name = first.name + (f" ({said.near} {said.number(len(disc.points) - 1)})" if len(disc.points) > 1 else "")
    label = f"{name}: {said.facts} {said.number(disc.count)}"
    circle = tag("circle", tag("title", label), cx=disc.x, cy=disc.y, r=disc.radius)
    return tag(
        "a", circle, href=said.closer(disc) if len(disc.points) > 1 else first.href,
        class_="disc hollow" if disc.hollow else "disc", aria_label=label,
    )  # fmt: skip


def _free(box: tuple[float, float, float, float], taken: list[tuple[float, float, float, float]]) -> bool:
    """Whether a box of left, top, right, bottom meets no other; then it is taken."""
    meets = any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken)
    if not meets:
        taken.append(box)
    return not meets


def _name(disc: Disc, view: View, taken: list[tuple[float, float, float, float]]) -> Markup | None:
    """The name of a place beside or below its disc, where there is room."""
    name = disc.points[0].name
    half, gap = measured(name, _SIZE) / 2 + 3, disc.radius + 3
    for y in (disc.y + gap + _SIZE * 0.8, disc.y - gap):
        box = (disc.x - half, y - _SIZE, disc.x + half, y + 4)
        inside = box[0] >= 0 and box[2] <= view.width and box[1] >= 0 and box[3] <= view.height
        if inside and _free(box, taken):
            return words(name, disc.x, round(y, 1), rtl=False, at="middle", size=_SIZE)
    return None


def _label(one: Outline, view: View, taken: list[tuple[float, float, float, float]], lang: str) -> Markup | None:
    """The name of a country, where its land is wide enough for it and no other name stands there."""
    country = one.country
    name = country.name_ar if lang == "ar" else country.name_en
    width = measured(name, _SMALL)
    if one.span < width * 1.25 or not view.holds(country.lon, country.lat):
        return None
    x, y = view.point(country.lon, country.lat)
    box = (x - width / 2, y - _SMALL, x + width / 2, y + 4)
    inside = box[0] >= 0 and box[2] <= view.width and box[1] >= 0 and box[3] <= view.height
    return (
        words(name, round(x, 1), round(y, 1), rtl=False, at="middle", size=_SMALL)
        if inside and _free(box, taken)
        else None
    )
