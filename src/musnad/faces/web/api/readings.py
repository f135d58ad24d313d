"""Reads a text at once and keeps nothing of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from musnad.errors import ReaderBusy, SourceError, SourceTooLarge
from musnad.faces.web.api.answers import answer, told
from musnad.faces.web.api.sent import documented, sent
from musnad.faces.web.api.shapes import Asked
from musnad.faces.web.brought import LARGEST, Brought, page_from
from musnad.faces.web.problems import Refusal
from musnad.faces.web.reader import Reads
from musnad.page.read import Overrides
from musnad.records import Page, Reading

router = APIRouter(prefix="/api/v1/readings", tags=["readings"])
_SENT = ("bad-request", "other-site", "not-there-in-time", "too-large", "unknown-form", "not-readable")
Given = Annotated[Asked, Depends(sent(Asked, LARGEST))]


@router.post("", responses=told(Reading, *_SENT, cached=False), openapi_extra=documented(Asked))
def read(request: Request, reader: Reads, given: Given) -> Response:
    """Read a text: names, statements, events, times, places, deadlines, damage. One text is read at a time."""
    page = page_from(Brought(text=given.text, url=given.url or ""))
    if not isinstance(page, Page):  # a text always makes one
        raise Refusal("not-readable", page.message)
    overrides = Overrides(published=given.published, outlet=given.outlet, title=given.title)
    try:
        found = reader.page(page, overrides)
    except ReaderBusy as problem:
        raise Refusal("busy", str(problem), headers={"Retry-After": "10"}) from problem
    except SourceTooLarge as problem:
        raise Refusal("too-large", problem.message) from problem
    except SourceError as problem:
        raise Refusal("not-readable", problem.message) from problem
    reply = answer(request, found)
    reply.headers["Cache-Control"] = "no-store"
    return reply
