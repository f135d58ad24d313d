"""`/searches`: the searches that a person keeps, what is new in each since his last look, and their feeds."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from msgspec import Struct

from musnad.errors import StoreBusy
from musnad.faces.keeping import now
from musnad.faces.web.audit import Who
from musnad.faces.web.kept_searches import MOST, Search, Shelf
from musnad.faces.web.kept_searches import keep as keep_search
from musnad.faces.web.pages.asking import Asked, asked
from musnad.faces.web.pages.desk import Kept, Pages
from musnad.records import Entity
from musnad.store.base import Store

router = APIRouter(include_in_schema=False)
_LONGEST_QUERY = 8000
Name = Annotated[str, Form(max_length=200)]


class Row(Struct, frozen=True):
    """One search of the list; `ask` is None where a filter of it is none any more, `known` are entities it names."""

    search: Search
    ask: Asked | None
    found: int = 0
    new: int = 0
    known: Mapping[str, Entity] = {}


@router.get("/searches")
def show(request: Request, store: Kept, pages: Pages, who: Who) -> HTMLResponse:
    """The list, each with how much it finds now."""
    rows = [_row(store, search) for search in Shelf(store, who.name).all()]
    return pages.page(request, "searches.html.j2", rows=rows, most=MOST)


@router.post("/searches")
def keep(
    store: Kept, who: Who, name: Name = "", query: Annotated[str, Form(max_length=_LONGEST_QUERY)] = ""
) -> RedirectResponse:
    """Keep a search under a name; one of the same name is replaced."""
    ask = asked(dict(parse_qsl(query, max_num_fields=40)))
    keep_search(store, who.name, name if name.strip() else ask.value("q"), ask.given, ask.filters)
    return RedirectResponse("/searches", status_code=303)


@router.post("/searches/open")
def look(store: Kept, who: Who, name: Name = "") -> RedirectResponse:
    """Go to what a search finds, the latest first; from now on that counts as seen."""
    shelf = Shelf(store, who.name)
    search = next((one for one in shelf.all() if one.name == name), None)
    if search is None:
        raise HTTPException(404)
    ask = asked(dict(search.given))
    with suppress(StoreBusy):  # while reports are being taken in, what is new stays new
        shelf.looked(name, seen=store.search(ask.filters, limit=1, latest=True).total, at=now())
    return RedirectResponse(ask.link("/search", sort="latest"), status_code=303)


@router.post("/searches/remove")
def remove(store: Kept, who: Who, name: Name = "") -> RedirectResponse:
    """Keep a search no more."""
    Shelf(store, who.name).remove(name)
    return RedirectResponse("/searches", status_code=303)


def _row(store: Store, search: Search) -> Row:
    try:
        ask = asked(dict(search.given))
    except HTTPException:
        return Row(search, None)
    found = store.search(ask.filters, limit=1, latest=True).total
    known = store.entities(value for name, value in search.given if name in ("actor", "place") and ":" in value)
    return Row(search, ask, found, max(0, found - search.seen), known)
