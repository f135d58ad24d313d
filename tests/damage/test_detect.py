from __future__ import annotations

from itertools import pairwise

import pytest

from musnad.damage.detect import DamageLexicon, find_damage
from musnad.damage.lexicon import first_names
from musnad.damage.phrases import PhraseTable
from musnad.errors import DataError
from musnad.lang.ar.forms import FormIndex
from musnad.records import Damage, Entity, Mention
from musnad.spans import Span
from musnad.text.segment import segment

SENSES = "pattern\tnear\tfar\twithin\tintended\tsure\tenglish\tsource\tlicence\n"
FORMS = FormIndex(["form\tlemma\tpos\tfeatures", "عقدت\tعَقَدَ\tverb\tPST;ACT;3FS", "تبادلا\tتَبَادَلَ\tverb\tPST;ACT;3MD",
                   "بحثت\tبَحَثَ\tverb\tPST;ACT;3FS"])  # fmt: skip


@pytest.fixture(scope="module")
def lexicon() -> DamageLexicon:
    return DamageLexicon.load()


def find(text: str, lexicon: DamageLexicon, *people: tuple[str, str]) -> tuple[Damage, ...]:
    """Damages of `text`; each of `people` is (words of the text, entity id), every occurrence a mention."""
    mentions: list[Mention] = []
    spellings: dict[str, list[str]] = {}
    for name, entity in people:
        at = text.find(name)
        while at >= 0:
            if not any(m.span.start <= at < m.span.end for m in mentions):
                span = Span.of(text, at, at + len(name))
                mentions.append(Mention(span=span, kind="PER", form="name", entity=entity))
            at = text.find(name, at + 1)
        spellings.setdefault(entity, []).append(name)
    entities = [Entity(id=i, kind="PER", name=n[0], spellings=tuple(n), known=True) for i, n in spellings.items()]
    return find_damage(segment(text), mentions=mentions, entities=entities, lexicon=lexicon, forms=FORMS)


def kinds(found: tuple[Damage, ...]) -> list[tuple[str, str]]:
    return [(d.kind, d.span.quote) for d in found]


def test_good_prose_has_no_damage(lexicon: DamageLexicon) -> None:
    text = (
        "أعلنت النقابة أن هذا الإضراب سيستمر أسبوعا، وقال أنطون ملنيك إن المحادثات سارت شيئا فشيئا نحو الحل.\n"
        "وأفادت وكالة رويترز بأن الغاز الطبيعي المسال (LNG) سيصل على X وتلغرام أكثر وأكثر."
    )
    assert find(text, lexicon, ("أنطون ملنيك", "a")) == ()


def test_a_strike_that_became_a_labour_dispute(lexicon: DamageLexicon) -> None:
    found = find("أطلقت القوات صواريخ على المدينة، ولا معنى لهذا القتل ولا هذا الإضراب.", lexicon)
    assert kinds(found) == [("wrong_sense", "هذا الإضراب")]
    assert found[0].intended == "الضربة"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("كتب على منصة الحقيقة الاجتماعية أنه راض.", "منصة الحقيقة الاجتماعية"),
        ("وهذا هو لماذا رفض الوزير.", "وهذا هو لماذا"),
        ("قلوبنا تخرج إلى الضحايا.", "قلوبنا تخرج إلى"),
    ],
)
def test_literal_phrases(lexicon: DamageLexicon, text: str, quote: str) -> None:
    assert kinds(find(text, lexicon)) == [("literal", quote)]


def test_a_feminine_verb_before_a_man(lexicon: DamageLexicon) -> None:
    found = find("زار أنطون ملنيك المصنع. وقالت ملنيك إنه راض.", lexicon, ("أنطون ملنيك", "a"), ("ملنيك", "a"))
    assert kinds(found) == [("gender", "وقالت")]
    assert found[0].intended == "وقال"


def test_a_wife_may_share_the_family_name(lexicon: DamageLexicon) -> None:
    people = (("أنطون ملنيك", "a"), ("أولغا ملنيك", "b"), ("ملنيك", "a"))
    assert find("زار أنطون ملنيك المصنع مع أولغا ملنيك. وقالت ملنيك إنها راضية.", lexicon, *people) == ()


def test_a_masculine_verb_before_a_woman(lexicon: DamageLexicon) -> None:
    assert kinds(find("وأضاف أولغا ملنيك أنها راضية.", lexicon, ("أولغا ملنيك", "b"))) == [("gender", "وأضاف")]


def test_the_second_verb_of_two_subjects(lexicon: DamageLexicon) -> None:
    assert kinds(find("قال إن الجانبين تبادلا رسائل حول الحدود وبحثت مسألة المياه.", lexicon)) == [("gender", "وبحثت")]


def test_latin_name_of_a_person(lexicon: DamageLexicon) -> None:
    text = "وصل أنطون ملنيك إلى العاصمة. والتقى Melnyk بالوزير."
    found = find(text, lexicon, ("أنطون ملنيك", "a"), ("Melnyk", "a"))
    assert kinds(found) == [("untranslated_name", "Melnyk")]
    assert found[0].intended == "ملنيك"


def test_customary_latin_is_left_alone(lexicon: DamageLexicon) -> None:
    assert find("كتب على X وفي Telegram عن طائرة F-16 ومسافة 3 km ثم https://example.org/Melnyk", lexicon) == ()


def test_a_country_without_its_last_letter(lexicon: DamageLexicon) -> None:
    found = find("جرت المحادثات في تركي يوم الأحد.", lexicon)
    assert [(d.kind, d.span.quote, d.intended) for d in found] == [("misspelt_name", "تركي", "تركيا")]


def test_plural_title_before_one_name(lexicon: DamageLexicon) -> None:
    assert kinds(find("لقاء المبعوثين ملنيك مع الوزير", lexicon, ("ملنيك", "a"))) == [("number", "المبعوثين")]
    assert find("لقاء المبعوثين ملنيك وبيتر مع الوزير", lexicon, ("ملنيك", "a")) == ()


def test_said_twice(lexicon: DamageLexicon) -> None:
    found = find("هذا تهديد غير مألوف وغير مألوف للأمن، قال ثم سكت.", lexicon)
    assert kinds(found) == [("repeated", "وغير مألوف")]
    assert kinds(find("نقلت وكالة أنباء وكالة الصين الخبر.", lexicon)) == [("repeated", "وكالة أنباء وكالة")]
    assert find("سارت الأمور شيئا فشيئا، وبي بي سي تتابع مرات ومرات.", lexicon) == ()


def test_torn_hashtags(lexicon: DamageLexicon) -> None:
    found = find("تابعونا #السودان #وقف الحرب #الخرطوم", lexicon)
    assert [(d.span.quote, d.intended) for d in found] == [("وقف الحرب", "وقف_الحرب")]


def test_translated_address(lexicon: DamageLexicon) -> None:
    found = find("التفاصيل: https://example.org/news/story-talks- محادثات-سلام-جديدة-12345678", lexicon)
    assert [d.kind for d in found] == ["literal"]


def test_a_comma_after_a_full_stop(lexicon: DamageLexicon) -> None:
    assert [d.kind for d in find("وصل الوفد أمس. , ثم غادر.", lexicon)] == ["punctuation"]


def test_weak_signs_need_company(lexicon: DamageLexicon) -> None:
    weak = "أصدر الوزير إعلان كبير عن الميزانية."
    assert find(weak, lexicon) == ()
    assert ("wrong_sense", "إعلان كبير") in kinds(find(weak + " وهذا هو لماذا غادر. كتب على كتاب الوجه.", lexicon))


def test_spans_quote_the_text_and_do_not_overlap(lexicon: DamageLexicon) -> None:
    text = "كتب على الحقيقة الاجتماعية في منشور، في عنوانه الليلي، عن هذا تهديد غير عادي وغير عادي."
    found = find(text, lexicon)
    for damage in found:
        damage.span.check(text)
        assert damage.reason
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_empty_text(lexicon: DamageLexicon) -> None:
    assert find("", lexicon) == ()


def test_tables_are_large_and_sourced(lexicon: DamageLexicon) -> None:
    assert len(lexicon.senses) >= 120
    assert len(lexicon.literal) >= 120
    assert lexicon.first_names["انطون"] == "m"


@pytest.mark.parametrize("row", ["كلمة\t\t\tx\tمعنى\t0.5\tword\tmusnad\tApache-2.0", "كلمة\t\t", "\t\t\t\t\t0.5\t\t\t"])
def test_broken_tables(row: str) -> None:
    with pytest.raises(DataError):
        PhraseTable.parse(SENSES + row, "t.tsv")


def test_broken_gender() -> None:
    with pytest.raises(DataError):
        first_names("name\tgender\tsource\tlicence\nأنطون\tx\tmusnad\tApache-2.0\n")
