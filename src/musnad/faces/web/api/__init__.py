"""`/api/v1`: the store for programs."""

from __future__ import annotations

from fastapi import APIRouter

from musnad.faces.web.api import articles, decisions, description, exports, keeping, readings, stories


def routers() -> tuple[APIRouter, ...]:
    """The routers of the API."""
    parts = (stories, articles, keeping, decisions, exports, readings, description)
    return tuple(part.router for part in parts)
