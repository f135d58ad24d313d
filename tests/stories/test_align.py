from __future__ import annotations

import random
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.records import Article, CopyLink
from musnad.records.article import Repost
from musnad.stories.align import compare, link_copies
from musnad.stories.credits import find_credits
from musnad.stories.formulas import SetPhrases
from musnad.stories.mastheads import CreditLexicon
from musnad.stories.overlap import common_words
from musnad.stories.sheets import Sheet, sheet_of
from musnad.stories.wording import words_of

LEXICON = CreditLexicon.load()
PHRASES = SetPhrases.load()

DISPATCH = (
    "أعلنت شرطة المدينة الساحلية أنها أوقفت فجر الثلاثاء ستة أشخاص يشتبه في أنهم سرقوا معدات من ورشة لصيانة القوارب. "
    "وقال المتحدث باسمها إن الموقوفين اعترفوا بنقل المحركات في شاحنة مستأجرة إلى مستودع قرب الميناء القديم. "
    "وأضاف أن المحققين عثروا على أربعين محركا وعلى دفاتر تسجل أسماء المشترين في ثلاث محافظات مجاورة. "
    "وكان أصحاب الورش قد شكوا في الشهر الماضي من تكرار السرقات ومن ضعف الإنارة في الشارع المؤدي إلى المرسى. "
    "ووعد رئيس البلدية بتركيب ثمانين عمود إنارة وبتخصيص دورية ليلية حتى نهاية الصيف."
)
OTHER = (
    "افتتح متحف الحرف اليدوية أبوابه أمام الزوار بعد ترميم دام سبعة أعوام وكلف اثني عشر مليون دينار. "
    "وتضم القاعات الجديدة أنوالا خشبية وجرارا ملونة ومخطوطات نادرة أهدتها عائلات المدينة العتيقة إلى الجمعية. "
    "وتوقعت مديرة المتحف أن يستقبل المبنى خمسين ألف زائر قبل نهاية العام وأن تنظم فيه دروس أسبوعية للأطفال."
)
SAME_EVENT = (
    "ألقي القبض على ستة رجال في المدينة الساحلية للاشتباه بسرقة محركات قوارب من إحدى الورش قرب المرسى. "
    "وبحسب مصدر أمني فقد خبأ المشتبه بهم المسروقات في مخزن مهجور واستعملوا سيارة نقل كبيرة. "
    "ويطالب مالكو الورش منذ أسابيع بتحسين الإضاءة وزيادة الحراسة ليلا."
)


def sheet(id_: str, text: str, *, number: int = 0, **fields: object) -> Sheet:
    article = Article(**{"id": id_, "text": text, "outlet": f"outlet {id_}", **fields})  # type: ignore[arg-type]
    return sheet_of(article, find_credits(article, LEXICON), LEXICON, PHRASES, number=number)


def link(first: str, second: str, **fields: object) -> CopyLink | None:
    return compare(sheet("b", second, number=1, **fields), sheet("a", first))


def sentences(text: str) -> list[str]:
    return [part.strip(" .") + "." for part in text.split(". ")]


def test_a_verbatim_copy() -> None:
    found = link(DISPATCH, DISPATCH)
    assert found is not None
    assert (found.article, found.origin, found.kind, found.share, found.origin_share) == ("b", "a", "copy", 1.0, 1.0)
    (passage,) = found.passages
    assert DISPATCH[passage.start : passage.end] == DISPATCH.rstrip(".")


def test_another_headline_and_credit_do_not_count() -> None:
    text = f"القبض على لصوص المحركات\n\nالميناء - رويترز:\n{DISPATCH}\nالمصدر: وكالات"
    found = compare(sheet("b", text, title="القبض على لصوص المحركات", number=1), sheet("a", DISPATCH))
    assert found is not None
    assert (found.kind, found.share, found.origin_share) == ("copy", 1.0, 1.0)
    assert text[found.passages[0].start :].startswith("أعلنت شرطة")


def test_spelling_and_digits_do_not_count() -> None:
    text = DISPATCH.replace("أ", "ا").replace("المدينة", "المدينه").replace("شرطة", "شُرطــة").replace("إلى", "الي")
    found = link(DISPATCH, text)
    assert found is not None
    assert found.share == found.origin_share == 1.0


@pytest.mark.parametrize("part", [slice(0, 2), slice(2, 5)])
def test_a_cut_comes_from_the_whole(part: slice) -> None:
    cut = " ".join(sentences(DISPATCH)[part])
    for first, second in [(DISPATCH, cut), (cut, DISPATCH)]:
        found = link(first, second)
        assert found is not None
        assert (found.kind, found.direction, found.share) == ("derived", "containment", 1.0)
        assert found.article == ("b" if second == cut else "a")
        assert found.origin_share < 0.7


def test_light_edits_and_another_order() -> None:
    edited = DISPATCH.replace("أوقفت", "اعتقلت").replace("مستودع", "مخزن").replace("المجاورة", "القريبة")
    edited = edited.replace("وأضاف", "وتابع").replace("عثروا", "وجدوا").replace("شكوا", "اشتكوا")
    parts = sentences(edited)
    found = link(DISPATCH, " ".join([parts[0], *reversed(parts[1:])]))
    assert found is not None
    assert found.share > 0.8


@pytest.mark.parametrize("second", [OTHER, SAME_EVENT, "", "صورة"])
def test_no_copies(second: str) -> None:
    assert link(DISPATCH, second) is None
    assert link(second, DISPATCH) is None


def test_a_quotation_in_two_reports_is_no_copy() -> None:
    quote = (
        "«لن نقبل بأي اتفاق لا يضمن عودة الصيادين إلى مياههم ولن نسمح بأن يدفع أهل الساحل ثمن خلاف لم يختاروه "
        "ولم يستشاروا فيه يوما واحدا وسنرفع الأمر إلى القضاء»"
    )
    one = f"{OTHER} وقال النائب في ختام الجلسة: {quote}."
    two = f"{SAME_EVENT} ونقل عن النائب قوله {quote} أمام جمع من الصيادين."
    assert link(one, two) is None


def telegram(name: str, state: str) -> tuple[str, str]:
    return f"القيادة تهنئ رئيس {state}", (
        f"بعث خادم الحرمين الشريفين الملك سلمان بن عبدالعزيز آل سعود برقية تهنئة لفخامة الرئيس {name} رئيس جمهورية "
        f"{state} بمناسبة ذكرى اليوم الوطني لبلاده. وأعرب الملك المفدى باسمه واسم شعب وحكومة المملكة العربية السعودية "
        f"عن أصدق التهاني وأطيب التمنيات بالصحة والسعادة لفخامته ولحكومة وشعب {state} الصديق اطراد التقدم والازدهار."
    )


def test_telegrams_to_two_heads_of_state_are_no_copies_and_one_telegram_in_two_papers_is() -> None:
    one_title, one = telegram("إبراهيم كوندي", "توغاندا")
    two_title, two = telegram("لويس فرنانديز باروخا", "كوستاليا")
    first, second = sheet("a", one, title=one_title), sheet("b", two, title=two_title, number=1)
    assert compare(second, first) is None
    again = sheet("c", one, title="برقية تهنئة إلى توغاندا", number=2)
    found = compare(again, first)
    assert found is not None
    assert found.kind == "copy"


def test_prayers_and_titles_make_no_copy() -> None:
    prayer = (
        "سائلا المولى عز وجل أن يتغمد الفقيد بواسع رحمته ومغفرته ويسكنه فسيح جناته ويلهم أهله وذويه الصبر والسلوان "
        "إنا لله وإنا إليه راجعون"
    )
    one = f"انتقل إلى رحمة الله تعالى التاجر سالم الغامق بعد مرض طويل ودفن في مقبرة الحي الشرقي، {prayer}."
    two = f"توفيت أمس المعلمة منيرة الرملي في حادث سير على طريق الجبل وصلي عليها عصرا في جامع القرية، {prayer}."
    assert link(one, two) is None


@pytest.mark.parametrize(
    "first, second, article, direction",
    [
        ({"outlet": "واس"}, {"byline": "واس - الرياض"}, "b", "credit"),
        ({"byline": "الرياض - واس"}, {"outlet": "was"}, "a", "credit"),
        ({"outlet": "عكاظ"}, {"repost": Repost(kind="forward", name="عكاظ")}, "b", "repost"),
        ({"published": "2020-05-04"}, {"published": "2020-05-03"}, "a", "time"),
        ({"published": "2020-05-04T10:00:00Z"}, {"published": "2020-05-04T09:00:00Z"}, "a", "time"),
        ({"published": "2020-05-04"}, {"published": "2020-05-04T09:00:00Z"}, "b", "unknown"),
        ({}, {}, "b", "unknown"),
    ],
)
def test_which_came_from_which(
    first: dict[str, object], second: dict[str, object], article: str, direction: str
) -> None:
    found = compare(sheet("b", DISPATCH, number=1, **second), sheet("a", DISPATCH, **first))
    assert found is not None
    assert (found.article, found.direction) == (article, direction)


def test_a_credit_that_both_give_is_told() -> None:
    found = compare(
        sheet("b", DISPATCH, byline="لندن - رويترز", number=1), sheet("a", DISPATCH, byline="رويترز - وكالات")
    )
    assert found is not None
    assert found.common == "reuters"


def test_a_report_merged_of_two_is_the_one_that_repeats() -> None:
    merged = sheet("m", f"{DISPATCH} {OTHER}", number=0)
    parts = [sheet("a", DISPATCH, number=1), sheet("b", OTHER, number=2)]
    links = link_copies(merged, [*parts, sheet("c", SAME_EVENT, number=3)])
    assert {(found.article, found.origin) for found in links} == {("m", "a"), ("m", "b")}
    text = f"{DISPATCH} {OTHER}"
    by_origin = {found.origin: found for found in links}
    assert text[by_origin["b"].passages[0].start :].startswith("افتتح متحف")
    (cut,) = link_copies(merged, parts[:1])
    assert cut.article == "a"


VOCABULARY = words_of(DISPATCH + OTHER).forms


@settings(max_examples=60, deadline=timedelta(seconds=2))
@given(st.integers(0, 10_000), st.integers(0, 40), st.integers(0, 4))
def test_passages_hold_equal_words_and_the_decision_is_symmetric(seed: int, edits: int, moved: int) -> None:
    chance = random.Random(seed)
    parts = sentences(DISPATCH)
    parts.append(parts.pop(moved))
    words = " ".join(parts).split()
    for _ in range(edits):
        words[chance.randrange(len(words))] = chance.choice(VOCABULARY)
    text = " ".join(words)
    one, two = sheet("a", DISPATCH), sheet("b", text, number=1)
    found, back = compare(two, one), compare(one, two)
    assert found == back
    if found is None:
        return
    texts = {"a": DISPATCH, "b": text}
    for p in found.passages:
        here, there = texts[found.article][p.start : p.end], texts[found.origin][p.origin_start : p.origin_end]
        assert words_of(here).forms == words_of(there).forms
    assert 0 < found.share <= 1
    assert 0 < found.origin_share <= 1
    assert [p.start for p in found.passages] == sorted(p.start for p in found.passages)


def test_two_runs_in_a_row_are_one_passage() -> None:
    parts = sentences(DISPATCH)
    reworded = parts[1].replace("في شاحنة مستأجرة إلى", "بواسطة شاحنة صغيرة نحو")
    found = common_words(sheet("a", DISPATCH), sheet("b", f"{OTHER} {parts[0]} {reworded}"))
    assert found.passage > found.longest
    assert found.passage >= found.free - 4


def test_a_copied_paragraph_in_a_long_report_is_derived() -> None:
    parts = sentences(DISPATCH)
    found = link(f"{DISPATCH} {SAME_EVENT}", f"{OTHER} {parts[0]} {parts[1]} {OTHER[::-1]}")
    assert found is not None
    assert found.kind == "derived"
