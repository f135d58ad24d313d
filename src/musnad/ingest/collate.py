"""What many reports tell together, worked out block by block: copies, stories, facts, deadlines.

A block is a transaction: the articles up to the next round number, their copy links and clusters, and the stories that
changed by them, told anew. Blocks end at the same numbers however often a run was stopped, so that it ends the same.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from musnad.ingest.joining import Joining
from musnad.ingest.state import credits_of
from musnad.records import Change, CopyLink, Decision, Reading
from musnad.review.doubts import OF_MERGES, merge_doubts
from musnad.store.base import Store
from musnad.store.entries import Filters, Held
from musnad.stories.facts import merge_facts
from musnad.stories.limits import merge_limits
from musnad.stories.overlay import Group, linked, regrouped, standing
from musnad.stories.reports import Report
from musnad.stories.telling import tell_story
from musnad.stories.texts import groups

BLOCK = 3000
"""Articles between two tellings of the stories that they changed."""
CURSOR = "collated"
"""Note of the store: number of the last article that was joined."""
Watcher = Callable[[int, int], None]
"""Told how many of how many are done."""


class Joined(Struct):
    """Counts of one collation."""

    articles: int = 0
    stories: int = 0
    facts: int = 0


def collate(
    store: Store,
    *,
    stale: Iterable[str] = (),
    block: int = BLOCK,
    watcher: Watcher | None = None,
    pending: Sequence[Decision] = (),
) -> Joined:
    """Join all articles that were not joined yet, and tell the stories anew that this or `stale` changed.

    `stale` are ids of articles whose stories must be told anew: retracted, corrected, decided about. `pending` are
    decisions that the log does not hold yet: what they bring about is kept with them.
    """
    joined = Joined()
    done = int(store.noted(CURSOR) or 0)
    total = max((held.number for held in store.articles(after=done, current=False)), default=done)
    if total > done:
        _join(store, Joining(store, upto=done), joined, range(done, total), block, watcher)
    touched = dict.fromkeys(story for article in stale if (story := store.cluster_of(article)))
    if touched:
        with store.transaction():
            _tell_all(store, tuple(touched), joined, pending)
    return joined


def _join(store: Store, joining: Joining, joined: Joined, todo: range, block: int, watcher: Watcher | None) -> None:
    done, total = todo.start, todo.stop
    while done < total:
        end = min(total, (done // block + 1) * block)
        with store.transaction():
            for derived in store.derived(after=done):
                if derived.number > end:
                    break
                store.put_copies(joining.take(derived))
                joined.articles += 1
            changed = joining.settled()
            store.put_clusters(changed)
            corrected = _corrected(store, done, end)
            _tell_all(store, tuple(dict.fromkeys((*(c.id for c in changed), *corrected))), joined)
            store.note(CURSOR, str(end))
        done = end
        if watcher is not None:
            watcher(done, total)


def _corrected(store: Store, done: int, end: int) -> list[str]:
    """Stories of the articles that those of a block supersede."""
    found = []
    for held in store.articles(after=done, current=False):
        if held.number > end:
            break
        if held.supersedes and (story := store.cluster_of(held.supersedes)):
            found.append(story)
    return found


def collate_anew(store: Store, watcher: Watcher | None = None) -> Joined:
    """Work out copies, clusters and stories from the beginning.

    Everything is told once, from the end: what comes out as it was is left alone, and no change is listed for it.
    """
    with store.transaction():
        before = {story.id for story in store.stories(Filters(), limit=None)}
        store.forget_clusters()
        store.note(CURSOR, "0")
        joined = collate(store, block=sys.maxsize, watcher=watcher)
        after = {story for held in store.articles() if (story := store.story_of(held.id))}
        for gone in sorted(before - after):
            store.drop_story(gone)
    return joined


def _tell_all(store: Store, machine: Sequence[str], joined: Joined, pending: Sequence[Decision] = ()) -> None:
    """Tell the stories that the machine's stories `machine`, and persons' decisions, make."""
    made_by_persons = (*store.decisions(), *pending)
    decisions = standing(made_by_persons)
    told: set[str] = set()
    for story in machine:
        if story in told:
            continue
        tied = linked(story, decisions, store.cluster_of)
        told.update(tied)
        clusters = {id_: cluster for id_ in tied if (cluster := store.cluster(id_))}
        entries = store.held([article for cluster in clusters.values() for article in cluster.articles])
        order = {id_: entry.number for id_, entry in entries.items()}
        live = {id_: sorted(c.articles, key=order.__getitem__) for id_, c in clusters.items() if c.articles}
        before = store.stories_of(tuple(entries)) | {id_ for id_, c in clusters.items() if not c.articles}
        made = regrouped(live, decisions, order)
        for group in made:
            history = clusters[group.id].history if group.id in clusters else ()
            _tell(store, _Shown(group, history, made_by_persons), entries, joined)
        for gone in sorted(before - {group.id for group in made}):
            store.drop_story(gone)


class _Shown(Struct, frozen=True):
    """A story as persons see it: its group, the machine's history of it, and every decision that was made."""

    group: Group
    history: tuple[Change, ...]
    decisions: tuple[Decision, ...]


def _tell(store: Store, shown: _Shown, entries: Mapping[str, Held], joined: Joined) -> None:
    group, decisions = shown.group, shown.decisions
    current = _current(entries[article] for article in group.articles)
    if not current:
        store.drop_story(group.id)
        return
    readings = list(store.readings(current))
    links = store.copies_among(current)
    reports = reports_of(readings, links)
    facts = merge_facts(reports, decisions, story=group.id)
    day = max((reading.article.published[:10] for reading in readings if reading.article.published), default="")
    limits = merge_limits(reports, facts, day, decisions, story=group.id)
    texts = len({report.group for report in reports})
    marks = tuple(Change(after=id_, what="split" if len(current) == 1 else "merged") for id_ in group.decisions)
    story = tell_story(group.id, readings, (*shown.history, *marks), texts)
    most_told = max(facts, key=lambda fact: (fact.reports, fact.most), default=None)
    story = replace(
        story,
        facts=tuple(fact.id for fact in facts),
        deadlines=tuple(limit.id for limit in limits),
        least=most_told.least if most_told else 0,
        most=most_told.most if most_told else 0,
    )
    store.put_story(story, facts, limits)
    for article, doubts in merge_doubts(story, facts, links).items():
        store.put_doubts(article, doubts, kinds=OF_MERGES)
    joined.stories += 1
    joined.facts += len(facts)


def _current(held: Iterable[Held]) -> list[str]:
    """The articles that stand, by time of publication; those without a time last, as they were taken in."""
    standing_ = [one for one in held if not (one.superseded or one.retracted)]
    return [one.id for one in sorted(standing_, key=lambda o: (o.published is None, o.published or "", o.number))]


def reports_of(readings: Sequence[Reading], links: Sequence[CopyLink]) -> tuple[Report, ...]:
    """Readings of one story with their credits, text groups and copy links."""
    group = groups(links, [reading.article.id for reading in readings])
    return tuple(
        Report(
            reading=reading,
            credits=credits_of(reading),
            group=group[reading.article.id],
            copies=tuple(link for link in links if link.article == reading.article.id),
        )
        for reading in readings
    )
