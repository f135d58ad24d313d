"""`/deadlines`: who gave whom until when for what, as it stood on a day; a month's calendar, a list, and iCalendar."""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Literal, get_args

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response
from msgspec import Struct

from musnad.faces.export.calendars import write_ical
from musnad.faces.export.selection import Selection
from musnad.faces.web.pages.desk import Kept, Pages
from musnad.faces.web.pictures.calendar import month, month_of
from musnad.faces.web.render import preferences
from musnad.records import Limit
from musnad.records.statement import DeadlineState
from musnad.store.base import Store
from musnad.store.entries import Filters, Held
from musnad.stories.limit_state import set_by, state_as_of

router = APIRouter(include_in_schema=False)
STATES: tuple[DeadlineState, ...] = get_args(DeadlineState)
MOST = 40
"""Deadlines on one screen of the list."""
_CITED = 8
"""Reports of one deadline that are cited."""
When = Literal["ahead", "past", "no-day"]


class Row(Struct, frozen=True):
    """A deadline as it stood on the day; `days` are left until it falls due, negative ones have passed."""

    limit: Limit
    when: When
    days: int | None


class Chosen(Struct, frozen=True):
    """What the address asks for."""

    day: str
    state: str | None
    due: str | None
    month: date
    whole: bool
    """Whether the day was given, not taken from the newest report."""


@router.get("/deadlines")
def show(
    request: Request, store: Kept, pages: Pages, on: str | None = None,
    month_: Annotated[str | None, Query(alias="month")] = None,
    state: str | None = None, due: str | None = None, skip: str = "0",
) -> HTMLResponse:  # fmt: skip
    """The page; `on` is the day that states are told for, the newest report's if none is given."""
    limits = store.limits()
    chosen = _chosen(store, limits, on, month_, state, due)
    told = [state_as_of(limit, chosen.day) for limit in limits if set_by(limit, chosen.day)]
    states = Counter(limit.state for limit in told)
    kept = [limit for limit in told if chosen.state in (None, limit.state)]
    rows = _rows([limit for limit in kept if chosen.due in (None, (limit.due or "")[:10])], chosen.day)
    start = int(skip) if skip.isdecimal() and len(skip) < 7 else 0
    shown = rows[start : start + MOST]
    by_day: dict[str, list[Limit]] = defaultdict(list)
    for limit in kept:
        by_day[(limit.due or "")[:10]].append(limit)
    grid = month(chosen.month, by_day, preferences(request))
    in_month = [limit for week in grid.weeks for day in week for limit in day.entries]
    known = store.entities(
        id_ for limit in (*(row.limit for row in shown), *in_month) for id_ in (limit.by, limit.addressee) if id_
    )
    return pages.page(
        request, "deadlines.html.j2", chosen=chosen, rows=shown, total=len(rows), all=len(told), states=states,
        order=STATES, grid=grid, known=known, held=_held(store, shown), skip=start, most=MOST,
        months=_months(limits, chosen.month), cited=_CITED,
    )  # fmt: skip


@router.get("/deadlines.ics")
def ical(store: Kept, story: str | None = None) -> Response:
    """All deadlines with a day as a calendar to subscribe to."""
    out = io.BytesIO()
    write_ical(out, Selection(store, Filters(story=story)))
    return Response(out.getvalue(), media_type="text/calendar; charset=utf-8")


def _chosen(
    store: Store, limits: Sequence[Limit], on: str | None, month_: str | None, state: str | None, due: str | None
) -> Chosen:
    """Raises: HTTPException for what is no day, month or state."""
    if state and state not in STATES:
        raise HTTPException(422, f"state={state}")
    day = _day("on", on) or _newest(store)
    only = _day("due", due)
    try:
        first = month_of(month_) if month_ else month_of(only) if only else _first_month(limits, day)
    except ValueError as problem:
        raise HTTPException(422, f"month={month_}") from problem
    return Chosen(day, state or None, only, first, bool(on))


def _day(name: str, value: str | None) -> str | None:
    """An ISO day; None for nothing. Raises: HTTPException."""
    if not value:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as problem:
        raise HTTPException(422, f"{name}={value}") from problem


def _newest(store: Store) -> str:
    """Day of the newest report that a story has; today without one."""
    newest = store.stories(Filters(), limit=1)
    told = (newest[0].last or "")[:10] if newest else ""
    try:
        return date.fromisoformat(told).isoformat()
    except ValueError:
        return datetime.now(UTC).date().isoformat()


def _first_month(limits: Sequence[Limit], day: str) -> date:
    """The month of the day, or of the next deadline, or the last, where that month has none."""
    dues = sorted(limit.due[:10] for limit in limits if limit.due and len(limit.due) >= 10)
    if not dues or any(due[:7] == day[:7] for due in dues):
        return month_of(day)
    ahead = [due for due in dues if due >= day]
    try:
        return month_of(ahead[0] if ahead else dues[-1])
    except ValueError:
        return month_of(day)


def _rows(limits: Sequence[Limit], day: str) -> list[Row]:
    """What lies ahead first, the nearest first; then what has passed, the latest first; then what has no day."""
    today, rows = date.fromisoformat(day), []
    for limit in limits:
        try:
            due = date.fromisoformat((limit.due or "")[:10])
        except ValueError:
            rows.append(Row(limit, "no-day", None))
            continue
        rows.append(Row(limit, "ahead" if due >= today else "past", (due - today).days))
    order = ("ahead", "past", "no-day")
    return sorted(rows, key=lambda row: (order.index(row.when), abs(row.days or 0), row.limit.id))


def _held(store: Store, rows: Sequence[Row]) -> dict[str, Held]:
    """Entries of the reports whose words are shown."""
    return store.held(list(dict.fromkeys(told.article for row in rows for told in row.limit.tellings[:_CITED])))


def _months(limits: Sequence[Limit], first: date) -> tuple[str | None, str | None]:
    """The nearest months before and after that have deadlines; None where none has."""
    own = f"{first:%Y-%m}"
    found = sorted({limit.due[:7] for limit in limits if limit.due and len(limit.due) >= 10})
    return max((m for m in found if m < own), default=None), min((m for m in found if m > own), default=None)
