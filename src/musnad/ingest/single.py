"""One source, as a person names it, to its article."""

from __future__ import annotations

from musnad.page.read import Overrides, read_page
from musnad.records import Article
from musnad.sources.single import Limits, fetch


def load(source: str, *, overrides: Overrides | None = None, limits: Limits | None = None) -> Article:
    """The article of a source: a path, an http(s) address, or `-` for standard input.

    Raises:
        SourceError: one of its kinds, with one line for a person.
    """
    return read_page(fetch(source, limits=limits or Limits()), overrides or Overrides())
