"""`/map`: facts where they are told to have happened; zoomed by links, with a table of the same numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse
from msgspec import Struct
from msgspec.structs import replace

from musnad.faces.bidi import safe
from musnad.faces.web.pages.asking import Asked, Asking
from musnad.faces.web.pages.desk import Kept, Pages
from musnad.faces.web.pictures.borders import Borders, View
from musnad.faces.web.pictures.maps import Disc, Point, Said, discs, draw_map
from musnad.faces.web.render import preferences
from musnad.records import EVENT_TYPES, Entity, Fact, Place
from musnad.store.base import Store
from musnad.store.entries import Located

router = APIRouter(include_in_schema=False)
REGIONS: Mapping[str, View] = {
    "levant": View(32.5, 28.5, 49.5, 38.0),
    "gulf": View(33.5, 11.5, 61.0, 32.5),
    "nile": View(20.0, -2.5, 53.0, 33.0),
    "maghreb": View(-18.0, 13.5, 26.5, 38.0),
    "arab": View(-19.0, 1.0, 63.0, 42.0),
    "europe": View(-25.0, 34.0, 46.0, 68.0),
    "world": View(-170.0, -56.0, 180.0, 76.0),
}
"""Parts of the world by name, the narrow ones first."""
_BY_ITSELF = ("arab", "europe", "world")
"""Views that are tried when none is asked for: the first that holds most of the facts."""
_MOST_OF = 0.6
MOST, ROWS = 30, 150
"""Facts on one screen of a place's list, and rows of the table."""
_NARROWEST, _STEP = 0.8, 2.0
_FLAT, _TALL = 0.36, 0.78
"""Heights of a view against its width."""
_BOX = re.compile(r"(-?\d{1,3}(?:\.\d{1,4})?)" + r",(-?\d{1,3}(?:\.\d{1,4})?)" * 3)


class Ways(Struct, frozen=True):
    """Boxes that links of a map lead to: nearer, farther, and to the four sides."""

    closer: str
    farther: str
    north: str
    south: str
    east: str
    west: str


class Lying(Struct, frozen=True):
    """One row of the table."""

    id: str
    entity: Entity | None
    place: Place | None
    count: int
    in_view: bool


@router.get("/map")
def show(
    request: Request, store: Kept, pages: Pages, ask: Asking, region: str | None = None, bbox: str | None = None,
    at: str | None = None, after: str | None = None,
) -> HTMLResponse:  # fmt: skip
    """The map; `at` lists the facts of one place, `at=none` those without a place."""
    told = store.located(ask.filters)
    placed = [one for one in told if one.place is not None]
    view = _view(placed, region, bbox)
    around = {"region": region, "bbox": bbox}
    named = [one.entity for one in told if one.entity]
    known = store.entities(dict.fromkeys((*named[:ROWS], *(one.entity for one in placed))))
    known |= store.entities([at] if at and at != "none" else ())
    wants = preferences(request)
    here = ask.link("/map", **around)
    here += "&at=" if "?" in here else "?at="
    points = [point_of(one, known, wants.lang, f"{here}{quote(one.entity)}#facts") for one in placed]
    shown = discs(points, view)
    facts = _facts(store, ask, at, after)
    known |= store.entities({id_ for fact in facts for id_ in (*fact.actors, *fact.recipients, fact.place or "")})
    outside = sum(one.count for one in placed) - sum(disc.count for disc in shown)
    t = pages.word(wants.lang)
    said = Said(
        title=t("nav-map"), told=t("map-told"), facts=t("map-facts"), near=t("map-near"), number=wants.number,
        closer=lambda disc: ask.link("/map", bbox=boxed(nearer(view, disc))),
    )  # fmt: skip
    drawn = draw_map(view, borders(request).outlines(view), shown, said, lang=wants.lang)
    return pages.page(
        request, "map.html.j2", ask=ask, picture=drawn, around=around, regions=tuple(REGIONS), region=region,
        ways=ways(view), table=_table(told, known, view), total=sum(one.count for one in told),
        nowhere=sum(one.count for one in told if not one.entity),
        unknown=sum(one.count for one in told if one.entity and one.place is None), outside=outside,
        places=len(placed), rows=len(told), at=at, facts=facts[:MOST], more=len(facts) > MOST, first=after is None,
        known=known, types=EVENT_TYPES,
    )  # fmt: skip


def borders(request: Request) -> Borders:
    """The outlines of countries, read at the first map and kept for the server's life."""
    state = request.app.state
    if not hasattr(state, "borders"):
        state.borders = Borders.load()
    found: Borders = state.borders
    return found


def point_of(one: Located, known: Mapping[str, Entity], lang: str, href: str) -> Point:
    """A place as a point of the picture. Raises: ValueError where it has none."""
    place = one.place
    if place is None or place.latitude is None or place.longitude is None:
        raise ValueError(f"{one.entity} lies nowhere")
    entity = known.get(one.entity)
    name = (entity.name_en if lang == "en" and entity.name_en else entity.name) if entity else one.entity
    return Point(one.entity, safe(name), place.longitude, place.latitude, place.precision, one.count, href)


def _facts(store: Store, ask: Asked, at: str | None, after: str | None) -> tuple[Fact, ...]:
    """One fact more than a screen holds, if there are more."""
    if at is None:
        return ()
    if at == "none":
        return store.unplaced(ask.filters, limit=MOST + 1, after=after)
    return store.facts(replace(ask.filters, place=at), limit=MOST + 1, after=after)


def _table(told: Sequence[Located], known: Mapping[str, Entity], view: View) -> list[Lying]:
    rows = []
    for one in [one for one in told if one.entity][:ROWS]:
        place = one.place
        lat, lon = (place.latitude, place.longitude) if place else (None, None)
        seen = lat is not None and lon is not None and view.holds(lon, lat)
        rows.append(Lying(one.entity, known.get(one.entity), place, one.count, seen))
    return rows


def _view(placed: Sequence[Located], region: str | None, bbox: str | None) -> View:
    """The view that is asked for, or the first that holds most facts. Raises: HTTPException."""
    if bbox:
        match = _BOX.fullmatch(bbox)
        if match is None:
            raise HTTPException(422, f"bbox={bbox}")
        return fitting(*map(float, match.groups()))
    if region:
        if region not in REGIONS:
            raise HTTPException(422, f"region={region}")
        return REGIONS[region]
    total = sum(one.count for one in placed)
    for name in _BY_ITSELF:
        held = sum(
            one.count
            for one in placed
            if one.place and REGIONS[name].holds(one.place.longitude or 0.0, one.place.latitude or 0.0)
        )
        if held >= total * _MOST_OF:
            return REGIONS[name] if total else REGIONS["arab"]
    return REGIONS["world"]


def fitting(west: float, south: float, east: float, north: float) -> View:
    """A view around the middle of a box, no narrower and no flatter than a map is good for, within the world."""
    lon, lat = (west + east) / 2, min(max((south + north) / 2, -56.0), 76.0)
    width = min(max(abs(east - west), _NARROWEST), 350.0)
    squeeze = View(0, lat, 1, lat).squeeze
    height = min(max(abs(north - south), width * squeeze * _FLAT), width * squeeze * _TALL)
    lon = min(max(lon, -170 + width / 2), 180 - width / 2)
    south, north = max(lat - height / 2, -60.0), min(lat + height / 2, 80.0)
    return View(round(lon - width / 2, 2), round(south, 2), round(lon + width / 2, 2), round(north, 2))


def boxed(view: View) -> str:
    """A view as an address tells it."""
    return ",".join(f"{value:g}" for value in (view.west, view.south, view.east, view.north))


def ways(view: View) -> Ways:
    """The boxes around a view."""
    width, height = view.east - view.west, view.north - view.south

    def moved(east: float = 0.0, north: float = 0.0, by: float = 1.0) -> str:
        lon, lat = (view.west + view.east) / 2 + east * width, (view.south + view.north) / 2 + north * height
        half, tall = width * by / 2, height * by / 2
        return boxed(fitting(lon - half, lat - tall, lon + half, lat + tall))

    return Ways(
        moved(by=1 / _STEP), moved(by=_STEP), moved(north=0.4), moved(north=-0.4), moved(east=0.4), moved(east=-0.4)
    )


def nearer(view: View, disc: Disc) -> View:
    """A nearer view of a disc of several places."""
    width = (view.east - view.west) / 4
    height = (view.north - view.south) / 4
    lon, lat = disc.points[0].lon, disc.points[0].lat
    return fitting(lon - width / 2, lat - height / 2, lon + width / 2, lat + height / 2)
