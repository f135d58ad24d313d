from __future__ import annotations

import re
from importlib.resources import files

import pytest

from musnad.faces.reasons import because


@pytest.mark.parametrize(
    ("reason", "arabic", "english"),
    [
        ("no-place-told", "لم يُذكر مكان", "no place is told"),
        ("said twice", "قيل مرتين", "said twice"),
        ("PT72H from 2025-08-06", "محسوب: PT72H بدءا من 2025-08-06", "counted: PT72H from 2025-08-06"),
        ("word for word from English “Secretary of State”", "ترجمة حرفية عن الإنكليزية “Secretary of State”",
         "word for word from English “Secretary of State”"),
        ("the same words; one actor of the list", "الكلمات نفسها؛ طرف واحد في القائمة",
         "the same words; one actor of the list"),
    ],
)  # fmt: skip
def test_reasons_are_told_in_words(reason: str, arabic: str, english: str) -> None:
    assert because(reason, "ar") == arabic
    assert because(reason, "en") == english


def test_what_the_table_lacks_stands_as_it_is() -> None:
    assert because("something new", "ar") == "something new"
    assert because(None, "ar") == ""
    assert because("no-place-told", None) == "no-place-told"


def test_braces_in_what_was_read_do_no_harm() -> None:
    assert because("«{0}» is a name of {x}", "ar") == "«{0}» من أسماء {x}"


def test_both_languages_fill_in_the_same() -> None:
    lines = (files("musnad") / "faces" / "reasons.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith(("#", "reason\t"))]
    slots = [[sorted(re.findall(r"\{\d\}", cell)) for cell in row[:3]] for row in rows]
    assert all(reason == arabic == english for reason, arabic, english in slots)
    assert len({row[0] for row in rows}) == len(rows)
