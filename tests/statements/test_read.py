"""Whole sentences, without an encoder: cue, speaker, content, chain."""

import numpy as np
import pytest

from musnad.lang.ar.forms import FormIndex
from musnad.records import EntityKind, Statement, TimeRange
from musnad.statements.cues import CueLexicon
from musnad.statements.read import read_statements
from musnad.text.segment import segment

from .build import entities, mentions, span

Name = tuple[str, EntityKind, str]
MINISTER: Name = ("سامر الحاج", "PER", "minister")
AGENCY: Name = ("وكالة المدار", "ORG", "agency")
PARTY: Name = ("حزب الوفاق", "ORG", "party")


class Read:
    def __init__(self, lexicon: CueLexicon, forms: FormIndex) -> None:
        self.lexicon, self.forms = lexicon, forms

    def __call__(self, text: str, *names: Name, **more: object) -> tuple[Statement, ...]:
        options = {"title": None, "times": (), "tagging": None, "outlet": None, **more}
        return read_statements(
            segment(text, title=options["title"]),  # type: ignore[arg-type]
            mentions=mentions(text, *names),
            entities=entities(*names),
            times=options["times"],  # type: ignore[arg-type]
            tagging=options["tagging"],  # type: ignore[arg-type]
            forms=self.forms,
            lexicon=self.lexicon,
            published="2024-05-08",
            outlet=options["outlet"],  # type: ignore[arg-type]
        )


@pytest.fixture
def read(lexicon: CueLexicon, forms: FormIndex) -> Read:
    return Read(lexicon, forms)


def contents(statement: Statement) -> list[str]:
    return [part.quote for part in statement.content]


def test_verb_subject_clause(read: Read) -> None:
    (found,) = read("قال وزير النقل سامر الحاج إن الجسر الجديد سيفتح أمام المارة في الخريف.", MINISTER)
    assert found.cue.quote == "قال"
    assert found.speaker == "minister"
    assert found.speaker_span is not None
    assert found.speaker_span.quote == "وزير النقل سامر الحاج"
    assert contents(found) == ["الجسر الجديد سيفتح أمام المارة في الخريف"]
    assert found.mode == "indirect"


def test_subject_before_its_verb(read: Read) -> None:
    (found,) = read("وكان سامر الحاج قد أكد أن الميزانية كافية لهذا العام.", MINISTER)
    assert found.speaker == "minister"
    assert contents(found) == ["الميزانية كافية لهذا العام"]


def test_quotation_before_an_inverted_verb(read: Read) -> None:
    (found,) = read("“لن نتراجع عن هذا القرار مهما حدث”، قال سامر الحاج.", MINISTER)
    assert contents(found) == ["لن نتراجع عن هذا القرار مهما حدث"]
    assert found.mode == "direct"
    assert found.speaker == "minister"


def test_participle_inherits_the_speaker_and_ends_the_content(read: Read) -> None:
    first, second = read("قال سامر الحاج إن الطريق آمنة، مضيفا أن الدوريات ستستمر أسبوعا آخر.", MINISTER)
    assert contents(first) == ["الطريق آمنة"]
    assert contents(second) == ["الدوريات ستستمر أسبوعا آخر"]
    assert second.speaker == "minister"
    assert second.speaker_span is None


def test_next_sentence_without_subject(read: Read) -> None:
    text = "قال سامر الحاج إن الطريق آمنة. وأضاف أن الجسر سيفتح قريبا."
    first, second = read(text, MINISTER)
    assert (first.speaker, second.speaker) == ("minister", "minister")
    assert second.speaker_reason == "last-speaker"


def test_source_formula_reports_the_clause_before_it(read: Read) -> None:
    (found,) = read("أغلقت المدارس أبوابها يومين بسبب الثلوج، بحسب وكالة المدار.", AGENCY)
    assert found.speaker == "agency"
    assert contents(found) == ["أغلقت المدارس أبوابها يومين بسبب الثلوج"]


def test_source_formula_at_the_head(read: Read) -> None:
    (found,) = read("وبحسب وكالة المدار فإن المدارس أغلقت أبوابها يومين.", AGENCY)
    assert contents(found) == ["المدارس أغلقت أبوابها يومين"]


def test_agency_that_relays_a_speaker_is_via(read: Read) -> None:
    found = read("نقلت وكالة المدار عن سامر الحاج قوله إن المحادثات ستستأنف الشهر المقبل.", AGENCY, MINISTER)
    (statement,) = [s for s in found if s.cue.quote == "قوله"]
    assert "agency" in statement.via
    assert contents(statement) == ["المحادثات ستستأنف الشهر المقبل"]


def test_closing_formula_is_no_second_statement(read: Read) -> None:
    (found,) = read("أكد سامر الحاج أن الأسعار لن ترتفع، على حد قوله.", MINISTER)
    assert contents(found) == ["الأسعار لن ترتفع"]


def test_headline_colon(read: Read) -> None:
    title = "سامر الحاج: لا زيادة في أسعار الوقود هذا العام"
    (found,) = read(f"{title}\nنص آخر هنا.", MINISTER, title=title)
    assert found.cue.quote == ":"
    assert contents(found) == ["لا زيادة في أسعار الوقود هذا العام"]


def test_medium_date_and_chain(read: Read) -> None:
    text = "قال سامر الحاج في مؤتمر صحفي يوم الثلاثاء إن المفاوضات انتهت بلا نتيجة."
    times = (TimeRange(span=span(text, "يوم الثلاثاء"), value="2024-05-07", kind="date"),)
    (found,) = read(text, MINISTER, times=times, outlet="Daily")
    assert found.medium == "press conference"
    assert found.date == "2024-05-07"
    assert found.chain is not None
    assert [link.role for link in found.chain.links] == ["outlet", "medium", "speaker"]


def test_denial(read: Read) -> None:
    (found,) = read("ونفى حزب الوفاق أن يكون قد تلقى أي أموال من الخارج.", PARTY)
    assert found.polarity == "denies"
    assert found.speaker == "party"


def test_unnamed_official_is_anonymous(read: Read) -> None:
    official: Name = ("مسؤول حكومي", "GROUP", "official")
    (found,) = read("قال مسؤول حكومي رفض الكشف عن هويته إن القافلة وصلت إلى الحدود.", official)
    assert found.anonymous
    assert contents(found) == ["القافلة وصلت إلى الحدود"]


def test_negated_verb_reports_nothing(read: Read) -> None:
    assert read("لم يقل سامر الحاج إن المعبر سيفتح.", MINISTER) == ()


def test_every_span_quotes_the_text(read: Read) -> None:
    text = 'وأضاف سامر الحاج: "سنعود غدا". وقال إن الأمر بسيط، مشيرا إلى أن اللجنة ستجتمع.'
    for statement in read(text, MINISTER):
        for part in (statement.cue, *statement.content):
            part.check(text)


class Blank:
    """An encoder that sees nothing."""

    def __init__(self, size: int) -> None:
        self.cue = np.zeros(size, dtype=np.float32)

    def report(self, cue: int) -> np.ndarray:
        return np.tile(np.array([1.0, 0.0, 0.0], dtype=np.float32), (len(self.cue), 1))


def test_reads_with_an_encoder_too(read: Read) -> None:
    text = "قال وزير النقل سامر الحاج إن الجسر الجديد سيفتح أمام المارة في الخريف."
    words = segment(text)
    assert isinstance(read(text, MINISTER, tagging=Blank(len(words.tokens))), tuple)


def test_empty_text(read: Read) -> None:
    assert read("") == ()
