"""A reading: an article and everything that Musnad read in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct

from musnad.records.article import Article
from musnad.records.damage import Damage
from musnad.records.event import Event
from musnad.records.mention import Entity, Mention, Place
from musnad.records.review import Reviewed
from musnad.records.statement import Deadline, Statement
from musnad.records.time import TimeRange
from musnad.spans import Span


class Producer(Struct, frozen=True, kw_only=True):
    """What made a reading: versions of the engine, the encoder and the lexicons."""

    engine: str
    model: str
    lexicons: str


class Reading(Struct, frozen=True, kw_only=True):
    """All that was read in one article."""

    article: Annotated[Article, Meta(description="The article; all spans count code points of its text.")]
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[TimeRange, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    damage: tuple[Damage, ...] = ()
    reviewed: Annotated[tuple[Reviewed, ...], Meta(description="What a person accepted, corrected or took out.")] = ()
    producer: Producer

    def spans(self) -> Iterator[Span]:
        """Every span of the reading."""
        yield from (mention.span for mention in self.mentions)
        yield from (time.span for time in self.times)
        for statement in self.statements:
            yield from (statement.cue, *statement.content)
            yield from (s for s in (statement.speaker_span, statement.medium_span) if s)
            if statement.chain:
                yield from (link.span for link in statement.chain.links if link.span)
        for event in self.events:
            yield from (event.trigger, *event.casualty_spans)
        for deadline in self.deadlines:
            yield from (s for s in (deadline.span, deadline.demand, deadline.evidence) if s)
        yield from (damage.span for damage in self.damage)

    def check(self) -> None:
        """Raise `SpanError` unless every span quotes the article's text."""
        for span in self.spans():
            span.check(self.article.text)
