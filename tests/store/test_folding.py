from __future__ import annotations

import pytest

from musnad.store.folding import Folding, folded_for_search


@pytest.fixture(scope="module")
def folding() -> Folding:
    return Folding.load()


@pytest.mark.parametrize(
    ("written", "key"),
    [("والعقوبات", "العقوبات"), ("بالعقوبات", "العقوبات"), ("للعقوبات", "العقوبات"), ("عقوباته", "عقوبات"),
     ("لإيران", "ايران"), ("زيارتها", "زياره"), ("للبنان", "لبنان"), ("ولليمن", "اليمن"), ("وزير", "وزير"),
     ("العُقُوباتِ", "العقوبات"), ("٢٠١٥", "2015"), ("Reuters", "reuters"), ("ﷲ", "الله")],
)  # fmt: skip
def test_a_word_is_indexed_without_what_is_written_together_with_it(folding: Folding, written: str, key: str) -> None:
    assert folding.key(written) == key


def test_tokens_tell_where_they_stand(folding: Folding) -> None:
    text = "قالَ: «وبالعُقوباتِ»، 2.5%"
    assert [(text[start:end], key) for start, end, key in folding.tokens(text)] == [
        ("قالَ", "قال"), ("وبالعُقوباتِ", "العقوبات"), ("2", "2"), ("5", "5"),
    ]  # fmt: skip


def test_the_index_holds_keys_in_order() -> None:
    assert folded_for_search("والعقوبات، على إيران") == "العقوبات علي ايران"
    assert folded_for_search("ـــ ؟") == ""
