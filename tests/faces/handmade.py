"""A reading built by hand: every kind of record, and a text that tries to break a page."""

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
from musnad.spans import Span

TITLE = "تونس تمهل ليبيا يومين"
TEXT = (
    f"{TITLE}\n"
    "قال الوزير سامي إن تونس أدانت هذا الإضراب أمس، وأمهلت ليبيا يومين لسحب القوات.\n\n"
    "وقتل ثلاثة جنود <b>قرب</b> الحدود & عند \u202eالمعبر\u202c."
)


def span(words: str, text: str = TEXT, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span.of(text, start, start + len(words))


def build() -> Reading:
    body = len(TITLE)
    sami, tunis, libya = span("سامي"), span("تونس", after=body), span("ليبيا", after=body)
    reading = Reading(
        article=Article(id="x", text=TEXT, title=TITLE, outlet="إذاعة المثال", published="2025-08-06"),
        entities=(
            Entity(id="sami", kind="PER", name="سامي", name_en="Sami", country="TUN"),
            Entity(id="tunis", kind="GPE", name="تونس", name_en="Tunisia", country="TUN"),
            Entity(id="libya", kind="GPE", name="ليبيا"),
            Entity(id="soldiers", kind="GROUP", name="ثلاثة جنود"),
        ),
        mentions=(
            Mention(span=sami, kind="PER", form="name", entity="sami"),
            Mention(span=tunis, kind="GPE", form="name", entity="tunis"),
            Mention(span=libya, kind="GPE", form="name", entity="libya"),
            Mention(span=span("ثلاثة جنود"), kind="GROUP", form="nominal", entity="soldiers"),
        ),
        times=(TimeRange(span=span("أمس"), value="2025-08-05", kind="date"),),
        statements=(
            Statement(
                id="s1", cue=span("قال"), content=(span("تونس أدانت هذا الإضراب أمس"),), mode="indirect",
                speaker="sami", speaker_span=span("الوزير سامي"),
                chain=Chain(links=(Link(role="outlet", name="إذاعة المثال"), Link(role="speaker", entity="sami"))),
            ),
            Statement(id="s2", cue=span("أدانت"), content=(span("هذا الإضراب"),), mode="direct", polarity="denies"),
        ),
        events=(
            Event(id="v1", trigger=span("أدانت"), type="ACCUSE", mode="disapprove", actors=("tunis",),
                  recipients=("libya",), attributed_to=("s1",), status="denied"),
            Event(id="v2", trigger=span("وقتل"), type="ASSAULT", recipients=("soldiers",), killed=3, date="2025-08-05"),
        ),
        deadlines=(
            Deadline(span=span("وأمهلت ليبيا يومين"), by="tunis", addressee="libya", due="2025-08-08", state="open",
                     demand=span("لسحب القوات"), consequence="SANCTION"),
        ),
        damage=(Damage(span=span("هذا الإضراب"), kind="wrong_sense", intended="هذه الضربة", reason="strike"),),
        producer=Producer(engine="musnad test", model="none", lexicons="test"),
    )  # fmt: skip
    reading.check()
    return reading
