"""A store built by hand, for all tests and screenshots of the web face: an attack told three ways, a denial, an
ultimatum that is extended, four copies of one dispatch, a second small story, a correction, a failure.

Everything in it is invented; states are real names in made-up reports. `python tests/faces/web/sample.py FILE`
makes it.
"""

from __future__ import annotations

import hashlib
import sys
from datetime import UTC, datetime

from sample_facts import FACTS, LIMITS, STORIES
from sample_reports import COPIES, REPORTS, Report

from musnad.records import Article, Known, Page, Paragraph, Producer, Reading
from musnad.sources.base import Failed, Visit
from musnad.store.engine import SqlStore, open_store
from musnad.store.folding import Folding

PRODUCER = Producer(engine="musnad test", model="none", lexicons="test")
TAKEN = datetime(2025, 8, 8, 9, 0, tzinfo=UTC)


def page_of(report: Report) -> Page:
    body = f"<html><h1>{report.title}</h1><p>{report.text}</p></html>".encode()
    return Page(
        source=report.url,
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
        kind="html",
        url=report.url,
        retrieved=TAKEN,
        content_type="text/html; charset=utf-8",
    )


def reading_of(report: Report) -> Reading:
    paragraphs, at = [], 0
    for part in report.text.split("\n\n"):
        paragraphs.append(Paragraph(at, at + len(part)))
        at += len(part) + 2
    article = Article(
        id=report.id,
        text=report.text,
        title=report.title,
        url=report.url,
        outlet=report.outlet,
        byline=report.byline,
        published=report.published,
        paragraphs=tuple(paragraphs),
        known=(Known(field="title", by="json-ld"), Known(field="published", by="json-ld")),
    )
    reading = Reading(
        article=article,
        entities=report.entities,
        mentions=report.mentions,
        places=report.places,
        times=report.times,
        statements=report.statements,
        events=report.events,
        deadlines=report.deadlines,
        damage=report.damage,
        producer=PRODUCER,
    )
    reading.check()
    return reading


def sample_store(path: str = ":memory:") -> SqlStore:
    """A new store with everything in it."""
    store = open_store(path, now=lambda: TAKEN)
    folding = Folding.load()
    with store.transaction():
        for report in REPORTS:
            store.add(page_of(report), reading_of(report), folded=folding.text(report.text))
        store.put_copies(COPIES)
        for story in STORIES:
            facts = [fact for fact in FACTS if fact.story == story.id]
            store.put_story(story, facts, [limit for limit in LIMITS if limit.story == story.id])
        store.set_aside(Failed(source="https://mirsad.example/empty", reason="no-text", message="no article text"))
        store.note_visit(Visit(url="https://mashriq.example/feed.xml", seen=TAKEN, status=200))
    return store


if __name__ == "__main__":
    sample_store(sys.argv[1]).close()
