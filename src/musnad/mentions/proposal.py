"""What the finder proposes, and what it needs to know of the name index and the encoder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from musnad.records.mention import EntityKind, MentionForm
from musnad.records.words import Words

Source = Literal["encoder", "list", "place", "pattern", "title", "nominal", "echo"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Tokens `[first, stop)` that stand for something; `head` is the noun that says what it is.

    `score` is 0 to 1; `sources` tell who proposed it. `of` is the first token of the person's name that a title stands
    beside: it describes that person and is no mention.
    """

    first: int
    stop: int
    kind: EntityKind
    form: MentionForm
    score: float
    sources: tuple[Source, ...]
    head: int
    of: int | None = None

    def overlaps(self, first: int, stop: int) -> bool:
        """Whether it shares a token with `[first, stop)`."""
        return self.first < stop and first < self.stop


class Found(Protocol):
    """A name of the actor list or the place table at tokens `[first, stop)`; `how` says by which kind of key."""

    @property
    def first(self) -> int:
        """First token."""
        ...

    @property
    def stop(self) -> int:
        """One past the last token."""
        ...

    @property
    def kind(self) -> EntityKind:
        """What the name is."""
        ...

    @property
    def how(self) -> str:
        """The kind of key that found it."""
        ...


class Titled(Protocol):
    """A title or a noun for people with its nationality at tokens `[first, stop)`; `alone` if it can stand for a
    certain person, `people` if it is no ordinary word."""

    @property
    def first(self) -> int:
        """First token."""
        ...

    @property
    def stop(self) -> int:
        """One past the last token."""
        ...

    @property
    def alone(self) -> bool:
        """Whether it can stand for a certain person."""
        ...

    @property
    def people(self) -> bool:
        """Whether it is no ordinary word."""
        ...


class Names(Protocol):
    """The name index as the finder sees it."""

    def find(self, words: Words) -> Sequence[Found]:
        """Names of the list at every word; they may overlap."""
        ...

    def titles(self, words: Words) -> Sequence[Titled]:
        """Titles in order, without overlap."""
        ...

    def nation(self, key: str) -> str | None:
        """ISO alpha-3 of the state whose nationality the word key is."""
        ...


class Places(Protocol):
    """The place table as the finder sees it."""

    def find(self, words: Words) -> Sequence[Found]:
        """Names of the list at every word; they may overlap."""
        ...


class NameSpan(Protocol):
    """A name that the encoder proposes: words `first` to `last`, both included."""

    @property
    def first(self) -> int:
        """First token."""
        ...

    @property
    def last(self) -> int:
        """Last word, included."""
        ...

    @property
    def type(self) -> str:
        """One of the kinds of mention."""
        ...

    @property
    def score(self) -> float:
        """0 to 1."""
        ...


class Tagged(Protocol):
    """The encoder's tagging as the finder sees it."""

    def name_spans(self) -> Sequence[NameSpan]:
        """Names in order, without overlap."""
        ...
