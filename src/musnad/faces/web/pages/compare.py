"""`/articles/ID/compare/OTHER`: two reports side by side, the older first, what is the same and what differs."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse
from msgspec import Struct

from musnad.faces.web.beside import Pair, side_by_side
from musnad.faces.web.pages.desk import Kept, Pages
from musnad.records import CopyLink, Reading
from musnad.store.base import Store
from musnad.store.entries import Held
from musnad.stories.press import press_name

router = APIRouter(include_in_schema=False)


class Side(Struct, frozen=True):
    """One of the two reports."""

    held: Held
    reading: Reading


@router.get("/articles/{article}/compare/{other}")
def compare(request: Request, store: Kept, pages: Pages, article: str, other: str) -> HTMLResponse:
    """Two reports; where one repeats the other, the one that was repeated comes first."""
    one, two = _side(store, article), _side(store, other)
    link = _link(store, article, other)
    origin, report = (one, two) if link is None or link.origin == article else (two, one)
    if link is None and (two.held.published or "") < (one.held.published or ""):
        origin, report = two, one
    rows = side_by_side(origin.reading.article.text, report.reading.article.text, link)
    return pages.page(
        request, "compare.html.j2", origin=origin, report=report, link=link, rows=rows, same=article == other,
        counts=_counts(rows), common=press_name(link.common) if link and link.common else None,
    )  # fmt: skip


def _side(store: Store, article: str) -> Side:
    held, reading = store.article(article), store.reading(article)
    if held is None or reading is None:
        raise HTTPException(404)
    return Side(held, reading)


def _link(store: Store, article: str, other: str) -> CopyLink | None:
    return next((link for link in store.copies(article) if {link.article, link.origin} == {article, other}), None)


def _counts(rows: tuple[Pair, ...]) -> tuple[int, int]:
    """Words that only the older has, and only the younger."""
    older, younger = (
        sum(len(part.text.split()) for block in blocks for part in block.parts if part.kind == "only")
        for blocks in (
            [block for row in rows for block in row.origin],
            [block for row in rows for block in row.report],
        )
    )
    return older, younger
