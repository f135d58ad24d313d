"""Stories that a person read, with their facts and chains (`labels/story_*.tsv`).

A story is a list of articles. Each event that Musnad reads in them carries the label of the happening that it tells,
or none; each labelled happening carries the range of independent chains that the articles give for it.
`labels/STORIES.md` gives the meaning. Articles stand in the labels by name ("DAY/INDEX", day and place in the
archive's file). `musnad.eval.story_scores` scores a system against them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, cast, get_args

from msgspec import Struct

from musnad.errors import GoldError
from musnad.records.event import EVENT_TYPES, EventType

Half = Literal["tune", "test"]

LABELS = Path(__file__).parent / "labels"
"""The stories that come with the package: ids, places and labels, no text."""
_ARTICLE_COLUMNS = ("story", "kind", "half", "article", "matter", "source", "licence")
_EVENT_COLUMNS = ("story", "article", "start", "type", "fact", "source", "licence")
_FACT_COLUMNS = ("story", "fact", "least", "most", "least_denying", "most_denying", "what", "note", "source", "licence")


class LabelledEvent(Struct, frozen=True, kw_only=True):
    """One event of one article; `start` counts code points of the article's text (title, blank line, content)."""

    article: str
    start: int
    type: EventType
    fact: str | None = None


class LabelledFact(Struct, frozen=True, kw_only=True):
    """One happening and the range of independent chains that the story's articles give for and against it."""

    label: str
    least: int
    most: int
    least_denying: int = 0
    most_denying: int = 0
    what: str = ""
    note: str = ""


class StoryCase(Struct, frozen=True, kw_only=True):
    """One story as a person read it."""

    story: str
    kind: str
    half: Half
    matter: str
    articles: tuple[str, ...]
    events: tuple[LabelledEvent, ...]
    facts: tuple[LabelledFact, ...]

    def tellings(self, label: str) -> tuple[LabelledEvent, ...]:
        """The events that tell the happening `label`, in the order of the table."""
        return tuple(event for event in self.events if event.fact == label)


def read_story_cases(folder: Path = LABELS) -> tuple[StoryCase, ...]:
    """Read `story_articles.tsv`, `story_events.tsv` and `story_facts.tsv`, in the order of the first.

    Raises:
        GoldError: a file is missing or lacks a column, a cell holds none of the values that it may hold, or the
            three do not fit together.
    """
    articles = list(_rows(folder / "story_articles.tsv", _ARTICLE_COLUMNS))
    events = list(_rows(folder / "story_events.tsv", _EVENT_COLUMNS))
    facts = list(_rows(folder / "story_facts.tsv", _FACT_COLUMNS))
    try:
        cases = tuple(_case(name, articles, events, facts) for name in dict.fromkeys(row[0] for row in articles))
    except ValueError as error:
        raise GoldError(f"{folder}: {error}") from error
    strays = {row[0] for row in (*events, *facts)} - {case.story for case in cases}
    if strays:
        raise GoldError(f"{folder}: no articles are listed for {', '.join(sorted(strays))}")
    for case in cases:
        _check(folder, case)
    return cases


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[list[str]]:
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror}") from error
    if not lines or tuple(lines[0].split("\t")) != columns:
        raise GoldError(f"{path}: the first line must name the columns {' '.join(columns)}")
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise GoldError(f"{path}, row {number}: {len(cells)} cells instead of {len(columns)}")
        yield cells


def _case(name: str, articles: list[list[str]], events: list[list[str]], facts: list[list[str]]) -> StoryCase:
    listed = [row for row in articles if row[0] == name]
    if len({(*row[1:3], row[4]) for row in listed}) != 1:
        raise ValueError(f"{name}: kind, half and matter must be the same in all its rows")
    return StoryCase(
        story=name,
        kind=listed[0][1],
        half=cast(Half, _one_of(listed[0][2], get_args(Half))),
        matter=listed[0][4],
        articles=tuple(row[3] for row in listed),
        events=tuple(
            LabelledEvent(
                article=row[1],
                start=int(row[2]),
                type=cast(EventType, _one_of(row[3], EVENT_TYPES)),
                fact=None if row[4] == "-" else row[4],
            )
            for row in events
            if row[0] == name
        ),
        facts=tuple(_fact(row) for row in facts if row[0] == name),
    )


def _fact(row: list[str]) -> LabelledFact:
    least, most, least_denying, most_denying = (int(cell) for cell in row[2:6])
    if not (0 <= least <= most and 0 <= least_denying <= most_denying):
        raise ValueError(f"{row[0]} {row[1]}: the ranges must rise and begin at 0 or above")
    return LabelledFact(
        label=row[1],
        least=least,
        most=most,
        least_denying=least_denying,
        most_denying=most_denying,
        what=row[6],
        note=row[7],
    )


def _one_of(value: str, allowed: Sequence[str]) -> str:
    if value not in allowed:
        raise ValueError(f"{value!r} is none of {', '.join(allowed)}")
    return value


def _check(folder: Path, case: StoryCase) -> None:
    """Raise unless articles, events and facts of the story fit together."""
    places = [(event.article, event.start) for event in case.events]
    labels = [fact.label for fact in case.facts]
    used = {event.fact for event in case.events if event.fact is not None}
    problems = {
        "an article is listed twice": len(set(case.articles)) < len(case.articles),
        "an event stands there twice": len(set(places)) < len(places),
        "a fact stands there twice": len(set(labels)) < len(labels),
        "an event is of an article that is not listed": not {name for name, _ in places} <= set(case.articles),
        "an event bears a label without a fact": not used <= set(labels),
        "a fact has no event": not set(labels) <= used,
    }
    found = [words for words, wrong in problems.items() if wrong]
    if found:
        raise GoldError(f"{folder}: story {case.story}: {'; '.join(found)}")
