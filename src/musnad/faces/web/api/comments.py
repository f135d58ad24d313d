"""What readers say below records, and hiding what must not stay."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from musnad.faces.web.api.answers import answer, cursor, place, told
from musnad.faces.web.api.asking import After, Id, Limit, Name
from musnad.faces.web.api.sent import documented, sent
from musnad.faces.web.api.shapes import Comments, Hiding, Said
from musnad.faces.web.audit import Audited, Who
from musnad.faces.web.pages.desk import Kept
from musnad.faces.web.problems import Refusal
from musnad.faces.web.sharing.talk import as_seen, hide, one, write
from musnad.records import Comment

router = APIRouter(prefix="/api/v1/comments", tags=["comments"])
_LARGEST = 40_000
_SENT = ("bad-request", "other-site", "not-there-in-time", "too-large", "unknown-form", "not-found")
Given = Annotated[Said, Depends(sent(Said, _LARGEST))]
Why = Annotated[Hiding, Depends(sent(Hiding, _LARGEST))]


@router.get("", responses=told(Comments, "not-found"))
def comments(
    request: Request, store: Kept, person: Who,
    about: Annotated[Name | None, Query(description="Id of a record: article, story, fact, entity, deadline; or "
                                                    "ARTICLE/v3, ARTICLE/s2.")] = None,
    limit: Limit = 100, after: After = None,
) -> Response:  # fmt: skip
    """Comments on one record in order; without one all, the latest first."""
    found = store.comments(about, limit=limit + 1, after=place("comments", after))
    more = cursor("comments", found[limit - 1].id) if len(found) > limit else None
    return answer(request, Comments(items=tuple(as_seen(one, person) for one in found[:limit]), next=more))


@router.post(
    "", status_code=201, responses=told(Comment, *_SENT, status=201, cached=False), openapi_extra=documented(Said)
)
def say(request: Request, store: Kept, person: Who, given: Given, audit: Audited) -> Response:
    """Add a comment below a record. It is plain text, and cannot be changed later."""
    about, answers = given.about.replace("\0", ""), (given.answers or "").replace("\0", "")
    made, _ = write(request, store, person, audit, about=about, text=given.text, answers=answers or None)
    return answer(request, made, 201)


@router.post(
    "/{id}/hidden", responses=told(Comment, *_SENT, cached=False), openapi_extra=documented(Hiding)
)  # fmt: skip
def moderate(request: Request, store: Kept, person: Who, id: Id, given: Why, audit: Audited) -> Response:
    """Hide a comment with a reason, or show it again; for reviewers. Its text stays kept."""
    hide(store, person, audit, id, given.reason)
    found = one(store, id)
    if found is None:
        raise Refusal("not-found")
    return answer(request, found)
