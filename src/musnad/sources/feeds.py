"""Feeds: every entry's page, fetched politely; the entry itself where only the feed carries the report."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from musnad.errors import BadDocument, SourceMissing, SourceTooLarge
from musnad.records import Page
from musnad.sources.answers import Answer, Missed
from musnad.sources.base import Failed
from musnad.sources.entries import Entry, Feed, parse_feed
from musnad.sources.http import Fetcher
from musnad.sources.pages import Context, is_known, page_of, problem_of

LARGEST_FEED = 10_000_000
"""Bytes of a feed that is read."""
MOST_ENTRIES = 500
"""Entries of a feed that are followed; feeds that publish their whole archive are no news."""


class FeedSource:
    """RSS, Atom or JSON Feed, by address or in a file.

    What it links to are a stranger's words: private addresses are refused (see `Manners.local`). The visit of the
    feed is noted only after its last entry, and not where an entry may fare better next time: it is read again then.
    """

    def __init__(self, address: str, fetcher: Fetcher, *, answer: Answer | None = None) -> None:
        """Ask for nothing yet.

        Args:
            address: an http(s) address, or the path of a file.
            fetcher: what asks.
            answer: what the address answered, where it was asked already.
        """
        self._address = address
        self._fetcher = fetcher
        self._answer = answer

    @property
    def name(self) -> str:
        """The address or path."""
        return self._address

    def items(self) -> Iterator[Page | Failed]:
        """Pages of the entries that are new, in the order of the feed.

        Raises:
            SourceError: the feed cannot be had or read.
        """
        answer = self._answer or self._asked()
        if answer.unchanged:
            self._fetcher.note(answer.visits)
            return
        feed = self._parsed(answer)
        settled = True
        for entry in _once_each(feed.entries[:MOST_ENTRIES]):
            item = self._taken(entry, answer.retrieved)
            if isinstance(item, Missed):
                settled = settled and not item.passing
                yield item.failed
            elif isinstance(item, Page):
                yield item
            elif item is not None:
                if not item.unchanged:
                    yield page_of(item, entry.url or self.name, self._context(entry))
                self._fetcher.note(item.visits)
        if len(feed.entries) > MOST_ENTRIES:
            message = f"has {len(feed.entries)} entries; the first {MOST_ENTRIES} were taken"
            yield Failed(source=self.name, reason="too-large", message=message)
        if settled:
            self._fetcher.note(answer.visits)

    def _asked(self) -> Answer:
        if not self._address.startswith(("http://", "https://")):
            return _from_file(Path(self._address), self._fetcher.clock.now())
        answer = self._fetcher.get(self._address, typed=True)
        if isinstance(answer, Missed):
            raise problem_of(answer)
        return answer

    def _parsed(self, answer: Answer) -> Feed:
        if len(answer.body) > LARGEST_FEED:
            raise SourceTooLarge(self.name, f"is a feed of more than {LARGEST_FEED / 1e6:.0f} MB")
        try:
            return parse_feed(answer.body, url=answer.url, content_type=answer.content_type)
        except ValueError as problem:
            raise BadDocument(self.name, str(problem)) from problem

    def _taken(self, entry: Entry, at: datetime) -> Answer | Page | Missed | None:
        """The entry's page; None where it is known; the entry itself where the page cannot be had."""
        if entry.url is None:
            missing = Failed(source=self._place(entry), reason="missing", message="the entry links to no page")
            return self._itself(entry, at) or Missed(failed=missing)
        if is_known(self._fetcher, entry.url, entry.updated):
            return None
        answer = self._fetcher.get(entry.url, typed=False)
        if isinstance(answer, Answer):
            return answer
        if (page := self._itself(entry, at)) is not None:
            return page
        if entry.summary:
            failed = answer.failed
            message = f"{failed.message}; the feed carries only a summary"
            failed = Failed(source=failed.source, reason=failed.reason, message=message)
            return Missed(failed=failed, status=answer.status, passing=answer.passing)
        return answer

    def _itself(self, entry: Entry, at: datetime) -> Page | None:
        """The entry as a page, where it carries the whole report."""
        if entry.html is None and entry.text is None:
            return None
        body = entry_document(entry)
        return Page(
            source=entry.url or self._place(entry),
            body=body,
            sha256=hashlib.sha256(body).hexdigest(),
            kind="feed",
            url=entry.url,
            retrieved=at,
            content_type="application/json",
            context=self._context(entry),
        )

    def _place(self, entry: Entry) -> str:
        return f"{self.name}#{entry.id or entry.title or 'entry'}"[:500]

    def _context(self, entry: Entry) -> Context:
        told = (
            ("feed", self.name),
            ("title", entry.title),
            ("published", entry.published),
            ("author", entry.author),
            ("outlet", entry.outlet),
        )
        return tuple((name, value) for name, value in told if value)


def entry_document(entry: Entry) -> bytes:
    """The entry as a JSON document, the same bytes for the same entry."""
    names = ("title", "url", "published", "author", "outlet", "html", "text")
    told = {name: value for name in names if (value := getattr(entry, name)) is not None}
    return json.dumps(told, ensure_ascii=False, indent=0).encode("utf-8", "replace")


def _once_each(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    seen: set[str] = set()
    for entry in entries:
        if entry.url is None or entry.url not in seen:
            yield entry
        if entry.url is not None:
            seen.add(entry.url)


def _from_file(path: Path, at: datetime) -> Answer:
    try:
        if path.stat().st_size > LARGEST_FEED:
            raise SourceTooLarge(str(path), f"is a feed of more than {LARGEST_FEED / 1e6:.0f} MB")
        return Answer(url="", status=200, body=path.read_bytes(), retrieved=at)
    except (OSError, ValueError) as problem:
        raise SourceMissing(str(path)[:200], f"cannot be read ({problem.__class__.__name__})") from problem
