"""`/`: the newest stories with their three numbers, deadlines that fall due, conflicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from msgspec import Struct

from musnad.faces.web.pages.desk import Kept, Pages
from musnad.records import Entity, Fact, Limit, Story
from musnad.store.base import Store
from musnad.store.entries import Filters, Held
from musnad.stories.limit_state import state_as_of

router = APIRouter(include_in_schema=False)
MOST, TOP = 25, 8
"""Stories on the page by time, and before them those that most reports tell."""
LOOKED = 400
"""Newest stories among which the most told ones are sought."""
AHEAD, BEHIND = timedelta(days=21), timedelta(days=3)
"""A deadline is near from so long before it falls due until so long after."""
_NAMES, _PLACES, _LIMITS = 5, 2, 12


class Row(Struct, frozen=True):
    """One story of the list; `fresh` counts reports of the last day before the newest report of all."""

    story: Story
    names: tuple[Entity, ...]
    fresh: int
    conflicts: int
    lead: Fact | None


class Due(Struct, frozen=True):
    """A deadline and how many days are left until it falls due; negative ones have passed."""

    limit: Limit
    days: int


@router.get("/")
def today(request: Request, store: Kept, pages: Pages, after: str | None = None) -> HTMLResponse:
    """The first page; `after` is the last story of the page before."""
    stories = store.stories(Filters(), limit=LOOKED if after is None else MOST + 1, after=after)
    latest = stories if after is None else store.stories(Filters(), limit=1)
    newest = (latest[0].last or "") if latest else ""
    since = _day_before(newest)
    top = _most_told(stories, since) if after is None and len(stories) > MOST else ()
    listed = stories[:MOST]
    rows = _rows(store, (*top, *(story for story in listed if story not in top)), since)
    near = _near(store, newest[:10] or datetime.now(UTC).date().isoformat()) if after is None else []
    parties = {id_ for due in near for id_ in (due.limit.by, due.limit.addressee) if id_}
    leads = {id_ for row in rows if row.lead for id_ in _parties(row.lead)}
    return pages.page(
        request,
        "today.html.j2",
        top=rows[: len(top)],
        rows=rows[len(top) :],
        near=near,
        known=store.entities(sorted(parties | leads)),
        newest=newest,
        first=after is None,
        more=listed[-1].id if len(stories) > MOST else None,
    )


def _most_told(stories: Sequence[Story], since: str) -> tuple[Story, ...]:
    """The stories that most reports tell, of those with a report since a time."""
    fresh = [story for story in stories if (story.last or "") >= since and len(story.articles) > 1]
    return tuple(sorted(fresh, key=lambda story: (-len(story.articles), -story.most, story.id))[:TOP])


def _parties(fact: Fact) -> tuple[str, ...]:
    return (*fact.actors, *fact.recipients, *((fact.place,) if fact.place else ()))


def _rows(store: Store, stories: Sequence[Story], since: str) -> list[Row]:
    marks = {story.id: tuple(dict.fromkeys((*story.names[:_NAMES], *story.places[:_PLACES]))) for story in stories}
    known = store.entities({id_ for ids in marks.values() for id_ in ids})
    gists = store.gists([story.id for story in stories])
    older = [article for story in stories if (story.first or "") < since for article in story.articles]
    held = store.held(older)
    rows = []
    for story in stories:
        told = gists.get(story.id, ())
        lead = max(told, key=lambda fact: (fact.reports, fact.most, fact.id), default=None)
        names = tuple(known[id_] for id_ in marks[story.id] if id_ in known)
        fresh = _fresh(story, since, held)
        clashes = sum(len(fact.conflicts) for fact in told)
        rows.append(Row(story, names, fresh, clashes, store.fact(lead.id) if lead else None))
    return rows


def _fresh(story: Story, since: str, held: Mapping[str, Held]) -> int:
    """Reports of a story from a time on; `held` has the entries of stories that began before it."""
    if (story.first or "") >= since:
        return len(story.articles)
    return sum(article in held and (held[article].published or "") >= since for article in story.articles)


def _day_before(newest: str) -> str:
    """The time one day before, as exact as it is told."""
    try:
        moment = datetime.fromisoformat(newest)
    except ValueError:
        return newest
    return (moment - timedelta(days=1)).isoformat()[: len(newest)]


def _near(store: Store, day: str) -> list[Due]:
    """Deadlines near a day, as they stand on it, the next first; those that passed last."""
    today = datetime.fromisoformat(day).date()
    since, until = (today - BEHIND).isoformat(), (today + AHEAD).isoformat()
    near = []
    for limit in (state_as_of(limit, day) for limit in store.limits() if limit.due and limit.due[:10] >= since):
        if limit.due and len(limit.due) >= len(day) and since <= limit.due[:10] <= until:
            near.append(Due(limit, (datetime.fromisoformat(limit.due[:10]).date() - today).days))
    near.sort(key=lambda due: (due.days < 0, abs(due.days)))
    return near[:_LIMITS]
