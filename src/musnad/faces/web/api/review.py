"""What the machine is unsure of, and a person's corrections of readings: made, listed, taken back."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from msgspec import UNSET

from musnad.errors import ReviewError
from musnad.faces.web.api.answers import answer, cursor, offset, place, screen, told
from musnad.faces.web.api.asking import After, Id, Limit, Name
from musnad.faces.web.api.decisions import Reviewer
from musnad.faces.web.api.review_shapes import Correcting, Corrections, Doubts, edit_of
from musnad.faces.web.api.sent import documented, sent
from musnad.faces.web.audit import Audited
from musnad.faces.web.pages.desk import Kept
from musnad.faces.web.pages.review_item import Found, find
from musnad.faces.web.pages.review_say import Said, keep, made, take_back
from musnad.faces.web.problems import Refusal
from musnad.records import Correction, DoubtKind, Reading

router = APIRouter(prefix="/api/v1", tags=["review"])
_LARGEST = 100_000
_SENT = (
    "bad-request", "other-site", "not-there-in-time", "conflict", "too-large", "unknown-form", "not-found", "not-valid",
)  # fmt: skip
Given = Annotated[Correcting, Depends(sent(Correcting, _LARGEST))]


@router.get("/doubts", responses=told(Doubts, "not-found"))
def doubts(
    request: Request, store: Kept, kind: Annotated[list[DoubtKind] | None, Query(description="Only these.")] = None,
    limit: Limit = 50, after: After = None,
) -> Response:  # fmt: skip
    """What the machine is unsure of and nobody looked at yet, the weightiest first."""
    last = place("doubts", after)
    if last is not None and store.doubt(last) is None:
        raise Refusal("not-found", "the doubt after which to go on is no more: begin without `after`")
    found = store.doubts(kinds=tuple(kind or ()), limit=limit + 1, after=last)
    more = cursor("doubts", found[limit - 1].id) if len(found) > limit else None
    return answer(request, Doubts(items=found[:limit], next=more))


@router.get("/corrections", responses=told(Corrections, "not-found"))
def corrections(
    request: Request, store: Kept, article: Annotated[Name | None, Query(description="Only those of one.")] = None,
    by: Annotated[Name | None, Query(description="Only those of one person.")] = None,
    limit: Limit = 100, after: After = None,
) -> Response:  # fmt: skip
    """Every correction in order, with who, when, before and after; an undoing is a correction too."""
    fit = [one for one in store.corrections(article) if by in (None, one.by)]
    items, more = screen("corrections", fit, offset("corrections", after), limit)
    return answer(request, Corrections(items=items, next=more))


@router.post(
    "/corrections", status_code=201, responses=told(Correction, *_SENT, status=201, cached=False),
    openapi_extra=documented(Correcting),
)  # fmt: skip
def say(request: Request, store: Kept, by: Reviewer, given: Given, audit: Audited) -> Response:
    """Say that an item is right, otherwise, missing, or not there; all pages and exports show it at once."""
    reading = store.reading(given.article.replace("\0", ""))
    if reading is None:
        raise Refusal("not-found", "no such article")
    found = None if given.act == "add" else _found(reading, given)
    try:
        edit = edit_of(given.layer, given.said) if given.act in ("change", "add") else None
        comment = given.comment.replace("\0", "")
        said = Said(act=given.act, item=found.item if found else None, edit=edit, comment=comment)
        kept = keep(store, audit, made(reading, said, by))
    except (ReviewError, ValueError) as problem:
        raise Refusal("not-valid", str(problem)) from problem
    reply = answer(request, kept, 201)
    reply.headers["Location"] = f"/api/v1/corrections/{kept.id}"
    return reply


@router.get("/corrections/{id}", responses=told(Correction, "not-found"))
def correction(request: Request, store: Kept, id: Id) -> Response:
    """One correction."""
    found = next((one for one in store.corrections() if one.id == id), None)
    if found is None:
        raise Refusal("not-found")
    return answer(request, found)


@router.delete("/corrections/{id}", responses=told(Correction, "not-found", "conflict", "other-site", cached=False))
def undo(request: Request, store: Kept, by: Reviewer, id: Id, audit: Audited) -> Response:
    """Take a correction back: the reading is as it was. Gives the undoing; the correction stays in the list."""
    if not any(one.id == id for one in store.corrections()):
        raise Refusal("not-found")
    undone = take_back(store, audit, id, by=by)
    return answer(request, undone)


def _found(reading: Reading, given: Correcting) -> Found:
    """The item, as the asker saw it. Raises: Refusal."""
    found = find(reading, given.item, given.layer)
    if found is None or found.item.layer != given.layer:
        raise Refusal("not-found", f"no {given.layer} {given.item} in the reading")
    seen = given.before
    if seen is not UNSET and msgspec.json.decode(seen) != msgspec.json.decode(msgspec.json.encode(found.record)):
        raise Refusal("conflict", "the item is otherwise by now: read it again")
    return found
