"""Words of the pages: every key that a page uses has Arabic and English, and no row of the table is unused."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from musnad.errors import DataError
from musnad.faces.web.render import Renderer, load_words

WEB = Path(str(files("musnad") / "faces" / "web"))
SOURCES = [*sorted(WEB.rglob("*.py")), *sorted(WEB.rglob("*.j2")), *sorted(WEB.rglob("*.js"))]
CALL = re.compile(r"""\bt\(\s*["']([^"'{}]+)["']\s*\)""")
QUOTED = re.compile(r"""["']([A-Za-z][A-Za-z0-9:_ -]*)["']""")
MADE = re.compile(r"""["']([a-z][a-z-]*[:-])["']\s*[~+]|f["']([a-z][a-z-]*[:-])\{|["']([a-z][a-z-]*[:-])["']\s*%""")


def text_of_sources() -> str:
    return "\n".join(path.read_text("utf-8") for path in SOURCES)


def own_keys() -> list[str]:
    lines = (WEB / "words.tsv").read_text("utf-8").splitlines()
    return [line.split("\t")[0] for line in lines if line and not line.startswith(("#", "key\t"))]


def counted(key: str) -> str:
    """The key of the plural, for the forms beside a number."""
    plain, _, form = key.rpartition(":")
    return plain if form in ("zero", "one", "two", "few", "many", "other") else key


def test_every_key_that_is_asked_for_has_words() -> None:
    known = load_words()
    assert sorted({key for key in CALL.findall(text_of_sources()) if key not in known}) == []


def test_no_row_is_unused() -> None:
    text = text_of_sources()
    quoted = set(QUOTED.findall(text))
    made = {prefix for groups in MADE.findall(text) for prefix in groups if prefix}
    unused = [
        key
        for key in map(counted, own_keys())
        if key not in quoted and not any(key.startswith(prefix) for prefix in made)
    ]
    assert unused == []


def test_no_key_stands_twice() -> None:
    keys = own_keys()
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def test_words_are_of_their_language() -> None:
    for key, (arabic, english) in load_words().items():
        assert not re.search(r"[\u0600-\u06ff]", english) or key.endswith(("digits-arabic", "-example")), key
        assert arabic == arabic.strip(), key
        assert english == english.strip(), key


def test_words_beside_a_number_have_its_form() -> None:
    arabic, english = Renderer().noun("ar"), Renderer().noun("en")
    forms = [arabic("reports", number) for number in (0, 1, 2, 3, 10, 11, 99, 100, 103)]
    assert forms == "تقارير تقرير تقريران تقارير تقارير تقريرا تقريرا تقرير تقارير".split()
    assert [english("chains", number) for number in (0, 1, 2)] == [
        "independent chains", "independent chain", "independent chains",
    ]  # fmt: skip


def test_a_key_without_words_is_an_error() -> None:
    with pytest.raises(DataError):
        Renderer({"brand": ("مسند", "Musnad")}).word("ar")("nothing-like-it")
