from __future__ import annotations

import random

import pytest

from musnad.records import Article
from musnad.stories.copies import CopyIndex
from musnad.stories.mastheads import CreditLexicon
from musnad.stories.prints import Print, print_of


@pytest.fixture(scope="module")
def lexicon() -> CreditLexicon:
    return CreditLexicon.load()


def story(seed: int, words: int = 200) -> str:
    chance = random.Random(seed)
    return " ".join("".join(chance.choices("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", k=5)) for _ in range(words))


def entry(lexicon: CreditLexicon, id_: str, text: str, day: str | None = "2020-05-04") -> Print:
    return print_of(Article(id=id_, text=text, published=day), (), lexicon)


def test_a_copy_a_cut_and_a_merged_text_are_found(lexicon: CreditLexicon) -> None:
    index = CopyIndex()
    for i in range(600):
        index.add(entry(lexicon, f"a{i}", story(i, 400)))
    assert index.candidates(entry(lexicon, "copy", story(7, 400)))[:1] == ("a7",)
    cut = " ".join(story(9, 400).split()[:120])
    assert index.candidates(entry(lexicon, "cut", cut)) == ("a9",)
    merged = story(5, 400) + " " + story(450, 400)
    assert set(index.candidates(entry(lexicon, "merged", merged))) == {"a5", "a450"}
    assert index.candidates(entry(lexicon, "new", story(10_000, 400))) == ()


def test_light_edits_are_found(lexicon: CreditLexicon) -> None:
    words = story(1).split()
    edited = [word if i % 9 else f"بديل{i}" for i, word in enumerate(words)]
    index = CopyIndex()
    index.add(entry(lexicon, "a", " ".join(words)))
    assert index.candidates(entry(lexicon, "b", " ".join(edited))) == ("a",)


def test_the_window_counts_days_and_unknown_days_are_in_it(lexicon: CreditLexicon) -> None:
    index = CopyIndex(window=14)
    for id_, day in [("near", "2020-05-01"), ("far", "2020-04-01"), ("unknown", None)]:
        index.add(entry(lexicon, id_, story(1), day))
    assert set(index.candidates(entry(lexicon, "new", story(1)))) == {"near", "unknown"}
    assert set(index.candidates(entry(lexicon, "new", story(1), None))) == {"near", "far", "unknown"}


def test_adding_twice_changes_nothing_and_nothing_is_its_own_candidate(lexicon: CreditLexicon) -> None:
    index = CopyIndex()
    one = entry(lexicon, "a", story(1))
    index.add(one)
    index.add(one)
    assert len(index) == 1
    assert index.candidates(one) == ()


def test_short_texts_have_no_candidates(lexicon: CreditLexicon) -> None:
    index = CopyIndex()
    index.add(entry(lexicon, "a", "صورة من الحفل"))
    assert index.candidates(entry(lexicon, "b", "صورة من الحفل")) == ()


def test_many_copies_still_find_one_another(lexicon: CreditLexicon) -> None:
    index = CopyIndex(most=5)
    for i in range(300):
        index.add(entry(lexicon, f"a{i}", story(1)))
    found = index.candidates(entry(lexicon, "new", story(1)))
    assert len(found) == 5


def test_reports_far_back_are_found_no_more(lexicon: CreditLexicon) -> None:
    index = CopyIndex(reports=2)
    for name, number in (("old", 1), ("b", 2), ("c", 3), ("d", 4)):
        index.add(entry(lexicon, name, story(number)))
    probe = entry(lexicon, "probe", story(1))
    assert index.candidates(probe) == ("old",)
    index.add(entry(lexicon, "e", story(5)))
    assert index.candidates(probe) == ()
    assert index.candidates(entry(lexicon, "probe", story(4))) == ("d",)
    assert index.nbytes > 0
