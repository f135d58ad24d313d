"""The port of all stores: what ingest writes and the faces read. One contract test holds for every implementation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from musnad.records import Cluster, CopyLink, Decision, Entity, Fact, Limit, Page, Reading, Story
from musnad.sources.base import Failed, Visit
from musnad.store.entries import (
    Alteration,
    ChangeKind,
    Counterpart,
    Derived,
    Facets,
    Filters,
    Gist,
    Held,
    Hits,
    Kept,
    Located,
    Pace,
    Seen,
    SetAside,
    Tally,
)  # fmt: skip
from musnad.store.reviews import Reviews


class Store(Reviews, Protocol):
    """Originals, readings, and what many reports tell together.

    Ids come from content: writing the same thing again changes nothing. Whatever is written inside `transaction` is
    there as a whole or not at all, also after a kill. One process writes; others may read meanwhile.
    """

    def transaction(self) -> AbstractContextManager[None]:
        """All writes inside are kept together; an exception takes them back."""
        ...

    def close(self) -> None:
        """Release the store."""
        ...

    # originals and failures
    def page_id(self, page: Page) -> str:
        """The id that a page has, or would have."""
        ...

    def has_page(self, page: str) -> bool:
        """Whether an original is kept (and read, or known to be unreadable)."""
        ...

    def original(self, page: str) -> Kept | None:
        """An original with its bytes."""
        ...

    def originals(self, after: int = 0) -> Iterator[Kept]:
        """All originals in the order of taking in, streamed."""
        ...

    def set_aside(self, failed: Failed, *, page: Page | None = None) -> None:
        """Keep a failure with its reason; a second failure of the same item counts a try."""
        ...

    def failures(self) -> Iterator[SetAside]:
        """Everything that was set aside and not read since, latest first."""
        ...

    # readings
    def add(self, page: Page, reading: Reading, *, folded: str, derived: bytes = b"") -> bool:
        """Keep an original and its reading; False if it was there.

        `folded` is the text to search. A page of an address (or item) that was there with other bytes is a correction:
        a new version that supersedes the old one.
        """
        ...

    def replace_reading(
        self, reading: Reading, *, folded: str, derived: bytes = b"", machine: Reading | None = None
    ) -> None:
        """Put a new reading of a kept article in the place of its old one (`rebuild`).

        `machine` is the machine's own, where persons' corrections are laid over it in `reading`. Raises: StoreError.
        """
        ...

    def article(self, article: str) -> Held | None:
        """One article's entry."""
        ...

    def articles(self, *, after: int = 0, current: bool = True) -> Iterator[Held]:
        """Articles in the order of taking in; `current` leaves out superseded and retracted ones."""
        ...

    def reading(self, article: str) -> Reading | None:
        """A whole reading."""
        ...

    def readings(self, articles: Iterable[str]) -> Iterator[Reading]:
        """Readings of articles, in the order asked for; unknown ids are left out."""
        ...

    def retract(self, article: str, reason: str, *, at: str) -> None:
        """Leave a tombstone: the article stays kept, and counts nowhere."""
        ...

    def restore(self, article: str, *, at: str) -> None:
        """Take a retraction back."""
        ...

    def alterations(self, since: int = 0) -> Iterator[Alteration]:
        """What changed after number `since`."""
        ...

    # what many reports tell together
    def derived(self, *, after: int = 0, since: str | None = None) -> Iterator[Derived]:
        """State of the story stage by article, in the order of taking in."""
        ...

    def put_copies(self, links: Sequence[CopyLink]) -> None:
        """Keep copy links; a link of the same two articles is replaced."""
        ...

    def copies(self, article: str) -> tuple[CopyLink, ...]:
        """Copy links of an article, either way."""
        ...

    def all_copies(self) -> Iterator[CopyLink]:
        """All copy links."""
        ...

    def put_story(self, story: Story, facts: Sequence[Fact], limits: Sequence[Limit]) -> None:
        """Keep a story with its facts and deadlines in the place of what it had."""
        ...

    def drop_story(self, story: str) -> None:
        """A story that merged into another: it keeps its id as a way to the other, and holds nothing."""
        ...

    def put_clusters(self, clusters: Sequence[Cluster]) -> None:
        """Keep the machine's view of stories, each in the place of what it was."""
        ...

    def cluster(self, story: str) -> Cluster | None:
        """The machine's view of a story."""
        ...

    def cluster_of(self, article: str) -> str | None:
        """Id of the machine's story that holds an article."""
        ...

    def assignments(self) -> Iterator[tuple[str, str]]:
        """Every article with the machine's story that holds it, in the order of taking in."""
        ...

    def held(self, ids: Sequence[str]) -> dict[str, Held]:
        """Entries of many articles by id."""
        ...

    def stories_of(self, ids: Sequence[str]) -> set[str]:
        """Ids of the stories that hold any of these articles."""
        ...

    def copies_among(self, ids: Sequence[str]) -> tuple[CopyLink, ...]:
        """Copy links between any two of these articles, in the order of taking in."""
        ...

    def forget_clusters(self) -> None:
        """Drop copy links and clusters, to work them out anew; stories stay until they are told again."""
        ...

    def story(self, story: str) -> Story | None:
        """A story; the id of one that merged leads to the one that took it in."""
        ...

    def stories(self, filters: Filters, *, limit: int | None = 50, after: str | None = None) -> tuple[Story, ...]:
        """Stories that fit, the latest first."""
        ...

    def story_of(self, article: str) -> str | None:
        """Id of an article's story."""
        ...

    def fact(self, fact: str) -> Fact | None:
        """One fact."""
        ...

    def losers(self, fact: str) -> tuple[str, ...]:
        """Ids of the stories that changed when a fact was last taken away; the one that told it is among them."""
        ...

    def facts(self, filters: Filters, *, limit: int | None = 50, after: str | None = None) -> tuple[Fact, ...]:
        """Facts that fit, the latest first."""
        ...

    def gists(self, ids: Sequence[str]) -> dict[str, tuple[Gist, ...]]:
        """The facts of stories in short, by story; a story without facts is left out."""
        ...

    def limits(self, *, story: str | None = None) -> tuple[Limit, ...]:
        """Deadlines, by day; those without a day last."""
        ...

    # decisions, search, visits
    def decide(self, decision: Decision) -> None:
        """Append a person's decision; an undoing is a decision too."""
        ...

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision in order, undone ones too."""
        ...

    def search(self, filters: Filters, *, limit: int = 20, after: str | None = None, latest: bool = False) -> Hits:
        """Articles that fit, the best first (the latest first without words, or where `latest` asks for it).

        `after` is `Hits.next` of the screen before. Raises: NoSuchScreen where it is none of such a search.
        """
        ...

    def entity(self, entity: str) -> Seen | None:
        """An entity over all articles."""
        ...

    def entities(self, ids: Iterable[str]) -> dict[str, Entity]:
        """Entities by id."""
        ...

    def visit(self, url: str) -> Visit | None:
        """The last visit of an address."""
        ...

    def note_visit(self, visit: Visit) -> None:
        """Remember a visit."""
        ...

    # counts, for lists and pictures
    def counterparts(self, entity: str, *, limit: int = 20) -> tuple[Counterpart, ...]:
        """Whom an entity has most to do with: at most `limit` others, those of most facts first, by way and type."""
        ...

    def paces(self, filters: Filters) -> tuple[Pace, ...]:
        """Facts that fit, counted by day and type, in the order of the days; those without a day first."""
        ...

    def located(self, filters: Filters) -> tuple[Located, ...]:
        """Facts that fit, counted by place, the most told place first; facts without a place are of the entity ""."""
        ...

    def unplaced(self, filters: Filters, *, limit: int = 50, after: str | None = None) -> tuple[Fact, ...]:
        """Facts that fit and name no place, the latest first; `after` is the id of the last one seen."""
        ...

    def named(self, name: str, *, limit: int = 10) -> tuple[Entity, ...]:
        """Entities that a name stands for in any spelling: those that are known first, then by their first report."""
        ...

    def facets(self, filters: Filters) -> Facets:
        """Reports that fit by type, place, month and outlet; what is asked for already is left out."""
        ...

    def outlets(self) -> tuple[Tally, ...]:
        """Outlets of the articles that stand, those of most articles first; `latest` is a day. "" has none named."""
        ...

    def kinds(self) -> tuple[Tally, ...]:
        """Kinds of originals, the most frequent first; `latest` is the time of the last one taken in."""
        ...

    def reasons(self) -> tuple[Tally, ...]:
        """Reasons of what was set aside and not read since, the most frequent first; `latest` is the last try."""
        ...

    def set_asides(self, *, reason: str | None = None, limit: int = 100) -> tuple[SetAside, ...]:
        """What was set aside and not read since, latest first, without the bytes that were delivered."""
        ...

    def visited(self, *, limit: int = 100) -> tuple[Visit, ...]:
        """Last visits of addresses, the latest first."""
        ...

    def altered(self, kinds: Sequence[ChangeKind], *, limit: int = 100) -> tuple[Alteration, ...]:
        """Changes of some kinds, the latest first."""
        ...

    # state of the run
    def note(self, key: str, value: str) -> None:
        """Keep a small value of the run's own (a cursor, a version)."""
        ...

    def noted(self, key: str) -> str | None:
        """A small value, or None."""
        ...

    def check(self) -> tuple[str, ...]:
        """What is wrong with the store, one line each (`musnad doctor`); empty when sound."""
        ...
