"""The discussion below a record: threads one answer deep, who may write and how much, what a hidden comment shows."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import Request
from msgspec import Struct
from msgspec.structs import replace

from musnad.errors import StoreBusy, StoreError
from musnad.faces.keeping import now
from musnad.faces.web.accounts import Person
from musnad.faces.web.audit import Audit
from musnad.faces.web.limits import COMMENTS, Limits
from musnad.faces.web.problems import Refusal
from musnad.faces.web.settings import Settings
from musnad.faces.web.sharing.subjects import Subject, find
from musnad.identity import content_id
from musnad.records import Comment
from musnad.store.base import Store

LONGEST = 4000
"""Characters of a comment."""
LONGEST_REASON = 300
SHOWN = 200
"""Comments on one screen."""


class Thread(Struct, frozen=True):
    """A comment and its answers, in order."""

    comment: Comment
    answers: tuple[Comment, ...] = ()


class Talk(Struct, frozen=True):
    """One screen of a discussion; `later` is the id after which the next one begins."""

    threads: tuple[Thread, ...]
    count: int
    later: str | None
    first: bool


def talk(store: Store, subject: Subject, person: Person, after: str | None = None) -> Talk:
    """The discussion of a subject; that of stories which merged into it stands before its own."""
    story = subject.story
    merged = [change.other for change in story.history if change.what == "merged" and change.other] if story else []
    found: list[Comment] = []
    for about in dict.fromkeys(merged) if after is None else ():
        found += store.comments(about, limit=SHOWN)
    own = store.comments(subject.about, limit=SHOWN + 1, after=after)
    found += own[:SHOWN]
    later = own[SHOWN - 1].id if len(own) > SHOWN else None
    seen = [as_seen(comment, person) for comment in found]
    return Talk(threads(seen), len(seen), later, after is None)


def threads(comments: Iterable[Comment]) -> tuple[Thread, ...]:
    """Comments with their answers below; an answer whose comment is on another screen stands for itself."""
    found: dict[str, list[Comment]] = {}
    for comment in comments:
        below = found.get(comment.answers or "")
        if below is not None:
            below.append(comment)
        else:
            found[comment.id] = [comment]
    return tuple(Thread(first, tuple(rest)) for first, *rest in found.values())


def as_seen(comment: Comment, person: Person) -> Comment:
    """A hidden comment keeps its text from those who are no reviewers."""
    return replace(comment, text="") if comment.hidden is not None and not person.may("reviewer") else comment


def write(
    request: Request, store: Store, person: Person, audit: Audit, *, about: str, text: str, answers: str | None
) -> tuple[Comment, Subject]:
    """Keep a comment on a record, or an answer to a comment on it; gives it with what it is about. Raises: Refusal."""
    subject = find(store, about)
    if subject is None:
        raise Refusal("not-found", "about: no such record")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    if not text or len(text) > LONGEST:
        raise Refusal("not-valid", f"text: 1 to {LONGEST} characters")
    head = _head(store, about, answers) if answers else None
    _paced(request, person)
    at = now()
    made = Comment(
        id=content_id("comment", about, person.name, at, text, answers), text=text, by=person.name, at=at,
        about=head.about if head else subject.about, answers=head.id if head else None,
    )  # fmt: skip
    with store.transaction():
        store.comment(made)
        audit.note("change", made.id, f"comment on {made.about}")
    return made, subject


def hide(store: Store, person: Person, audit: Audit, comment: str, reason: str | None) -> None:
    """Hide a comment with a reason, or show it again (None). Raises: Refusal."""
    if not person.may("reviewer"):
        raise Refusal("not-allowed")
    if reason is not None:
        reason = " ".join(reason.replace("\0", "").split())
        if not reason or len(reason) > LONGEST_REASON:
            raise Refusal("not-valid", f"reason: 1 to {LONGEST_REASON} characters")
    try:
        with store.transaction():
            store.hide_comment(comment, reason, by=person.name)
            audit.note("change", comment, "comment shown again" if reason is None else f"comment hidden: {reason}")
    except StoreBusy:
        raise
    except StoreError as problem:
        raise Refusal("not-found", "no such comment") from problem


def one(store: Store, comment: str) -> Comment | None:
    """A comment by its id."""
    after: str | None = None
    while screen := store.comments(limit=SHOWN, after=after):
        for found in screen:
            if found.id == comment:
                return found
        after = screen[-1].id
    return None


def _head(store: Store, about: str, answers: str) -> Comment:
    """The comment that a thread begins with; answers to answers go below it too. Raises: Refusal."""
    after: str | None = None
    while screen := store.comments(about, limit=SHOWN, after=after):
        for found in screen:
            if found.id == answers:
                return found if found.answers is None else _head(store, about, found.answers)
        after = screen[-1].id
    raise Refusal("not-found", "answers: no such comment on this record")


def _paced(request: Request, person: Person) -> None:
    """Raises: Refusal for somebody who writes too often; who sits alone at the machine may."""
    settings: Settings = request.app.state.settings
    limits: Limits = request.app.state.limits
    if settings.open:
        return
    if wait := limits.take(COMMENTS, person.name):
        raise Refusal("too-often", headers={"Retry-After": str(wait)})
