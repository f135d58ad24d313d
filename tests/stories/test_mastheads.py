from __future__ import annotations

import pytest

from musnad.stories.mastheads import CreditLexicon, plain_name


@pytest.fixture(scope="module")
def lexicon() -> CreditLexicon:
    return CreditLexicon.load()


@pytest.mark.parametrize("spelling", ["أ ف ب", "أ.ف.ب", "ا. ف. ب.", "(أ ف ب)", "AFP", "أ ف ب:"])
def test_spellings_of_initials_are_one(lexicon: CreditLexicon, spelling: str) -> None:
    entry = lexicon.find(spelling)
    assert entry is not None
    assert (entry.key, entry.country) == ("afp", "FRA")


def test_guarded_names_need_a_guard(lexicon: CreditLexicon) -> None:
    assert lexicon.find("فارس") is None
    entry = lexicon.find("فارس", guarded=True)
    assert entry is not None
    assert entry.key == "fars"
    assert lexicon.find("وكالة فارس") == entry


@pytest.mark.parametrize(
    "outlet, key",
    [
        ("الشرق الأوسط", "aawsat"),
        ("aawsat.com", "aawsat"),
        ("was", "spa"),
        ("www.reuters.com", "www.reuters.com"),
        ("موقع مجهول", "موقع مجهول"),
        ("", None),
        (None, None),
    ],
)
def test_houses(lexicon: CreditLexicon, outlet: str | None, key: str | None) -> None:
    assert lexicon.house(outlet) == key


def test_the_longest_name_wins(lexicon: CreditLexicon) -> None:
    text = "صحيفة الوطن المصرية أن"
    found = lexicon.longest(text, 0, 6, guarded=True)
    assert found is not None
    assert (text[: found[0]], found[1].key) == ("صحيفة الوطن المصرية", "elwatannews")


def test_lines_after_a_report(lexicon: CreditLexicon) -> None:
    assert lexicon.ends_report("// انتهى //")
    assert not lexicon.ends_report("وانتهت الجلسة دون اتفاق")


def test_plain_names() -> None:
    assert plain_name("«أ. ف. ب.»") == "ا ف ب"
    assert plain_name("ريا-نوفوستي") == "ريا نوفوستي"
    assert plain_name(" ،. ") == ""
