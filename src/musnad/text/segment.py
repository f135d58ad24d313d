"""Cut a text into tokens and sentences.

Tokens: a word with the clitics written onto it, a number with its separators, or one mark. Sentences end after
. ! ? ؟ … and at line breaks; a full stop after a single Latin letter (an initial) or inside a number ends none.
"""

from __future__ import annotations

import re

from musnad.lang.ar.fold import fold_word
from musnad.records.words import Sentence, Token, TokenKind, Words
from musnad.text.quotes import quotations

TOKEN = re.compile(r"\d+(?:[.,:/٫٬]\d+)*|[\w\u0610-\u061a\u0640\u064b-\u065f\u0670]+|[^\w\s]")
_ENDS = frozenset(".!?؟…")
_CLOSERS = frozenset("\"”»’')]}")


def _kind(text: str) -> TokenKind:
    if text[0].isdigit():
        return "number"
    return "word" if text[0].isalnum() or text[0] == "_" or len(text) > 1 else "mark"


def _ends(tokens: list[Token]) -> bool:
    """Whether the last token, a mark that can end a sentence, does."""
    last = tokens[-1]
    before = tokens[-2] if len(tokens) > 1 else None
    return not (last.text == "." and before and before.end == last.start and re.fullmatch("[A-Za-z]", before.text))


def segment(text: str, *, title: str | None = None) -> Words:
    """Tokens, sentences and quotations of `text`; if it starts with `title`, `Words.title_stop` is set."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    first, ended, last_end = 0, False, 0
    for match in TOKEN.finditer(text):
        start, end = match.span()
        word = match.group()
        broken = start > last_end and "\n" in text[last_end:start]
        goes_on = word in _ENDS or (word in _CLOSERS and start == last_end)
        if len(tokens) > first and (broken or (ended and not goes_on)):
            sentences.append(Sentence(len(sentences), first, len(tokens)))
            first = len(tokens)
        tokens.append(Token(len(tokens), start, end, word, fold_word(word) or word, _kind(word), len(sentences)))
        ended = (word in _ENDS and _ends(tokens)) or (ended and not broken and word in _CLOSERS)
        last_end = end
    if len(tokens) > first:
        sentences.append(Sentence(len(sentences), first, len(tokens)))
    starts = tuple(t.start for t in tokens)
    words = Words(text, tuple(tokens), tuple(sentences), (), starts, _title_stop(text, tokens, title))
    return Words(text, words.tokens, words.sentences, quotations(words), starts, words.title_stop)


def _title_stop(text: str, tokens: list[Token], title: str | None) -> int:
    if not title or not text.startswith(title.strip()):
        return 0
    end = len(title.strip())
    return next((t.index for t in tokens if t.start >= end), len(tokens))
