"""A report's profile: what is needed to tell whether another report is on the same matter, in about a kilobyte.

Profiles are made where articles are read (in any process) and kept; they hold numbers, no text.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from importlib.resources import files
from typing import Annotated

from msgspec import Meta, Struct

from musnad.errors import DataError
from musnad.lang.ar.fold import fold_word
from musnad.records import Entity, Event, Reading
from musnad.stories.terms import number_of, term, words

_DOCUMENTS, _SERIES = "term_documents.tsv", "story_series.tsv"
LEAD = 400
"""Code points at the head of the text (the title is among them where the text begins with it) that count as lead."""

_TERMS, _TITLE, _ENTITIES, _EVENTS, _MARKS = 64, 16, 24, 16, 4
_TITLE_BOOST, _LEAD_BOOST = 4.0, 2.0
_RARE = 3
"""Texts of the background that a term is taken to stand in if it stands in none."""
_UNTOLD = frozenset({"hypothetical", "failed"})


class Series(Struct, frozen=True):
    """One way to write the headline of a thing that comes again and again: terms that all stand in it."""

    kind: int
    terms: frozenset[int]


class ProfileLexicon(Struct, frozen=True):
    """What profiles are made with.

    `documents` tells in how many of `total` texts of a plain collection of news a term stands; `series` the headlines
    of what comes again and again (the weather, prices, telegrams).
    """

    total: int
    documents: Mapping[int, int]
    series: tuple[Series, ...] = ()

    @classmethod
    def load(cls) -> ProfileLexicon:
        """The tables shipped with Musnad. Raises: DataError where one is missing or broken."""
        try:
            counts = ((word, int(count)) for word, count, *_ in _rows(_DOCUMENTS))
            return cls.of(counts, ((kind, text) for kind, text, *_ in _rows(_SERIES)))
        except (OSError, ValueError, KeyError) as error:
            raise DataError(f"{_DOCUMENTS} or {_SERIES} is broken: {error}") from error

    @classmethod
    def of(cls, documents: Iterable[tuple[str, int]], series: Iterable[tuple[str, str]] = ()) -> ProfileLexicon:
        """From stems and counts of texts, where `*` counts all, and kinds and words of series. Raises: KeyError."""
        counts = dict(documents)
        total = counts.pop("*")
        return cls(
            total,
            {number_of(fold_word(word)): count for word, count in counts.items()},
            tuple(Series(number_of(kind), frozenset(headline_terms(text))) for kind, text in series),
        )


def _rows(name: str) -> list[list[str]]:
    lines = (files("musnad") / "data" / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and line[0] != "#"][1:]


class Profile(Struct, frozen=True, kw_only=True):
    """One report in numbers. `weights` and `entity_weights` go with `terms` and `entities`, place by place."""

    article: Annotated[str, Meta(description="Id of the article.")]
    published: Annotated[str | None, Meta(description="As in Article.")] = None
    day: Annotated[int | None, Meta(description="Day of publication, counted from 0001-01-01 = 1.")] = None
    outlet: str | None = None
    terms: Annotated[tuple[int, ...], Meta(description="Most telling terms, heaviest first.")] = ()
    weights: Annotated[tuple[int, ...], Meta(description="How much is said of each, in sixteenths.")] = ()
    title: Annotated[tuple[int, ...], Meta(description="Terms of the headline, in order.")] = ()
    entities: Annotated[tuple[int, ...], Meta(description="Names and places, heaviest first.")] = ()
    entity_weights: tuple[int, ...] = ()
    people: Annotated[tuple[int, ...], Meta(description="Persons of headline and lead, or of its events.")] = ()
    places: Annotated[tuple[int, ...], Meta(description="Places narrower than a country, where it happens.")] = ()
    countries: Annotated[tuple[int, ...], Meta(description="Countries of headline and lead, or of its events.")] = ()
    series: Annotated[tuple[int, ...], Meta(description="Kinds of what comes again and again, by its headline.")] = ()
    events: Annotated[tuple[int, ...], Meta(description="Acts with one of their parties, their place, or both.")] = ()


def day_of(published: str | None) -> int | None:
    """The day of an ISO date or time; None where it has none (also for a month or a year alone)."""
    if published is None:
        return None
    try:
        return date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return None


def headline_terms(text: str) -> tuple[int, ...]:
    """Different terms of a headline in order."""
    return tuple(dict.fromkeys(t for word in words(text) if (t := term(word)) is not None))


def profile_of(reading: Reading, lexicon: ProfileLexicon) -> Profile:
    """The profile of a reading; the same reading gives the same profile, on every machine."""
    article = reading.article
    title = headline_terms(article.title or "")
    terms = _terms(article.text, title, lexicon)
    weights = _entity_weights(reading)
    kept = sorted(weights, key=lambda entity: (-weights[entity], entity))[:_ENTITIES]
    return Profile(
        article=article.id,
        published=article.published,
        day=day_of(article.published),
        outlet=article.outlet,
        terms=tuple(number for number, _ in terms),
        weights=tuple(weight for _, weight in terms),
        title=title[:_TITLE],
        entities=tuple(number_of(entity) for entity in kept),
        entity_weights=tuple(weights[entity] for entity in kept),
        people=_marks(reading, kept, frozenset({"PER"}), _is_local),
        places=_marks(reading, kept, frozenset({"GPE", "LOC", "FAC"}), _is_local),
        countries=_marks(reading, kept, frozenset({"GPE"}), _is_country),
        series=tuple(sorted({row.kind for row in lexicon.series if row.terms.issubset(title)})),
        events=_event_keys(reading),
    )


def _terms(text: str, title: tuple[int, ...], lexicon: ProfileLexicon) -> list[tuple[int, int]]:
    """The most telling terms with how much is said of them: 1 + ln of the count, more in headline and lead."""
    counts = Counter(t for word in words(text) if (t := term(word)) is not None)
    lead = {t for word in words(text[:LEAD]) if (t := term(word)) is not None}
    head = frozenset(title)
    counts.update({t: 1 for t in title if t not in counts})
    said = {
        t: 1.0 + math.log(count) + _TITLE_BOOST * (t in head) + _LEAD_BOOST * (t in lead) for t, count in counts.items()
    }
    total = lexicon.total + 1
    telling = {t: amount * math.log(total / lexicon.documents.get(t, _RARE)) for t, amount in said.items()}
    best = sorted(telling, key=lambda t: (-telling[t], t))[:_TERMS]
    return [(t, round(16 * said[t])) for t in best]


def _entity_weights(reading: Reading) -> dict[str, int]:
    """How much the report is about each named entity: 1, +2 in the headline, +1 in the lead, +1 as a party."""
    named = {entity.id for entity in reading.entities if entity.kind != "GROUP"}
    title_end = _title_end(reading)
    weights: defaultdict[str, int] = defaultdict(int)
    for mention in reading.mentions:
        if mention.entity in named:
            start = mention.span.start
            weights[mention.entity] = max(weights[mention.entity], 4 if start < title_end else 2 if start < LEAD else 1)
    parties = {party for event in reading.events for party in (*event.actors, *event.recipients)}
    for entity in parties & named:
        weights[entity] += 1
    return dict(weights)


def _title_end(reading: Reading) -> int:
    """Where the headline ends in the text; 0 if the text does not begin with it."""
    title = (reading.article.title or "").strip()
    return len(title) if title and reading.article.text.lstrip().startswith(title) else 0


def _is_country(entity: str) -> bool:
    return entity.startswith("gpe:")


def _is_local(entity: str) -> bool:
    return not _is_country(entity)


def _marks(reading: Reading, kept: list[str], kinds: frozenset[str], fits: Callable[[str], bool]) -> tuple[int, ...]:
    """The heaviest entities of these kinds that stand in headline or lead, or where something happens."""
    entities: dict[str, Entity] = {entity.id: entity for entity in reading.entities}
    early = {m.entity for m in reading.mentions if m.span.start < LEAD}
    early |= {event.place for event in reading.events if event.place is not None}
    chosen = (e for e in kept if e in early and entities[e].kind in kinds and fits(e))
    return tuple(number_of(entity) for entity, _ in zip(chosen, range(_MARKS), strict=False))


def _event_keys(reading: Reading) -> tuple[int, ...]:
    """Acts as numbers: those told first are kept."""
    keys = (key for event in reading.events if event.status not in _UNTOLD for key in _keys(event))
    return tuple(number_of(key) for key, _ in zip(dict.fromkeys(keys), range(_EVENTS), strict=False))


def _keys(event: Event) -> Iterator[str]:
    act = f"{event.type}/{event.mode or ''}"
    date_told = event.date if event.date is not None and len(event.date) == 10 else None
    if event.place is not None and not event.place.startswith("gpe:"):
        yield f"{act}@{event.place}"
        if date_told:
            yield f"{act}@{event.place}@{date_told}"
    for actor in event.actors:
        for recipient in event.recipients:
            if not (actor.startswith("group:") and recipient.startswith("group:")):
                yield f"{act}>{actor}>{recipient}"
    if event.killed is not None:
        yield f"{event.type}#{event.killed}#{event.injured}"
