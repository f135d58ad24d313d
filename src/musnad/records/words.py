"""Working values between stages: the tokens, sentences and quotations of a text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Literal

from msgspec import Struct

from musnad.spans import Span

TokenKind = Literal["word", "number", "mark"]


class Token(Struct, frozen=True, gc=False):
    """A word with its clitics, a number or one mark; `key` is the folded word (see lang.ar.fold)."""

    index: int
    start: int
    end: int
    text: str
    key: str
    kind: TokenKind
    sentence: int


class Sentence(Struct, frozen=True, gc=False):
    """Tokens `[first, stop)`; a sentence never crosses a line break."""

    index: int
    first: int
    stop: int


class Quotation(Struct, frozen=True, gc=False):
    """Tokens `[first, stop)` between quotation marks, marks excluded; `closed` False if the end is missing."""

    first: int
    stop: int
    closed: bool


class Words(Struct, frozen=True):
    """A text cut into tokens; built by `musnad.text.segment.segment`."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    starts: tuple[int, ...]
    title_stop: int = 0
    """Tokens before this number belong to the title (0: the text has none)."""

    def span(self, first: int, stop: int) -> Span:
        """The span of tokens `[first, stop)`.

        Raises:
            SpanError: no token lies in the range.
        """
        if first >= stop:
            return Span.of(self.text, 0, 0)
        return Span.of(self.text, self.tokens[first].start, self.tokens[stop - 1].end)

    def within(self, start: int, end: int) -> range:
        """Numbers of the tokens that code points `[start, end)` touch."""
        first = bisect_right(self.starts, start) - 1
        if first < 0 or self.tokens[first].end <= start:
            first += 1
        return range(first, max(first, bisect_left(self.starts, end)))

    def tokens_of(self, span: Span) -> range:
        """Numbers of the tokens that `span` touches."""
        return self.within(span.start, span.end)

    def sentence_of(self, token: int) -> Sentence:
        """The sentence of a token."""
        return self.sentences[self.tokens[token].sentence]
