"""One reading made by hand: a statement, two events, a name of each, a time, a deadline, a broken word."""

from __future__ import annotations

from musnad.records import (
    Article,
    Chain,
    Damage,
    Deadline,
    Entity,
    Event,
    Link,
    Mention,
    Producer,
    Reading,
    Statement,
    TimeRange,
)
from musnad.review.make import Signed
from musnad.spans import Span

TEXT = "قالت سلمى حداد إن الجيش قصف القرية أمس وأمهل سكانها يومين، ثم اعتقل رامي ورامى."
SIGNED = Signed(by="huda", at="2025-08-10T00:00:00Z")


def at(words: str, nth: int = 0) -> tuple[int, int]:
    """Bounds of words in the text."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def span(words: str) -> Span:
    """The span of words in the text."""
    return Span.of(TEXT, *at(words))


def reading() -> Reading:
    """The machine's reading."""
    names = {"e1": ("سلمى حداد", "PER"), "e2": ("الجيش", "ORG"), "e3": ("رامي", "PER")}
    return Reading(
        article=Article(id="article:0000000000000001", text=TEXT, published="2025-08-09"),
        entities=tuple(Entity(id=id, kind=kind, name=name) for id, (name, kind) in names.items()),  # type: ignore[arg-type]
        mentions=tuple(
            Mention(span=span(name), kind=kind, form="name", entity=id, score=0.5)  # type: ignore[arg-type]
            for id, (name, kind) in names.items()
        ),
        times=(TimeRange(span=span("أمس"), value="2025-08-08", kind="date", precision="day"),),
        statements=(
            Statement(
                id="s1",
                cue=span("قالت"),
                content=(span("الجيش قصف القرية"),),
                mode="indirect",
                speaker="e1",
                chain=Chain(links=(Link(role="outlet"), Link(role="speaker", name="سلمى حداد", entity="e1"))),
                score=0.4,
            ),
        ),
        events=(
            Event(id="v1", trigger=span("قصف"), type="ASSAULT", actors=("e2",), attributed_to=("s1",), confidence=0.4),
            Event(id="v2", trigger=span("اعتقل"), type="COERCE", recipients=("e3",), same_as="v1", confidence=0.9),
        ),
        deadlines=(Deadline(span=span("أمهل سكانها يومين"), by="e2"),),
        damage=(Damage(span=span("ورامى"), kind="inconsistent_name"),),
        producer=Producer(engine="1", model="-", lexicons="-"),
    )
