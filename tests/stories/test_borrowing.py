"""What counts as taken over: how much is shared, how soon, between whom."""

from __future__ import annotations

import random

import pytest
from msgspec.structs import replace

from musnad.records import Article
from musnad.stories.align import compare
from musnad.stories.borrowing import Apart, apart, worked_from_one
from musnad.stories.formulas import SetPhrases
from musnad.stories.mastheads import CreditLexicon
from musnad.stories.overlap import Common
from musnad.stories.sheets import Sheet, sheet_of

LEXICON = CreditLexicon.load()
PHRASES = SetPhrases.load()
SENTENCE = (
    "انهار سقف مخزن الحبوب في الحي القديم بعدما جرفت السيول أعمدته الخشبية فجر الاثنين "
    "وطمرت الأوحال أربع شاحنات متوقفة أمامه"
)
WORDS = tuple(
    "بستان قنطرة مرصد فخار نورس مشمش سنبلة محراث نافورة طاحونة زورق ياسمين صنوبر غدير مئذنة خابية منجل قافلة رحى سراج "
    "دلو محبرة نول جرة خزانة مغزل سوسن زعتر كرمة برقوق حصاة نجار حداد فلاح بحار خباز رسام نحال دباغ صباغ".split()
)


def common(**fields: int) -> Common:
    nothing = {"shared": 0, "free": 0, "long": 0, "quoted": 0, "longest": 0, "surest": 0, "passage": 0}
    return Common(tiles=(), **(nothing | fields))


PASSAGE = common(shared=20, free=20, long=20, longest=14, surest=14, passage=20)
SOON = Apart(days=1, outlets=True)


def test_a_passage_soon_after_in_another_outlet_is_taken_over() -> None:
    assert worked_from_one(PASSAGE, 0.05, SOON, formal=False)


@pytest.mark.parametrize(
    "away",
    [
        Apart(days=2, outlets=True),
        Apart(days=0, outlets=False),
        Apart(days=0, outlets=None),
        Apart(days=None, outlets=True),
    ],
    ids=["later", "one outlet", "outlet not known", "no date"],
)
def test_elsewhere_it_is_background(away: Apart) -> None:
    assert not worked_from_one(PASSAGE, 0.05, away, formal=False)


def test_many_shorter_runs_are_enough_for_two_days() -> None:
    reworded = common(shared=44, free=44, long=30, longest=9, surest=9, passage=20)
    assert worked_from_one(reworded, 0.2, Apart(days=2, outlets=True), formal=False)
    assert not worked_from_one(reworded, 0.2, Apart(days=3, outlets=True), formal=False)


def test_a_speech_in_the_same_words_was_taken_down_once() -> None:
    speech = common(shared=30, free=30, long=4, quoted=26, longest=18, surest=4, passage=30)
    assert worked_from_one(speech, 0.2, SOON, formal=False)
    assert not worked_from_one(replace(speech, quoted=12, longest=9), 0.2, SOON, formal=False)


def test_days_later_only_an_unbroken_paragraph_tells() -> None:
    part = common(shared=50, free=50, long=40, longest=16, surest=16, passage=30)
    assert worked_from_one(part, 0.35, SOON, formal=False)
    assert not worked_from_one(part, 0.35, Apart(days=5, outlets=True), formal=False)
    assert worked_from_one(replace(part, longest=24, surest=24), 0.35, Apart(days=5, outlets=True), formal=False)


def test_one_outlet_repeats_its_background() -> None:
    part = common(shared=50, free=50, long=40, longest=15, surest=15, passage=20)
    assert not worked_from_one(part, 0.35, Apart(days=1, outlets=False), formal=False)
    assert worked_from_one(part, 0.35, Apart(days=1, outlets=None), formal=False)


def test_what_is_told_in_one_form_needs_most_of_the_text_whenever_it_came() -> None:
    assert not worked_from_one(PASSAGE, 0.6, SOON, formal=True)
    assert worked_from_one(PASSAGE, 0.8, SOON, formal=True)


def laid_out(id_: str, text: str, *, outlet: str | None, day: str | None) -> Sheet:
    article = Article(id=id_, text=text, outlet=outlet, published=day)
    return sheet_of(article, (), LEXICON, PHRASES, number=0)


def padded(seed: int) -> str:
    words = random.Random(seed).choices(WORDS, k=240)
    return " ".join(words[:120]) + "\n" + SENTENCE + "\n" + " ".join(words[120:])


def test_apart_is_measured_in_either_order_and_never_guessed() -> None:
    one = laid_out("a", SENTENCE, outlet="جريدة النهر", day="2024-05-31")
    two = laid_out("b", SENTENCE, outlet="صوت الجبل", day="2024-06-01")
    assert apart(one, two) == apart(two, one) == Apart(days=1, outlets=True)
    assert apart(one, laid_out("c", SENTENCE, outlet=None, day=None)) == Apart(days=None, outlets=None)


def test_one_sentence_in_two_long_reports() -> None:
    one = laid_out("a", padded(1), outlet="جريدة النهر", day="2024-05-31")
    next_day = laid_out("b", padded(2), outlet="صوت الجبل", day="2024-06-01")
    next_week = laid_out("b", padded(2), outlet="صوت الجبل", day="2024-06-07")
    found = compare(next_day, one)
    assert found is not None
    assert (found.kind, found.origin) == ("derived", "a")
    assert compare(next_week, one) is None
