"""Articles: search, what narrows it, entry, reading, copies."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from musnad.faces.web.api.answers import answer, cursor, place, told
from musnad.faces.web.api.asking import After, Asks, Id, Limit
from musnad.faces.web.api.shapes import ArticleEntry, Articles, Copies, Original
from musnad.faces.web.pages.desk import Kept
from musnad.faces.web.problems import Refusal
from musnad.records import Reading
from musnad.store.base import Store
from musnad.store.entries import Facets

router = APIRouter(prefix="/api/v1", tags=["articles"])


@router.get("/articles", responses=told(Articles, "not-found"))
def articles(request: Request, store: Kept, asked: Asks, limit: Limit = 20, after: After = None) -> Response:
    """Search: articles that fit, the best first (the latest first without words), with the matched words."""
    found = store.search(asked, limit=limit, after=place("articles", after))
    more = cursor("articles", found.next) if found.next else None
    return answer(request, Articles(items=found.hits, total=found.total, next=more))


@router.get("/facets", responses=told(Facets))
def facets(request: Request, store: Kept, asked: Asks) -> Response:
    """What a search could be narrowed by: articles that fit, counted by type of event, place, month, outlet."""
    return answer(request, store.facets(asked))


@router.get("/articles/{id}", responses=told(ArticleEntry, "not-found"))
def article(request: Request, store: Kept, id: Id) -> Response:
    """One article's entry, story, and the record of its original."""
    held = store.article(id)
    if held is None:
        raise Refusal("not-found")
    entry = ArticleEntry(article=held, story=store.story_of(id), original=_original(store, held.page))
    return answer(request, entry)


@router.get("/articles/{id}/reading", responses=told(Reading, "not-found"))
def reading(request: Request, store: Kept, id: Id) -> Response:
    """The whole reading: text, names, statements, events, times, places, deadlines, damage."""
    found = store.reading(id)
    if found is None:
        raise Refusal("not-found")
    return answer(request, found)


@router.get("/articles/{id}/copies", responses=told(Copies, "not-found"))
def copies(request: Request, store: Kept, id: Id) -> Response:
    """Reports that share text with it, either way, with the aligned passages."""
    if store.article(id) is None:
        raise Refusal("not-found")
    return answer(request, Copies(items=store.copies(id)))


def _original(store: Store, page: str) -> Original | None:
    kept = store.original(page)
    if kept is None:
        return None
    told = kept.page
    return Original(
        id=kept.id, source=told.source, kind=told.kind, sha256=told.sha256, taken=kept.taken, url=told.url,
        retrieved=told.retrieved, content_type=told.content_type,
    )  # fmt: skip
