"""The map of one story: where its facts are told to have happened, in a view around them; or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal
from urllib.parse import quote

from fastapi import Request
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from musnad.faces.web.pages.map import borders, boxed, fitting, nearer, point_of
from musnad.faces.web.pictures.borders import View
from musnad.faces.web.pictures.maps import ROUGH, Point, Said, discs, draw_map
from musnad.faces.web.preferences import Preferences
from musnad.faces.web.render import Renderer
from musnad.records import Entity
from musnad.store.base import Store
from musnad.store.entries import Filters, Located

WIDTH = 760
"""Units of the picture, so that its letters are as large as those of the page."""
_ROOM = 1.5
"""How much wider than its places a view is."""
_FLAT = 0.5
"""Height of the view against its width."""
_LEAST, _LEAST_ROUGH = 9.0, 24.0
"""Degrees of the narrowest view: of towns, and of whole countries alone."""


class StoryMap(Struct, frozen=True):
    """The picture and its numbers; without a picture, why."""

    picture: Markup | None
    lacking: Literal["unnamed", "unknown"] | None
    """No fact names a place, or none of the named places is on a map."""
    placed: tuple[Located, ...]
    unknown: int
    """Facts at places that are on no map."""
    nowhere: int
    """Facts that name no place."""
    address: str
    """The large map, of this story alone."""


def story_map(request: Request, store: Store, pages: Renderer, story: str, wants: Preferences,
              known: dict[str, Entity]) -> StoryMap | None:  # fmt: skip
    """The map of a story; None for one without facts. Its places are added to `known`."""
    told = store.located(Filters(story=story))
    if not told:
        return None
    placed = tuple(one for one in told if one.place is not None and one.place.latitude is not None)
    known |= store.entities([one.entity for one in placed if one.entity not in known])
    address = f"/map?story={quote(story, safe=':')}"
    nowhere = sum(one.count for one in told if not one.entity)
    unknown = sum(one.count for one in told if one.entity) - sum(one.count for one in placed)
    if not placed:
        return StoryMap(None, "unknown" if unknown else "unnamed", (), unknown, nowhere, address)
    picture = _drawn(request, pages, wants, placed, known, address)
    return StoryMap(picture, None, placed, unknown, nowhere, address)


def _drawn(request: Request, pages: Renderer, wants: Preferences, placed: Sequence[Located],
           known: Mapping[str, Entity], address: str) -> Markup:  # fmt: skip
    points = [point_of(one, known, wants.lang, f"{address}&at={quote(one.entity)}#facts") for one in placed]
    view = around(points)
    t = pages.word(wants.lang)
    said = Said(
        title=t("story-map"), told=t("map-told"), facts=t("map-facts"), near=t("map-near"), number=wants.number,
        closer=lambda disc: f"{address}&bbox={boxed(nearer(view, disc))}",
    )  # fmt: skip
    return draw_map(view, borders(request).outlines(view), discs(points, view), said, lang=wants.lang)


def around(points: Sequence[Point]) -> View:
    """A view that holds all of the points, with room for their names."""
    lons, lats = [one.lon for one in points], [one.lat for one in points]
    lon, lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    squeeze = View(0, lat, 1, lat).squeeze
    least = _LEAST_ROUGH if all(one.precision in ROUGH for one in points) else _LEAST
    width = max((max(lons) - min(lons)) * _ROOM, (max(lats) - min(lats)) * _ROOM / (_FLAT * squeeze), least)
    tall = width * squeeze * _FLAT
    return replace(fitting(lon - width / 2, lat - tall / 2, lon + width / 2, lat + tall / 2), width=WIDTH)
