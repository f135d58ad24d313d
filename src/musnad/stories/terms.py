"""Words of a report as terms: folded, stemmed, hashed.

A stem is a written word without و, without the article and the prepositions written onto it, and without the commonest
endings, as long as three letters stay: السعودية and للسعوديين are both سعود. Source: the light10 stemmer of Larkey,
Ballesteros and Connell, "Light stemming for Arabic information retrieval" (2007). A term goes further: what stays
of the stem without long vowels, as a 32-bit number (CRC-32), the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

from musnad.lang.ar.fold import FOLDING

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)?")
_REFERENCE = re.compile(r"&#?\w{2,8};")
"""What some sites leave in their text: &quot; is no word."""
_HEADS = ("وبال", "وكال", "ولل", "وال", "فال", "بال", "كال", "ال", "لل")
_TAILS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_LEAST = 3
_VOWELS = str.maketrans("", "", "اويءئؤ")
_PREFIXES = "متين"


def words(text: str) -> Iterator[str]:
    """Folded words of `text` in order: runs of letters, and numbers with their decimals; no character references."""
    if "&" in text:
        text = _REFERENCE.sub(" ", text)
    return (match.group() for match in _WORD.finditer(text.translate(FOLDING)))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a folded word."""
    for head in _HEADS:
        if word.startswith(head) and len(word) - len(head) >= _LEAST - 1:
            word = word[len(head) :]
            break
    else:
        if word[0] == "و" and len(word) > _LEAST + 1:
            word = word[1:]
    for tail in _TAILS:
        if word.endswith(tail) and len(word) - len(tail) >= _LEAST:
            word = word[: -len(tail)]
    return word


@lru_cache(maxsize=1 << 16)
def bones(word: str) -> str:
    """The consonants of a folded word's stem, without a prefix that patterns add: مدرسة, مدارس and دراسة are درس."""
    whole = stem(word)
    bare = whole[0] + whole[1:].translate(_VOWELS)
    return bare[1:] if len(bare) > _LEAST and bare[0] in _PREFIXES else bare


def number_of(name: str) -> int:
    """The 32-bit number that stands for a name: of an entity, a kind of event, a stem."""
    return crc32(name.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1 << 16)
def term(word: str) -> int | None:
    """The term of a folded word; None for single letters and single digits, which tell nothing."""
    return number_of(bones(word)) if len(word) > 1 else None
