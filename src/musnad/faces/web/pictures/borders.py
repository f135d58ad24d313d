"""Outlines of countries as a map needs them: cut to its view, turned into paths of whole units.

The table `data/borders.tsv` says what its outlines are and where they come from. Longitudes and latitudes are degrees.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from math import cos, radians
from typing import Any, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from musnad.errors import DataError

_UNITS = 100
_COLUMNS = ("code", "name_ar", "name_en", "lat", "lon", "rings", "source", "licence")
_KEPT = 64
"""Views whose outlines are remembered: steps of zooming repeat."""
_WIDE = 90.0
"""Degrees from which on outlines are rounded to whole units; narrower views have halves."""
_MARGIN = 0.02
"""Share of the view's width beyond its edge where outlines are cut, so that no cut is seen."""
Points: TypeAlias = NDArray[np.float64]
"""Longitudes and latitudes (or x and y), one point a row."""


class View(Struct, frozen=True):
    """A part of the world, in degrees, drawn `width` units wide; east is more than west."""

    west: float
    south: float
    east: float
    north: float
    width: int = 1000

    @property
    def squeeze(self) -> float:
        """How much shorter a degree of longitude is in the middle of the view than one of latitude."""
        return cos(radians((self.south + self.north) / 2))

    @property
    def scale(self) -> float:
        """Units of a degree of latitude."""
        return self.width / ((self.east - self.west) * self.squeeze)

    @property
    def fine(self) -> int:
        """Steps of a unit that outlines are rounded to."""
        return 1 if self.east - self.west > _WIDE else 2

    @property
    def height(self) -> int:
        """Units from south to north."""
        return round((self.north - self.south) * self.scale)

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """x and y of a point, from the upper left corner; it may lie outside."""
        return (lon - self.west) * self.squeeze * self.scale, (self.north - lat) * self.scale

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a point lies in the view."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north


class Country(Struct, frozen=True, eq=False):
    """One country: its names, where they stand well, and its rings with the box of each."""

    code: str
    name_ar: str
    name_en: str
    lat: float
    lon: float
    rings: tuple[Points, ...]
    boxes: Points
    """West, south, east, north of each ring."""


class Outline(Struct, frozen=True):
    """A country in a view: its path in steps of `View.fine`, and how many units wide its largest part in view is."""

    country: Country
    path: str
    span: float


class Borders:
    """The countries of the table; read once, safe to share between threads."""

    def __init__(self, countries: tuple[Country, ...]) -> None:
        self.countries = countries
        self.outlines = lru_cache(_KEPT)(self._outlines)

    @classmethod
    def load(cls) -> Borders:
        """Read the table. Raises: DataError."""
        text = (files("musnad") / "data" / "borders.tsv").read_text("utf-8")
        rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
        if tuple(rows[0]) != _COLUMNS or any(len(row) != len(_COLUMNS) for row in rows):
            raise DataError("borders.tsv: other columns than Musnad reads")
        return cls(tuple(map(_country, rows[1:])))

    def _outlines(self, view: View) -> tuple[Outline, ...]:
        """What of each country is in a view; those that are not are left out."""
        margin = (view.east - view.west) * _MARGIN
        west, south, east, north = view.west - margin, view.south - margin, view.east + margin, view.north + margin
        out = []
        for country in self.countries:
            box = country.boxes
            seen = (box[:, 0] < east) & (box[:, 2] > west) & (box[:, 1] < north) & (box[:, 3] > south)
            paths, span = [], 0.0
            for at in np.flatnonzero(seen):
                points = clipped(country.rings[at], (west, south, east, north))
                if len(points) < 3:
                    continue
                paths.append(path(points, view))
                shown = min(points[:, 0].max(), view.east) - max(points[:, 0].min(), view.west)
                span = max(span, float(shown) * view.squeeze * view.scale)
            if drawn := "".join(paths):
                out.append(Outline(country, drawn, span))
        return tuple(out)


def _country(row: list[str]) -> Country:
    code, name_ar, name_en, lat, lon, rings, _, _ = row
    made = tuple(map(decoded, rings.split(" ")))
    boxes = np.array([(*ring.min(axis=0), *ring.max(axis=0)) for ring in made])
    return Country(code, name_ar, name_en, float(lat), float(lon), made, boxes)


def decoded(text: str) -> Points:
    """Points of one ring of the table: steps in the polyline format. Raises: DataError."""
    numbers = np.array(tuple(_numbers(text)), dtype=np.float64)
    if len(numbers) % 2 or not len(numbers):
        raise DataError("borders.tsv: a ring that is cut off")
    return np.cumsum(numbers.reshape(-1, 2), axis=0) / _UNITS


def _numbers(text: str) -> Iterator[int]:
    value = shift = 0
    for letter in text.encode("ascii", "replace"):
        value |= ((letter - 63) & 0x1F) << shift
        shift += 5
        if letter < 95:
            yield ~(value >> 1) if value & 1 else value >> 1
            value = shift = 0


def clipped(ring: Points, box: tuple[float, float, float, float]) -> Points:
    """The part of a closed ring that lies in a box of west, south, east, north; along its edges where it leaves it."""
    west, south, east, north = box
    for axis, bound, keep_more in ((0, west, True), (0, east, False), (1, south, True), (1, north, False)):
        if not len(ring):
            break
        ring = _half(ring, axis, bound, keep_more)
    return ring


def _half(ring: Points, axis: int, bound: float, keep_more: bool) -> Points:
    """The part of a ring on one side of a line (Sutherland and Hodgman)."""
    inside = ring[:, axis] >= bound if keep_more else ring[:, axis] <= bound
    if inside.all():
        return ring
    if not inside.any():
        return ring[:0]
    after = np.roll(ring, -1, axis=0)
    crosses = inside != np.roll(inside, -1)
    step = np.where(crosses, after[:, axis] - ring[:, axis], 1.0)
    share = np.where(crosses, (bound - ring[:, axis]) / step, 0.0)
    met = ring + (after - ring) * share[:, None]
    both = np.stack((ring, met), axis=1)
    chosen: NDArray[Any] = np.stack((inside, crosses), axis=1)
    kept: Points = both[chosen]
    return kept


def path(points: Points, view: View) -> str:
    """A closed path in steps of `View.fine`; points that fall together are one, and what is too small is nothing."""
    x = (points[:, 0] - view.west) * view.squeeze
    xy = np.round(np.stack((x, view.north - points[:, 1]), axis=1) * view.scale * view.fine).astype(np.int64)
    steps = np.diff(xy, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if len(steps) < 2:
        return ""
    told = " ".join(f"{dx} {dy}" for dx, dy in steps.tolist())
    return f"M{xy[0, 0]} {xy[0, 1]}l{told}z"
