"""Copies, stories, facts and chains against what a person read in the same articles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from musnad.eval.archive import named_articles, names_of
from musnad.eval.pair_cases import Half, PairScores, Verdict, read_pairs, score_pairs
from musnad.eval.story_cases import StoryCase, read_story_cases
from musnad.eval.story_scores import ChainScores, FactScores, one_fact_per_type, score_chains, score_facts
from musnad.ingest.collate import reports_of
from musnad.ingest.state import laid_out
from musnad.records import CopyLink, Event, Fact, Reading
from musnad.store.base import Store
from musnad.stories.align import link_copies
from musnad.stories.facts import merge_facts
from musnad.workers import read_many

HALVES: tuple[Half, ...] = ("tune", "test")


def verdicts(store: Store) -> Callable[[str, str], Verdict]:
    """What a store that holds the whole archive concluded about two articles."""
    ids = names_of(store)

    def decided(one: str, other: str) -> Verdict:
        first, second = ids.get(one), ids.get(other)
        if first is None or second is None:
            return "different"
        direct = [link.kind for link in store.copies(first) if second in (link.article, link.origin)]
        if direct:
            return "copy" if "copy" in direct else "derived"
        return "story" if store.story_of(first) == store.story_of(second) else "different"

    return decided


def scored_pairs(store: Store) -> tuple[PairScores, ...]:
    """Scores of both halves."""
    cases, decided = read_pairs(), verdicts(store)
    return tuple(score_pairs(cases, decided, half=half) for half in HALVES)


def told_facts(readings: Sequence[Reading]) -> tuple[Fact, ...]:
    """The facts of one story's readings, their copies worked out among themselves."""
    sheets = [laid_out(reading, number) for number, reading in enumerate(readings, 1)]
    links: list[CopyLink] = []
    for number, sheet in enumerate(sheets):
        links.extend(link_copies(sheet, sheets[:number]))
    return merge_facts(reports_of(_by_time(readings), links))


def _by_time(readings: Sequence[Reading]) -> list[Reading]:
    return sorted(readings, key=lambda r: (r.article.published is None, r.article.published or ""))


class Stories:
    """The labelled stories with what Musnad makes of them."""

    def __init__(self, archive: Path, *, workers: int) -> None:
        self.cases: tuple[StoryCase, ...] = read_story_cases()
        names = [article for case in self.cases for article in case.articles]
        outcomes = read_many(named_articles(archive, names), workers=workers)
        self._readings = {outcome.name: outcome.reading for outcome in outcomes if outcome.reading is not None}
        self.articles: Mapping[str, str] = {name: r.article.id for name, r in self._readings.items()}
        self.events: Mapping[str, Sequence[Event]] = {r.article.id: r.events for r in self._readings.values()}

    def facts(self) -> dict[str, tuple[Fact, ...]]:
        """Facts by story."""
        return {case.story: told_facts([self._readings[a] for a in case.articles if a in self._readings])
                for case in self.cases}  # fmt: skip

    def plain(self) -> dict[str, tuple[Fact, ...]]:
        """What a system would score that takes all events of one type for one fact: what the figures must beat."""
        return {
            case.story: one_fact_per_type(self.events, [self.articles[a] for a in case.articles if a in self.articles])
            for case in self.cases
        }

    def scores(self, facts: Mapping[str, Sequence[Fact]]) -> tuple[list[FactScores], list[ChainScores]]:
        """Scores of both halves."""
        articles, events = self.articles, self.events
        return (
            [score_facts(self.cases, facts, articles=articles, events=events, half=half) for half in HALVES],
            [score_chains(self.cases, facts, articles=articles, events=events, half=half) for half in HALVES],
        )
