"""What every page takes from its request: the store and the renderer."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from musnad.faces.web.render import Renderer
from musnad.faces.web.settings import Settings
from musnad.store.base import Store


def _store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


def _renderer(request: Request) -> Renderer:
    renderer: Renderer = request.app.state.renderer
    return renderer


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


Kept = Annotated[Store, Depends(_store)]
Pages = Annotated[Renderer, Depends(_renderer)]
Told = Annotated[Settings, Depends(_settings)]
