"""`/sources`: what was taken in: outlets, kinds of originals, last visits, failures with reasons, corrections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse
from msgspec import Struct

from musnad.faces.web.pages.desk import Kept, Pages
from musnad.sources.base import FailureReason
from musnad.store.base import Store
from musnad.store.entries import Alteration, ChangeKind, Held

router = APIRouter(include_in_schema=False)
MOST = 100
"""Failures, visits and corrections that are listed: the latest."""
_FEW = 40
"""Outlets before the list is folded."""
REASONS: tuple[FailureReason, ...] = get_args(FailureReason)
_CHANGES: tuple[ChangeKind, ...] = ("corrected", "retracted", "restored")


class Altered(Struct, frozen=True):
    """A correction or retraction with its report, and the version before it."""

    change: Alteration
    held: Held | None
    before: Held | None


@router.get("/sources")
def show(request: Request, store: Kept, pages: Pages, reason: str | None = None) -> HTMLResponse:
    """The page; `reason` lists the failures of one reason."""
    if reason and reason not in REASONS:
        raise HTTPException(422, f"reason={reason}")
    outlets = store.outlets()
    reasons = store.reasons()
    return pages.page(
        request, "sources.html.j2", outlets=outlets, few=_FEW, kinds=store.kinds(), reasons=reasons, reason=reason,
        failed=sum(one.count for one in reasons), reports=sum(one.count for one in outlets),
        failures=store.set_asides(reason=reason or None, limit=MOST), visits=store.visited(limit=MOST),
        changes=_altered(store, store.altered(_CHANGES, limit=MOST)), most=MOST,
    )  # fmt: skip


def _altered(store: Store, changes: Sequence[Alteration]) -> list[Altered]:
    """Changes with the reports that they are about; the note of a correction is the id of the version before."""
    return [
        Altered(change, store.article(change.id), store.article(change.note) if change.what == "corrected" else None)
        for change in changes
    ]
