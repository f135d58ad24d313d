from __future__ import annotations

from itertools import pairwise

import pytest

from musnad.errors import BadDocument, SourceMissing
from musnad.records import Page
from musnad.sources import sitemaps
from musnad.sources.base import Failed
from musnad.sources.pacing import Manners
from musnad.sources.sitemaps import Location, NewsSitemapSource, parse_sitemap
from musnad.sources.visits import PlainVisits
from tests.sources.web import Reply, Web, html, packed

MAP = "https://news.example/news-sitemap.xml"
A, B = "https://news.example/a", "https://news.example/b"
NAMES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)


def news(url: str, *, language: str = "ar") -> str:
    return f"""<url><image:image><image:loc>/x.jpg</image:loc><image:title>صورة</image:title></image:image>
      <loc> {url} </loc><news:news><news:publication><news:name>صحيفة</news:name>
      <news:language>{language}</news:language>
      </news:publication><news:publication_date>2025-08-06T08:00:00+03:00</news:publication_date>
      <news:title>عنوان الخبر</news:title></news:news></url>"""


def urlset(*entries: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {NAMES}>{"".join(entries)}</urlset>'.encode()


def index(*urls: str) -> bytes:
    entries = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f"<sitemapindex {NAMES}>{entries}</sitemapindex>".encode()


def taken(web: Web, visits: PlainVisits | None = None) -> list[Page | Failed]:
    return list(NewsSitemapSource(MAP, web.fetcher(Manners(robots=False, delay=0.0), visits=visits)).items())


def test_what_a_news_sitemap_tells() -> None:
    (location,) = parse_sitemap(urlset(news("/a")), url=MAP)
    assert location == Location(
        url=A, title="عنوان الخبر", published="2025-08-06T08:00:00+03:00", outlet="صحيفة", language="ar"
    )


def test_pages_of_a_packed_sitemap() -> None:
    web = Web({MAP: Reply(packed(urlset(news(A), news(B)))), A: Reply(html("أ")), B: Reply(html("ب"))})
    pages = [found for found in taken(web) if isinstance(found, Page)]
    assert [page.url for page in pages] == [A, B]
    assert pages[0].context == (
        ("feed", MAP), ("title", "عنوان الخبر"), ("published", "2025-08-06T08:00:00+03:00"), ("outlet", "صحيفة"),
    )  # fmt: skip


def test_an_index_with_broken_and_repeated_parts() -> None:
    one, two, bad, gone = (f"https://news.example/{name}.xml" for name in ("one", "two", "bad", "gone"))
    web = Web({MAP: Reply(index(one, bad, gone, one, two)), one: Reply(urlset(news(A))), bad: Reply(b"<html></html>")})
    web.pages |= {two: Reply(packed(urlset(news(A), news(B)))), A: Reply(html("أ")), B: Reply(html("ب"))}
    items = taken(web)
    assert [item.url if isinstance(item, Page) else item.reason for item in items] == [A, "broken", "missing", B]
    assert web.asked.count(one) == 1


def test_other_languages_are_not_asked_for() -> None:
    web = Web({MAP: Reply(urlset(news(A, language="en"), news(B))), B: Reply(html("ب"))})
    failed, page = taken(web)
    assert isinstance(failed, Failed)
    assert failed.reason == "not-arabic"
    assert isinstance(page, Page)
    assert A not in web.asked


def test_private_addresses_are_refused() -> None:
    web = Web({MAP: Reply(index("http://10.0.0.1/s.xml")), "http://10.0.0.1/s.xml": Reply(urlset())})
    assert [found.reason for found in taken(web) if isinstance(found, Failed)] == ["private-address"]
    web = Web({MAP: Reply(urlset(news("http://localhost/"), news("file:///etc/passwd")))})
    web.names["localhost"] = ["127.0.0.1"]
    assert [found.reason for found in taken(web) if isinstance(found, Failed)] == ["private-address", "refused"]


def test_depth_and_number_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"https://news.example/{n}.xml" for n in range(5)]
    web = Web({MAP: Reply(index(names[0]))} | {a: Reply(index(b)) for a, b in pairwise(names)})
    assert [found.reason for found in taken(web) if isinstance(found, Failed)] == ["refused"]
    assert web.asked == [MAP, names[0], names[1]]
    monkeypatch.setattr(sitemaps, "MOST_PAGES", 1)
    web = Web({MAP: Reply(urlset(news(A), news(B))), A: Reply(html("أ")), B: Reply(html("ب"))})
    page, failed = taken(web)
    assert isinstance(page, Page)
    assert isinstance(failed, Failed)
    assert failed.reason == "too-large"


def test_nothing_new_is_not_asked_for_but_an_index_is() -> None:
    child = "https://news.example/child.xml"
    web, visits = Web({MAP: Reply(index(child), etag='"1"'), child: Reply(urlset(news(A)), etag='"1"')}), PlainVisits()
    web.pages |= {A: Reply(html("أ")), B: Reply(html("ب"))}
    assert len(taken(web, visits)) == 1
    assert taken(web, visits) == []
    web.pages[child] = Reply(urlset(news(A), news(B)), etag='"2"')
    assert len(taken(web, visits)) == 1
    assert web.asked.count(A) == 1


def test_what_is_no_sitemap() -> None:
    bomb = b'<!DOCTYPE urlset [<!ENTITY x "xxxx">]><urlset><url><loc>&x;</loc></url></urlset>'
    for body in (b"<html></html>", b"nothing", b"\0", bomb, packed(b"x")[:-3]):
        with pytest.raises(BadDocument):
            taken(Web({MAP: Reply(body)}))
    with pytest.raises(SourceMissing):
        taken(Web())


def test_a_sitemap_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "LARGEST_SITEMAP", 1000)
    with pytest.raises(ValueError, match="more than"):
        parse_sitemap(packed(urlset(*[news(A)] * 20)))
