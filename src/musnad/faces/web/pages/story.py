"""`/stories/ID` and `/facts/ID`: what many reports tell together, with every count's why and every chain's words."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from msgspec import Struct

from musnad.faces.web.addresses import article_address, fact_address, story_address
from musnad.faces.web.marks import reviewed_events
from musnad.faces.web.pages.desk import Kept, Pages
from musnad.faces.web.pages.fact_view import FactView, Scene
from musnad.faces.web.pages.story_map import story_map
from musnad.faces.web.pictures.timeline import Dot, timeline
from musnad.faces.web.preferences import Preferences
from musnad.faces.web.render import preferences
from musnad.faces.web.sharing.shared import shared
from musnad.faces.web.sharing.subjects import of_fact, of_story
from musnad.ingest.moved import moved_fact
from musnad.records import Conflict, CopyLink, Fact, Story
from musnad.store.entries import Filters, Held

router = APIRouter(include_in_schema=False)
DRAWN = 3
"""Facts of a story whose chains are drawn on its page."""
LISTED = 20
"""Facts that a story's page shows before it is asked for all of them."""
REPORTS = 60
"""Reports that a story's page shows before it is asked for all of them."""


class Report(Struct, frozen=True):
    """One report of a story: whom it copies, and who copies it."""

    held: Held
    link: CopyLink | None
    origin: Held | None
    copies: tuple[Report, ...] = ()


class Clash(Struct, frozen=True):
    """A conflict with the fact that it is about."""

    fact: Fact
    conflict: Conflict


@router.get("/stories/{story_id}")
def story(request: Request, store: Kept, pages: Pages, story_id: str, all: str | None = None) -> Response:
    """A story's page; the id of one that merged leads to the one that took it in."""
    found = store.story(story_id)
    if found is None:
        raise HTTPException(404)
    if found.id != story_id:
        return RedirectResponse(story_address(found.id), status_code=308)
    wants = preferences(request)
    facts = sorted(store.facts(Filters(story=found.id), limit=None), key=_weight)
    shown = facts if all == "facts" else facts[:LISTED]
    clashes = [Clash(fact, conflict) for fact in facts for conflict in fact.conflicts]
    told = [*shown, *(clash.fact for clash in clashes)]
    scene = Scene(store, told, wants, pages.word(wants.lang), story=found)
    views = [scene.view(fact, whole=at < DRAWN) for at, fact in enumerate(shown)]
    reports = _reports(scene, found)
    limits = store.limits(story=found.id)
    scene.known |= store.entities(
        {*found.names, *found.places, *(id_ for limit in limits for id_ in (limit.by, limit.addressee) if id_)}
    )
    folded = _folded(reports)
    return pages.page(
        request,
        "story.html.j2",
        story=found,
        facts=views,
        fact_count=len(facts),
        clashes=clashes,
        reports=folded if all == "reports" else folded[:REPORTS],
        more_reports=0 if all == "reports" else max(len(folded) - REPORTS, 0),
        limits=limits,
        known=scene.known,
        held=scene.held,
        picture=_time_line(reports, wants, pages),
        reviewed=reviewed_events(store, found.articles),
        map=story_map(request, store, pages, found.id, wants, scene.known),
        shared=shared(request, store, of_story(found)),
    )


@router.get("/facts/{fact_id}", response_model=None)
def fact(request: Request, store: Kept, pages: Pages, fact_id: str) -> Response:
    """A fact's page: all its witnesses, its picture, its conflicts. An id that it had before leads to it."""
    found = store.fact(fact_id)
    if found is None:
        moved = moved_fact(store, fact_id)
        if moved is None:
            raise HTTPException(404)
        return RedirectResponse(fact_address(moved), 302)
    wants = preferences(request)
    scene = Scene(store, [found], wants, pages.word(wants.lang))
    view: FactView = scene.view(found)
    return pages.page(
        request,
        "fact.html.j2",
        view=view,
        story=store.story(found.story) if found.story else None,
        clashes=[Clash(found, conflict) for conflict in found.conflicts],
        known=scene.known,
        held=scene.held,
        reviewed=reviewed_events(store, (telling.article for telling in found.tellings)),
        shared=shared(request, store, of_fact(found)),
    )


def _weight(fact: Fact) -> tuple[int, int, bool, str]:
    """Facts most told first."""
    return (-fact.reports, -fact.most, not fact.conflicts, fact.id)


def _reports(scene: Scene, story: Story) -> list[Report]:
    """The reports of a story by time, each with the report that it repeats most of."""
    repeats: dict[str, CopyLink] = {}
    for link in scene.copies:
        known = repeats.get(link.article)
        if known is None or known.share < link.share:
            repeats[link.article] = link
    found = []
    for article in story.articles:
        held, repeated = scene.report(article), repeats.get(article)
        if held is not None:
            found.append(Report(held, repeated, scene.report(repeated.origin) if repeated else None))
    return found


def _folded(reports: Sequence[Report]) -> list[Report]:
    """Reports that are no plain copies, with their copies, and the copies of these, below."""
    heads = {report.held.id: report for report in reports}

    def head(report: Report) -> str:
        seen = {report.held.id}
        while (
            report.link
            and report.link.kind == "copy"
            and report.link.origin in heads
            and report.link.origin not in seen
        ):
            seen.add(report.link.origin)
            report = heads[report.link.origin]
        return report.held.id

    below: dict[str, list[Report]] = {}
    for report in reports:
        below.setdefault(head(report), []).append(report)
    return [
        Report(
            report.held, report.link, report.origin, tuple(one for one in below[report.held.id] if one is not report)
        )
        for report in reports
        if report.held.id in below
    ]


def _time_line(reports: Sequence[Report], wants: Preferences, pages: Pages) -> str | None:
    t = pages.word(wants.lang)
    dots = [
        Dot(
            at=report.held.published,
            outlet=report.held.outlet or "?",
            title=report.held.title or "",
            href=article_address(report.held.id),
            copy=report.link is not None and report.link.kind == "copy",
        )
        for report in reports
    ]
    return timeline(
        dots,
        rtl=wants.lang == "ar",
        title=t("time-line"),
        others=t("other-outlets"),
        day=lambda iso: wants.day(iso, short=True),
        number=wants.number,
    )
