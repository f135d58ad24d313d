"""Words of an article around what a search found, quoted from the article's own text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from musnad.lang.ar.fold import fold_word
from musnad.store.entries import Snippet
from musnad.store.folding import TOKEN, Folding
from musnad.store.query import Alternative, Query

AROUND = 70
"""Code points shown before and after a match, cut at spaces."""
MOST = 3
_NEAR = 100
_SHOWN = 8


def snippets(text: str, query: Query, folding: Folding) -> tuple[Snippet, ...]:
    """Up to `MOST` stretches of `text` with every match inside marked, in the order of the text."""
    found = matches(text, query, folding)
    out: list[Snippet] = []
    at = 0
    while at < len(found) and len(out) < MOST:
        stop = at + 1
        while stop < len(found) and stop - at < _SHOWN and found[stop][0] - found[stop - 1][1] < _NEAR:
            stop += 1
        out.append(_around(text, found[at:stop], out[-1].end if out else 0))
        at = stop
    return tuple(out)


def matches(text: str, query: Query, folding: Folding) -> list[tuple[int, int]]:
    """Stretches `[start, end)` of `text` that the wanted terms match, in order, none inside another."""
    alternatives = [one for term in query.wanted for one in term.alternatives]
    if not alternatives:
        return []
    tokens = list(_tokens(text, alternatives, folding))
    found = sorted({span for one in alternatives for span in _found(tokens, one)}, key=lambda span: (span[0], -span[1]))
    out: list[tuple[int, int]] = []
    for start, end in found:
        if not out or start >= out[-1][1]:
            out.append((start, end))
    return out


def _tokens(text: str, alternatives: list[Alternative], folding: Folding) -> Iterator[tuple[int, int, str]]:
    """Words of the text with their keys; "" for words that cannot match, so that their stems need not be found.

    A key is a stretch of the folded word but for its last letter and its article, which folding may restore.
    """
    cores = sorted({_core(key) for one in alternatives for key in one.keys})
    possible = re.compile("|".join(map(re.escape, cores))).search
    for match in TOKEN.finditer(text):
        word = match[0]
        yield *match.span(), folding.key(word) if possible(fold_word(word)) else ""


def _core(key: str) -> str:
    core = key.removeprefix("ال")
    return core[:-1] if len(core) > 2 else core[:1]


def _found(tokens: list[tuple[int, int, str]], one: Alternative) -> Iterator[tuple[int, int]]:
    keys = one.keys
    first, last = keys[0], keys[-1]
    for i in range(len(tokens) - len(keys) + 1):
        key = tokens[i][2]
        if len(keys) == 1:
            if key == first or (one.prefix and key.startswith(first)):
                yield tokens[i][:2]
        elif key == first and tokens[i + len(keys) - 1][2] == last and _follow(tokens, i, keys):
            yield tokens[i][0], tokens[i + len(keys) - 1][1]


def _follow(tokens: list[tuple[int, int, str]], at: int, keys: tuple[str, ...]) -> bool:
    return all(tokens[at + i][2] == key for i, key in enumerate(keys))


def _around(text: str, found: list[tuple[int, int]], after: int) -> Snippet:
    """The stretch with some matches, and words around them; it begins at or after `after`."""
    start, end = max(after, found[0][0] - AROUND), min(len(text), found[-1][1] + AROUND)
    if start > after and (space := _space(text, start, found[0][0])) is not None:
        start = space + 1
    if end < len(text):
        space = text.rfind(" ", found[-1][1], end)
        end = space if space > 0 else end
    while start < found[0][0] and text[start].isspace():
        start += 1
    while end > found[-1][1] and text[end - 1].isspace():
        end -= 1
    return Snippet(start=start, end=end, text=text[start:end], matched=tuple(found))


def _space(text: str, start: int, stop: int) -> int | None:
    at = text.find(" ", start, stop)
    return at if at >= 0 else None
