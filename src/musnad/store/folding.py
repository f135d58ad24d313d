"""The words that the full-text index holds for a text, and the words that a query looks for.

A word is indexed without what Arabic writes together with it: و ف ب ل ك س before it, a pronoun after it. So العقوبات
finds والعقوبات, بالعقوبات and للعقوبات. The article stays, because القاعدة is not قاعدة; a query without it looks for
both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from musnad.lang.ar.clitics import CliticLexicon, split
from musnad.lang.ar.fold import fold_word

FOLDING_VERSION = "1"
"""Changes whenever `Folding.text` makes other words of the same text: the index must then be made anew."""

_INSIDE = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\u00ad"
_VOWELS = "\u064b-\u065f\u0670"
TOKEN = re.compile(f"[^\\W_](?:[{_INSIDE}]*[^\\W_])*[{_VOWELS}]*")
"""A run of letters and digits, with the marks and invisible characters inside it and the vowels at its end."""

_PLAIN = re.compile(r"[^\W_]+")
_ARABIC = re.compile("[\u0621-\u064a]")
_CACHE = 1 << 18


class Folding:
    """Makes search words of written words; loading takes a tenth of a second, so make one and keep it."""

    def __init__(self, lexicon: CliticLexicon) -> None:
        self._lexicon = lexicon
        self._keys: dict[str, str] = {}

    @classmethod
    def load(cls) -> Folding:
        """With the table of word frequencies shipped with Musnad. Raises: DataError."""
        return cls(CliticLexicon.load())

    def text(self, text: str) -> str:
        """What the index holds for a text: its words' keys, in order, one space between."""
        return " ".join(key for _, _, key in self.tokens(text))

    def tokens(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Words `[start, end)` of the text, with their keys."""
        for match in TOKEN.finditer(text):
            if key := self.key(match[0]):
                yield match.start(), match.end(), key

    def key(self, word: str) -> str:
        """What one written word is indexed under."""
        key = self._keys.get(word)
        if key is None:
            if len(self._keys) >= _CACHE:
                self._keys.clear()
            key = self._keys[word] = "".join(_PLAIN.findall(self._stem(word)))
        return key

    def alternatives(self, word: str) -> tuple[str, ...]:
        """Keys that a query for a written word looks for: its own, and with the article where it has none.

        Where the word's own first letter was taken for a clitic (بحر), the whole word and its form with the article
        (البحر) are looked for as well.
        """
        key, whole = self.key(word), "".join(_PLAIN.findall(fold_word(word)))
        found = [key, whole]
        if not whole.startswith("ال") and _ARABIC.match(whole):
            found.append("ال" + whole)
        return tuple(dict.fromkeys(filter(None, found)))

    def beginnings(self, word: str) -> tuple[str, ...]:
        """Beginnings of keys that a query for the beginning of a word looks for."""
        whole = "".join(_PLAIN.findall(fold_word(word)))
        return (whole,) if whole.startswith("ال") or not _ARABIC.match(whole) else (whole, "ال" + whole)

    def _stem(self, word: str) -> str:
        segments = split(word, lexicon=self._lexicon)
        at = next((i for i, segment in enumerate(segments) if segment.kind == "stem"), None)
        if at is None or len(segments) == 1:
            return fold_word(word)
        stem = fold_word(word[segments[at].start : segments[at].end])
        if at and stem.startswith("ل") and fold_word(word[segments[at - 1].start : segments[at].start]) == "ل":
            return self._likelier(stem, "ا" + stem)
        if at + 1 < len(segments) and stem.endswith("ت"):
            return self._likelier(stem, stem[:-1] + "ه")
        return stem

    def _likelier(self, one: str, other: str) -> str:
        """The more frequent of two folded words; the first where neither is known."""
        counts = self._lexicon.folded
        return other if counts.get(other, 0.0) > counts.get(one, 0.0) else one


@cache
def _folding() -> Folding:
    return Folding.load()


def folded_for_search(text: str) -> str:
    """What `Store.add` takes as `folded`: `Folding.text`, tables loaded at the first use. Raises: DataError."""
    return _folding().text(text)
