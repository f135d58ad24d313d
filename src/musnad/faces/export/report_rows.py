"""Rows of the tables about single reports: articles, statements, events, damage."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.faces.export.selection import Selection, Told
from musnad.faces.export.tables import Row, joined


def _report(told: Told) -> Row:
    article = told.reading.article
    return article.id, article.url, article.outlet, article.published, article.language


def articles(chosen: Selection) -> Iterator[Row]:
    """One row for each report."""
    for told in chosen.articles():
        reading = told.reading
        counts = (reading.statements, reading.events, reading.deadlines, reading.damage)
        yield (
            *_report(told),
            reading.article.title,
            reading.article.byline,
            told.story,
            told.held.words,
            *map(len, counts),
            told.held.page,
            told.held.supersedes,
        )


def statements(chosen: Selection) -> Iterator[Row]:
    """One row for each statement of each report."""
    for told in chosen.articles():
        known = {entity.id: entity for entity in told.reading.entities}
        for said in told.reading.statements:
            speaker = known.get(said.speaker or "")
            chain = said.chain.links if said.chain else ()
            yield (
                *_report(told),
                said.id,
                said.speaker,
                speaker.name if speaker else None,
                speaker.name_en if speaker else None,
                said.speaker_span.quote if said.speaker_span else None,
                said.cue.quote,
                said.cue.start,
                said.mode,
                said.polarity,
                said.anonymous,
                said.medium,
                joined(known[id_].name if id_ in known else id_ for id_ in said.via),
                said.date,
                joined(span.quote for span in said.content),
                joined(f"{span.start}:{span.end}" for span in said.content),
                joined(f"{link.role}={link.name or ''}" for link in chain),
                said.score,
            )


def events(chosen: Selection) -> Iterator[Row]:
    """One row for each event of each report."""
    for told in chosen.articles():
        known = {entity.id: entity for entity in told.reading.entities}
        places = {place.entity: place for place in told.reading.places}
        for event in told.reading.events:
            place = places.get(event.place or "")
            yield (
                *_report(told),
                event.id,
                event.type,
                event.mode,
                event.status,
                event.trigger.quote,
                event.trigger.start,
                joined(event.actors),
                joined(known[id_].name for id_ in event.actors if id_ in known),
                joined(event.recipients),
                joined(known[id_].name for id_ in event.recipients if id_ in known),
                known[event.place].name if event.place in known else None,
                place.country if place else None,
                place.latitude if place else None,
                place.longitude if place else None,
                place.precision if place else None,
                event.date,
                event.killed,
                event.injured,
                joined(event.attributed_to),
                event.same_as,
                event.confidence,
            )


def damage(chosen: Selection) -> Iterator[Row]:
    """One row for each place that a translation broke."""
    for told in chosen.articles():
        for damage in told.reading.damage:
            yield (*_report(told), damage.kind, damage.span.quote, damage.span.start, damage.intended)
