from __future__ import annotations

import json
from pathlib import Path

import pytest

from musnad.errors import BadDocument, SourceMissing, SourceRefused, SourceTooLarge
from musnad.records import Page
from musnad.sources.base import Failed
from musnad.sources.feeds import LARGEST_FEED, MOST_ENTRIES, FeedSource
from musnad.sources.pacing import Manners
from musnad.sources.visits import HeldVisits, PlainVisits
from tests.sources.web import START, TEXT, FakeClock, Reply, Web, html

FEED = "https://news.example/rss"
A, B = "https://news.example/a", "https://news.example/b"
QUICK = Manners(robots=False, delay=0.0)


def item(link: str = "", title: str = "", more: str = "") -> str:
    return f"<item>{f'<link>{link}</link>' if link else ''}<title>{title}</title>{more}</item>"


def rss(*items: str) -> bytes:
    head = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>صحيفة الغد</title>'
    )
    return f"<?xml version='1.0' encoding='utf-8'?>{head}{''.join(items)}</channel></rss>".encode()


def full(text: str) -> str:
    return f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded>"


def taken(web: Web, visits: PlainVisits | HeldVisits | None = None) -> list[Page | Failed]:
    return list(FeedSource(FEED, web.fetcher(QUICK, visits=visits)).items())


def test_every_entry_gives_its_page_with_what_the_feed_tells() -> None:
    day = "<pubDate>Wed, 06 Aug 2025 08:30:00 +0300</pubDate><author>post@news.example (سالم علي)</author>"
    web = Web({FEED: Reply(rss(item("/a", "الأول", day), item(B, "الثاني"))), A: Reply(html("أ")), B: Reply(html("ب"))})
    first, second = taken(web)
    assert isinstance(first, Page)
    assert (first.kind, first.url, first.body, first.retrieved) == ("html", A, html("أ"), START)
    assert first.context == (
        ("feed", FEED), ("title", "الأول"), ("published", "2025-08-06T08:30:00+03:00"), ("author", "سالم علي"),
        ("outlet", "صحيفة الغد"),
    )  # fmt: skip
    assert isinstance(second, Page)
    assert "published" not in dict(second.context)


def test_an_entry_stands_for_a_page_that_cannot_be_had() -> None:
    robots = {"https://news.example/robots.txt": Reply(b"User-agent: *\nDisallow: /a")}
    web = Web({FEED: Reply(rss(item(A, "الأول", full(TEXT)), item(B, "الثاني", full(TEXT)))), **robots})
    pages = list(FeedSource(FEED, web.fetcher(Manners(delay=0.0))).items())
    assert [isinstance(page, Page) and page.kind for page in pages] == ["feed", "feed"]
    page = pages[0]
    assert isinstance(page, Page)
    assert page.url == A
    assert json.loads(page.body) == {
        "title": "الأول", "url": A, "outlet": "صحيفة الغد", "html": f"<p>{TEXT}</p>"
    }  # fmt: skip
    assert list(json.loads(page.body)) == ["title", "url", "outlet", "html"]


def test_a_summary_is_no_report() -> None:
    web = Web(
        {FEED: Reply(rss(item(A, "الأول", "<description>موجز</description>"), item(B, "ب"))), B: Reply(html("ب"))}
    )
    failed, page = taken(web)
    assert isinstance(failed, Failed)
    assert (failed.source, failed.reason) == (A, "missing")
    assert "summary" in failed.message
    assert isinstance(page, Page)


def test_what_a_feed_says_never_leads_inside() -> None:
    web = Web({"http://inside.example/": Reply(html("سر"))})
    web.names["inside.example"] = ["192.168.1.1"]
    moved = "https://news.example/moved"
    web.pages[moved] = Reply(status=302, location="http://169.254.169.254/latest/")
    links = ["http://127.0.0.1/", "http://inside.example/", moved, "ftp://news.example/x", "http://[::ffff:10.0.0.1]/"]
    web.pages[FEED] = Reply(rss(*(item(link, "x") for link in links)))
    failures = [found for found in taken(web) if isinstance(found, Failed)]
    assert [found.source for found in failures] == links
    assert [found.reason for found in failures] == ["private-address"] * 3 + ["refused", "private-address"]
    assert web.asked == [FEED, moved]


def test_an_unchanged_feed_is_not_read_twice() -> None:
    web, visits = Web({FEED: Reply(rss(item(A, "أ")), etag='"1"'), A: Reply(html("أ"))}), PlainVisits()
    assert len(taken(web, visits)) == 1
    assert taken(web, visits) == []
    assert web.asked == [FEED, A, FEED]


def test_known_pages_are_asked_for_changes_only_and_others_not_at_all() -> None:
    web, visits = Web({A: Reply(html("أ"), etag='"1"'), B: Reply(html("ب"))}), PlainVisits()
    web.pages[FEED] = Reply(rss(item(A, "أ"), item(B, "ب")))
    assert len(taken(web, visits)) == 2
    assert taken(web, visits) == []
    assert web.asked[3:] == [FEED, A]
    web.pages[A] = Reply(html("أ", "نص جديد"), etag='"2"')
    assert len(taken(web, visits)) == 1


def test_a_page_that_the_feed_calls_updated_is_read_again() -> None:
    stamp = '<a:updated xmlns:a="http://www.w3.org/2005/Atom">2025-08-06T{}:00Z</a:updated>'
    web, visits = Web({FEED: Reply(rss(item(A, "أ", stamp.format("08:00")))), A: Reply(html("أ"))}), PlainVisits()
    assert len(taken(web, visits)) == 1
    assert taken(web, visits) == []
    web.pages[FEED] = Reply(rss(item(A, "أ", stamp.format("10:00"))))
    assert len(taken(web, visits)) == 1


def test_an_unchanged_feed_is_read_again_while_an_entry_may_fare_better() -> None:
    web, visits = Web({FEED: Reply(rss(item(A, "أ"), item(B, "ب")), etag='"1"'), B: Reply(html("ب"))}), PlainVisits()
    web.pages[A] = [Reply(status=503, retry_after="9999"), Reply(html("أ"))]
    assert [type(found) for found in taken(web, visits)] == [Failed, Failed]
    assert [type(found) for found in taken(web, visits)] == [Page, Page]
    assert taken(web, visits) == []


def test_a_run_that_is_cut_loses_nothing() -> None:
    web, visits = Web({FEED: Reply(rss(item(A, "أ"), item(B, "ب")), etag='"1"')}), PlainVisits()
    web.pages |= {A: Reply(html("أ"), etag='"1"'), B: Reply(html("ب"), etag='"1"')}
    items = FeedSource(FEED, web.fetcher(QUICK, visits=visits)).items()
    next(items)
    items.close()  # type: ignore[attr-defined]
    assert len(taken(web, visits)) == 2
    held = HeldVisits(visits := PlainVisits())
    assert len(taken(web, held)) == 2
    assert visits.visit(FEED) is None
    assert taken(web, held) == []
    held.release()
    assert visits.visit(FEED) is not None
    assert taken(web, visits) == []


def test_entries_without_a_link_or_with_one_twice() -> None:
    web = Web(
        {FEED: Reply(rss(item("", "أ"), item("", "ب", full(TEXT)), item(A, "ج"), item(A, "ج"))), A: Reply(html("ج"))}
    )
    failed, entry, page = taken(web)
    assert isinstance(failed, Failed)
    assert isinstance(entry, Page)
    assert (entry.kind, entry.url) == ("feed", None)
    assert isinstance(page, Page)


def test_an_endless_feed_is_cut() -> None:
    visits = PlainVisits()
    web = Web({FEED: Reply(rss(*(item("", f"خبر {n}", full(TEXT)) for n in range(MOST_ENTRIES + 5))))})
    items = taken(web, visits)
    assert len(items) == MOST_ENTRIES + 1
    last = items[-1]
    assert isinstance(last, Failed)
    assert last.reason == "too-large"


@pytest.mark.parametrize("body", [b"<rss><channel>", b"no feed", b'{"version": "https://jsonfeed.org/version/1"}'])
def test_a_feed_that_is_none(body: bytes) -> None:
    with pytest.raises(BadDocument):
        taken(Web({FEED: Reply(body)}))


def test_a_feed_that_cannot_be_had() -> None:
    with pytest.raises(SourceMissing):
        taken(Web())
    with pytest.raises(SourceRefused):
        taken(Web({FEED: Reply(status=403)}))
    with pytest.raises(SourceTooLarge):
        taken(Web({FEED: Reply(rss(item("", "x" * LARGEST_FEED)))}))


def test_a_feed_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(rss(item(A, "أ"), item("/relative", "ب"), item("http://localhost/", "ج")))
    web = Web({A: Reply(html("أ"))})
    web.names["localhost"] = ["127.0.0.1"]
    page, relative, local = FeedSource(str(path), web.fetcher(QUICK, clock=FakeClock())).items()
    assert isinstance(page, Page)
    assert isinstance(relative, Failed)
    assert isinstance(local, Failed)
    assert local.reason == "private-address"
    with pytest.raises(SourceMissing):
        list(FeedSource(str(tmp_path / "none"), web.fetcher(QUICK)).items())
