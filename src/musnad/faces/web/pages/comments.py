"""`/comments`: what readers write below records is sent here; reviewers see all of it, and hide what must not stay."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from msgspec import Struct

from musnad.faces.web.audit import Audited, Who
from musnad.faces.web.pages.desk import Kept, Pages
from musnad.faces.web.pages.preferring import own
from musnad.faces.web.problems import Refusal
from musnad.faces.web.render import preferences
from musnad.faces.web.sharing.subjects import Kind, find
from musnad.faces.web.sharing.talk import hide, write
from musnad.faces.web.sharing.told import base, cite, voice
from musnad.records import Comment

router = APIRouter(include_in_schema=False)
MOST = 50
"""Comments on one screen of the list."""
_LARGEST = 20_000


class Row(Struct, frozen=True):
    """A comment with the kind, the page and the claim of its record; None where it is not there any more."""

    comment: Comment
    kind: Kind | None = None
    path: str | None = None
    claim: str | None = None


@router.get("/comments")
def show(request: Request, store: Kept, pages: Pages, person: Who, after: str | None = None) -> HTMLResponse:
    """All comments, the latest first; for reviewers."""
    if not person.may("reviewer"):
        raise Refusal("not-allowed")
    found = store.comments(limit=MOST + 1, after=after)
    subjects = {about: find(store, about) for about in dict.fromkeys(one.about for one in found)}
    spoken, site = voice(preferences(request).lang), base(request)
    claims = {about: cite(store, one, spoken, site).claim for about, one in subjects.items() if one is not None}
    rows = [
        Row(one, subject.kind, subject.path, claims[one.about]) if (subject := subjects[one.about]) else Row(one)
        for one in found[:MOST]
    ]
    return pages.page(
        request, "comments.html.j2", rows=rows, more=found[MOST - 1].id if len(found) > MOST else None,
        first=after is None,
    )  # fmt: skip


@router.post("/comments")
def say(
    request: Request, store: Kept, person: Who, audit: Audited,
    about: Annotated[str, Form(max_length=200)] = "", text: Annotated[str, Form(max_length=_LARGEST)] = "",
    answers: Annotated[str, Form(max_length=200)] = "",
) -> Response:  # fmt: skip
    """Add a comment, and go back to where it stands."""
    made, subject = write(request, store, person, audit, about=about, text=text, answers=answers or None)
    return RedirectResponse(f"{subject.path}#{anchor(made.id)}", status_code=303)


@router.post("/comments/{comment}/hidden")
def moderate(
    store: Kept, person: Who, audit: Audited, comment: str,
    reason: Annotated[str, Form(max_length=2000)] = "", shown: Annotated[str, Form(max_length=5)] = "",
    back: Annotated[str, Form(max_length=2000)] = "/comments",
) -> Response:  # fmt: skip
    """Hide a comment with a reason, or show it again."""
    hide(store, person, audit, comment, None if shown else reason)
    return RedirectResponse(f"{own(back).partition('#')[0]}#{anchor(comment)}", status_code=303)


def anchor(comment: str) -> str:
    """The id of a comment on a page."""
    return comment.replace(":", "-")
