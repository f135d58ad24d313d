"""The pages; each module holds one router."""

from __future__ import annotations

from fastapi import APIRouter

from musnad.faces.web.pages import article, compare, preferring, reading, story, today


def routers() -> tuple[APIRouter, ...]:
    """The routers of all pages."""
    return (today.router, story.router, reading.router, article.router, compare.router, preferring.router)
