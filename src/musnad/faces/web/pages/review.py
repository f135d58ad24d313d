"""`/review`: the queue of what the machine is unsure of, one doubt or item beside its text, and what a person says."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response

from musnad.errors import ReviewError
from musnad.faces.web.accounts import Person
from musnad.faces.web.audit import Audit, Audited, Who
from musnad.faces.web.laid import wording
from musnad.faces.web.pages import review_say as say
from musnad.faces.web.pages.desk import Kept, Pages
from musnad.faces.web.pages.preferring import own
from musnad.faces.web.pages.review_form import Form, Sent, edit_of
from musnad.faces.web.pages.review_inputs import Inputs
from musnad.faces.web.pages.review_item import PAIRS, find, seal
from musnad.faces.web.pages.review_log import done_of
from musnad.faces.web.pages.review_queue import entries, kind_of
from musnad.faces.web.pages.review_view import Around, Asked, Trouble, following, item_page, next_address, pair_page
from musnad.faces.web.problems import Refusal
from musnad.faces.web.render import Renderer, preferences
from musnad.records import LAYERS, Correction, Doubt
from musnad.store.base import Store

router = APIRouter(include_in_schema=False)
SCREEN = 25
"""Doubts of one screen."""
LONGEST_COMMENT = 2000
Text = Annotated[str, Query(max_length=200)]
Place = Annotated[int, Query(ge=0, le=10_000_000)]


@router.get("/review")
def queue(
    request: Request, store: Kept, pages: Pages, who: Who, kind: Text = "", after: Text = "", article: Text = "",
    item: Text = "", layer: Text = "", add: Text = "", start: Place = 0, end: Place = 0, done: Text = "",
    gone: Text = "",
) -> Response:  # fmt: skip
    """The doubts that nobody looked at yet; with `article` the form for one item of it, or for one to be added."""
    if article:
        known = next((one for one in LAYERS if one == (add or layer)), None)
        at = (start, end) if end > start else None
        asked = Asked(article=article, layer=known, item=item, adding=bool(add), at=at)
        page = item_page(request, store, pages, who, asked, Around(done=done))
        if page is None:
            raise HTTPException(404)
        return page
    chosen, lang = kind_of(kind), preferences(request).lang
    found = store.doubts(kinds=(chosen,) if chosen else (), limit=SCREEN + 1, after=after or None)
    more = {"kind": chosen or "", "after": found[SCREEN - 1].id} if len(found) > SCREEN else None
    return pages.page(
        request, "review.html.j2", kind=chosen or "", counts=store.doubt_counts(), first=not after, gone=bool(gone),
        more=f"/review?{urlencode(more)}" if more else None, done=done_of(store, done),
        entries=entries(store, pages, lang, found[:SCREEN], chosen),
        start=f"/review?kind={chosen}" if chosen else "/review",
    )  # fmt: skip


@router.get("/review/{doubt}")
def open_doubt(
    request: Request, store: Kept, pages: Pages, who: Who, doubt: str, kind: Text = "", done: Text = "",
    back: Text = "", gone: Text = "",
) -> Response:  # fmt: skip
    """One doubt beside its text; one that is gone leads back to the queue, which says so."""
    found, around = store.doubt(doubt), Around(kind=kind_of(kind) or "", done=done, back=back, gone=bool(gone))
    page = _page(request, store, pages, who, found, around) if found else None
    return page or RedirectResponse(_past(store, found, around), 303)


@router.post("/review/decide")
def decide(request: Request, store: Kept, pages: Pages, who: Who, audit: Audited, form: Form) -> Response:
    """Keep what a person says, and open the next doubt. 409 where somebody else changed the item meanwhile."""
    _reviewer(who)
    act, doubt = form.act, store.doubt(form.one("doubt")) if form.one("doubt") else None
    kind, comment = kind_of(form.one("kind")) or "", form.one("comment")[:LONGEST_COMMENT]
    ahead = following(store, doubt, kind) if doubt else ()
    if act in ("same", "differ", "dismiss"):
        if doubt is None:
            raise Refusal("not-found")
        if act == "dismiss":
            say.dismiss(store, audit, doubt)
            return RedirectResponse(next_address(store, ahead, None, kind), 303)
        judged = say.judge(store, audit, doubt, same=act == "same", by=who.name, comment=comment)
        return RedirectResponse(next_address(store, ahead, doubt, kind, done=judged.id), 303)
    asked = Asked(
        article=form.one("article"), layer=form.layer, item=form.one("item"), adding=act == "add", doubt=doubt
    )
    kept = _kept(request, store, audit, asked, form, who.name)
    if isinstance(kept, Trouble):
        page = item_page(request, store, pages, who, asked, Around(kind=kind, form=form, trouble=kept))
        return page or RedirectResponse(f"/review?{urlencode({'gone': '1', 'kind': kind})}", 303)
    if doubt is not None:
        return RedirectResponse(next_address(store, ahead, doubt, kind, done=kept.id), 303)
    return RedirectResponse(f"/review/log?{urlencode({'article': kept.article, 'done': kept.id})}", 303)


@router.post("/review/undo")
def undo(store: Kept, who: Who, audit: Audited, form: Form) -> Response:
    """Take a word back: the one that is named, or the last one of this person that stands."""
    _reviewer(who)
    id = form.one("id") or say.last_of(store, who.name)
    if id is None:
        raise Refusal("not-found")
    undone = say.take_back(store, audit, id, by=who.name)
    path, _, query = own(form.one("back") or "/review").partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith("done=")]
    return RedirectResponse(f"{path}?{'&'.join((*kept, f'done={quote(undone.id)}'))}", 303)


def _past(store: Store, gone: Doubt | None, around: Around) -> str:
    """Where to go on from a doubt that is no more: the next one, else the queue."""
    kinds = (gone.kind,) if gone and around.kind else ()
    after = store.doubts(kinds=kinds, limit=1, after=gone.id) if gone else ()
    told = {"kind": around.kind, "gone": "1", "done": around.done}
    asked = urlencode({key: value for key, value in told.items() if value})
    return (f"/review/{quote(after[0].id, safe=':')}" if after else "/review") + f"?{asked}"


def _page(
    request: Request, store: Store, pages: Renderer, who: Person, doubt: Doubt, around: Around
) -> Response | None:
    if doubt.kind in PAIRS:
        return pair_page(request, store, pages, who, doubt, around)
    return item_page(request, store, pages, who, Asked.about(doubt), around)


def _kept(request: Request, store: Store, audit: Audit, asked: Asked, form: Sent, by: str) -> Correction | Trouble:
    """The correction as it is kept, or why it is not."""
    reading = store.reading(asked.article)
    if reading is None:
        raise HTTPException(404)
    found = None if asked.adding else find(reading, asked.item, asked.layer)
    if not asked.adding and (found is None or seal(found.record) != form.one("seal")):
        return Trouble("review-changed", status=409)
    layer = found.item.layer if found else asked.layer
    if layer is None:
        raise Refusal("not-valid", "layer")
    try:
        edit = None
        if form.act in ("change", "add"):
            fields = Inputs(reading, wording(), preferences(request).lang, 0).of(layer, found.record if found else None)
            edit = edit_of(layer, fields, form, reading.article.text, store)
        comment = form.one("comment")[:LONGEST_COMMENT]
        said = say.Said(act=form.act, item=found.item if found else None, edit=edit, comment=comment)
        return say.keep(store, audit, say.made(reading, said, by), asked.doubt)
    except ReviewError as problem:
        return Trouble("review-wrong", str(problem))


def _reviewer(person: Person) -> None:
    if not person.may("reviewer"):
        raise Refusal("not-allowed")
