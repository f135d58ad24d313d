"""The whole way of a document, by lexicons and grammar alone: no encoder."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from musnad.pipeline import Pack, producer, read, tag
from musnad.records import NAMED_KINDS, Article, Reading
from musnad.standoff import decode, encode, to_standoff
from musnad.text.segment import segment

REPORT = """روسيا تمهل أوكرانيا أسبوعا
قال الرئيس الروسي فلاديمير بوتين يوم الثلاثاء إن بلاده أمهلت أوكرانيا أسبوعا للرد على المقترح، وإلا ستفرض عقوبات جديدة.

وأعلن الجيش الأوكراني مقتل خمسة جنود وإصابة 12 في قصف روسي على مدينة خاركيف أمس.

ونفى المتحدث باسم الكرملين دميتري بيسكوف أن تكون روسيا قصفت المدينة، وقال: «لم نقصف أحدا»."""

CLAUSES = (
    "قال الرئيس الأمريكي دونالد ترامب إن",
    "وأكد المتحدث باسم وزارة الخارجية أن بلاده ستفرض عقوبات على إيران",
    "قُتِل خمسة جنود وأصيب ١٢ آخرون",
    "شنّت إسرائيل غارات على غزة فجر الجمعة",
    "أمهلت واشنطن طهران 48 ساعة للرد",
    "وفقا لما نقلته وكالة رويترز عن مسؤول طلب عدم ذكر اسمه",
    "«لن نتراجع»",
    '"نحن مستعدون للحوار',
    "“المهلة تنتهي غدا”",
    "التقى بوتين نظيره التركي رجب طيب أردوغان في موسكو",
    "في 7 نوفمبر/تشرين الثاني 2016",
    "بين الساعة 10:30 و11:45",
    "وقال Witkoff في Truth Social: تم إحراز تقدم",
    "مـقـتـل شخصين بهجوم",
    "لل",
    "و",
    "طالب مجلس الأمن الدولي الحوثيين بالانسحاب من صنعاء خلال ٣٠ يوما وإلا",
    "ونفت حركة حماس ذلك",
    "يوم الأربعاء 15 رمضان 1437",
    "هـ",
    "ﻗﺎﻝ ﺍﻟﻮﺯﻳﺮ",
    "بنسبة 25% على 1.5 مليون",
    "اقرأ أيضا",
)
GLUE = (
    " ", "، ", ". ", "\n", "\n\n", ": ", " (", ") ", " - ", "؟ ", "!", "...", " «", "» ", '"', "'", "\t", "\u00a0",
    "\u200f", "\u202b", "\u202c", "\u200c", "\ufeff", "\u2067", "\u2069", "\u064e", "\u0651", "\u0640", "e\u0301",
    "و", "ب", "ل", "ف", "ال", "٪", "٫", "3", "٣", "-", "/", "#", "@", "http://x.y/z?q=1", "😀", "\u0000", "\r\n",
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(CLAUSES), st.sampled_from(GLUE)), min_size=1, max_size=24).map("".join)
DATES = st.sampled_from((None, "2025-08-06", "06/08/2025", "2025-08-06T10:00:00Z", "2025", "أمس", ""))
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def pack() -> Pack:
    return Pack.load()


def reading_of(text: str, pack: Pack, published: str | None = "2025-08-06", title: str | None = None) -> Reading:
    return read(Article(id="x", text=text, title=title, published=published), pack=pack, model=None)


def consistent(reading: Reading) -> None:
    """Every span quotes the text and every id that is used is one of the reading's own."""
    reading.check()
    entities = {entity.id for entity in reading.entities}
    statements = {statement.id for statement in reading.statements}
    events = [event.id for event in reading.events]
    assert len(entities) == len(reading.entities)
    assert len(set(events)) == len(events)
    assert len(statements) == len(reading.statements)
    used = {mention.entity for mention in reading.mentions} | {place.entity for place in reading.places}
    for event in reading.events:
        used |= {*event.actors, *event.recipients, *([event.place] if event.place else [])}
        assert not set(event.actors) & set(event.recipients)
        assert set(event.attributed_to) <= statements
        assert event.same_as is None or events.index(event.same_as) < events.index(event.id)
        assert 0 <= event.confidence <= 1
    for deadline in reading.deadlines:
        used |= {party for party in (deadline.by, deadline.addressee) if party}
    used |= {s.speaker for s in reading.statements if s.speaker}
    assert used <= entities


def test_a_report_is_read(pack: Pack) -> None:
    reading = reading_of(REPORT, pack, title=REPORT.partition("\n")[0])
    consistent(reading)
    names = {entity.id for entity in reading.entities if entity.kind in NAMED_KINDS}
    assert {"gpe:rus", "gpe:ukr", "per:vladimir-putin"} <= names
    assert any(s.speaker == "per:vladimir-putin" for s in reading.statements)
    assert any(e.type == "ASSAULT" for e in reading.events)
    assert any((e.killed, e.injured) == (5, 12) for e in reading.events)
    assert {"2025-08-05"} <= {t.value for t in reading.times}
    assert any(d.addressee == "gpe:ukr" and d.due for d in reading.deadlines)
    assert reading.producer == producer(None)
    assert reading.producer.model == "none"


def test_reading_twice_gives_the_same(pack: Pack) -> None:
    assert reading_of(REPORT, pack) == reading_of(REPORT, pack)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "\u200f",
        "\ufeff\n",
        ".",
        "؟!",
        "«",
        '"',
        "قال",
        "و",
        "3",
        "٪",
        "a",
        "😀",
        "\u064e",
        "قال:",
        ":",
        "()",
        "\n\n\n",
    ],
)
def test_almost_nothing_can_be_read(pack: Pack, text: str) -> None:
    for published in (None, "2025-08-06", "x"):
        consistent(reading_of(text, pack, published))
        consistent(reading_of(text, pack, published, title=text))


def test_no_words_need_no_encoder() -> None:
    assert tag(segment(""), None) is None
    assert tag(segment("قال"), None) is None


@QUICK
@given(text=TEXTS, published=DATES)
def test_every_span_quotes_the_text(pack: Pack, text: str, published: str | None) -> None:
    consistent(reading_of(text, pack, published))


@QUICK
@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_any_characters_can_be_read(pack: Pack, text: str) -> None:
    consistent(reading_of(text, pack))


@settings(QUICK, max_examples=25)
@given(text=TEXTS)
def test_a_reading_survives_json(pack: Pack, text: str) -> None:
    reading = reading_of(text, pack)
    assert msgspec.json.decode(msgspec.json.encode(reading), type=Reading) == reading
    flat = to_standoff(reading)
    assert decode(encode(flat)) == flat


def test_a_long_text_is_read_whole(pack: Pack) -> None:
    reading = reading_of((REPORT + "\n\n") * (4_000 // len(REPORT.split())), pack)
    consistent(reading)
    assert reading.events[-1].trigger.start > len(reading.article.text) * 0.9
