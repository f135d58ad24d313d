"""The port of all stores: what ingest writes and the faces read. One contract test holds for every implementation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from musnad.records import CopyLink, Decision, Entity, Fact, Limit, Page, Reading, Story
from musnad.sources.base import Failed, Visit
from musnad.store.entries import Alteration, Derived, Filters, Held, Hits, Kept, Seen, SetAside


class Store(Protocol):
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

    def replace_reading(self, reading: Reading, *, folded: str, derived: bytes = b"") -> None:
        """Put a new reading of a kept article in the place of its old one (`rebuild`)."""
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

    def story(self, story: str) -> Story | None:
        """A story; the id of one that merged leads to the one that took it in."""
        ...

    def stories(self, filters: Filters, *, limit: int = 50, after: str | None = None) -> tuple[Story, ...]:
        """Stories that fit, the latest first."""
        ...

    def story_of(self, article: str) -> str | None:
        """Id of an article's story."""
        ...

    def fact(self, fact: str) -> Fact | None:
        """One fact."""
        ...

    def facts(self, filters: Filters, *, limit: int | None = 50, after: str | None = None) -> tuple[Fact, ...]:
        """Facts that fit, the latest first."""
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

    def search(self, filters: Filters, *, limit: int = 20, after: str | None = None) -> Hits:
        """Articles that fit, the best first (the latest first without words)."""
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
