"""The application: one store, its pages and its API."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from musnad import __version__
from musnad.faces.web import pages
from musnad.faces.web.guard import guard
from musnad.faces.web.render import Renderer
from musnad.faces.web.settings import Settings
from musnad.store.base import Store
from musnad.store.engine import open_store

FONTS = "fontpkg_ibm_plex_sans_arabic"


def create_app(settings: Settings, store: Store | None = None) -> FastAPI:
    """The application; opens the store unless one is given.

    Raises:
        StoreError: the store cannot be opened.
    """
    kept = store or open_store(settings.store, create=True)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        kept.close()

    app = FastAPI(title="Musnad", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None)
    app.state.store = kept
    app.state.settings = settings
    app.state.renderer = Renderer()
    app.middleware("http")(guard(settings))
    app.mount("/static/fonts", StaticFiles(directory=Path(str(files(FONTS) / "files"))), name="fonts")
    app.mount("/static", StaticFiles(packages=[("musnad.faces.web", "static")]), name="static")
    for router in pages.routers():
        app.include_router(router)
    app.add_exception_handler(HTTPException, _failed)
    return app


def _failed(request: Request, problem: Exception) -> HTMLResponse:
    """An error as a page that says what to do."""
    status = problem.status_code if isinstance(problem, HTTPException) else 500
    detail = problem.detail if isinstance(problem, HTTPException) else ""
    renderer: Renderer = request.app.state.renderer
    return renderer.page(request, "problem.html.j2", status=status, code=status, detail=detail)
