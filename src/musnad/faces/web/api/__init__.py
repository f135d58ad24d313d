"""`/api/v1`: the store for programs."""

from __future__ import annotations

from fastapi import APIRouter

from musnad.faces.web.api import (
    articles,
    comments,
    decisions,
    description,
    exports,
    keeping,
    readings,
    review,
    searches,
    share,
    stories,
)


def routers() -> tuple[APIRouter, ...]:
    """The routers of the API."""
    parts = (stories, articles, keeping, searches, decisions, review, comments, share, exports, readings, description)
    return tuple(part.router for part in parts)
