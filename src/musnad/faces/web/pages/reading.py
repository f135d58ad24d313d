"""`/read`: words, a file or an address that a visitor brings, read at once and kept nowhere."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse
from msgspec import Struct

from musnad.errors import ReaderBusy, SourceError
from musnad.faces.web.brought import LARGEST, Brought, Form, Refused, page_from
from musnad.faces.web.laid import laid, naming
from musnad.faces.web.pages.desk import Pages
from musnad.faces.web.reader import Reader, Reads
from musnad.faces.web.render import Renderer
from musnad.ingest.take import failure
from musnad.page.read import Overrides
from musnad.records import Page, Reading
from musnad.sources.base import Failed

_STATUS = {"too-large": 413}
"""HTTP status by reason of failure; 422 for the others."""


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """The lexicons are loaded while the first visitor still looks around."""
    app.state.reader = getattr(app.state, "reader", None) or Reader(encoder=app.state.settings.encoder)
    app.state.reader.start()
    yield


router = APIRouter(include_in_schema=False, lifespan=_lifespan)


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of reading: a reading and how long it took (seconds), or why there is none."""

    status: int = 200
    reading: Reading | None = None
    failed: Failed | None = None
    took: float = 0.0


@router.get("/read")
def ask(request: Request, pages: Pages, reader: Reads, example: bool = False) -> HTMLResponse:
    """The empty page, or one with a sample text to be read."""
    given = Brought(text=_sample(), outlet="", published="") if example else Brought()
    return _answer(request, pages, reader, given, Outcome())


@router.post("/read")
def read(request: Request, pages: Pages, reader: Reads, form: Form) -> HTMLResponse:
    """The page with the reading of what was brought."""
    if isinstance(form, Refused):
        return _answer(request, pages, reader, Brought(), Outcome(status=form.status, failed=form.failed))
    return _answer(request, pages, reader, form, _outcome(reader, form))


def _outcome(reader: Reader, form: Brought) -> Outcome:
    begun = time.perf_counter()
    try:
        page = page_from(form)
        if isinstance(page, Failed):
            return Outcome(status=_STATUS.get(page.reason, 422), failed=page)
        reading = _reading(reader, page, form)
    except ReaderBusy as problem:
        return Outcome(status=503, failed=Failed(source="reader", reason="unread", message=str(problem)))
    if isinstance(reading, Failed):
        return Outcome(status=_STATUS.get(reading.reason, 422), failed=reading)
    return Outcome(reading=reading, took=time.perf_counter() - begun)


def _reading(reader: Reader, page: Page, form: Brought) -> Reading | Failed:
    overrides = Overrides(published=form.published or None, outlet=form.outlet or None, title=form.title or None)
    try:
        return reader.page(page, overrides)
    except SourceError as problem:
        return failure(page, problem)


def _answer(request: Request, pages: Renderer, reader: Reader, given: Brought, outcome: Outcome) -> HTMLResponse:
    view = laid(request, outcome.reading) if outcome.reading else None
    answer = pages.page(
        request, "read.html.j2", status=outcome.status, given=given, failed=outcome.failed, took=outcome.took,
        busy=outcome.status == 503, ready=reader.ready, view=view,
        largest=LARGEST // 1_000_000, naming=naming(request),
    )  # fmt: skip
    answer.headers["Cache-Control"] = "no-store"
    if outcome.status == 503:
        answer.headers["Retry-After"] = "10"
    return answer


def _sample() -> str:
    """An invented report to try."""
    return (files("musnad.faces.web") / "templates" / "reading_sample.txt").read_text("utf-8").strip()
