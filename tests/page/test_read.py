from pathlib import Path

import pytest

from musnad.errors import BadDocument, NoMainText, NotArabic, NotText, SourceEmpty, SourceError
from musnad.page.read import Overrides, paragraphs, read_page
from musnad.records import Article, Page
from musnad.records.article import SourceKind

TEXT = "قال وزير الخارجية في مؤتمر صحفي إن بلاده ترفض التهديد وتدعو إلى الحوار."
EXAMPLES = Path(__file__).parents[2] / "examples"


def _read(body: str | bytes, kind: SourceKind = "text", overrides: Overrides | None = None) -> Article:
    data = body.encode() if isinstance(body, str) else body
    return read_page(Page(source="-", body=data, sha256="0", kind=kind), overrides or Overrides())


def _by(article: Article, field: str) -> str | None:
    return next((known.by for known in article.known if known.field == field), None)


def test_plain_text_is_verbatim() -> None:
    text = f"الوزير يرفض التهديد\r\n\r\n  {TEXT}\u202b\u0000\n\nشارك المقال\n"
    article = _read(text)
    assert article.text == text
    assert article.title == "الوزير يرفض التهديد"
    assert [text[p.start : p.end] for p in article.paragraphs][1] == f"{TEXT}\u202b\u0000"


def test_plain_text_with_one_sentence_has_no_title() -> None:
    assert _read(TEXT).title is None


def test_day_and_author_written_at_the_head_of_a_text() -> None:
    article = _read(f"الوزير يرفض التهديد\nكتب: سامي عوض\n07/11/2016\n{TEXT}")
    assert (article.published, article.byline, _by(article, "published")) == ("2016-11-07", "سامي عوض", "written")


def test_document_is_verbatim_and_its_date_is_day_first() -> None:
    article = _read(
        f'{{"doc": "x", "published": "07/11/2016", "outlet": "الرواق", "title": "عنوان", "text": "عنوان\\n{TEXT}"}}',
        "json",
    )
    assert article.text == f"عنوان\n{TEXT}"
    assert (article.title, article.outlet, article.published) == ("عنوان", "الرواق", "2016-11-07")
    assert _by(article, "published") == "document"


def test_overrides_outrank_everything() -> None:
    over = Overrides(published="2025-08-06", outlet="الأفق", title="آخر")
    article = _read(f'{{"published": "07/11/2016", "outlet": "x", "title": "y", "text": "{TEXT}"}}', "json", over)
    assert (article.published, article.outlet, article.title) == ("2025-08-06", "الأفق", "آخر")
    assert {_by(article, f) for f in ("published", "outlet", "title")} == {"option"}


def test_overridden_title_heads_the_text_of_a_page() -> None:
    article = _read(f"<html><body><h1>عنوان</h1><p>{TEXT}</p></body></html>", "html", Overrides(title="آخر"))
    assert article.text == f"آخر\n\n{TEXT}"


def test_page_in_utf16_is_known_as_page() -> None:
    assert _read(f"<html><body><h1>عنوان</h1><p>{TEXT}</p></body></html>".encode("utf-16")).text == f"عنوان\n\n{TEXT}"


def test_id_depends_on_content_only() -> None:
    assert _read(TEXT).id == _read(TEXT).id != _read(TEXT + "؟").id


def test_invisible_and_impossible_characters_survive() -> None:
    assert _read(f'{{"text": "\\ud800\\u0000\\u2067{TEXT}"}}', "json").text == f"\ufffd\0\u2067{TEXT}"
    assert TEXT in _read(f"<html><body><h1>ع\0</h1><p>\u202b{TEXT}\u202c</p></body></html>", "html").text


@pytest.mark.parametrize(
    ("body", "kind", "error"),
    [
        (b"%PDF-1.7 \0", "text", NotText),
        ("\u200b \n\u200f", "text", SourceEmpty),
        ("The minister said that his country rejects it. " * 3, "text", NotArabic),
        ("نعم", "text", NotArabic),
        ("The minister said " * 20 + "قال وزير الخارجية في مؤتمر", "text", NotArabic),
        ("<html><body></body></html>", "html", NoMainText),
        ("<html><body><ul><li><a>سياسة محلية ودولية</a><li><a>رياضة وثقافة</a></ul></body></html>", "html", NoMainText),
        ("<html><body><p>" + "The minister said it. " * 9 + "</p></body></html>", "html", NotArabic),
        ('{"text": ', "json", BadDocument),
        ('["text"]', "json", BadDocument),
        ('{"title": "x"}', "json", BadDocument),
        ('{"text": ["a"]}', "json", BadDocument),
        ('{"text": "' + TEXT + '", "published": "غدا"}', "json", BadDocument),
        ('{"a":' * 100_000, "json", BadDocument),
    ],
)
def test_errors_are_one_line(body: str | bytes, kind: SourceKind, error: type[SourceError]) -> None:
    with pytest.raises(error) as caught:
        _read(body, kind)
    assert "\n" not in str(caught.value)


def test_an_override_that_is_no_date() -> None:
    with pytest.raises(BadDocument, match="2025-08-06"):
        _read(TEXT, overrides=Overrides(published="soon"))


def test_a_very_long_line_is_read_in_linear_time() -> None:
    article = _read((TEXT + " ") * 8_000)
    assert len(article.paragraphs) == 1


def test_paragraphs_are_lines_without_white_space_around() -> None:
    assert [(p.start, p.end) for p in paragraphs(" أ \n\n ب\r\nج")] == [(1, 2), (6, 7), (9, 10)]


EXPECTED = {
    "a1-agency": ("2025-08-05T09:20:00Z", "وكالة أنباء المشرق", None, "أوسلو (المشرق)", 8),
    "a2-copy": ("2025-08-05T13:05:00+03:00", "الأفق اليومي", None, "أوسلو (المشرق)", 8),
    "a3-cut-copy": ("2025-08-05", "مرصد 24", None, None, 7),
    "a4-correspondent": ("2025-08-06", "جريدة الرواق", "سامر الحلبي", "مسقط", 7),
    "a5-denial": ("2025-08-06", "إذاعة النسيم", None, "ريكيافيك / إذاعة النسيم", 7),
    "a6-machine-translated": ("2025-08-05T11:02:14Z", "غلوب واير عربي", None, "أوسلو", 8),
    "a7-extended": ("2025-08-13", "المنبر الدولي", "ليلى المنصوري", None, 7),
    "b1-agency": ("2025-09-11T19:45:00Z", "وكالة أنباء المشرق", None, "بعقوبة (المشرق)", 8),
    "b2-copy": ("2025-09-12T00:10:00+03:00", "الأفق اليومي", None, "بعقوبة (المشرق)", 8),
    "b3-correspondent": ("2025-09-12", "جريدة الرواق", "هدى الربيعي", "بعقوبة", 7),
    "b4-claim": ("2025-09-12", "مرصد 24", None, None, 7),
    "b5-condemnation": ("2025-09-12", "المنبر الدولي", "طارق النعيمي", None, 7),
    "b6-arrests": ("2025-09-13", "إذاعة النسيم", None, "بغداد / إذاعة النسيم", 7),
    "b7-machine-translated": ("2025-09-12T06:31:50Z", "غلوب واير عربي", None, "BAQUBA، العراق", 8),
    "b8-agency-update": ("2025-09-13T15:00:00Z", "وكالة أنباء المشرق", None, "بغداد (المشرق)", 8),
}
FURNITURE = (
    "شارك",
    "اقرأ أيضا",
    "تابعونا",
    "تعليق",
    "محفوظة",
    "الأكثر قراءة",
    "Advertisement",
    "Read more",
    "مشاهدة",
    "أحدث الأخبار",
)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_example_pages(name: str) -> None:
    article = _read((EXAMPLES / f"{name}.html").read_bytes(), "html")
    found = (article.published, article.outlet, article.byline, article.dateline, len(article.paragraphs))
    assert found == EXPECTED[name]
    assert article.title is not None
    assert article.text.startswith(article.title + "\n\n")
    assert article.text.count(article.title) == 1
    lines = article.text.split("\n\n")[1:]
    assert not [line for line in lines for word in FURNITURE if line.startswith(word)]
    assert {known.field for known in article.known} >= {"title", "outlet", "published"}


def test_every_example_is_expected() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.html")} == set(EXPECTED)


def test_a_piece_of_a_page_is_a_page() -> None:
    assert _read(f"<div><h1>عنوان</h1><p>{TEXT}</p></div>").text == f"عنوان\n\n{TEXT}"
