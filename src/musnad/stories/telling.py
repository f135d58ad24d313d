"""A story told: its headline, what marks it, its first and latest report."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from musnad.records import Change, EntityKind, Reading, Story
from musnad.stories.terms import term, words

_NAMES, _PLACES = 12, 6
_CENTRAL = 60
"""Reports of a large story that its headline is chosen from, spread over it."""
_LEAD = 400
"""Code points of the text that are the lead."""
_LAND: frozenset[EntityKind] = frozenset({"GPE", "LOC", "FAC"})
_PARTY: frozenset[EntityKind] = frozenset({"PER", "ORG", "GPE"})
_SHORTEST = 3
"""Words that a headline has at least, if any has."""


def tell_story(story: str, members: Sequence[Reading], history: Sequence[Change], texts: int) -> Story:
    """The story of these reports; facts, deadlines and chains are left open.

    `texts` is the number of different texts among them. The same reports in any order give the same story, but for
    reports of one moment, which stay in the order given.
    """
    ordered = sorted(members, key=lambda reading: (reading.article.published is None, reading.article.published or ""))
    times = [reading.article.published for reading in ordered if reading.article.published is not None]
    names, places = _marks(ordered)
    return Story(
        id=story,
        title=_headline(ordered),
        articles=tuple(reading.article.id for reading in ordered),
        first=times[0] if times else None,
        last=times[-1] if times else None,
        texts=texts,
        names=names,
        places=places,
        history=tuple(history),
    )


def _headline(members: Sequence[Reading]) -> str:
    """The headline of the most central report: of the shortish ones that all tell most; the first of equals."""
    titled = [reading for reading in _spread(members) if (reading.article.title or "").strip()]
    if not titled:
        return ""
    texts = [_terms(reading) for reading in titled]
    counts = Counter(t for text in texts for t in text)
    best, found = -1.0, ""
    for reading, text in zip(titled, texts, strict=True):
        headline = (reading.article.title or "").strip()
        own = [t for word in words(headline) if (t := term(word)) is not None]
        central = math.fsum([counts[t] / len(titled) for t in text]) / math.sqrt(len(text) or 1)
        told = math.fsum([counts[t] / len(titled) for t in own]) / (len(own) or 1)
        worth = central * (0.5 + told) * (1.0 if len(own) >= _SHORTEST else 0.3)
        if worth > best + 1e-9:
            best, found = worth, headline
    return found


def _spread(members: Sequence[Reading]) -> list[Reading]:
    """Some reports, evenly spread over all."""
    if len(members) <= _CENTRAL:
        return list(members)
    return [members[round(i * (len(members) - 1) / (_CENTRAL - 1))] for i in range(_CENTRAL)]


def _terms(reading: Reading) -> frozenset[int]:
    """Terms of headline and lead."""
    text = f"{reading.article.title or ''}\n{reading.article.text[:_LEAD]}"
    return frozenset(t for word in words(text) if (t := term(word)) is not None)


def _marks(members: Sequence[Reading]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of the names and of the places that most reports tell up front or as parties, most telling first."""
    names: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for reading in members:
        kinds = {entity.id: entity.kind for entity in reading.entities}
        early = {mention.entity for mention in reading.mentions if mention.span.start < _LEAD}
        parties = {party for event in reading.events for party in (*event.actors, *event.recipients)}
        scenes = {event.place for event in reading.events if event.place is not None}
        for entity, kind in kinds.items():
            if kind in _PARTY:
                names[entity] += (entity in early) + (entity in parties)
            if kind in _LAND:
                places[entity] += (entity in early) + 2 * (entity in scenes)
    least = max(1, math.ceil(len(members) / 4))
    return _best(names, least, _NAMES), _best(places, least, _PLACES)


def _best(counts: Counter[str], least: int, most: int) -> tuple[str, ...]:
    ranked = sorted((item for item in counts.items() if item[1] >= least), key=lambda item: (-item[1], item[0]))
    return tuple(entity for entity, _ in ranked[:most])
