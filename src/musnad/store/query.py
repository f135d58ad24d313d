"""What a person types into a search, made into what FTS5 and PostgreSQL understand; nothing that is typed is an error.

`words` must all be there; `"in quotes"` a phrase; `-word` not there; `word*` a beginning. Marks that are none of these
are passed over; a quotation mark without its partner opens a phrase to the end.
"""

from __future__ import annotations

import re

from msgspec import Struct

from musnad.store.folding import TOKEN, Folding
from musnad.store.indexing import quoted

_PIECE = re.compile(r"""(?P<not>(?<!\S)[-−])?(?:["“”«»„‟](?P<phrase>[^"“”«»„‟]*)["“”«»„‟]?|(?P<word>[^\s"“”«»„‟]+))""")
_FEWEST_LETTERS = 2
"""Letters that a beginning needs beside the article: one alone begins a tenth of all words."""
_MOST_TERMS = 32


class Alternative(Struct, frozen=True):
    """Keys that follow each other; with `prefix` the last one is a beginning."""

    keys: tuple[str, ...]
    prefix: bool = False


class Term(Struct, frozen=True):
    """One word or phrase: any of its alternatives fits."""

    alternatives: tuple[Alternative, ...]


class Query(Struct, frozen=True):
    """What must be there and what must not; `empty` when nothing that was typed can be searched."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.wanted or self.unwanted)


def parse(typed: str, folding: Folding) -> Query:
    """The query that a person typed."""
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for piece in _PIECE.finditer(typed):
        term = _phrase(piece["phrase"], folding) if piece["phrase"] is not None else _word(piece["word"], folding)
        if term is not None and len(wanted) + len(unwanted) < _MOST_TERMS:
            (unwanted if piece["not"] else wanted).append(term)
    return Query(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)))


def _phrase(text: str, folding: Folding) -> Term | None:
    keys = tuple(key for _, _, key in folding.tokens(text))
    if len(keys) == 1:
        return _word(text, folding)
    return Term((Alternative(keys),)) if keys else None


def _word(word: str, folding: Folding) -> Term | None:
    """One word; one that holds marks (2.5, a-b) is a phrase of its parts."""
    prefix = word.rstrip("،.؛:!?؟)]}…").endswith("*")
    parts = [match[0] for match in TOKEN.finditer(word)]
    if not parts:
        return None
    if len(parts) > 1:
        keys = tuple(filter(None, map(folding.key, parts)))
        return Term((Alternative(keys),)) if keys else None
    beginnings = folding.beginnings(parts[0]) if prefix else ()
    if beginnings and len(beginnings[0].removeprefix("ال")) >= _FEWEST_LETTERS:
        return Term(tuple(Alternative((key,), prefix=True) for key in beginnings))
    found = folding.alternatives(parts[0])
    return Term(tuple(Alternative((key,)) for key in found)) if found else None


def either(terms: tuple[Term, ...]) -> Term:
    """One term that fits where any of the terms fits."""
    return Term(tuple(dict.fromkeys(one for term in terms for one in term.alternatives)))


def fts5(query: Query) -> str:
    """A query with at least one wanted term, in the language of FTS5."""
    wanted = " AND ".join(f"({_fts5(term)})" for term in query.wanted)
    return f"({wanted}) NOT ({_fts5(either(query.unwanted))})" if query.unwanted else wanted


def _fts5(term: Term) -> str:
    return " OR ".join(f'"{" ".join(one.keys)}"' + ("*" if one.prefix else "") for one in term.alternatives)


def tsquery(query: Query) -> str:
    """The query in the language of PostgreSQL; it may have unwanted terms only."""
    parts = [_tsquery(term) for term in query.wanted] + [f"!({_tsquery(term)})" for term in query.unwanted]
    return " & ".join(f"({part})" for part in parts)


def _tsquery(term: Term) -> str:
    return " | ".join(
        " <-> ".join(f"'{quoted(key[:500])}'" for key in one.keys) + (":*" if one.prefix else "")
        for one in term.alternatives
    )
