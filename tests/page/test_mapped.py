import json

import pytest

from musnad.errors import BadDocument, NotArabic, SourceEmpty
from musnad.page.read import Overrides, read_page
from musnad.records import Article, Page

BODY = "قال وزير الخارجية إن بلاده ترفض التهديد وتدعو إلى الحوار.\nوأضاف أن المحادثات تبدأ غدا."
TITLE = "وزير الخارجية يرفض التهديد ويدعو إلى الحوار"
MAPPING = {"title": "t", "text": "c", "outlet": "o", "url": "u", "published": "d", "byline": "a"}


def _read(fields: object, mapping: dict[str, str] | None = None) -> Article:
    body = json.dumps(fields, ensure_ascii=False).encode()
    context = tuple((mapping or MAPPING).items())
    return read_page(Page(source="a.json#0", body=body, sha256="0", kind="record", context=context), Overrides())


def test_the_title_comes_first_and_the_text_is_verbatim() -> None:
    article = _read({"t": TITLE, "c": " " + BODY, "o": "الخبر", "u": "https://a.example/1", "d": "2024-03-05 10:11:12"})
    assert article.text == f"{TITLE}\n\n {BODY}"
    assert (article.title, article.outlet, article.url) == (TITLE, "الخبر", "https://a.example/1")
    assert article.published == "2024-03-05"
    assert {(known.field, known.by) for known in article.known} == {
        (field, "record") for field in ("title", "outlet", "url", "published")
    }


def test_a_text_that_begins_with_its_title_is_left_alone() -> None:
    assert _read({"t": TITLE, "c": f"{TITLE}\n{BODY}"}).text == f"{TITLE}\n{BODY}"
    assert _read({"t": TITLE, "c": f"{TITLE}. {BODY}"}).text == f"{TITLE}. {BODY}"
    assert _read({"t": "قال وزير", "c": BODY}).text == f"قال وزير\n\n{BODY}", "two words at its head are chance"


def test_the_byline_is_kept_as_it_is_credits_too() -> None:
    assert _read({"t": TITLE, "c": BODY, "a": "واس - الرياض"}).byline == "واس - الرياض"
    assert _read({"t": TITLE, "c": BODY, "a": ["سامي عوض", {"name": "ليلى حداد"}]}).byline == "سامي عوض، ليلى حداد"
    assert _read({"t": TITLE, "c": BODY, "a": "  "}).byline is None


def test_fields_may_be_nested_or_constant() -> None:
    mapping = {"text": "_source.body", "outlet": "=الخبر", "title": "_source.heads.0", "published": "at.day"}
    article = _read({"_source": {"body": BODY, "heads": [TITLE]}, "at.day": "2024-03-05"}, mapping)
    assert (article.title, article.outlet, article.published) == (TITLE, "الخبر", "2024-03-05")


def test_html_becomes_paragraphs() -> None:
    html = "<p>قال وزير الخارجية إن بلاده <b>ترفض</b> التهديد.</p><p>وأضاف أن المحادثات تبدأ&nbsp;غدا.<br>وقال</p>"
    assert _read({"c": html}).text == "قال وزير الخارجية إن بلاده ترفض التهديد.\n\nوأضاف أن المحادثات تبدأ غدا.\n\nوقال"


def test_a_text_that_only_compares_is_no_html() -> None:
    text = BODY + " العدد أ < ب و ب > ج."
    assert _read({"c": text}).text == text


@pytest.mark.parametrize(
    ("day", "published"),
    [
        (1709633472, "2024-03-05T10:11:12Z"),
        ("2024-03-05T10:11:12+03:00", "2024-03-05T10:11:12+03:00"),
        ("5 مارس 2024", "2024-03-05"),
        ({"$date": "2024-03-05T00:00:00Z"}, "2024-03-05T00:00:00Z"),
        ("منذ ساعتين", None),
        (None, None),
    ],
)
def test_dates(day: object, published: str | None) -> None:
    assert _read({"c": BODY, "d": day}).published == published


def test_an_outlet_is_told_by_the_address_where_the_record_does_not_say() -> None:
    article = _read({"c": BODY, "u": "https://news.example/1"})
    assert article.outlet == "news.example"
    assert ("outlet", "url") in {(known.field, known.by) for known in article.known}


def test_what_is_no_article() -> None:
    with pytest.raises(SourceEmpty, match="empty text"):
        _read({"t": TITLE, "c": " "})
    with pytest.raises(SourceEmpty):
        _read({"t": TITLE})
    with pytest.raises(NotArabic):
        _read({"c": "Only English words are in this one."})
    with pytest.raises(BadDocument, match="--map"):
        _read({"c": BODY}, {"title": "t"})
    with pytest.raises(BadDocument, match="object"):
        _read([BODY])


def test_records_in_the_encoding_of_old_systems_are_read() -> None:
    body = json.dumps({"c": BODY}, ensure_ascii=False).encode("cp1256")
    page = Page(source="a", body=body, sha256="0", kind="record", context=(("text", "c"),))
    assert read_page(page, Overrides()).text == BODY
