from __future__ import annotations

import pytest

from musnad.records import Article
from musnad.stories.credits import find_credits
from musnad.stories.mastheads import CreditLexicon

BODY = "وصل الوفد الوزاري إلى العاصمة صباح اليوم حيث استقبله عدد من المسؤولين في المطار قبل بدء المحادثات."


@pytest.fixture(scope="module")
def lexicon() -> CreditLexicon:
    return CreditLexicon.load()


def credits(
    lexicon: CreditLexicon, text: str = BODY, *, byline: str | None = None, outlet: str | None = "موقع"
) -> list[tuple[str, str]]:
    article = Article(id="a", text=text, byline=byline, outlet=outlet)
    found = find_credits(article, lexicon)
    for credit in found:
        if credit.span is not None:
            credit.span.check(text)
    return [(credit.kind, credit.name) for credit in found]


@pytest.mark.parametrize(
    "byline, name",
    [
        ("نيويورك - رويترز", "reuters"),
        ("واس - الرياض", "spa"),
        ("القاهرة (أ ف ب)", "afp"),
        ("بيروت - أ. ف. ب.", "afp"),
        ("تورنتو - د. ب. أ", "dpa"),
        ("اليوم ـ د ب أ", "dpa"),
        ("واشنطن-ا ب", "ap"),
        ("عواصم - وكالات", "agencies"),
        ("اليوم - الوكالات", "agencies"),
        ("الوئام - يو بي اي:", "upi"),
        ("الدوحة - قنا:", "qna"),
        ("القاهرة - أ ش أ", "mena"),
        ("واس (جدة)", "spa"),
        ("لندن:رويترز", "reuters"),
        ("رُويترز", "reuters"),
    ],
)
def test_agencies_of_bylines(lexicon: CreditLexicon, byline: str, name: str) -> None:
    assert ("agency", name) in credits(lexicon, byline=byline)


def test_two_agencies_of_one_byline(lexicon: CreditLexicon) -> None:
    found = credits(lexicon, byline="بغداد، أربيل - رويترز، ا ف ب")
    assert found == [("agency", "reuters"), ("agency", "afp")]
    assert credits(lexicon, byline="رويترز وأ ف ب") == [("agency", "reuters"), ("agency", "afp")]


def test_the_newspaper_is_not_the_agency_of_like_name(lexicon: CreditLexicon) -> None:
    assert credits(lexicon, byline="لندن: «الشرق الأوسط»", outlet="aawsat") == [("own", "aawsat")]
    assert credits(lexicon, byline="القاهرة - وكالة أنباء الشرق الأوسط") == [("agency", "mena")]


@pytest.mark.parametrize(
    "byline", ["سامي واسع", "وفاء علي", "فارس المحيميد من الرياض", "قنا - محمد علي", "أ.د عبد الله"]
)
def test_parts_of_names_are_no_credit(lexicon: CreditLexicon, byline: str) -> None:
    assert not [kind for kind, _ in credits(lexicon, byline=byline) if kind == "agency"]


@pytest.mark.parametrize(
    "byline, outlet",
    [
        ("الرياض - نايف علي", "alriyadh"),
        ("الجزيرة - المحليات:", "aljazirah"),
        ("عكاظ (تبوك)", "عكاظ"),
        ("مراسلنا", "موقع"),
    ],
)
def test_own_reports(lexicon: CreditLexicon, byline: str, outlet: str) -> None:
    assert [kind for kind, _ in credits(lexicon, byline=byline, outlet=outlet)] == ["own"]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("القاهرة (رويترز) - " + BODY, ("agency", "reuters")),
        ("بيروت - أ ف ب: " + BODY, ("agency", "afp")),
        ("أنقرة/ الأناضول/ " + BODY, ("agency", "anadolu")),
        (BODY + "\nالمصدر: وكالات", ("agency", "agencies")),
        (BODY + "\n(د ب أ)", ("agency", "dpa")),
        (BODY + "\nرويترز", ("agency", "reuters")),
        ("أعلن المتحدث، نقلا عن صحيفة «نيويورك تايمز»، أن الاجتماع تأجل. " + BODY, ("paper", "nytimes")),
        ("ذكرت وكالة سبوتنيك أن الاجتماع تأجل. " + BODY, ("agency", "sputnik")),
        ('ذكرت صحيفة "نجم الشمال" أن الاجتماع تأجل. ' + BODY, ("paper", "نجم الشمال")),
    ],
)
def test_credits_of_the_text(lexicon: CreditLexicon, text: str, expected: tuple[str, str]) -> None:
    assert expected in credits(lexicon, text)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "قال أ ب وهو شاهد إن السيارة كانت مسرعة. " + BODY,
        "جلسنا معا في بنا قديم ومعنا وفا ومهر. " + BODY,
        BODY + " وذكرت صحيفة الغارديان شيئا آخر في عددها الأخير.",
        "",
    ],
)
def test_no_credit_outside_its_places(lexicon: CreditLexicon, text: str) -> None:
    assert credits(lexicon, text) == []


def test_a_title_before_the_text_is_passed_over(lexicon: CreditLexicon) -> None:
    text = "وصول الوفد\n\nالرياض - واس:\n" + BODY
    article = Article(id="a", text=text, title="وصول الوفد", outlet="sabq")
    (credit,) = find_credits(article, lexicon)
    assert (credit.name, credit.quote) == ("spa", "واس")
    assert credit.span is not None
    assert text[credit.span.start : credit.span.end] == "واس"


def test_the_outlet_beside_an_agency_is_no_reporter(lexicon: CreditLexicon) -> None:
    assert credits(lexicon, "سبق- جدة: " + BODY, byline="سبق- واس- جدة:", outlet="sabq") == [("agency", "spa")]
    office = credits(lexicon, byline="القاهرة - مكتب الجزيرة - رويترز", outlet="aljazirah")
    assert office == [("agency", "reuters"), ("own", "aljazirah")]


@pytest.mark.parametrize(
    "text",
    ["اتهمت المنظمة إسرائيل، اليوم، بخرق الهدنة. " + BODY, 'أعلنت لجنة سوق "عكاظ" موعد الافتتاح. ' + BODY],
)
def test_commas_and_quotes_of_a_sentence_part_no_credits(lexicon: CreditLexicon, text: str) -> None:
    assert credits(lexicon, text) == []


def test_the_agency_of_like_name_in_a_sentence(lexicon: CreditLexicon) -> None:
    assert credits(lexicon, "ذكرت وكالة أنباء الشرق الأوسط أن الاجتماع تأجل. " + BODY) == [("agency", "mena")]
