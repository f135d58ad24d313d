"""What the machine itself is unsure of: few doubts an article, those first that are most worth a person's look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.json import decode

from musnad.identity import content_id
from musnad.records import CopyLink, Correction, Doubt, DoubtKind, Fact, Layer, Reading, Story
from musnad.review.items import TYPES, Record, first_span, key_of

OF_READINGS: tuple[DoubtKind, ...] = ("event", "statement", "name", "deadline", "damage")
"""Kinds that one reading raises."""
OF_MERGES: tuple[DoubtKind, ...] = ("copy", "fact", "story")
"""Kinds that many reports raise together."""
_MOST = 4
"""Doubts of one reading."""
_EVENT, _STATEMENT, _NAME = 0.44, 0.5, 0.55
"""Confidence below which an item is asked about: about one of ten events and statements, one of fifty names."""
_COPY = 0.45
"""Share of a report's words below which a copy link is asked about."""
_WORDS = 80
_KIND: Mapping[Layer, DoubtKind] = {
    "statement": "statement", "mention": "name", "deadline": "deadline", "damage": "damage",
}  # fmt: skip


def doubts_of(reading: Reading) -> tuple[Doubt, ...]:
    """What is unsure in one reading, at most four, the weightiest first; what a person looked at is not asked again."""
    looked = {(mark.layer, mark.item) for mark in reading.reviewed}
    found = [
        _doubt(reading, kind, record, weight, reason)
        for kind, record, weight, reason in _unsure(reading)
        if ("mention" if kind == "name" else kind, key_of(record)) not in looked
    ]
    return tuple(sorted(found, key=lambda doubt: (-doubt.weight, doubt.about))[:_MOST])


def _unsure(reading: Reading) -> Iterator[tuple[DoubtKind, Record, float, str]]:
    for event in reading.events:
        if event.confidence < _EVENT:
            heavy = 0.1 if event.type in ("ASSAULT", "SANCTION", "COERCE", "THREATEN") or event.killed else 0.0
            yield "event", event, min(1.0, 0.9 - event.confidence + heavy), "event-unsure"
    for statement in reading.statements:
        if statement.score < _STATEMENT:
            yield "statement", statement, 0.85 - statement.score, "statement-unsure"
        elif statement.speaker is None and not statement.anonymous:
            yield "statement", statement, 0.4, "no-speaker-found"
    known = {entity.id for entity in reading.entities if entity.known}
    for mention in reading.mentions:
        if mention.form == "name" and mention.score < _NAME and mention.entity not in known:
            yield "name", mention, 0.75 - mention.score, "name-unsure"
    for deadline in reading.deadlines:
        if deadline.due is None:
            yield "deadline", deadline, 0.8, "no-due-day"
        elif deadline.addressee is None or deadline.by is None:
            yield "deadline", deadline, 0.6, "no-party-of-deadline"
    for damage in reading.damage:
        yield "damage", damage, 0.3, "damage-found"


def _doubt(reading: Reading, kind: DoubtKind, record: Record, weight: float, reason: str) -> Doubt:
    span, article = first_span(record), reading.article.id
    return Doubt(
        id=content_id("doubt", kind, article, span.start, span.end, reason),
        kind=kind,
        about=f"{article}/{key_of(record)}",
        article=article,
        other=None,
        weight=round(weight, 3),
        reason=reason,
        words=span.quote[:_WORDS],
    )


def lost_doubts(article: str, log: Sequence[Correction], lost: Sequence[str]) -> tuple[Doubt, ...]:
    """Corrections whose item a new reading does not hold: a person must say what becomes of them."""
    found = []
    for correction in log:
        text = correction.before or correction.after
        if correction.id not in lost or text is None:
            continue
        span = first_span(decode(text, type=TYPES[correction.layer]))
        kind: DoubtKind = _KIND.get(correction.layer, "event")
        found.append(
            Doubt(
                id=content_id("doubt", "lost", correction.id),
                kind=kind,
                about=f"{article}/{span.start}-{span.end}",
                article=article,
                other=None,
                weight=1.0,
                reason="correction-lost",
                words=span.quote[:_WORDS],
            )
        )
    return tuple(found)


def merge_doubts(story: Story, facts: Sequence[Fact], links: Sequence[CopyLink]) -> Mapping[str, tuple[Doubt, ...]]:
    """What is unsure in a story's merges, by the article that it is asked of; every article of the story is a key."""
    found: dict[str, list[Doubt]] = {article: [] for article in story.articles}
    for doubt in (*_facts(facts), *_copies(links), *_stories(story)):
        if doubt.article in found and (doubt.other or "").partition("/")[0] in found:
            found[doubt.article].append(doubt)
    return {article: tuple(doubts) for article, doubts in found.items()}


def pair_of(doubt: Doubt) -> tuple[str, str] | None:
    """The two ids on which a decision about a doubt is one; None where it names one thing only."""
    if doubt.other is None:
        return None
    one = doubt.about if doubt.kind == "fact" else doubt.article
    return one, doubt.other if doubt.kind == "fact" else doubt.other.partition("/")[0]


def _facts(facts: Sequence[Fact]) -> Iterator[Doubt]:
    """Facts whose reports tell numbers, days or perpetrators that do not fit together: perhaps two happenings."""
    for fact in facts:
        first = fact.tellings[0]
        other = next((telling for telling in fact.tellings if telling.article != first.article), None)
        clashes = [conflict for conflict in fact.conflicts if not conflict.update]
        if other is None or not clashes:
            continue
        one, two = f"{first.article}/{first.event}", f"{other.article}/{other.event}"
        yield Doubt(
            id=content_id("doubt", "fact", *sorted((one, two))),
            kind="fact", about=two, article=other.article, other=one,
            weight=round(min(0.95, 0.6 + 0.05 * fact.reports), 3), reason="fact-with-conflict",
        )  # fmt: skip


def _copies(links: Sequence[CopyLink]) -> Iterator[Doubt]:
    for link in links:
        if link.share < _COPY and link.kind != "copy":
            yield Doubt(
                id=content_id("doubt", "copy", link.article, link.origin), kind="copy", about=link.article,
                article=link.article, other=link.origin, weight=round(0.6 - link.share / 2, 3), reason="copy-in-part",
            )  # fmt: skip


def _stories(story: Story) -> Iterator[Doubt]:
    """Reports that joined two stories to one."""
    for change in story.history:
        if change.what == "merged" and change.other and change.after in story.articles[1:]:
            yield Doubt(
                id=content_id("doubt", "story", change.after, story.articles[0]), kind="story", about=change.after,
                article=change.after, other=story.articles[0], weight=0.55, reason="stories-merged",
            )  # fmt: skip
