"""Scores facts and their chains against the stories that a person read (`musnad.eval.story_cases`).

Articles stand in the labels by name ("DAY/INDEX"); the caller maps names to ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple, TypeAlias

from msgspec import Struct

from musnad.eval.scores import Row
from musnad.eval.story_cases import Half, LabelledEvent, LabelledFact, StoryCase
from musnad.records.event import Event, EventType
from musnad.records.story import Fact, Telling


class FactScores(Struct, frozen=True, kw_only=True):
    """Pairs of labelled events of one story that are one happening: found, put together, there."""

    half: Half | None
    stories: int
    events: int
    lost: int
    """Labelled events that the system no longer reads; their pairs count as missed."""
    pairs: Row
    across: Row
    """Only the pairs of two articles."""
    by_story: tuple[tuple[str, Row], ...]

    @property
    def mean_f1(self) -> float:
        """Mean of the stories' F1: a story with one much-told fact weighs no more than another; 0.0 without stories."""
        counted = [row.f1 for _, row in self.by_story if row.gold]
        return sum(counted) / len(counted) if counted else 0.0


class ChainCase(Struct, frozen=True, kw_only=True):
    """One labelled happening beside the system's count; `counted` is None where no system fact tells it."""

    story: str
    fact: LabelledFact
    articles: int
    read: tuple[int, int]
    counted: tuple[int, int] | None
    denied: tuple[int, int] | None

    @property
    def within(self) -> bool:
        """Whether the system's range lies inside the range that was read."""
        return self.counted is not None and self.read[0] <= self.counted[0] and self.counted[1] <= self.read[1]

    @property
    def overlaps(self) -> bool:
        """Whether the two ranges have a number in common."""
        return self.counted is not None and self.read[0] <= self.counted[1] and self.counted[0] <= self.read[1]

    @property
    def denial_within(self) -> bool:
        """As `within`, for the chains that deny it."""
        low, high = self.fact.least_denying, self.fact.most_denying
        return self.denied is not None and low <= self.denied[0] and self.denied[1] <= high


class ChainScores(Struct, frozen=True, kw_only=True):
    """All labelled happenings of one half, or of both where `half` is None."""

    half: Half | None
    cases: tuple[ChainCase, ...]

    def share(self, *, articles: int = 1, least: int = 0, overlap: bool = False) -> float:
        """Share of happenings that are right; 0.0 where there are none.

        Only those count that `articles` or more articles tell and that have `least` or more chains for sure.
        """
        chosen = [case for case in self.cases if case.articles >= articles and case.fact.least >= least]
        right = sum(case.overlaps if overlap else case.within for case in chosen)
        return right / len(chosen) if chosen else 0.0


class _Place(NamedTuple):
    """An event as the labels name it."""

    article: str
    start: int


_Holders: TypeAlias = dict[_Place, frozenset[int]]
"""For each labelled event the system's facts (by place in their sequence) that hold it."""


def score_facts(
    cases: Iterable[StoryCase],
    facts: Mapping[str, Sequence[Fact]],
    *,
    articles: Mapping[str, str],
    events: Mapping[str, Sequence[Event]],
    half: Half | None = None,
) -> FactScores:
    """Count the pairs of labelled events of one story that are one happening.

    `facts` holds the system's facts by the label of the story, `articles` ids by name, `events` the events that
    the system read by the article's id. A system event is the labelled one if its trigger begins at the same
    place, or, where none does, if it is the only one whose trigger covers that place; its type doesn't matter.
    Events labelled as telling nothing take no part.
    """
    chosen = [case for case in cases if half in (None, case.half)]
    rows: list[tuple[str, Row, Row]] = []
    total = lost = 0
    for case in chosen:
        labelled = [event for event in case.events if event.fact is not None]
        held = _holders(labelled, facts.get(case.story, ()), articles, events)
        total += len(labelled)
        lost += sum(_found(event, articles, events) is None for event in labelled)
        pairs = list(combinations(labelled, 2))
        apart = [(one, other) for one, other in pairs if one.article != other.article]
        rows.append((case.story, _pair_row(pairs, held), _pair_row(apart, held)))
    return FactScores(
        half=half,
        stories=len(chosen),
        events=total,
        lost=lost,
        pairs=sum((row for _, row, _ in rows), Row()),
        across=sum((row for _, _, row in rows), Row()),
        by_story=tuple((story, row) for story, row, _ in rows),
    )


def _pair_row(pairs: Iterable[tuple[LabelledEvent, LabelledEvent]], held: _Holders) -> Row:
    right = predicted = gold = 0
    for one, other in pairs:
        same = one.fact == other.fact
        joined = bool(held[_Place(one.article, one.start)] & held[_Place(other.article, other.start)])
        right += same and joined
        predicted += joined
        gold += same
    return Row(right, predicted, gold)


def _found(
    event: LabelledEvent, articles: Mapping[str, str], events: Mapping[str, Sequence[Event]]
) -> tuple[str, str] | None:
    """Ids of the article and of the system's event at the place of `event`; None if it reads none there."""
    article = articles.get(event.article)
    if article is None:
        return None
    read = events.get(article, ())
    same = [e.id for e in read if e.trigger.start == event.start]
    covering = [e.id for e in read if e.trigger.start < event.start < e.trigger.end]
    if same:
        return article, same[0]
    return (article, covering[0]) if len(covering) == 1 else None


def _holders(
    labelled: Iterable[LabelledEvent],
    facts: Sequence[Fact],
    articles: Mapping[str, str],
    events: Mapping[str, Sequence[Event]],
) -> _Holders:
    by_telling: dict[tuple[str, str], set[int]] = {}
    for at, fact in enumerate(facts):
        for telling in fact.tellings:
            by_telling.setdefault((telling.article, telling.event), set()).add(at)
    held: _Holders = {}
    for event in labelled:
        found = _found(event, articles, events)
        held[_Place(event.article, event.start)] = frozenset(by_telling.get(found, ()) if found else ())
    return held


def score_chains(
    cases: Iterable[StoryCase],
    facts: Mapping[str, Sequence[Fact]],
    *,
    articles: Mapping[str, str],
    events: Mapping[str, Sequence[Event]],
    half: Half | None = None,
) -> ChainScores:
    """Set the system's chain counts beside the ranges that were read; arguments as of `score_facts`.

    A labelled happening is met by the system fact that holds most of its labelled tellings; of several the one with
    most tellings of its own, then the first.
    """
    counted: list[ChainCase] = []
    for case in cases:
        if half not in (None, case.half):
            continue
        of_story = facts.get(case.story, ())
        for fact in case.facts:
            told = case.tellings(fact.label)
            best = _meeting(_holders(told, of_story, articles, events), of_story)
            counted.append(
                ChainCase(
                    story=case.story,
                    fact=fact,
                    articles=len({event.article for event in told}),
                    read=(fact.least, fact.most),
                    counted=(best.least, best.most) if best else None,
                    denied=(best.least_denying, best.most_denying) if best else None,
                )
            )
    return ChainScores(half=half, cases=tuple(counted))


def _meeting(held: _Holders, facts: Sequence[Fact]) -> Fact | None:
    votes = Counter(at for holders in held.values() for at in sorted(holders))
    if not votes:
        return None
    return facts[min(votes, key=lambda at: (-votes[at], -len(facts[at].tellings), at))]


def one_fact_per_type(events: Mapping[str, Sequence[Event]], story: Iterable[str]) -> tuple[Fact, ...]:
    """The plainest system to compare with: all events of one type in the articles `story` (ids) are one happening.

    It counts one chain for each.
    """
    tellings: dict[EventType, list[Telling]] = {}
    for article in story:
        for event in events.get(article, ()):
            tellings.setdefault(event.type, []).append(Telling(article=article, event=event.id))
    return tuple(Fact(id=type_, type=type_, tellings=tuple(told), least=1, most=1) for type_, told in tellings.items())
