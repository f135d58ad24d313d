"""W3C Web Annotations: a page of annotations for every report, each with its words and their place.

Positions count code points of the report's text as Musnad keeps it (`TextPositionSelector` leaves the unit to the
maker); the quotation with what stands before and after finds the words where the text was counted otherwise.
Source: https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from musnad.faces.export.selection import Selection, Told
from musnad.records import Article, Reading
from musnad.spans import Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""Code points of the words before and after."""


def _layers(reading: Reading) -> Iterator[tuple[str, Span, dict[str, Any]]]:
    """Every span with the motivation of its annotation and what is said of it."""
    for mention in reading.mentions:
        yield "identifying", mention.span, {"type": mention.kind, "entity": mention.entity, "form": mention.form}
    for time in reading.times:
        yield "classifying", time.span, {"type": "TIMEX3", "value": time.value}
    for statement in reading.statements:
        said = {"statement": statement.id, "speaker": statement.speaker, "polarity": statement.polarity}
        yield "describing", statement.cue, {"type": "cue", **said}
        for content in statement.content:
            yield "describing", content, {"type": "statement", **said}
    for event in reading.events:
        told = {"event": event.id, "mode": event.mode, "status": event.status, "date": event.date}
        sides = {"actors": event.actors, "recipients": event.recipients, "attributedTo": event.attributed_to}
        yield "classifying", event.trigger, {"type": event.type, **told, **sides}
    for deadline in reading.deadlines:
        yield "classifying", deadline.span, {"type": "deadline", "due": deadline.due, "state": deadline.state}
    for damage in reading.damage:
        yield "editing", damage.span, {"type": damage.kind, "intended": damage.intended, "reason": damage.reason}


def target(article: Article, span: Span) -> dict[str, Any]:
    """The words of a span in their report, by place and by quotation."""
    text = article.text
    return {
        "source": article.url or f"urn:musnad:{article.id}",
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.quote,
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
        ],
    }


def page(told: Told) -> dict[str, Any]:
    """The annotation page of one report."""
    article = told.reading.article
    items = [
        {
            "type": "Annotation",
            "id": f"urn:musnad:{article.id}#{number}",
            "motivation": motivation,
            "body": {key: value for key, value in body.items() if value not in (None, ())},
            "target": target(article, span),
        }
        for number, (motivation, span, body) in enumerate(_layers(told.reading), 1)
    ]
    return {
        "@context": CONTEXT,
        "type": "AnnotationPage",
        "id": f"urn:musnad:{article.id}:annotations",
        "items": items,
    }


def write_annotations(out: BinaryIO, chosen: Selection) -> int:
    """Write one annotation page on each line; the number of pages."""
    count = 0
    for told in chosen.articles():
        out.write(msgspec.json.encode(page(told)) + b"\n")
        count += 1
    return count
