"""Sources to store: every original is kept, read and indexed, or set aside with the reason why it could not be.

A run can be killed at any moment and started again: what was kept is known by its id and passed over, the rest is
taken in the same order, so that the store ends the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from msgspec import Struct

from musnad.errors import BadDocument, NoMainText, NotArabic, NotText, SourceEmpty, SourceError, SourceTooLarge
from musnad.ingest.state import Digest, digest
from musnad.records import Page
from musnad.review.doubts import OF_READINGS, doubts_of
from musnad.sources.base import Failed, FailureReason, Source
from musnad.sources.visits import HeldVisits
from musnad.store.base import Store
from musnad.workers import problem_line, run_many

BATCH = 32
"""Articles that are kept in one transaction: what a kill can cost. The store is locked only while they are written."""
_REASONS: tuple[tuple[type[SourceError], FailureReason], ...] = (
    (SourceEmpty, "no-text"),
    (NotArabic, "not-arabic"),
    (NoMainText, "no-article"),
    (SourceTooLarge, "too-large"),
    (NotText, "broken"),
    (BadDocument, "broken"),
)


class Taken(Struct):
    """Counts of one run."""

    added: int = 0
    known: int = 0
    failed: int = 0

    @property
    def items(self) -> int:
        """All items that the source gave."""
        return self.added + self.known + self.failed


Watcher = Callable[[Taken], None]
"""Told after every transaction: for a progress bar."""


def take_in(
    source: Source,
    store: Store,
    *,
    workers: int,
    encoder: bool,
    visits: HeldVisits | None = None,
    watcher: Watcher | None = None,
) -> Taken:
    """Take in all that a source gives; `visits` that it made are remembered once its pages are kept.

    Raises:
        SourceError: the source cannot be opened at all.
        DataError, ModelError, StoreError: nothing can be read, or kept.
    """
    taken = Taken()
    results = run_many(_unread(source, store, taken), partial(_digest, encoder=encoder), workers=workers)
    while batch := list(islice(results, BATCH)):
        with store.transaction():
            for item, made in batch:
                _keep(item, made, store, taken)
        if watcher is not None:
            watcher(taken)
    if visits is not None:
        with store.transaction():
            visits.release()
    return taken


def _keep(item: Page | Failed, made: Digest | Exception | None, store: Store, taken: Taken) -> None:
    if isinstance(item, Failed):
        store.set_aside(item)
        taken.failed += 1
    elif isinstance(made, Digest):
        if store.add(item, made.reading, folded=made.folded, derived=made.state):
            taken.added += 1
            if doubts := doubts_of(made.reading):
                store.put_doubts(made.reading.article.id, doubts, kinds=OF_READINGS)
        else:
            taken.known += 1
    elif isinstance(made, Exception):
        store.set_aside(failure(item, made), page=item)
        taken.failed += 1


def _unread(source: Source, store: Store, taken: Taken) -> Iterator[tuple[Page | Failed, Page | None]]:
    """Items that the store does not hold yet; failures pass through, so that all is kept in the source's order."""
    for item in source.items():
        if isinstance(item, Failed):
            yield item, None
        elif store.has_page(store.page_id(item)):
            taken.known += 1
        else:
            yield item, item


def _digest(page: Page | None, encoder: bool) -> Digest | None:
    return None if page is None else digest(page, encoder=encoder)


def failure(page: Page, problem: Exception) -> Failed:
    """Why a page was set aside."""
    reason: FailureReason = next((reason for kind, reason in _REASONS if isinstance(problem, kind)), "unread")
    message = problem.message if isinstance(problem, SourceError) else problem_line(problem)
    return Failed(source=page.source, reason=reason, message=message)
