"""`/articles/ID`: a stored article with its reading, the record of its original, its copies, and what it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response
from msgspec import Struct

from musnad.faces.cards import Bit, Lang
from musnad.faces.laying import Bounds
from musnad.faces.web.audit import Who
from musnad.faces.web.laid import laid, naming
from musnad.faces.web.marks import marks
from musnad.faces.web.pages.desk import Kept, Pages
from musnad.faces.web.render import preferences
from musnad.faces.web.sharing.shared import shared
from musnad.faces.web.sharing.subjects import of_article
from musnad.records import CopyLink, Entity, Fact, Reading, Reason, Story
from musnad.store.base import Store
from musnad.store.entries import Filters, Held
from musnad.stories.whys import count, range_of

router = APIRouter(include_in_schema=False)
MOST_MARKS = 50
"""Stretches that one address may ask to be marked."""
_AT = re.compile(r"(\d{1,7})[:-](\d{1,7})")
_ENDINGS = {"html": ".html.txt", "json": ".json", "record": ".json", "feed": ".xml", "mastodon": ".json", "x": ".json"}
"""What a downloaded original is called; a page is no page there, so that opening it runs nothing."""


class Copy(Struct, frozen=True):
    """A report that shares text with this one; `repeats`: this one repeats it."""

    link: CopyLink
    other: Held
    repeats: bool


class Told(Struct, frozen=True):
    """A fact that this article tells, the ids of its events that tell it, and how many reports and chains tell it."""

    fact: Fact
    events: tuple[str, ...]
    reports: Reason
    chains: Reason


@router.get("/articles/{article}")
def show(
    request: Request, store: Kept, pages: Pages, who: Who, article: str, at: Annotated[list[str] | None, Query()] = None
) -> HTMLResponse:
    """One article."""
    held, reading = _found(store, article)
    kept, story_id = store.original(held.page), store.story_of(article)
    story = store.story(story_id) if story_id else None
    told = _told(store, story, article)
    lang = preferences(request).lang
    marked = bounds(at or (), len(reading.article.text))
    view = laid(request, reading, facts=_facts(told, reading, lang), marked=marked)
    return pages.page(
        request, "article.html.j2", held=held, view=view, kept=kept, story=story, told=told, marked=marked,
        copies=_copies(store, article), naming=naming(request), others=_versions(store, held),
        names=_names(store, told), marks=marks(reading), may=who.may("reviewer"),
        shared=shared(request, store, of_article(held)),
    )  # fmt: skip


@router.get("/articles/{article}/original")
def original(store: Kept, article: str) -> Response:
    """The bytes as they were delivered: to be kept, never to be shown as a page of this server."""
    held = store.article(article)
    kept = store.original(held.page) if held else None
    if kept is None:
        raise HTTPException(404)
    name = re.sub(r"[^A-Za-z0-9]+", "-", article) + _ENDINGS.get(kept.page.kind, ".txt")
    return Response(
        kept.page.body,
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "ETag": f'"{kept.page.sha256}"',
        },
    )


def _found(store: Store, article: str) -> tuple[Held, Reading]:
    held, reading = store.article(article), store.reading(article)
    if held is None or reading is None:
        raise HTTPException(404)
    return held, reading


def bounds(asked: Sequence[str], length: int) -> tuple[Bounds, ...]:
    """Stretches `[start, end)` that an address asks to be marked (`?at=120:134`), those that lie in the text."""
    found = []
    for value in asked[:MOST_MARKS]:
        if match := _AT.fullmatch(value):
            start, end = map(int, match.groups())
            if start < min(end, length):
                found.append((start, min(end, length)))
    return tuple(dict.fromkeys(found))


def _told(store: Store, story: Story | None, article: str) -> tuple[Told, ...]:
    """The facts of its story that it tells, in the order of its events."""
    if story is None:
        return ()
    found = []
    for fact in store.facts(Filters(story=story.id), limit=None):
        if events := tuple(sorted((t.event for t in fact.tellings if t.article == article), key=_number)):
            found.append(Told(fact, events, count(fact.reports, "report"), range_of(fact.least, fact.most)))
    return tuple(sorted(found, key=lambda told: _number(told.events[0])))


def _number(event: str) -> int:
    """Place of an event in the text: its id is v1, v2 …"""
    return int(event[1:]) if event[1:].isdigit() else 0


def _facts(told: Sequence[Told], reading: Reading, lang: Lang) -> dict[str, Bit]:
    """What the card of an event says about its fact."""
    known = {event.id for event in reading.events}
    return {
        event: Bit(f"{getattr(one.reports, lang)} · {getattr(one.chains, lang)}", f"/facts/{one.fact.id}")
        for one in told
        for event in one.events
        if event in known
    }


def _names(store: Store, told: Sequence[Told]) -> dict[str, Entity]:
    return store.entities({id_ for one in told for id_ in (*one.fact.actors, *one.fact.recipients)})


def _copies(store: Store, article: str) -> tuple[Copy, ...]:
    """Reports that share text with it: first those that it repeats, the nearest first."""
    found = []
    for link in store.copies(article):
        repeats = link.article == article
        other = store.article(link.origin if repeats else link.article)
        if other is not None:
            found.append(Copy(link, other, repeats))
    return tuple(sorted(found, key=lambda copy: (not copy.repeats, -copy.link.share, copy.other.number)))


def _versions(store: Store, held: Held) -> dict[str, Held]:
    """The versions before and after it, by id."""
    found = (store.article(id_) for id_ in (held.supersedes, held.superseded) if id_)
    return {one.id: one for one in found if one}
