"""The page of one item beside its text, and of two things that may be one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import HTTPException, Request
from fastapi.responses import HTMLResponse
from msgspec import Struct
from msgspec.structs import replace

from musnad.faces.cards import Card, Cards
from musnad.faces.web.accounts import Person
from musnad.faces.web.laid import wording
from musnad.faces.web.pages.review_form import Sent
from musnad.faces.web.pages.review_inputs import NEAR, Input, Inputs
from musnad.faces.web.pages.review_item import OF_KIND, Found, find, seal
from musnad.faces.web.pages.review_log import done_of
from musnad.faces.web.pages.review_queue import CSS, doubt_address, why
from musnad.faces.web.pages.review_sides import sides, told
from musnad.faces.web.pages.review_text import lines
from musnad.faces.web.preferences import Language
from musnad.faces.web.render import Renderer, preferences
from musnad.records import (
    Damage,
    Deadline,
    Doubt,
    DoubtKind,
    Event,
    Layer,
    Mention,
    Reading,
    Reviewed,
    Statement,
    TimeRange,
)
from musnad.review.doubts import pair_of
from musnad.review.items import Record, first_span
from musnad.spans import Span
from musnad.store.base import Store

_ROLES: dict[str, tuple[tuple[str, str], ...]] = {
    "event": (("own", "trigger"), ("actor", "actor"), ("recipient", "recipient"), ("place", "place")),
    "statement": (("own", "cue"), ("speaker", "speaker"), ("content", "content")),
    "deadline": (("own", "deadline"), ("actor", "by"), ("recipient", "for"), ("content", "demand")),
    "mention": (("own", "words"), ("same", "review-same-who")),
    "time": (("own", "words"),),
    "damage": (("own", "words"),),
}


LOST = "correction-lost"
"""Reason of doubts about corrections whose item a new reading does not hold: it may be added again."""


AHEAD = 12
"""Doubts that are looked at to find the next one: a word on one may settle others."""


class Asked(Struct, frozen=True, kw_only=True):
    """What a page is asked for: an item of an article by its key, or (`adding`) one that is missing there."""

    article: str
    layer: Layer | None = None
    item: str = ""
    adding: bool = False
    at: tuple[int, int] | None = None
    doubt: Doubt | None = None

    @classmethod
    def about(cls, doubt: Doubt) -> Asked:
        """What a doubt is about."""
        key, layer = doubt.about.partition("/")[2], OF_KIND.get(doubt.kind)
        if doubt.reason != LOST:
            return cls(article=doubt.article, layer=layer, item=key, doubt=doubt)
        start, _, end = key.partition("-")
        at = (int(start), int(end)) if start.isdecimal() and end.isdecimal() else None
        return cls(article=doubt.article, layer=layer, adding=True, at=at, doubt=doubt)


class Trouble(Struct, frozen=True):
    """Why what was said is not kept: key of the words, more, HTTP status."""

    key: str
    detail: str = ""
    status: int = 422


class Around(Struct, frozen=True, kw_only=True):
    """What stands around the item: the queue's kind, what was done before, what was sent and is not kept."""

    kind: str = ""
    done: str = ""
    back: str = ""
    gone: bool = False
    form: Sent | None = None
    trouble: Trouble | None = None


def item_page(
    request: Request, store: Store, pages: Renderer, person: Person, asked: Asked, around: Around
) -> HTMLResponse | None:
    """The page; None where the article holds no such item any more."""
    held, reading = store.article(asked.article), store.reading(asked.article)
    if held is None or reading is None:
        raise HTTPException(404)
    found = None if asked.adding else find(reading, asked.item, asked.layer)
    layer = found.item.layer if found else asked.layer
    if layer is None or (found is None and not asked.adding):
        return None
    record, span = (found.record, None) if found else (None, _span(reading, asked.at))
    lang = preferences(request).lang
    inputs = Inputs(reading, wording(), lang, found.span.start if found else span.start if span else 0)
    fields = inputs.of(layer, record, span)
    form, trouble = around.form, around.trouble
    return pages.page(
        request, "review_item.html.j2", status=trouble.status if trouble else 200,
        **_framed(store, pages, lang, asked.doubt, around), held=held, reading=reading, adding=asked.adding,
        heading=f"review-add:{layer}" if asked.adding else f"review-layer:{layer}", layer=layer,
        item=found.item.key if found else "", seal=seal(record) if record else "",
        lines=lines(reading, record, asked.at if span else None), roles=_ROLES[layer] if record else (),
        told=_told(reading, record, lang) if record else (), inputs=refilled(fields, form) if form else fields,
        mark=_mark(reading, found) if found else None, may=person.may("reviewer"), near=NEAR,
        grouped_by=record.type if isinstance(record, Event) else "", open=trouble is not None and trouble.status == 422,
        comment=form.one("comment") if form else "",
    )  # fmt: skip


def pair_page(
    request: Request, store: Store, pages: Renderer, person: Person, doubt: Doubt, around: Around
) -> HTMLResponse | None:
    """The page of a merge; None where one side is gone."""
    two, pair = sides(request, store, doubt), pair_of(doubt)
    if len(two) < 2 or pair is None:
        return None
    link = None
    if doubt.kind == "copy":
        ids = {side.held.id for side in two}
        link = next((one for one in store.copies(doubt.article) if {one.article, one.origin} == ids), None)
    return pages.page(
        request, "review_pair.html.j2", **_framed(store, pages, preferences(request).lang, doubt, around),
        heading=f"review-pair:{doubt.kind}", two=two, css=CSS[doubt.kind], may=person.may("reviewer"), link=link,
    )  # fmt: skip


def _framed(store: Store, pages: Renderer, lang: Language, doubt: Doubt | None, around: Around) -> dict[str, Any]:
    """What all pages of one doubt are told."""
    back = doubt_address(around.back, around.kind) if around.back else ""
    return {
        "doubt": doubt, "kind": around.kind, "counts": store.doubt_counts(), "done": done_of(store, around.done, back),
        "next": next_address(store, following(store, doubt, around.kind) if doubt else (), doubt, around.kind),
        "back": back, "gone": around.gone, "why": why(pages, lang, doubt) if doubt else "",
        "problem": around.trouble.key if around.trouble else "",
        "detail": around.trouble.detail if around.trouble else "",
    }  # fmt: skip


def following(store: Store, doubt: Doubt, kind: str) -> tuple[str, ...]:
    """Ids of the doubts that come after one, then of those that were skipped before it."""
    kinds: tuple[DoubtKind, ...] = (doubt.kind,) if kind else ()
    after = store.doubts(kinds=kinds, limit=AHEAD, after=doubt.id)
    found = (*after, *(() if after else store.doubts(kinds=kinds, limit=AHEAD)))
    return tuple(one.id for one in found if one.id != doubt.id)


def next_address(store: Store, ids: Sequence[str], doubt: Doubt | None, kind: str, **more: str) -> str:
    """Where to go on: the first of some doubts that is still there, else the queue."""
    there = next((id for id in ids if store.doubt(id) is not None), None)
    if there is None:
        return "/review" + (f"?done={more['done']}" if "done" in more else "")
    return doubt_address(there, kind, back=doubt.id if doubt else "", **more)


def refilled(fields: Sequence[Input], form: Sent) -> tuple[Input, ...]:
    """Fields with what was typed into them."""
    return tuple(
        replace(one, typed=form.one(one.name), typed_at=form.one(f"{one.name}-at"), value=form.one(one.name),
                chosen=form.values.get(one.name, ()))
        for one in fields
    )  # fmt: skip


def _span(reading: Reading, at: tuple[int, int] | None) -> Span | None:
    text = reading.article.text
    return Span.of(text, *at) if at and 0 <= at[0] < at[1] <= len(text) else None


def _mark(reading: Reading, found: Found) -> Reviewed | None:
    """The person's mark of an item, if there is one."""
    return next((m for m in reading.reviewed if (m.layer, m.item) == (found.item.layer, found.item.key)), None)


def _told(reading: Reading, record: Record, lang: Language) -> tuple[tuple[str, str], ...]:
    """What the machine read, label and value."""
    card = _card(Cards(reading, wording(), lang=lang), record)
    if card is not None:
        head = (("review-layer:event", card.head),) if isinstance(record, Event) else ()
        return (*head, *((field.key, told(field.value)) for field in card.fields))
    if isinstance(record, Mention):
        names = {entity.id: entity for entity in reading.entities}
        who = names.get(record.entity)
        tell = wording().ar if lang == "ar" else wording().en
        maker = Cards(reading, wording(), lang=lang)
        found = (
            ("words", f"«{record.span.quote}»"), ("kind", tell(record.kind)),
            ("review-form", tell(f"review-form:{record.form}")),
            ("review-who", maker.tip(who) if who else record.entity),
            ("meant", record.repair or ""), ("confidence", f"{record.score:.0%}"),
        )  # fmt: skip
        return tuple((key, value) for key, value in found if value)
    value = record.value if isinstance(record, TimeRange) else ""
    return (("words", f"«{first_span(record).quote}»"), ("review-value", value))


def _card(cards: Cards, record: Record) -> Card | None:
    if isinstance(record, Event):
        return cards.event(record)
    if isinstance(record, Statement):
        return cards.statement(record)
    if isinstance(record, Deadline):
        return cards.deadline(record, 1)
    return cards.damage(record, 1) if isinstance(record, Damage) else None
