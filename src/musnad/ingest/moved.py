"""Where a fact went whose id changed: an earlier telling was taken in, or a person corrected its first telling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from musnad.records import Event, Story, Telling
from musnad.store.base import Store
from musnad.stories.facts import fact_id


def moved_fact(store: Store, gone: str) -> str | None:
    """The id of the fact that holds what the fact `gone` was named after; None where no fact tells it any more.

    A fact is named after its first telling: article, type, place of the trigger. The articles of the stories that
    changed when it went are searched for an event of that name, as the machine read it or as persons had it.
    """
    stories = [story for id_ in store.losers(gone) if (story := store.story(id_)) is not None]
    corrected = _corrected(store) if stories else {}
    for story in stories:
        telling = _telling(store, story, gone, corrected)
        for fact in filter(None, map(store.fact, story.facts if telling is not None else ())):
            if telling in fact.tellings:
                return fact.id
    return None


def _corrected(store: Store) -> dict[str, list[Event]]:
    """By article: events as they were before and after each correction of a person."""
    states: dict[str, list[Event]] = {}
    for correction in store.corrections():
        for state in (correction.before, correction.after):
            if correction.layer == "event" and state is not None:
                states.setdefault(correction.article, []).append(msgspec.json.decode(state, type=Event))
    return states


def _telling(store: Store, story: Story, gone: str, corrected: Mapping[str, Sequence[Event]]) -> Telling | None:
    for reading in store.readings(story.articles):
        article = reading.article.id
        for event in (*reading.events, *corrected.get(article, ())):
            if fact_id(article, event) == gone:
                return Telling(article=article, event=event.id)
    return None
