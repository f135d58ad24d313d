"""What the damage rules read: the words of a text with what is known of them, and what they report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from msgspec import Struct

from musnad.lang.ar.forms import FormIndex
from musnad.lang.ar.name_keys import name_words, word_key
from musnad.records import DamageKind, Entity, Mention, Token, Words

_ADDRESS = re.compile(
    r"(?:https?\s?:\s?/+|www\.)[^\s]*|[\w.+-]+@[\w-]+\.[\w.]+|[\w-]+\.(?:com|org|net|ly|io|al|co|tv|gl|be|me|info)\b[^\s]*",
    re.IGNORECASE,
)
_TAG = re.compile(r"[#@]\s?\w+(?:[_\-.]\w+)*")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿĀ-ž]")


class Finding(Struct, frozen=True):
    """Tokens `[first, stop)` that look broken. `sure` 0 to 1: how well the rule knows it without further evidence."""

    first: int
    stop: int
    kind: DamageKind
    sure: float
    reason: str
    intended: str | None = None


class Draft:
    """One text under examination; immutable after construction but for lazily computed views."""

    def __init__(self, words: Words, mentions: Sequence[Mention], entities: Sequence[Entity], forms: FormIndex) -> None:
        self.words = words
        self.text = words.text
        self.tokens: tuple[Token, ...] = words.tokens
        self.keys: tuple[str, ...] = tuple(t.key for t in words.tokens)
        self.forms = forms
        self.mentions = mentions
        self.entities: dict[str, Entity] = {e.id: e for e in entities}
        self.named: dict[int, Mention] = {}
        self.begins: dict[int, Mention] = {}
        for mention in mentions:
            if mention.form != "name":
                continue
            covered = words.tokens_of(mention.span)
            if covered:
                self.begins[covered.start] = mention
            for at in covered:
                self.named[at] = mention

    @cached_property
    def addresses(self) -> frozenset[int]:
        """Tokens inside a web address or an e-mail address."""
        return frozenset(self._inside(m.span() for m in _ADDRESS.finditer(self.text)))

    @cached_property
    def tags(self) -> frozenset[int]:
        """Tokens of hashtags and handles, the sign included."""
        if "#" not in self.text and "@" not in self.text:
            return frozenset()
        return frozenset(self._inside(m.span() for m in _TAG.finditer(self.text)))

    @cached_property
    def opaque(self) -> frozenset[int]:
        """Tokens that are no prose: addresses, hashtags, handles."""
        return self.addresses | self.tags

    @cached_property
    def name_keys(self) -> frozenset[str]:
        """Name keys of all words that stand in a name."""
        return frozenset(word_key(self.keys[at]) for at in self.named)

    @cached_property
    def bearers(self) -> Mapping[tuple[str, ...], frozenset[str]]:
        """Persons by the key of the last word of their spellings, as `name_words(spelling)[-1:]`."""
        found: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for entity in self.entities.values():
            if entity.kind == "PER":
                for spelling in entity.spellings:
                    found[name_words(spelling)[-1:]].add(entity.id)
        return {last: frozenset(ids) for last, ids in found.items()}

    def _inside(self, bounds: Iterable[tuple[int, int]]) -> Iterable[int]:
        for start, end in bounds:
            yield from self.words.within(start, end)

    def gap(self, at: int) -> str:
        """What stands between token `at - 1` and token `at`."""
        return self.text[self.tokens[at - 1].end : self.tokens[at].start] if at else ""

    def follows(self, at: int) -> bool:
        """Whether token `at` exists in the sentence of token `at - 1`."""
        return 0 < at < len(self.tokens) and self.tokens[at].sentence == self.tokens[at - 1].sentence

    def key(self, at: int) -> str:
        """Folded token `at`; empty outside the text."""
        return self.keys[at] if 0 <= at < len(self.keys) else ""


def arabic(text: str) -> bool:
    """Whether an Arabic letter occurs."""
    return _ARABIC.search(text) is not None


def latin(text: str) -> bool:
    """Whether a Latin letter occurs."""
    return _LATIN.search(text) is not None


@lru_cache(maxsize=1 << 16)
def bare(key: str) -> tuple[str, ...]:
    """The folded word and what is left of it without و ف ب ل ك and with ال restored after لل."""
    forms = [key]
    rest = key
    if len(rest) > 3 and rest[0] in "وف":
        rest = rest[1:]
        forms.append(rest)
    if len(rest) > 3:
        if rest.startswith("لل"):
            forms += ["ال" + rest[2:], rest[2:]]
        elif rest[0] in "بلك":
            forms.append(rest[1:])
    return tuple(forms)


def without_article(key: str) -> str:
    """The folded word without clitics before it and without ال."""
    shortest = min(bare(key), key=len)
    return shortest[2:] if shortest.startswith("ال") and len(shortest) > 4 else shortest


def wordset(text: str) -> frozenset[str]:
    """The words of a list written in one string."""
    return frozenset(text.split())
