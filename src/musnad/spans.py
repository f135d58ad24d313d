"""Spans: stretches of an article's text that carry their own words."""

from __future__ import annotations

from msgspec import Struct

from musnad.errors import SpanError


class Span(Struct, frozen=True, order=True, gc=False):
    """Code points `[start, end)` of `Article.text`; `quote` is `text[start:end]`, checked by `Span.of`."""

    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span `[start, end)` of `text`.

        Raises:
            SpanError: the bounds are empty, reversed or outside `text`.
        """
        if not 0 <= start < end <= len(text):
            raise SpanError(f"span [{start}, {end}) does not lie in a text of {len(text)} code points")
        return cls(start, end, text[start:end])

    def check(self, text: str) -> None:
        """Raise `SpanError` unless `text[start:end] == quote`."""
        if text[self.start : self.end] != self.quote:
            raise SpanError(f"span [{self.start}, {self.end}) quotes {self.quote!r}, the text has another")

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end
