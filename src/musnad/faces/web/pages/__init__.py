"""The pages; each module holds one router."""

from __future__ import annotations

from fastapi import APIRouter

from musnad.faces.web.pages import (
    actor,
    article,
    compare,
    deadlines,
    map,
    preferring,
    reading,
    search,
    sources,
    story,
    taking,
    today,
)


def routers() -> tuple[APIRouter, ...]:
    """The routers of all pages."""
    return (
        today.router,
        story.router,
        reading.router,
        article.router,
        compare.router,
        search.router,
        taking.router,
        map.router,
        deadlines.router,
        actor.router,
        sources.router,
        preferring.router,
    )
