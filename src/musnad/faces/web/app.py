"""The application: one store, its pages and its API."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from musnad import __version__
from musnad.faces.web import api, pages
from musnad.faces.web.accounts import ensure_administrator
from musnad.faces.web.guard import Guard
from musnad.faces.web.limits import Limits
from musnad.faces.web.pages import login
from musnad.faces.web.problems import add_handlers
from musnad.faces.web.render import Renderer
from musnad.faces.web.sessions import Sessions
from musnad.faces.web.settings import Settings
from musnad.store.engine import SqlStore, open_store

FONTS = "fontpkg_ibm_plex_sans_arabic"


def create_app(settings: Settings, store: SqlStore | None = None) -> FastAPI:
    """The application; opens the store unless one is given.

    Raises:
        StoreError: the store cannot be opened.
        AccountError: others can reach the server, and there is no administrator or no secret.
    """
    sessions = Sessions.of(settings)
    kept = store or open_store(settings.store, create=True)
    if sessions is not None:
        ensure_administrator(kept)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        if store is None:  # who gave a store closes it
            kept.close()

    app = FastAPI(
        title="Musnad", version=__version__, lifespan=lifespan, openapi_url=None, docs_url=None, redoc_url=None
    )
    app.state.store = kept
    app.state.settings = settings
    app.state.renderer = Renderer()
    app.state.sessions = sessions
    app.state.limits = Limits()
    app.add_middleware(Guard, settings=settings, sessions=sessions, limits=app.state.limits)
    app.mount("/static/fonts", StaticFiles(directory=Path(str(files(FONTS) / "files"))), name="fonts")
    app.mount("/static", StaticFiles(packages=[("musnad.faces.web", "static")]), name="static")
    for router in (*pages.routers(), login.router, *api.routers()):
        app.include_router(router)
    add_handlers(app)
    return app
