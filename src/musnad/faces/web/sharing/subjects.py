"""What can be cited and talked about: articles and their items, stories, facts, actors, deadlines; each by its id."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import quote

from msgspec import Struct

from musnad.faces.web.addresses import actor_address, article_address, fact_address, story_address
from musnad.ingest.moved import fact_of, moved_fact
from musnad.records import Entity, Event, Fact, Limit, Reading, Statement, Story, Telling
from musnad.store.base import Store
from musnad.store.entries import Held

Kind = Literal["article", "story", "fact", "actor", "deadline", "event", "statement"]
_ITEM = re.compile(r"(article:[^/]+)/([vs][1-9]\d{0,5})")


class Subject(Struct, frozen=True, kw_only=True):
    """One record: `about` is what comments and citations know it by, `path` its permanent address on this server.

    `fact` is set for facts, and for an event that a fact merges; `held` for an article and what stands in one.
    """

    kind: Kind
    about: str
    path: str
    held: Held | None = None
    reading: Reading | None = None
    story: Story | None = None
    fact: Fact | None = None
    actor: Entity | None = None
    limit: Limit | None = None
    event: Event | None = None
    statement: Statement | None = None


def find(store: Store, about: str) -> Subject | None:
    """The record of an id (of an item: ARTICLE/v3, ARTICLE/s2); ids that a story or fact had lead to what it is."""
    if match := _ITEM.fullmatch(about):
        return item(store, *match.groups())
    kind = about.partition(":")[0]
    if kind == "article":
        held = store.article(about)
        return of_article(held) if held else None
    if kind == "story":
        story = store.story(about)
        return of_story(story) if story else None
    if kind == "fact":
        fact = store.fact(about) or store.fact(moved_fact(store, about) or "")
        return of_fact(fact) if fact else None
    if kind == "deadline":
        limit = next((one for one in store.limits() if one.id == about), None)
        return of_limit(limit) if limit else None
    actor = store.entities([about]).get(about)
    return of_actor(actor) if actor else None


def of_article(held: Held) -> Subject:
    """A stored article."""
    return Subject(kind="article", about=held.id, path=article_address(held.id), held=held)


def of_story(story: Story) -> Subject:
    """A story."""
    return Subject(kind="story", about=story.id, path=story_address(story.id), story=story)


def of_fact(fact: Fact) -> Subject:
    """A fact."""
    return Subject(kind="fact", about=fact.id, path=fact_address(fact.id), fact=fact)


def of_actor(actor: Entity) -> Subject:
    """A participant over all reports."""
    return Subject(kind="actor", about=actor.id, path=actor_address(actor.id), actor=actor)


def of_limit(limit: Limit) -> Subject:
    """A deadline over all reports."""
    return Subject(kind="deadline", about=limit.id, path=deadline_address(limit.id), limit=limit)


def deadline_address(limit: str) -> str:
    """The page of a deadline."""
    return f"/deadlines/{quote(limit, safe=':')}"


def item_address(article: str, item: str) -> str:
    """The page of one event or statement of an article."""
    return f"{article_address(article)}/{item}"


def item(store: Store, article: str, item: str) -> Subject | None:
    """An event (`v3`) or a statement (`s2`) of an article."""
    held, reading = store.article(article), store.reading(article)
    if held is None or reading is None:
        return None
    about, path = f"{article}/{item}", item_address(article, item)
    statement = next((one for one in reading.statements if one.id == item), None)
    if statement:
        return Subject(
            kind="statement", about=about, path=path, held=held, reading=reading, statement=statement
        )  # fmt: skip
    event = next((one for one in reading.events if one.id == item), None)
    if event is None:
        return None
    return Subject(
        kind="event", about=about, path=path, held=held, reading=reading, event=event,
        fact=fact_of(store, Telling(article=article, event=item)),
    )  # fmt: skip
