import msgspec
import pytest

from musnad.records import Article, Known, Page, Paragraph


def test_what_is_not_known_is_none() -> None:
    article = Article(id="a", text="نص")
    assert (article.title, article.outlet, article.published, article.byline) == (None, None, None, None)
    assert article.known == ()


def test_an_article_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Article(id="a", text="نص").text = "آخر"  # type: ignore[misc]


def test_an_article_survives_json() -> None:
    article = Article(
        id="a",
        text="عنوان\nنص",
        title="عنوان",
        published="2025-08-06",
        paragraphs=(Paragraph(0, 5), Paragraph(6, 8)),
        known=(Known(field="title", by="heading", quote="عنوان"),),
    )
    assert msgspec.json.decode(msgspec.json.encode(article), type=Article) == article


def test_a_page_keeps_its_bytes() -> None:
    page = Page(source="x.html", body=b"\xff\x00<p>", sha256="0" * 64, kind="html")
    assert msgspec.json.decode(msgspec.json.encode(page), type=Page) == page


def test_evidence_of_no_known_kind_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"field": "title", "by": "guess"}', type=Known)
