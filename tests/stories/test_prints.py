from __future__ import annotations

import subprocess
import sys

import msgspec
import numpy as np
import pytest

from musnad.records import Article
from musnad.stories.credits import find_credits
from musnad.stories.mastheads import CreditLexicon
from musnad.stories.prints import Print, body_bounds, print_of, shingles

TEXT = "افتتح الوزير أمس معرض الكتاب السنوي في قاعة المدينة الكبرى بحضور مئات الناشرين والكتاب من عشرين دولة"


@pytest.fixture(scope="module")
def lexicon() -> CreditLexicon:
    return CreditLexicon.load()


def made(lexicon: CreditLexicon, text: str, title: str | None = None, published: str | None = "2020-05-04") -> Print:
    article = Article(id="a", text=text, title=title, outlet="موقع", published=published)
    return print_of(article, find_credits(article, lexicon), lexicon)


def test_a_print_is_small_and_comes_back_as_it_was(lexicon: CreditLexicon) -> None:
    long = " ".join(f"كلمة{i}" for i in range(900))
    entry = made(lexicon, long)
    packed = msgspec.msgpack.encode(entry)
    assert len(packed) < 900
    assert msgspec.msgpack.decode(packed, type=Print) == entry
    assert (entry.words, entry.day) == (900, 737549)


def test_title_credit_and_what_follows_are_left_out(lexicon: CreditLexicon) -> None:
    plain = made(lexicon, TEXT)
    dressed = made(lexicon, f"عنوان\n\nالقاهرة (رويترز) - {TEXT}\n// انتهى //", title="عنوان")
    assert (plain.minhash, plain.samples) == (dressed.minhash, dressed.samples)
    foot = made(lexicon, f"{TEXT}\nالمصدر: وكالات")
    assert foot.samples == plain.samples


def test_spelling_does_not_matter(lexicon: CreditLexicon) -> None:
    other = TEXT.replace("أمس", "امس").replace("قاعة", "قاعـــه").replace("الوزير", "الوَزِير")
    assert made(lexicon, other).samples == made(lexicon, TEXT).samples


@pytest.mark.parametrize("text", ["", "كلمة", "نص قصير جدا لا يقول شيئا", "((((", "\n\n"])
def test_short_texts_have_no_sketches(lexicon: CreditLexicon, text: str) -> None:
    entry = made(lexicon, text)
    assert (entry.minhash, entry.samples) == (b"", b"")


@pytest.mark.parametrize("published", [None, "", "أمس", "2020-13-45"])
def test_an_unknown_day_is_none(lexicon: CreditLexicon, published: str | None) -> None:
    assert made(lexicon, TEXT, published=published).day is None


def test_shingles_are_a_set() -> None:
    assert np.array_equal(shingles("ا ب ت ث ا ب ت ث".split()), np.unique(shingles("ا ب ت ث ا ب ت ث".split())))
    assert len(shingles(["ا"])) == 1


def test_prints_are_the_same_in_another_process(lexicon: CreditLexicon) -> None:
    code = (
        "from musnad.records import Article\nfrom musnad.stories.mastheads import CreditLexicon\n"
        "from musnad.stories.prints import print_of\n"
        f"p = print_of(Article(id='a', text={TEXT!r}, outlet='موقع'), (), CreditLexicon.load())\n"
        "print(p.minhash.hex(), p.samples.hex())"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    entry = made(lexicon, TEXT)
    assert out.stdout.split() == [entry.minhash.hex(), entry.samples.hex()]


def test_bounds_of_the_body(lexicon: CreditLexicon) -> None:
    text = f"عنوان\n\n{TEXT}"
    assert body_bounds(text, "عنوان", (), lexicon) == (len("عنوان\n\n"), len(text))
    assert body_bounds("", None, (), lexicon) == (0, 0)
