"""Pages by their addresses, and the one way in which every source of the network makes a page of an answer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime

from musnad.errors import BadDocument, SourceEmpty, SourceError, SourceMissing, SourceRefused, SourceTooLarge
from musnad.records import Page
from musnad.sources.answers import Answer, Missed
from musnad.sources.base import Failed, FailureReason
from musnad.sources.forms import kind_of
from musnad.sources.http import Fetcher
from musnad.sources.moments import instant

Context = tuple[tuple[str, str], ...]
_ERRORS: dict[FailureReason, type[SourceError]] = {
    "missing": SourceMissing,
    "empty": SourceEmpty,
    "too-large": SourceTooLarge,
    "broken": BadDocument,
}


class PageSource:
    """Pages whose addresses a person wrote: addresses of one's own network are allowed."""

    def __init__(self, urls: Sequence[str], fetcher: Fetcher) -> None:
        """Ask for nothing yet."""
        self._urls = tuple(urls)
        self._fetcher = fetcher

    @property
    def name(self) -> str:
        """The first address, and how many more there are."""
        first = self._urls[0] if self._urls else "no address"
        return first if len(self._urls) < 2 else f"{first} (+{len(self._urls) - 1})"

    def items(self) -> Iterator[Page | Failed]:
        """One page for each address that has something new, in the order of the addresses."""
        for url in self._urls:
            answer = self._fetcher.get(url, typed=True)
            if isinstance(answer, Missed):
                yield answer.failed
                continue
            if not answer.unchanged:
                yield page_of(answer, url)
            self._fetcher.note(answer.visits)


def page_of(answer: Answer, source: str, context: Context = ()) -> Page:
    """The page of an answer."""
    return Page(
        source=source,
        body=answer.body,
        sha256=hashlib.sha256(answer.body).hexdigest(),
        kind=kind_of(answer.body, answer.content_type),
        url=answer.url,
        retrieved=answer.retrieved,
        content_type=answer.content_type,
        context=context,
    )


def problem_of(missed: Missed) -> SourceError:
    """Why a source cannot be opened at all, as an error."""
    failed = missed.failed
    return _ERRORS.get(failed.reason, SourceRefused)(failed.source, failed.message)


def is_known(fetcher: Fetcher, url: str, updated: str | None) -> bool:
    """Whether a linked page was taken before and need not be asked for again.

    A page whose server gave it an ETag or a date is asked for again: 304 costs nothing. Any other comes whole each
    time, its counters and advertisements new; it is asked for only where the feed says that it changed since.
    """
    last = fetcher.visits.visit(url)
    if last is None or last.status is None or last.status >= 400 or last.etag or last.modified:
        return False
    seen: datetime | None = last.seen
    return updated is None or seen is None or instant(updated) <= seen
