from __future__ import annotations

import pytest

from musnad.faces.web.pictures.svg import Side, fitted, is_rtl, measured, picture, tag, words, wrapped


def test_everything_foreign_is_escaped() -> None:
    made = tag("a", "<b>", tag("text", 'x"y'), href='"><script>')
    assert "<script>" not in made
    assert "&lt;b&gt;" in made
    assert "<text>" in made


def test_attributes_of_python_names() -> None:
    assert tag("g", class_="c", text_anchor="end", x=1.0, y=None) == '<g class="c" text-anchor="end" x="1"></g>'


@pytest.mark.parametrize("text", ["وكالة أنباء طويلة الاسم جدا جدا", "A Very Long News Agency Name Indeed"])
def test_long_names_are_cut(text: str) -> None:
    cut = fitted(text, 80, 14)
    assert cut.endswith("…")
    assert measured(cut, 14) <= 80
    assert fitted(text, 900, 14) == text


def test_names_wrap_at_words() -> None:
    assert wrapped("وزارة الداخلية العراقية", 90, 14) == ("وزارة", "الداخلية…") or len(
        wrapped("وزارة الداخلية العراقية", 90, 14)
    ) == 2  # fmt: skip
    assert wrapped("قصير", 90, 14) == ("قصير",)
    assert wrapped("", 90, 14) == ()


def test_words_keep_their_direction_and_place() -> None:
    assert 'direction="rtl" text-anchor="start"' in words("خبر", 0, 0, rtl=True)
    assert 'direction="ltr" text-anchor="end"' in words("AFP", 0, 0, rtl=True)
    assert 'direction="rtl" text-anchor="end"' in words("خبر", 0, 0, rtl=False)
    assert not is_rtl("12")


def test_bidi_controls_are_shown() -> None:
    assert "\u202e" not in words("a\u202eb", 0, 0, rtl=False)


def test_sides() -> None:
    assert Side(100, rtl=True).x(10) == 90
    assert Side(100, rtl=True).left(10, 20) == 70
    assert Side(100, rtl=False).left(10, 20) == 10


def test_a_picture_without_links_is_one_image() -> None:
    assert 'role="img"' in picture("p", 10, 10, "t", "d", [], links=False)
