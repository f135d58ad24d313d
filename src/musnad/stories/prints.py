"""Prints: what of a report's text is kept in memory to find the reports that share text with it.

Shingles of three folded words are hashed to 64 bits (BLAKE2b of each word, joined and mixed with SplitMix64's
finaliser), the same on every machine. Two sketches of their set are kept: MinHash (rensa) for texts alike as wholes,
and the shingles with the smallest hashes, in which a part of a long text is found too. Title, credit lines and the
lines that follow a report are left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Annotated

import numpy as np
import rensa
from msgspec import Meta, Struct
from numpy.typing import NDArray

from musnad.records import Article, Credit
from musnad.stories.mastheads import CreditLexicon
from musnad.stories.wording import body_start, words_of

SHINGLE = 3
"""Words of a shingle."""
PERMUTATIONS = 64
SAMPLES = 128
"""Smallest hashes that are kept."""
LEAST_WORDS = 8
"""Words below which a text is too short to be anybody's in particular: it has no sketches."""
_SEED = 20150721
_FOOT_LINES = 4
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


class Print(Struct, frozen=True, kw_only=True):
    """The sketches of one report; about 850 bytes as MessagePack."""

    id: Annotated[str, Meta(description="Id of the article.")]
    outlet: Annotated[str | None, Meta(description="Key of the outlet.")] = None
    day: Annotated[int | None, Meta(description="Day of publication, proleptic Gregorian ordinal.")] = None
    words: Annotated[int, Meta(description="Words of the body.", ge=0)] = 0
    minhash: Annotated[bytes, Meta(description="Signature: little-endian 32-bit numbers; empty for a short text.")] = (
        b""
    )
    samples: Annotated[bytes, Meta(description="Smallest shingle hashes, ascending; upper 32 bits, little-endian.")] = (
        b""
    )

    def signature(self) -> NDArray[np.uint32]:
        """The MinHash signature, uint32 of shape (PERMUTATIONS,) or (0,)."""
        return np.frombuffer(self.minhash, "<u4")

    def sampled(self) -> NDArray[np.uint32]:
        """The sampled shingles, uint32 of shape (at most SAMPLES,), ascending."""
        return np.frombuffer(self.samples, "<u4")


def print_of(article: Article, credits: Sequence[Credit], lexicon: CreditLexicon) -> Print:
    """The print of a report."""
    start, end = body_bounds(article.text, article.title, credits, lexicon)
    words = words_of(article.text, start, end).forms
    house = lexicon.house(article.outlet)
    base = Print(id=article.id, outlet=house, day=_day(article.published), words=len(words))
    if len(words) < LEAST_WORDS:
        return base
    hashes = shingles(words)
    matrix = rensa.RMinHash.digest_matrix_from_token_hash_sets([hashes.tolist()], PERMUTATIONS, _SEED)
    signature = np.asarray(matrix.to_rows()[0], "<u4")
    smallest = np.unique((hashes[:SAMPLES] >> np.uint64(32)).astype("<u4"))
    return Print(
        id=base.id,
        outlet=base.outlet,
        day=base.day,
        words=base.words,
        minhash=signature.tobytes(),
        samples=smallest.tobytes(),
    )


def shingles(words: Sequence[str]) -> NDArray[np.uint64]:
    """Hashes of the distinct shingles of a text, ascending, uint64; the whole text is one if it is shorter than one."""
    codes = np.fromiter((_code(word) for word in words), np.uint64, len(words))
    width = min(SHINGLE, len(codes))
    joined = np.zeros(len(codes) - width + 1, np.uint64)
    for k in range(width):
        joined = joined * _FACTOR + codes[k : len(codes) - width + 1 + k]
    joined = (joined ^ (joined >> np.uint64(30))) * _MIX[0]
    joined = (joined ^ (joined >> np.uint64(27))) * _MIX[1]
    return np.unique(joined ^ (joined >> np.uint64(31)))


@lru_cache(maxsize=1 << 16)
def _code(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def body_bounds(text: str, title: str | None, credits: Iterable[Credit], lexicon: CreditLexicon) -> tuple[int, int]:
    """Code points `[start, end)` of a report without its title, its credit at the head, and what follows it."""
    start = body_start(text, title)
    end = _end(text, start, lexicon)
    spans = [credit.span for credit in credits if credit.span is not None]
    for span in sorted(spans):
        before = text[start : span.start]
        if len(before.split()) <= 5 and start <= span.start < start + 90:
            start = span.end
    for span in sorted(spans, reverse=True):
        if (
            start < span.start
            and span.end <= end
            and not text[span.end : end].strip(' \n\t().]»"”')
            and (
                len(text[text.rfind("\n", 0, span.start) + 1 : span.start].split()) <= 5 or text[span.start - 1] in "(["
            )
        ):
            end = max(text.rfind("\n", start, span.start), start) if text[span.start - 1] not in "([" else span.start
    return start, max(end, start)


def _end(text: str, start: int, lexicon: CreditLexicon) -> int:
    """Where the report ends: before the first of its last lines that says so."""
    end = len(text.rstrip())
    at = end
    for _ in range(_FOOT_LINES):
        line = text.rfind("\n", start, at)
        if line < 0:
            break
        if lexicon.ends_report(text[line + 1 : at].strip()):
            end = line
        at = line
    return max(end, start)


def _day(published: str | None) -> int | None:
    try:
        return date.fromisoformat(published[:10]).toordinal() if published else None
    except ValueError:
        return None
