"""The searches that a person keeps: one list for each, that nobody else sees."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from msgspec import UNSET
from msgspec.structs import asdict

from musnad.faces.web.api.answers import answer, offset, screen, told
from musnad.faces.web.api.asking import After, Limit, Name
from musnad.faces.web.api.sent import documented, sent
from musnad.faces.web.api.shapes import Keeping, Searches
from musnad.faces.web.audit import Who
from musnad.faces.web.kept_searches import Search, Shelf
from musnad.faces.web.kept_searches import keep as keep_search
from musnad.faces.web.pages.asking import asked
from musnad.faces.web.pages.desk import Kept
from musnad.faces.web.problems import Refusal

router = APIRouter(prefix="/api/v1/searches", tags=["searches"])
_LARGEST = 40_000
_SENT = ("bad-request", "other-site", "not-there-in-time", "conflict", "too-large", "unknown-form")
Given = Annotated[Keeping, Depends(sent(Keeping, _LARGEST))]


@router.get("", responses=told(Searches, "not-found"))
def searches(request: Request, store: Kept, person: Who, limit: Limit = 50, after: After = None) -> Response:
    """The searches that you keep: name, filters, what the last look found."""
    items, more = screen("searches", Shelf(store, person.name).all(), offset("searches", after), limit)
    return answer(request, Searches(items=items, next=more))


@router.post(
    "", status_code=201, responses=told(Search, *_SENT, status=201, cached=False), openapi_extra=documented(Keeping)
)
def keep(request: Request, store: Kept, person: Who, given: Given) -> Response:
    """Keep a search under a name, in the place of one of the same name; what it finds now counts as seen."""
    filters = {name: value.replace("\0", "") for name, value in asdict(given.filters).items() if value is not UNSET}
    ask = asked({"q" if name == "text" else name: value for name, value in filters.items()})
    return answer(request, keep_search(store, person.name, given.name, ask.given, ask.filters), 201)


@router.delete("", responses=told(Searches, "other-site", "not-found", cached=False))
def remove(
    request: Request, store: Kept, person: Who, name: Annotated[Name, Query(description="Name of a search.")]
) -> Response:
    """Keep a search no more; the answer holds those that are left."""
    shelf = Shelf(store, person.name)
    if name not in {one.name for one in shelf.all()}:
        raise Refusal("not-found")
    shelf.remove(name)
    return answer(request, Searches(items=shelf.all()))
