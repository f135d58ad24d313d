"""What the event stage looks at: the words with what the earlier stages found in them, indexed for quick look-up."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from musnad.events.days import date_value, news_days
from musnad.lang.ar.forms import Analysis
from musnad.records import Damage, Entity, Mention, Statement, TimeRange, Words

_DAY = len("2025-08-06")
_AROUND = 12
_FIRST_DATES = 4
DEMONSTRATIVES = frozenset({"هذا", "هذه", "ذلك", "تلك", "هذان", "هؤلاء"})


class Forms(Protocol):
    """Inflected forms (see `musnad.lang.ar.forms`)."""

    def analyses(self, word: str) -> tuple[Analysis, ...]:
        """All readings of a surface word."""


class Tagging(Protocol):
    """The encoder's view of the words (see `musnad.model.infer`)."""

    @property
    def trigger(self) -> NDArray[np.float32]:
        """`(n, 17)`: no act, then the 16 types."""

    @property
    def status(self) -> NDArray[np.float32]:
        """`(n, 7)`: the statuses in their order."""

    def roles(self, trigger: int) -> NDArray[np.float32]:
        """`(n, 4)`: none, actor, recipient, place."""


class Candidate:
    """A mention as a possible participant; tokens `[first, stop)`."""

    __slots__ = ("entity", "first", "mention", "stop")

    def __init__(self, mention: Mention, entity: Entity, tokens: range) -> None:
        self.mention = mention
        self.entity = entity
        self.first = tokens.start
        self.stop = tokens.stop


class Scene:
    """Words, analyses, mentions, statements and times of one article. Built once, then only read."""

    def __init__(
        self,
        words: Words,
        *,
        mentions: Sequence[Mention],
        entities: Sequence[Entity],
        statements: Sequence[Statement],
        times: Sequence[TimeRange],
        tagging: Tagging | None,
        forms: Forms,
        published: str | None,
        damage: Sequence[Damage] = (),
    ) -> None:
        self.words = words
        self.tokens = words.tokens
        self.keys = [token.key for token in words.tokens]
        self.tagging = tagging
        self.published = published
        self.entities: Mapping[str, Entity] = {entity.id: entity for entity in entities}
        self.repairs = self._repairs(damage)
        """Token → the word that was meant, where a translation chose a wrong one."""
        self.analyses = [
            forms.analyses(self.repairs.get(t.index, t.text)) if t.kind == "word" else () for t in words.tokens
        ]
        self.statements = statements
        self.times = [(words.tokens_of(t.span), t) for t in times]
        self.news = news_days(times, published)
        values = ((date_value(t), tokens) for tokens, t in self.times if tokens)
        self._dates = [(value, tokens.start, tokens.stop) for value, tokens in values if value]
        self._date_firsts = [first for _, first, _ in self._dates]
        self._dated = {self.sentence(first) for value, first, _ in self._dates if len(value) == _DAY}
        self.acts: Sequence[int] = ()
        """Tokens that name acts, in order; set once the triggers are known."""
        self._lemmas: dict[int, frozenset[str]] = {}
        self.candidates = self._candidates(mentions)
        self._firsts = [c.first for c in self.candidates]
        self.mention_at: dict[int, Candidate] = {
            i: c for c in sorted(self.candidates, key=lambda c: c.stop - c.first) for i in range(c.first, c.stop)
        }
        self.cue_at = {i: s for s in statements for i in words.tokens_of(s.cue)}
        self._cues = sorted(self.cue_at)
        self._told = Counter(c.entity.id for c in self.candidates)
        self.star = max(self._told, key=lambda e: self._told[e], default="")
        """The entity that the article names most often."""
        self.content_at = self._contents()
        self.quoted = {i for q in words.quotations for i in range(q.first, q.stop)}

    def _repairs(self, damage: Sequence[Damage]) -> dict[int, str]:
        """Wrong senses of one word whose intended word is one word too; the word is wrong wherever it stands."""
        meant: dict[str, str] = {}
        for item in damage:
            tokens = [i for i in self.words.tokens_of(item.span) if self.keys[i] not in DEMONSTRATIVES]
            if item.kind == "wrong_sense" and item.intended and len(tokens) == 1 and " " not in item.intended:
                meant[self.keys[tokens[0]].removeprefix("ال")] = item.intended
        return (
            {i: meant[key.removeprefix("ال")] for i, key in enumerate(self.keys) if key.removeprefix("ال") in meant}
            if meant
            else {}
        )

    def _candidates(self, mentions: Sequence[Mention]) -> list[Candidate]:
        found = []
        for mention in sorted(mentions, key=lambda m: m.span.start):
            tokens = self.words.tokens_of(mention.span)
            if len(tokens) and mention.entity in self.entities:
                found.append(Candidate(mention, self.entities[mention.entity], tokens))
        return found

    def _contents(self) -> dict[int, Statement]:
        """The innermost statement whose content holds a token."""
        inside: dict[int, tuple[int, Statement]] = {}
        for statement in self.statements:
            ranges = [self.words.tokens_of(span) for span in statement.content]
            size = sum(map(len, ranges))
            for tokens in ranges:
                for i in tokens:
                    if i not in inside or size < inside[i][0]:
                        inside[i] = (size, statement)
        return {i: statement for i, (_, statement) in inside.items()}

    def near(self, first: int, last: int) -> Sequence[Candidate]:
        """The candidates that begin in sentences `first` to `last`, both included."""
        sentences = self.words.sentences
        low = sentences[max(first, 0)].first
        high = sentences[min(last, len(sentences) - 1)].stop
        return self.candidates[bisect_left(self._firsts, low) : bisect_left(self._firsts, high)]

    def dates_around(self, token: int) -> Sequence[tuple[str, int, int]]:
        """Dates `(value, first token, stop)` told within a dozen sentences of a token, and the article's first ones."""
        sentences, here = self.words.sentences, self.sentence(token)
        low = sentences[max(here - _AROUND, 0)].first
        high = sentences[min(here + _AROUND, len(sentences) - 1)].stop
        first, stop = bisect_left(self._date_firsts, low), bisect_left(self._date_firsts, high)
        return [*self._dates[: min(first, _FIRST_DATES)], *self._dates[first:stop]]

    def row_head(self, candidate: Candidate) -> Candidate:
        """The first of a row of coordinated mentions (أ وب وج); the candidate itself where it stands alone."""
        head = candidate
        while True:
            before = self.mention_at.get(head.first - 1)
            if (
                before is None
                or before is head
                or self.tokens[head.first].key[:1] != "و"
                or before.mention.span.overlaps(head.mention.span)
            ):
                return head
            head = before

    def lemmas(self, sentence: int) -> frozenset[str]:
        """Lemmas of the words of a sentence."""
        if sentence not in self._lemmas:
            part = self.words.sentences[sentence]
            readings = (a.lemma for i in range(part.first, part.stop) for a in self.analyses[i])
            self._lemmas[sentence] = frozenset(readings)
        return self._lemmas[sentence]

    def acts_between(self, first: int, last: int) -> int:
        """How many acts are named strictly between two tokens."""
        return max(0, bisect_left(self.acts, last) - bisect_left(self.acts, first + 1))

    def has_date(self, sentence: int) -> bool:
        """Whether a day is told in the sentence."""
        return sentence in self._dated

    def count(self, entity: str) -> int:
        """How many mentions an entity has."""
        return self._told[entity]

    def is_verb(self, token: int) -> bool:
        """Whether every reading of the token is a finite verb."""
        readings = self.analyses[token]
        return bool(readings) and all(a.finite for a in readings)

    def last_cue(self, token: int) -> Statement | None:
        """The statement whose cue stands last before the token, in its sentence or the one before."""
        at = bisect_left(self._cues, token) - 1
        if at < 0 or self.sentence(token) - self.sentence(self._cues[at]) > 1:
            return None
        return self.cue_at[self._cues[at]]

    def sentence(self, token: int) -> int:
        """Number of the sentence of a token."""
        return self.tokens[token].sentence

    def key(self, token: int) -> str:
        """Folded word, or `#` outside the text."""
        return self.keys[token] if 0 <= token < len(self.keys) else "#"

    def in_title(self, token: int) -> bool:
        """Whether the token belongs to the headline."""
        return token < self.words.title_stop
