"""The stages of many reports, fed article by article: copies and stories as the machine sees them.

What a stage knows of an article is kept in the store as its state, so that a run that was killed goes on as if it had
never stopped.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator

from msgspec.structs import replace

from musnad.errors import StoreBroken
from musnad.ingest.state import State, laid_out, lexicons
from musnad.records import Change, Cluster, CopyLink
from musnad.store.base import Store
from musnad.store.entries import Derived
from musnad.stories.align import link_copies
from musnad.stories.cluster import Clusters
from musnad.stories.copies import CopyIndex
from musnad.stories.profile import Profile
from musnad.stories.sheets import Sheet
from musnad.stories.steps import Began, Joined, Merged, Split, Step, changes

_TEXTS = 512
"""Reports whose texts are held, the latest used: candidates for copies are mostly recent."""


class Joining:
    """Copies and clusters of a store, as far as they were worked out; `take` goes one article further."""

    def __init__(self, store: Store, *, upto: int) -> None:
        self._store = store
        self._copies = CopyIndex()
        self._texts: OrderedDict[str, Sheet] = OrderedDict()
        self._touched: dict[str, Cluster] = {}
        self._clusters = Clusters(lexicons().profiles, lexicons().likeness)
        if upto:
            self._clusters.load(self._kept(upto), copies=store.all_copies())

    def _kept(self, upto: int) -> Iterator[tuple[Profile, str]]:
        stories = dict(self._store.assignments())
        for derived in self._store.derived():
            if derived.number > upto:
                return
            state = State.unpacked(derived.state)
            self._copies.add(state.print)
            yield state.profile, stories[derived.article]

    def take(self, derived: Derived) -> tuple[CopyLink, ...]:
        """One more article: its copy links; what it does to the clusters is kept until `settled` is asked."""
        state = State.unpacked(derived.state)
        candidates = [self._sheet(id_) for id_ in self._copies.candidates(state.print)]
        links = link_copies(self._sheet(derived.article), candidates) if candidates else ()
        self._copies.add(state.print)
        self._note(self._clusters.add(state.profile, links), after=derived.article)
        return links

    def settled(self) -> tuple[Cluster, ...]:
        """The clusters that changed since the last call, by id."""
        changed = tuple(cluster for _, cluster in sorted(self._touched.items()))
        self._touched.clear()
        return changed

    def _sheet(self, article: str) -> Sheet:
        found = self._texts.get(article)
        if found is None:
            held, reading = self._store.article(article), self._store.reading(article)
            if held is None or reading is None:
                raise StoreBroken(f"{article}: is listed, but its reading is not kept")
            found = self._texts[article] = laid_out(reading, held.number)
            if len(self._texts) > _TEXTS:
                self._texts.popitem(last=False)
        self._texts.move_to_end(article)
        return found

    def _cluster(self, story: str) -> Cluster:
        return self._touched.get(story) or self._store.cluster(story) or Cluster(id=story)

    def _note(self, steps: tuple[Step, ...], *, after: str) -> None:
        for step in steps:
            match step:
                case Began() | Joined():
                    self._set(step.story, add=(step.article,))
                case Merged():
                    self._set(step.story, drop=step.articles, into=step.into)
                    self._set(step.into, add=step.articles)
                case Split():
                    self._set(step.story, drop=step.articles)
                    self._set(step.into, add=step.articles)
        for story, change in changes(steps, after=after):
            self._history(story, change)

    def _set(
        self, story: str, *, add: tuple[str, ...] = (), drop: tuple[str, ...] = (), into: str | None = None
    ) -> None:
        cluster = self._cluster(story)
        kept = tuple(article for article in cluster.articles if article not in drop)
        self._touched[story] = replace(cluster, articles=(*kept, *add), into=into)

    def _history(self, story: str, change: Change) -> None:
        cluster = self._cluster(story)
        self._touched[story] = replace(cluster, history=(*cluster.history, change))
