"""What each reader of this stage makes of a page, before the caller's overrides: text and the fields around it."""

from __future__ import annotations

from msgspec import Struct

from musnad.errors import SourceEmpty
from musnad.page.metadata import Found, PageFacts
from musnad.records.article import Repost


class Parts(Struct, frozen=True):
    """An article before the overrides: its text, what is known around it, and whose words it hands on."""

    text: str
    facts: PageFacts
    repost: Repost | None = None


class Post(Struct, frozen=True, kw_only=True):
    """A post as its platform tells it; `published` is ISO 8601, `account` as it is displayed, with its handle."""

    text: str
    account: str | None
    url: str | None
    published: str | None
    byline: str | None = None
    repost: Repost | None = None

    def parts(self, source: str) -> Parts:
        """The post as an article's parts; posts have no title.

        Raises:
            SourceEmpty: a post without words.
        """
        if not self.text.strip():
            raise SourceEmpty(source, "is a post without words")
        facts = PageFacts(
            outlet=_found(self.account),
            byline=_found(self.byline),
            published=_found(self.published),
            url=_found(self.url),
        )
        return Parts(self.text, facts, self.repost)


def account(name: str | None, handle: str | None) -> str | None:
    """An account as it is shown: `قناة الخبر (@alkhabar)`; what is not known is left out."""
    shown = " ".join((name or "").split())
    at = f"@{handle.lstrip('@')}" if handle and handle.strip("@ ") else ""
    return f"{shown} ({at})" if shown and at else shown or at or None


def _found(value: str | None) -> Found | None:
    return Found(value, "post", value) if value else None
