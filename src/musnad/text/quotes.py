"""Quotation marks of every kind — «» “” „“ "" ‘’ '' ‹› — and unbalanced ones."""

from __future__ import annotations

from unicodedata import category

from musnad.records.words import Quotation, Token, Words

_PAIRS = {"«": "»", "“": "”", "„": "“”", "‹": "›", "‘": "’", "”": "“", "»": "«"}
_STRAIGHT = frozenset("\"＂'")
_OPENERS = frozenset(_PAIRS)
_LONGEST = 400
"""Tokens; a mark that stays open longer is taken for a stray one."""


def quotations(words: Words) -> tuple[Quotation, ...]:
    """The quotations of a text in order, outermost only.

    A straight mark opens after white space or a clitic's end and closes before white space or punctuation. A quotation
    that is never closed ends with its paragraph (`closed` False); curly marks used the wrong way round (” … “) count.
    """
    found: list[Quotation] = []
    tokens, at = words.tokens, 0
    while at < len(tokens):
        token = tokens[at]
        stop = _close(words, at) if _opens(words.text, token) else None
        if stop is None:
            at += 1
            continue
        end, closed = stop
        if end > at + 1:
            found.append(Quotation(at + 1, end, closed))
        at = end + 1 if closed else end
    return tuple(found)


def _opens(text: str, token: Token) -> bool:
    if token.text in _OPENERS:
        return True
    if token.text not in _STRAIGHT:
        return False
    before = text[token.start - 1 : token.start]
    after = text[token.end : token.end + 1]
    if token.text == "'":  # an apostrophe inside a transliterated name opens nothing
        return (not before or before.isspace() or before in "([:") and bool(after.strip())
    return not (before.isalpha() and _ends_word(after))  # else the end of a quotation whose beginning was forgotten


def _ends_word(after: str) -> bool:
    """Whether the character behind a mark is white space, punctuation or the text's end."""
    return not after or after.isspace() or category(after)[0] == "P"


def _looks_like_opener(text: str, token: Token) -> bool:
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    return before.isspace() and bool(after) and not after.isspace() and after not in ".,،؛;:!?؟)"


def _close(words: Words, opener: int) -> tuple[int, bool] | None:
    """Token number where the quotation opened at `opener` ends, and whether a mark closes it there."""
    tokens, text = words.tokens, words.text
    mark = tokens[opener].text
    wanted = _PAIRS.get(mark, mark)
    for at in range(opener + 1, min(len(tokens), opener + _LONGEST)):
        if "\n\n" in text[tokens[at - 1].end : tokens[at].start]:
            return (at, False) if mark in "«“" and at > opener + 1 else None
        token = tokens[at]
        if token.text in wanted:
            if mark == "'" and text[token.end : token.end + 1].isalnum():
                continue
            if mark in _STRAIGHT and _looks_like_opener(text, token):  # the end of the first was forgotten
                return (words.sentences[tokens[opener].sentence].stop, False)
            return at, True
        if mark in "”»" and token.text == mark:  # the same closing mark used on both sides
            return at, True
    return None
