"""A person's word on what is the same and what is not, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from musnad.errors import MusnadError, StoreError
from musnad.faces.keeping import now
from musnad.faces.web.api.answers import answer, offset, screen, told
from musnad.faces.web.api.asking import After, Id, Limit
from musnad.faces.web.api.sent import documented, sent
from musnad.faces.web.api.shapes import Decisions, Verdict
from musnad.faces.web.audit import Audited, Who
from musnad.faces.web.pages.desk import Kept
from musnad.faces.web.problems import Refusal
from musnad.ingest.decide import decide, named
from musnad.ingest.decide import undo as take_back
from musnad.records import Decision

router = APIRouter(prefix="/api/v1/decisions", tags=["decisions"])
_LARGEST = 20_000
_SENT = ("bad-request", "other-site", "not-there-in-time", "conflict", "too-large", "unknown-form", "not-found")
Given = Annotated[Verdict, Depends(sent(Verdict, _LARGEST))]


def _reviewer(person: Who) -> str:
    """Name of who decides. Raises: Refusal."""
    if not person.may("reviewer"):
        raise Refusal("not-allowed")
    return person.name


Reviewer = Annotated[str, Depends(_reviewer)]


@router.get("", responses=told(Decisions, "not-found"))
def decisions(request: Request, store: Kept, limit: Limit = 100, after: After = None) -> Response:
    """Every decision in order, with who and when; an undoing is a decision too."""
    items, more = screen("decisions", store.decisions(), offset("decisions", after), limit)
    return answer(request, Decisions(items=items, next=more))


@router.post(
    "", status_code=201, responses=told(Decision, *_SENT, status=201, cached=False), openapi_extra=documented(Verdict)
)
def say(request: Request, store: Kept, by: Reviewer, given: Given, audit: Audited) -> Response:
    """Say that two things are the same, or are not; the stories that it changes are told anew at once."""
    one, other, comment = (value.replace("\0", "") for value in (given.one, given.other, given.comment))
    try:
        for thing in (one, other):
            named(store, thing)
    except StoreError:
        raise
    except MusnadError as problem:
        raise Refusal("not-found", str(problem)) from problem
    with store.transaction():
        made = _tried(lambda: decide(store, one, other, same=given.same, by=by, at=now(), comment=comment))
        audit.note("change", made.id, f"{'same' if made.same else 'not the same'}: {made.one}, {made.other}")
    reply = answer(request, made, 201)
    reply.headers["Location"] = f"/api/v1/decisions/{made.id}"
    return reply


@router.get("/{id}", responses=told(Decision, "not-found"))
def decision(request: Request, store: Kept, id: Id) -> Response:
    """One decision."""
    found = next((made for made in store.decisions() if made.id == id), None)
    if found is None:
        raise Refusal("not-found")
    return answer(request, found)


@router.delete("/{id}", responses=told(Decision, "not-found", "conflict", "other-site", cached=False))
def undo(request: Request, store: Kept, by: Reviewer, id: Id, audit: Audited) -> Response:
    """Take a decision back: the machine's own view stands again. Gives the undoing, the decision stays in the list."""
    if not any(made.id == id for made in store.decisions()):
        raise Refusal("not-found")
    with store.transaction():
        made = _tried(lambda: take_back(store, id, by=by, at=now()))
        audit.note("change", made.id, f"undoes {id}")
    return answer(request, made)


def _tried(act: Callable[[], Decision]) -> Decision:
    """What was decided. Raises: Refusal where it does not fit what is kept."""
    try:
        return act()
    except StoreError:
        raise
    except MusnadError as problem:
        raise Refusal("conflict", str(problem)) from problem
