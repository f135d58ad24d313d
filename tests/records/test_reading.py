import msgspec
import pytest

from musnad.errors import SpanError
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

TEXT = "قالت الوكالة نقلا عن الوزير إن الجيش قصف المدينة أمس وقتل 3 وأمهل السكان يومين للرحيل"


def words(quote: str) -> Span:
    start = TEXT.index(quote)
    return Span.of(TEXT, start, start + len(quote))


def full() -> Reading:
    link = Link(role="agency", name="الوكالة", span=words("الوكالة"))
    statement = Statement(
        id="s1",
        cue=words("قالت"),
        content=(words("إن الجيش قصف المدينة أمس"),),
        mode="indirect",
        speaker="m",
        speaker_span=words("الوزير"),
        medium="بيان",
        medium_span=words("نقلا عن"),
        chain=Chain(links=(link, Link(role="unsourced"))),
    )
    event = Event(id="v1", trigger=words("قصف"), type="ASSAULT", killed=3, casualty_spans=(words("وقتل 3"),))
    deadline = Deadline(
        span=words("وأمهل السكان يومين"),
        addressee="m",
        demand=words("للرحيل"),
        evidence=words("يومين"),
        due="2025-08-08",
    )
    return Reading(
        article=Article(id="a", text=TEXT),
        entities=(Entity(id="m", kind="PER", name="الوزير"),),
        mentions=(Mention(span=words("الوزير"), kind="PER", form="title", entity="m"),),
        times=(TimeRange(span=words("أمس"), value="2025-08-05", kind="date"),),
        statements=(statement,),
        events=(event,),
        deadlines=(deadline,),
        damage=(Damage(span=words("المدينة"), kind="gender"),),
        producer=Producer(engine="musnad", model="none", lexicons="1"),
    )


def test_every_span_of_every_record_is_checked() -> None:
    reading = full()
    assert {s.quote for s in reading.spans()} >= {
        "قالت", "الوزير", "نقلا عن", "الوكالة", "قصف", "وقتل 3", "أمس", "وأمهل السكان يومين", "للرحيل",
        "يومين", "المدينة",
    }  # fmt: skip
    reading.check()


def test_a_span_of_another_text_is_refused() -> None:
    wrong = msgspec.structs.replace(full(), article=Article(id="a", text=TEXT.replace("قصف", "ضرب")))
    with pytest.raises(SpanError):
        wrong.check()


def test_a_reading_survives_json() -> None:
    reading = full()
    body = msgspec.json.encode(reading)
    assert msgspec.json.decode(body, type=Reading) == reading
    assert b'"for":"m"' in body


def test_a_reading_of_nothing_is_fine() -> None:
    reading = Reading(article=Article(id="a", text=""), producer=Producer(engine="m", model="none", lexicons="1"))
    reading.check()
    assert list(reading.spans()) == []
