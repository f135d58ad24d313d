"""Stories, facts, deadlines, entities."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from musnad.faces.keeping import today
from musnad.faces.web.api.answers import answer, cursor, offset, place, screen, told
from musnad.faces.web.api.asking import After, Asks, Day, Id, Limit, Name
from musnad.faces.web.api.shapes import Deadlines, Facts, Stories
from musnad.faces.web.pages.desk import Kept
from musnad.faces.web.problems import Refusal
from musnad.ingest.moved import moved_fact
from musnad.records import Fact, Story
from musnad.records.statement import DeadlineState
from musnad.store.entries import Seen
from musnad.stories.limit_state import set_by, state_as_of

router = APIRouter(prefix="/api/v1", tags=["stories"])


@router.get("/stories", responses=told(Stories, "not-found"))
def stories(request: Request, store: Kept, asked: Asks, limit: Limit = 20, after: After = None) -> Response:
    """Stories with a report that fits, the latest first."""
    last = place("stories", after)
    if last is not None and store.story(last) is None:
        raise Refusal("not-found", "the story after which to go on is no more: begin without `after`")
    found = store.stories(asked, limit=limit + 1, after=last)
    more = cursor("stories", found[limit - 1].id) if len(found) > limit else None
    return answer(request, Stories(items=found[:limit], next=more))


@router.get("/stories/{id}", responses=told(Story, "not-found"))
def story(request: Request, store: Kept, id: Id) -> Response:
    """One story; the id of one that merged gives the one that took it in."""
    found = store.story(id)
    if found is None:
        raise Refusal("not-found")
    return answer(request, found)


@router.get("/facts", responses=told(Facts, "not-found"))
def facts(request: Request, store: Kept, asked: Asks, limit: Limit = 50, after: After = None) -> Response:
    """Facts that fit, the latest first, with their chains and why there are so many."""
    last = place("facts", after)
    if last is not None and store.fact(last) is None:
        raise Refusal("not-found", "the fact after which to go on is no more: begin without `after`")
    found = store.facts(asked, limit=limit + 1, after=last)
    more = cursor("facts", found[limit - 1].id) if len(found) > limit else None
    return answer(request, Facts(items=found[:limit], next=more))


@router.get("/facts/{id}", responses=told(Fact, "not-found"))
def fact(request: Request, store: Kept, id: Id) -> Response:
    """One fact; an id that it had before gives the fact that it has become."""
    found = store.fact(id) or store.fact(moved_fact(store, id) or "")
    if found is None:
        raise Refusal("not-found")
    return answer(request, found)


@router.get("/entities/{id:path}", responses=told(Seen, "not-found"))
def entity(request: Request, store: Kept, id: Id) -> Response:
    """A person, body or place over all articles."""
    found = store.entity(id)
    if found is None:
        raise Refusal("not-found")
    return answer(request, found)


@router.get("/deadlines", responses=told(Deadlines, "not-found"))
def deadlines(
    request: Request, store: Kept,
    as_of: Annotated[Day | None, Query(description="Day that the state is told for; today.")] = None,
    state: DeadlineState | None = None, story: Name | None = None, limit: Limit = 50, after: After = None,
) -> Response:  # fmt: skip
    """Who gave whom until when for what, as reports had told it by a day, and how it stands on it."""
    start, day = offset("deadlines", after), as_of or today()
    found = [state_as_of(one, day) for one in store.limits(story=story) if set_by(one, day)]
    items, more = screen("deadlines", [one for one in found if state in (None, one.state)], start, limit)
    return answer(request, Deadlines(items=items, next=more))
