"""A person's word on what is the same and what is not: kept, applied at once, and taken back without a trace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from musnad.errors import MusnadError, StoreError
from musnad.identity import content_id
from musnad.ingest.collate import collate
from musnad.ingest.moved import fact_of
from musnad.records import Decision, Telling
from musnad.review.doubts import pair_of
from musnad.store.base import Store
from musnad.store.entries import Filters
from musnad.stories.facts import fact_id

About = Literal["article", "fact", "entity"]
_SCREEN = 500


def named(store: Store, thing: str) -> tuple[About, str]:
    """What an id names: an article, a fact, an entity; or one event of an article, `article:…/v3`, as its own fact.

    Raises:
        MusnadError: the store holds no such thing.
    """
    article, _, event = thing.partition("/")
    if event:
        reading = store.reading(article)
        found = next((e for e in reading.events if e.id == event), None) if reading else None
        if found is None:
            raise MusnadError(f"{thing}: no such event in the store")
        return "fact", fact_id(article, found)
    if store.article(thing) is not None:
        return "article", thing
    if store.fact(thing) is not None:
        return "fact", thing
    if store.entity(thing) is not None:
        return "entity", thing
    raise MusnadError(f"{thing}: no such article, fact or entity in the store")


def decide(store: Store, one: str, other: str, *, same: bool, by: str, at: str, comment: str = "") -> Decision:
    """Keep a decision and tell the stories anew that it changes; doubts about the two leave the queue.

    Raises:
        MusnadError: the two are not of one kind, are one thing, or are not there; facts of two stories.
    """
    (about, first), (kind, second) = named(store, one), named(store, other)
    if about != kind or first == second:
        raise MusnadError("two different things of one kind are needed: articles, facts or entities")
    if about == "fact" and same:
        facts = [fact for id_ in (first, second) if (fact := store.fact(id_))]
        if len({fact.story for fact in facts}) > 1:
            raise MusnadError("these facts stand in two stories; say first that articles of both are the same story")
    number = len(store.decisions())
    id_ = content_id("decision", about, first, second, str(same), at, number)
    made = Decision(id=id_, about=about, one=first, other=second, same=same, by=by, at=at, comment=comment)
    with store.transaction():
        held = [_telling(store, thing) if about == "fact" else None for thing in (one, other)]
        made = replace(made, before=_holding(store, made, held))
        store.settle(_asked(store, made))
        _apply(store, made, events=(one, other))
        made = replace(made, after=_holding(store, made, held))
        store.decide(made)
    return made


def undo(store: Store, decision: str, *, by: str, at: str) -> Decision:
    """Take a decision back; the machine's own view stands again, and its doubts about the two are asked again.

    Raises:
        MusnadError: no such decision, or it was taken back before.
    """
    all_ = store.decisions()
    found = next((d for d in all_ if d.id == decision and d.undoes is None), None)
    if found is None or any(d.undoes == decision for d in all_):
        raise MusnadError(f"{decision}: no such decision, or it was taken back already")
    id_ = content_id("decision", "undo", decision, at)
    made = replace(found, id=id_, by=by, at=at, comment="", undoes=decision, before=found.after, after=found.before)
    with store.transaction():
        asked = _asked(store, found)
        _apply(store, made)
        store.settle(asked, settled=False)
        store.decide(made)
    return made


def _apply(store: Store, made: Decision, events: tuple[str, ...] = ()) -> None:
    """Tell the stories anew that a decision changes; it is appended after, with what it brought about."""
    before = _articles(store, made) | {thing.partition("/")[0] for thing in events if "/" in thing}
    collate(store, stale=sorted(before | _articles(store, made)), pending=(made,))


def _telling(store: Store, thing: str) -> Telling | None:
    """An event by which a fact is found again, whatever its id then is."""
    article, _, event = thing.partition("/")
    if event:
        return Telling(article=article, event=event)
    fact = store.fact(thing)
    return fact.tellings[0] if fact else None


def _holding(store: Store, made: Decision, held: Sequence[Telling | None]) -> tuple[str, ...]:
    """Ids of the stories (of a decision about articles) or facts that hold the two now."""
    if made.about == "article":
        return tuple(dict.fromkeys(story for one in (made.one, made.other) if (story := store.story_of(one))))
    facts = (fact_of(store, telling) for telling in held if telling is not None)
    return tuple(dict.fromkeys(fact.id for fact in facts if fact is not None))


def _asked(store: Store, made: Decision) -> list[str]:
    """Ids of the doubts that a decision answers: those about the same two things."""
    facts = [fact for id_ in (made.one, made.other, *made.before, *made.after) if (fact := store.fact(id_))]
    articles = {telling.article for fact in facts for telling in fact.tellings}
    if made.about == "article":
        articles = {made.one, made.other}
    doubts = [doubt for article in sorted(articles) for doubt in store.doubts_of(article)]
    both = {made.one, made.other}
    return [one.id for one in doubts if {_known(store, thing) for thing in pair_of(one) or ()} == both]


def _known(store: Store, thing: str) -> str | None:
    """The id by which a decision knows a thing; None where it is not there any more."""
    try:
        return named(store, thing)[1]
    except StoreError:
        raise
    except MusnadError:
        return None


def _articles(store: Store, made: Decision) -> set[str]:
    """Articles whose stories a decision changes."""
    if made.about == "article":
        return {made.one, made.other}
    if made.about == "fact":
        facts = [fact for id_ in (made.one, made.other) if (fact := store.fact(id_))]
        return {telling.article for fact in facts for telling in fact.tellings}
    found: set[str] = set()
    for entity in (made.one, made.other):
        after = None
        while True:
            hits = store.search(Filters(actor=entity), limit=_SCREEN, after=after)
            found.update(hit.article.id for hit in hits.hits)
            after = hits.next
            if after is None:
                break
    return found
