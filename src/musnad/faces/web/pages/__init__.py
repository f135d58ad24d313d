"""The pages; each module holds one router."""

from __future__ import annotations

from fastapi import APIRouter

from musnad.faces.web.pages import (
    actor,
    article,
    comments,
    compare,
    deadlines,
    map,
    preferring,
    reading,
    review,
    review_log,
    search,
    searches,
    share,
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
        searches.router,
        taking.router,
        map.router,
        deadlines.router,
        actor.router,
        sources.router,
        review_log.router,
        review.router,
        share.router,
        comments.router,
        preferring.router,
    )
