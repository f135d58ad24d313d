"""What is shared: pages of events, statements and deadlines, citations for programs, picture cards."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from musnad.faces.cards import Bit, Card, Cards
from musnad.faces.web.addresses import article_address
from musnad.faces.web.laid import naming, wording
from musnad.faces.web.pages.desk import Kept, Pages
from musnad.faces.web.preferences import Language
from musnad.faces.web.render import preferences
from musnad.faces.web.sharing.forms import FORMS, handed
from musnad.faces.web.sharing.shared import shared
from musnad.faces.web.sharing.subjects import find, item
from musnad.faces.web.sharing.told import base, cite, voice
from musnad.records import Reading
from musnad.store.base import Store
from musnad.store.entries import Held

router = APIRouter(include_in_schema=False)


@router.get("/articles/{article}/{record}")
def show_item(request: Request, store: Kept, pages: Pages, article: str, record: str) -> HTMLResponse:
    """One event (`v3`) or statement (`s2`) of an article."""
    subject = item(store, article, record)
    if subject is None or subject.reading is None or subject.held is None:
        raise HTTPException(404)
    lang = preferences(request).lang
    cards = Cards(subject.reading, wording(), lang=lang)
    card = (
        cards.statement(subject.statement) if subject.statement
        else cards.event(subject.event) if subject.event else None
    )  # fmt: skip
    if card is None:
        raise HTTPException(404)
    cited = cite(store, subject, voice(lang), base(request))
    return pages.page(
        request, "share_item.html.j2", subject=subject, held=subject.held, card=_led(card, subject.reading),
        cited=cited, span=_marked(cited.start, cited.quote), naming=naming(request),
        shared=shared(request, store, subject),
    )  # fmt: skip


@router.get("/deadlines/{deadline}")
def show_deadline(request: Request, store: Kept, pages: Pages, deadline: str) -> HTMLResponse:
    """A deadline as the reports tell it together."""
    subject = find(store, deadline) if deadline.startswith("deadline:") else None
    limit = subject.limit if subject else None
    if subject is None or limit is None:
        raise HTTPException(404)
    return pages.page(
        request, "share_deadline.html.j2", limit=limit, story=store.story(limit.story) if limit.story else None,
        known=store.entities(id_ for id_ in (limit.by, limit.addressee) if id_),
        held=_held(store, (told.article for told in limit.tellings)), shared=shared(request, store, subject),
    )  # fmt: skip


@router.get("/share/{form}")
def share(request: Request, store: Kept, form: str, of: str = "", lang: Language = "ar") -> Response:
    """A citation in one form, or a card."""
    known = next((one for one in FORMS if one == form), None)
    if known is None:
        raise HTTPException(404)
    return handed(request, store, known, of, lang)


def _led(card: Card, reading: Reading) -> Card:
    """The card with links that lead to the article's page, and of actors to theirs."""
    known = {f"#e{number}": entity.id for number, entity in enumerate(reading.entities, 1)}

    def led(bit: Bit) -> Bit:
        if bit.href is None or not bit.href.startswith("#"):
            return bit
        if bit.href in known:
            return Bit(bit.text, f"/actors/{known[bit.href]}", True)
        return Bit(bit.text, f"{article_address(reading.article.id)}/{bit.href[1:]}")

    fields = tuple(
        msgspec.structs.replace(field, value=tuple(map(led, field.value)))
        for field in card.fields if field.key != "words"
    )  # fmt: skip
    return msgspec.structs.replace(card, fields=fields)


def _marked(start: int | None, quote: str) -> tuple[int, int] | None:
    return (start, start + len(quote)) if start is not None and quote else None


def _held(store: Store, articles: Iterable[str]) -> dict[str, Held]:
    return store.held(tuple(dict.fromkeys(articles)))
