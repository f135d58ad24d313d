from __future__ import annotations

import hashlib
import json

import pytest

from musnad.errors import BadDocument, NotArabic, SourceEmpty
from musnad.page.read import Overrides, read_page
from musnad.records import Article, Page
from musnad.records.article import SourceKind

TEXT = "قال وزير الخارجية في مؤتمر صحفي إن بلاده ترفض التهديد وتدعو إلى الحوار."
SECOND = "وأضاف الوزير أن المحادثات ستبدأ الأسبوع المقبل في العاصمة."
ENTRY = {
    "title": "الوزير يرفض التهديد", "url": "https://news.example/a", "published": "2025-08-06T08:30:00+03:00",
    "author": "سالم علي", "outlet": "صحيفة الغد",
}  # fmt: skip


def page(body: bytes, kind: SourceKind, context: tuple[tuple[str, str], ...] = ()) -> Page:
    digest = hashlib.sha256(body).hexdigest()
    return Page(source="x", body=body, sha256=digest, kind=kind, url="https://news.example/a", context=context)


def entry(**fields: str) -> Article:
    return read_page(page(json.dumps(ENTRY | fields, ensure_ascii=False).encode(), "feed"), Overrides())


def how(article: Article) -> dict[str, str]:
    return {known.field: known.by for known in article.known}


def test_an_entry_with_markup() -> None:
    article = entry(html=f"<h2>الوزير يرفض التهديد</h2><p>{TEXT}</p><script>x</script><p>{SECOND}<br>اقرأ أيضا</p>")
    assert article.text == f"الوزير يرفض التهديد\n\n{TEXT}\n\n{SECOND}"
    assert (article.title, article.outlet, article.byline) == ("الوزير يرفض التهديد", "صحيفة الغد", "سالم علي")
    assert (article.url, article.published) == ("https://news.example/a", "2025-08-06T08:30:00+03:00")
    assert how(article) == dict.fromkeys(("title", "outlet", "byline", "published", "url"), "feed")


def test_an_entry_of_plain_text() -> None:
    assert entry(text=f"{TEXT}\n\n{SECOND}\n").text == f"الوزير يرفض التهديد\n\n{TEXT}\n\n{SECOND}"


def test_what_wordpress_adds_is_left_out() -> None:
    post = '<p>The post <a href="/a">الوزير</a> appeared first on <a href="/">الغد</a>.</p>'
    assert entry(html=f"<p>{TEXT}</p>{post}").text.endswith(TEXT)


def test_the_caller_knows_better() -> None:
    body = json.dumps(ENTRY | {"text": TEXT}).encode()
    article = read_page(page(body, "feed"), Overrides(title="عنوان آخر", published="2025-08-01"))
    assert article.text == f"عنوان آخر\n\n{TEXT}"
    assert article.published == "2025-08-01"


def test_desks_and_the_outlet_itself_are_no_authors() -> None:
    assert entry(text=TEXT, author="فريق التحرير").byline is None
    assert entry(text=TEXT, author="صحيفة الغد").byline is None


def test_an_outlet_that_is_known_by_its_address() -> None:
    article = entry(text=TEXT, url="https://www.hespress.com/a", outlet="آخر الأخبار")
    assert (article.outlet, how(article)["outlet"]) == ("هسبريس", "url")


def test_entries_that_are_none() -> None:
    with pytest.raises(BadDocument):
        read_page(page(b'{"text": 7}', "feed"), Overrides())
    with pytest.raises(SourceEmpty):
        entry(html="<p> </p>")
    with pytest.raises(NotArabic):
        read_page(page(b'{"text": "plain English words of some report"}', "feed"), Overrides())


HTML = "<html><body>{}<p>" + TEXT + "</p><p>" + SECOND + "</p></body></html>"
TOLD = (("feed", "https://news.example/rss"), ("title", "عنوان الخلاصة"), ("published", "2025-08-06T08:30:00Z"))


def test_a_feed_fills_what_a_page_leaves_open() -> None:
    article = read_page(page(HTML.format("").encode(), "html", TOLD), Overrides())
    assert (article.title, article.published) == ("عنوان الخلاصة", "2025-08-06T08:30:00Z")
    assert article.text.startswith("عنوان الخلاصة\n\n")
    assert how(article)["published"] == "feed"


def test_a_page_counts_more_than_the_feed() -> None:
    head = '<h1>عنوان الصفحة</h1><time datetime="2025-08-05T10:00:00Z">x</time>'
    article = read_page(page(HTML.format(head).encode(), "html", TOLD), Overrides())
    assert (article.title, article.published) == ("عنوان الصفحة", "2025-08-05T10:00:00Z")


def test_what_other_sources_tell_is_not_taken_for_a_feeds_word() -> None:
    assert read_page(page(HTML.format("").encode(), "html", TOLD[1:]), Overrides()).published is None
