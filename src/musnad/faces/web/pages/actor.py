"""`/actors/ID`: one participant over all reports: names, offices, what it said, did and underwent, with whom, where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from msgspec import Struct

from musnad.faces.bidi import safe
from musnad.faces.web.addresses import actor_address
from musnad.faces.web.pages.asking import Asked, asked
from musnad.faces.web.pages.desk import Kept, Pages
from musnad.faces.web.pages.offices import OfficeBook
from musnad.faces.web.pages.sayings import said_by, said_of
from musnad.faces.web.pictures.activity import columns, draw_activity
from musnad.faces.web.pictures.counterparts import WAYS, Row, Said, draw_counterparts, gathered
from musnad.faces.web.pictures.quads import QUADS, Quad, load_quads
from musnad.faces.web.preferences import Preferences
from musnad.faces.web.render import preferences
from musnad.faces.web.sharing.shared import shared
from musnad.faces.web.sharing.subjects import of_actor
from musnad.records import EVENT_TYPES, Entity, EventType, Fact
from musnad.store.base import Store
from musnad.store.entries import Filters, Located, Pace

router = APIRouter(include_in_schema=False)
Word = Callable[[str], str]
Part = Literal["facts", "said", "about"]
PARTS: tuple[Part, ...] = ("facts", "said", "about")
OTHERS, PLACES = 12, 12
"""Counterparts in the picture, and places in the list."""
_FEW, MOST = 8, 30
"""Facts or statements in the overview, and on a screen of one part."""
_ROLES = {"did": "actor", "underwent": "recipient"}


class Book(Struct, frozen=True):
    """Tables that stay the same for the server's life."""

    offices: OfficeBook
    quads: Mapping[EventType, Quad]


class Acts(Struct, frozen=True):
    """What an actor did and underwent: a screen of facts, and how many there are by type."""

    facts: tuple[Fact, ...]
    more: str | None
    by_type: tuple[tuple[EventType, int], ...]
    total: int
    ask: Asked


class Whom(Struct, frozen=True):
    """The picture of counterparts and the rows of its table."""

    rows: tuple[Row, ...]
    picture: Markup | None


@router.get("/actors/{entity:path}")
def show(
    request: Request, store: Kept, pages: Pages, entity: str, part: str | None = None, after: str | None = None,
    way: str | None = None,
) -> HTMLResponse:  # fmt: skip
    """An actor's page, or one `part` of it screen by screen; `way` asks for what it did or underwent alone."""
    seen = store.entity(entity)
    if seen is None:
        raise HTTPException(404)
    if part not in (None, *PARTS) or way not in (None, "", *_ROLES):
        raise HTTPException(422, f"part={part}, way={way}")
    wants, book = preferences(request), _book(request)
    t = pages.word(wants.lang)
    whole = part is None
    most = _FEW if whole else MOST
    ask = asked({"actor": entity, "type": request.query_params.get("type", ""), "role": _ROLES.get(way or "", "")})
    paces = store.paces(ask.filters) if part in (None, "facts") else ()
    acts = _acts(store, ask, paces, most, after) if part in (None, "facts") else None
    others = store.counterparts(entity, limit=OTHERS) if whole else ()
    known = store.entities(dict.fromkeys((*_named(acts), *(one.entity for one in others))))
    places = _places(store, entity) if whole else ()
    known |= store.entities(one.entity for one in places)
    names = {id_: (_name(one, wants), actor_address(id_)) for id_, one in known.items()}
    return pages.page(
        request, "actor.html.j2", seen=seen, one=seen.entity, part=part, parts=PARTS, way=way or "",
        offices=book.offices.of(entity), acts=acts,
        said=said_by(store, entity, most=most, after=after) if part in (None, "said") else None,
        about=said_of(store, entity, most=most, after=after) if part in (None, "about") else None,
        whom=_whom(gathered(others, book.quads, names), wants, t), activity=_activity(paces, book, wants, t),
        there=len(store.facts(Filters(place=entity), limit=1)) if whole else 0,
        places=places, known=known, quads=QUADS, ways=WAYS, first=after is None, types=EVENT_TYPES, few=_FEW,
        shared=shared(request, store, of_actor(seen.entity)),
    )  # fmt: skip


def _book(request: Request) -> Book:
    """The tables, read at the first actor's page."""
    state = request.app.state
    if not hasattr(state, "actor_book"):
        state.actor_book = Book(OfficeBook.load(), load_quads())
    found: Book = state.actor_book
    return found


def _name(one: Entity, wants: Preferences) -> str:
    return safe(one.name_en if wants.lang == "en" and one.name_en else one.name)


def _acts(store: Store, ask: Asked, paces: Sequence[Pace], most: int, after: str | None) -> Acts:
    facts = store.facts(ask.filters, limit=most + 1, after=after)
    counts = dict.fromkeys(EVENT_TYPES, 0)
    for pace in paces:
        counts[pace.type] += pace.count
    by_type = tuple(sorted(((kind, n) for kind, n in counts.items() if n), key=lambda one: -one[1]))
    more = facts[most - 1].id if len(facts) > most else None
    return Acts(facts[:most], more, by_type, sum(counts.values()), ask)


def _named(acts: Acts | None) -> tuple[str, ...]:
    facts = acts.facts if acts else ()
    return tuple(id_ for fact in facts for id_ in (*fact.actors, *fact.recipients, fact.place) if id_)


def _places(store: Store, entity: str) -> tuple[Located, ...]:
    """Where what it did and underwent happened, the most told place first."""
    return tuple(one for one in store.located(Filters(actor=entity)) if one.entity)[:PLACES]


def _whom(rows: tuple[Row, ...], wants: Preferences, t: Word) -> Whom:
    said = Said(
        title=t("counterparts"), told=t("counterparts-told"), number=wants.number, quad=lambda quad: t(f"quad:{quad}"),
        heads=(t("way:did"), t("way:underwent"), t("way:together")),
    )  # fmt: skip
    return Whom(rows, draw_counterparts(rows, said, rtl=wants.lang == "ar"))


def _activity(paces: Sequence[Pace], book: Book, wants: Preferences, t: Word) -> Markup | None:
    steps = columns(paces, book.quads)
    return draw_activity(
        steps, t("activity"), t("activity-told"), rtl=wants.lang == "ar", number=wants.number,
        day=lambda iso: wants.day(iso, short=True), label=lambda quad: t(f"quad:{quad}"),
    )  # fmt: skip
