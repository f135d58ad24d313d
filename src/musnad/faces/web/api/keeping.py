"""What the store was given and what became of it: outlets, visits, failures, changes, the audit log."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from musnad.faces.web.api.answers import answer, cursor, offset, screen, told
from musnad.faces.web.api.asking import After, Limit, Name
from musnad.faces.web.api.shapes import Changes, Deeds, Failures, Outlets, Visited
from musnad.faces.web.audit import Accounts, Who
from musnad.faces.web.pages.desk import Kept
from musnad.faces.web.problems import Refusal
from musnad.sources.base import FailureReason
from musnad.store.people import Act

router = APIRouter(prefix="/api/v1", tags=["store"])
_MOST = 1_000_000_000


@router.get("/changes", responses=told(Changes, "not-found"))
def changes(
    request: Request, store: Kept,
    since: Annotated[int, Query(ge=0, le=_MOST, description="Number of the last change that is known.")] = 0,
    limit: Limit = 100, after: After = None,
) -> Response:  # fmt: skip
    """What was added, corrected, retracted, decided after a change, in order."""
    found = list(islice(store.alterations(max(since, offset("changes", after))), limit + 1))
    more = cursor("changes", found[limit - 1].number) if len(found) > limit else None
    return answer(request, Changes(items=tuple(found[:limit]), next=more))


@router.get("/failures", responses=told(Failures, "not-found"))
def failures(
    request: Request, store: Kept, reason: FailureReason | None = None, limit: Limit = 50, after: After = None
) -> Response:
    """What could not be taken in, with the reason, the latest first."""
    start = offset("failures", after)
    found = store.set_asides(reason=reason, limit=start + limit + 1)
    items, more = screen("failures", found, start, limit)
    return answer(request, Failures(items=items, next=more))


@router.get("/outlets", responses=told(Outlets, "not-found"))
def outlets(request: Request, store: Kept, limit: Limit = 50, after: After = None) -> Response:
    """Whose reports were taken in, how many, and the day of the latest."""
    items, more = screen("outlets", store.outlets(), offset("outlets", after), limit)
    return answer(request, Outlets(items=items, next=more))


@router.get("/visits", responses=told(Visited, "not-found"))
def visits(request: Request, store: Kept, limit: Limit = 50, after: After = None) -> Response:
    """When each address was last asked, and what it answered."""
    start = offset("visits", after)
    items, more = screen("visits", store.visited(limit=start + limit + 1), start, limit)
    return answer(request, Visited(items=items, next=more))


@router.get("/audit", responses=told(Deeds, "not-found"))
def audit(
    request: Request, people: Accounts, person: Who, act: Act | None = None, who: Name | None = None,
    limit: Limit = 100, after: After = None,
) -> Response:  # fmt: skip
    """Who logged in, changed something, or took data away; for administrators."""
    if not person.may("administrator"):
        raise Refusal("not-allowed")
    found = people.deeds(after=offset("audit", after), limit=limit + 1, acts=(act,) if act else (), who=who)
    more = cursor("audit", found[limit - 1].number) if len(found) > limit else None
    return answer(request, Deeds(items=found[:limit], next=more))
