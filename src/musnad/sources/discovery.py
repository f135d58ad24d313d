"""An address, whatever is there: a page, a feed or a sitemap, told by its content."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.records import Page
from musnad.sources.answers import Missed
from musnad.sources.base import Failed
from musnad.sources.feeds import FeedSource
from musnad.sources.forms import form_of
from musnad.sources.http import Fetcher
from musnad.sources.pages import page_of, problem_of
from musnad.sources.sitemaps import NewsSitemapSource


class AddressSource:
    """An http(s) address that a person wrote: asked once, then read as what it is."""

    def __init__(self, url: str, fetcher: Fetcher) -> None:
        """Ask for nothing yet."""
        self._url = url
        self._fetcher = fetcher

    @property
    def name(self) -> str:
        """The address."""
        return self._url

    def items(self) -> Iterator[Page | Failed]:
        """The page itself, or all that the feed or sitemap there links to; nothing where nothing is new.

        Raises:
            SourceError: the address gives nothing, or a feed or sitemap that cannot be read.
        """
        answer = self._fetcher.get(self._url, typed=True)
        if isinstance(answer, Missed):
            raise problem_of(answer)
        form = "html" if answer.unchanged else form_of(answer.body, answer.content_type)
        if form in ("feed", "json-feed"):
            yield from FeedSource(self._url, self._fetcher, answer=answer).items()
        elif form == "sitemap":
            yield from NewsSitemapSource(self._url, self._fetcher, answer=answer).items()
        else:
            if not answer.unchanged:
                yield page_of(answer, self._url)
            self._fetcher.note(answer.visits)
