"""`/search`: reports by words and filters; the same search as Atom and JSON feeds, and as files to take away."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Literal
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from msgspec import Struct

from musnad.faces.export import syndication
from musnad.faces.export.form import Format
from musnad.faces.export.selection import Selection
from musnad.faces.web.addresses import article_address
from musnad.faces.web.pages.asking import Asked, Asking
from musnad.faces.web.pages.desk import Kept, Pages
from musnad.faces.wording import Wording
from musnad.records import DAMAGE_KINDS, EVENT_TYPES, STATUSES, Entity, Fact
from musnad.store.base import Store
from musnad.store.entries import Hit, Snippet, Tally

router = APIRouter(include_in_schema=False)
MOST = 20
"""Reports on one screen."""
COUNTED = 4000
"""Where more reports fit, what narrows them is counted for who asks: it takes longer than a page may."""
_WHO, _FEED = 5, 100
_LONGEST_NAME = 6
ATOM, JSON_FEED = "application/atom+xml; charset=utf-8", "application/feed+json; charset=utf-8"


class Piece(Struct, frozen=True):
    """Words of a snippet, matched or around."""

    text: str
    matched: bool


class Quoted(Struct, frozen=True):
    """A snippet: its pieces, whether words were left out before it, and where its matches stand in the text."""

    pieces: tuple[Piece, ...]
    cut: bool
    at: str


class Row(Struct, frozen=True):
    """One report that was found."""

    hit: Hit
    quotes: tuple[Quoted, ...]
    story: str | None
    """Title of its story."""


class Choice(Struct, frozen=True):
    """One way to narrow a search, how many reports it leaves, and where it leads."""

    key: str
    count: int
    href: str


class Facet(Struct, frozen=True):
    """Choices of one kind; `names` are the entities that keys stand for."""

    name: str
    choices: tuple[Choice, ...]
    names: Mapping[str, Entity] = {}


@router.get("/search")
def search(
    request: Request, store: Kept, pages: Pages, ask: Asking, after: str | None = None, sort: str | None = None,
    narrow: bool = False,
) -> HTMLResponse:  # fmt: skip
    """Reports that fit, with the words around each match; `narrow` counts what narrows also where very many fit."""
    latest = sort == "latest"
    found = store.search(ask.filters, limit=MOST, after=after, latest=latest)
    titles: dict[str, str] = {}
    for story in dict.fromkeys(hit.story for hit in found.hits if hit.story):
        if told := store.story(story):
            titles[story] = told.title
    rows = [Row(hit, tuple(map(quoted, hit.snippets)), titles.get(hit.story or "")) for hit in found.hits]
    outlets = store.outlets()
    return pages.page(
        request, "search.html.j2", ask=ask, rows=rows, total=found.total, next=found.next,
        first=after is None, narrow=narrow, latest=latest, by_words=bool(ask.filters.text), outlets=outlets,
        empty=not outlets,
        types=EVENT_TYPES, statuses=STATUSES, damages=DAMAGE_KINDS, people=_people(store, ask),
        facets=_facets(store, ask) if narrow or found.total <= COUNTED else None,
        chosen=_chosen(store, ask), forms=tuple(form.value for form in Format),
    )  # fmt: skip


def quoted(snippet: Snippet) -> Quoted:
    """A snippet in pieces; offsets of `matched` count from the article's beginning."""
    pieces, at = [], snippet.start
    for start, end in snippet.matched:
        pieces += [Piece(snippet.text[at - snippet.start : start - snippet.start], False),
                   Piece(snippet.text[start - snippet.start : end - snippet.start], True)]  # fmt: skip
        at = end
    pieces.append(Piece(snippet.text[at - snippet.start :], False))
    places = "&".join(f"at={start}:{end}" for start, end in snippet.matched)
    return Quoted(tuple(piece for piece in pieces if piece.text), snippet.start > 0, places)


def _facets(store: Store, ask: Asked) -> tuple[Facet, ...]:
    """What narrows the search, each with the reports that are left."""
    counts = store.facets(ask.filters)
    names = store.entities(one.key for one in counts.places)
    places = tuple(one for one in counts.places if one.key in names)
    months = sorted((one for one in counts.months if len(one.key) == 7), key=lambda one: one.key, reverse=True)
    found = (
        Facet("type", _choices(ask, "type", counts.types)),
        Facet("place", _choices(ask, "place", places), names),
        Facet("month", tuple(_month(ask, one) for one in months)),
        Facet("outlet", _choices(ask, "outlet", counts.outlets)),
    )
    return tuple(facet for facet in found if len(facet.choices) > 1)


def _choices(ask: Asked, name: str, tallies: Sequence[Tally]) -> tuple[Choice, ...]:
    return tuple(Choice(one.key, one.count, ask.link("/search", **{name: one.key})) for one in tallies)


def _month(ask: Asked, tally: Tally) -> Choice:
    year, month = map(int, tally.key.split("-"))
    after = f"{year + month // 12:04}-{month % 12 + 1:02}-01"
    return Choice(tally.key, tally.count, ask.link("/search", since=f"{tally.key}-01", until=after))


def _people(store: Store, ask: Asked) -> tuple[Entity, ...]:
    """Whom the words, or the actor that was asked for, are a name of: the ways to their pages."""
    name = ask.filters.actor or ask.filters.text
    return store.named(name, limit=_WHO) if name and len(name.split()) <= _LONGEST_NAME else ()


def _chosen(store: Store, ask: Asked) -> dict[str, Entity]:
    """Entities that filters name by their ids, so that people read their names."""
    return store.entities(value for name, value in ask.given if name in ("actor", "place") and ":" in value)


class Newest(Selection):
    """The newest facts of a search alone: a feed holds no more."""

    def facts(self) -> tuple[Fact, ...]:
        """Facts that fit, the latest first."""
        return self.store.facts(self.filters, limit=syndication.MOST)


@router.get("/search/feed.{form}")
def feed(request: Request, store: Kept, ask: Asking, form: Literal["atom", "json"], of: str = "reports") -> Response:
    """A saved search as a feed: its newest reports, or with `of=facts` its newest facts."""
    found = (
        syndication.entries(Newest(store, ask.filters), Wording.load())
        if of == "facts"
        else _reports(request, store, ask)
    )
    words = " · ".join(value for _, value in ask.given)
    root = str(request.base_url).rstrip("/")
    head = syndication.Feed(
        f"urn:musnad:search:{quote(ask.link(of))}", f"مُسنَد · {words}" if words else "مُسنَد",
        address=root + ask.link(f"/search/feed.{form}", of=None if of == "reports" else of),
        page=root + ask.link("/search"),
    )  # fmt: skip
    out = io.BytesIO()
    write, kind = (syndication.atom, ATOM) if form == "atom" else (syndication.json_feed, JSON_FEED)
    write(out, found, head)
    return Response(out.getvalue(), media_type=kind)


def _reports(request: Request, store: Store, ask: Asked) -> list[syndication.Entry]:
    """The newest reports that fit, each leading to its page here."""
    hits = store.search(ask.filters, limit=_FEED, latest=True).hits
    return [
        syndication.Entry(
            f"urn:musnad:{hit.article.id}",
            hit.article.title or hit.article.id,
            "\n".join((hit.article.outlet or "", *(f"«{snippet.text}»" for snippet in hit.snippets))).strip(),
            syndication.instant(hit.article.published or "1970-01-01"),
            str(request.base_url).rstrip("/") + article_address(hit.article.id),
        )
        for hit in hits
    ]
