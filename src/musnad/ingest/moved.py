"""Which fact holds a telling; and where a fact went whose id changed: an earlier telling was taken in, or a person
corrected its first telling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from musnad.records import Event, Fact, Story, Telling
from musnad.store.base import Store
from musnad.store.entries import Filters
from musnad.stories.facts import fact_id


def moved_fact(store: Store, gone: str) -> str | None:
    """The id of the fact that holds what the fact `gone` was named after; None where no fact tells it any more.

    A fact is named after its first telling: article, type, place of the trigger. The articles of the stories that
    changed when it went, and of those that split off from them, are searched for an event of that name, as it is read
    now or as it was before or after a person's correction.
    """
    stories = _stories(store, gone)
    corrected = _corrected(store) if stories else {}
    tellings = (_telling(store, story, gone, corrected) for story in stories)
    facts = (fact_of(store, telling) for telling in tellings if telling is not None)
    return next((fact.id for fact in facts if fact is not None), None)


def _stories(store: Store, gone: str) -> list[Story]:
    lost = [story for id_ in store.losers(gone) if (story := store.story(id_)) is not None]
    split = [change.other for story in lost for change in story.history if change.what == "split" and change.other]
    return lost + [story for id_ in dict.fromkeys(split) if (story := store.story(id_)) is not None]


def fact_of(store: Store, telling: Telling) -> Fact | None:
    """The fact that merges an event of a report."""
    story = store.story_of(telling.article)
    facts = store.facts(Filters(story=story), limit=None) if story is not None else ()
    return next((fact for fact in facts if telling in fact.tellings), None)


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
