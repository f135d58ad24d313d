from __future__ import annotations

import json
import time

import pytest

from musnad.sources import entries
from musnad.sources.entries import Entry, parse_feed

BASE = "https://news.example/feeds/all"


def only(body: bytes, content_type: str | None = None) -> Entry:
    (entry,) = parse_feed(body, url=BASE, content_type=content_type).entries
    return entry


def test_rss_2() -> None:
    entry = only(
        """<?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
      <channel><title>صحيفة</title><item><title>عنوان &lt;b&gt;مهم&lt;/b&gt;
      </title><link>/a?x=1&amp;y=2</link><guid isPermaLink="false">77</guid><dc:creator>سالم</dc:creator>
      <pubDate>Wed, 06 Aug 2025 08:30:00 GMT</pubDate><description>موجز</description>
      <content:encoded><![CDATA[<p>نص</p><script>x</script>]]></content:encoded></item></channel></rss>""".encode()
    )
    assert entry == Entry(
        url="https://news.example/a?x=1&y=2", title="عنوان مهم", published="2025-08-06T08:30:00Z", author="سالم",
        outlet="صحيفة", html="<p>نص</p><script>x</script>", id="77", summary=True,
    )  # fmt: skip


def test_rss_1_and_0_91() -> None:
    one = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x">
      <title>صحيفة</title></channel><item rdf:about="https://news.example/a"><title>خبر</title>
      <link>https://news.example/a</link><dc:date>2025-08-06T10:00:00+03:00</dc:date></item></rdf:RDF>"""
    entry = only(one.encode())
    assert (entry.url, entry.published) == ("https://news.example/a", "2025-08-06T10:00:00+03:00")
    old = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
      "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>صحيفة</title>
      <item><title>خبر</title><link>https://news.example/b</link></item></channel></rss>"""
    assert only(old.encode()).url == "https://news.example/b"


def test_atom() -> None:
    entry = only(
        """<feed xmlns="http://www.w3.org/2005/Atom"><title>موقع</title><entry><id>urn:1</id>
      <title type="html">&lt;i&gt;خبر&lt;/i&gt;</title><link rel="enclosure" href="/x.mp3"/><link href="../a"/>
      <published>2025-08-05T22:00:00Z</published><updated>2025-08-06T01:00:00+03:00</updated>
      <author><name>منى</name></author><source><title>وكالة</title></source>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>نص</p></div></content></entry></feed>""".encode()
    )
    assert (entry.url, entry.title, entry.author, entry.outlet) == ("https://news.example/a", "خبر", "منى", "وكالة")
    assert (entry.published, entry.updated) == ("2025-08-05T22:00:00Z", "2025-08-06T01:00:00+03:00")
    assert entry.html is not None
    assert "<p>نص</p>" in entry.html


def test_the_last_change_of_an_atom_entry_is_not_its_publication() -> None:
    entry = only(b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><title>a</title>
      <updated>2025-08-06T01:00:00Z</updated><content>plain</content></entry></feed>""")
    assert (entry.published, entry.updated, entry.text) == (None, "2025-08-06T01:00:00Z", "plain")


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "موقع",
        "items": [
            {"id": "1", "url": "/a", "title": "خبر", "content_text": "نص", "date_published": "2025-08-06T08:00:00Z",
             "authors": [{"name": "منى"}, {"name": "علي"}]},
            {"id": 2, "author": {"name": "منى"}, "summary": "موجز", "date_published": "أمس"},
            "nonsense",
        ],
    }  # fmt: skip
    first, second, third = parse_feed(json.dumps(feed).encode(), url=BASE).entries
    assert first == Entry(
        url="https://news.example/a", title="خبر", text="نص", published="2025-08-06T08:00:00Z", author="منى، علي",
        outlet="موقع", id="1",
    )  # fmt: skip
    assert second == Entry(author="منى", outlet="موقع", id="2", summary=True)
    assert third == Entry(outlet="موقع")


@pytest.mark.parametrize("declared", ["windows-1256", None, "utf-8", "us-ascii", "no-such"])
@pytest.mark.parametrize("content_type", ["text/xml", "application/rss+xml; charset=windows-1256", None])
def test_old_arabic_encodings(declared: str | None, content_type: str | None) -> None:
    head = f"<?xml version='1.0' encoding='{declared}'?>" if declared else ""
    text = (
        head
        + "<rss version='2.0'><channel><title>صحيفة</title><item><title>قال الوزير «نعم»</title></item></channel></rss>"
    )
    assert only(text.encode("windows-1256"), content_type).title == "قال الوزير «نعم»"


def test_utf_8_is_utf_8_whatever_is_declared() -> None:
    text = "<?xml version='1.0' encoding='windows-1256'?>"
    text += "<rss version='2.0'><channel><item><title>خبر</title></item></channel></rss>"
    assert only(text.encode(), "text/xml; charset=iso-8859-1").title == "خبر"
    assert only("\ufeff".encode() + text.encode()).title == "خبر"
    assert only(text.replace("windows-1256", "utf-16").encode("utf-16")).title == "خبر"


@pytest.mark.parametrize(
    "written, name",
    [
        ("post@news.example (سالم علي)", "سالم علي"),
        ("سالم علي &lt;post@news.example&gt;", "سالم علي"),
        ("post@news.example", None),
        ("وكالات", "وكالات"),
    ],
)
def test_authors(written: str, name: str | None) -> None:
    text = f"<rss version='2.0'><channel><item><title>خبر</title><author>{written}</author></item></channel></rss>"
    assert only(text.encode()).author == name


def test_a_feed_with_faults_is_read_as_far_as_it_goes() -> None:
    text = "<rss version='2.0'><channel><title>س & ص</title>"
    text += "<item><title>خبر &nbsp; \x0b</title><link>/a</link></item><item><title>ب"
    first, *_ = parse_feed(text.encode(), url=BASE).entries
    assert (first.title, first.url) == ("خبر", "https://news.example/a")


def test_entities_of_its_own_are_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "' + b"x" * 50 + b'"><!ENTITY y "' + b"&x;" * 50 + b'">]>'
    with pytest.raises(ValueError, match="entities"):
        parse_feed(bomb + b"<rss version='2.0'><channel><item><title>&y;</title></item></channel></rss>")
    outside = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel/></rss>'
    with pytest.raises(ValueError, match="entities"):
        parse_feed(outside)


def test_a_text_that_looks_like_an_address_is_not_opened() -> None:
    for body in (b"/etc/passwd", b"file:///etc/passwd", b"http://127.0.0.1/"):
        with pytest.raises(ValueError):
            parse_feed(body)


def test_deep_nesting_and_broken_bulk_end_soon() -> None:
    start = time.perf_counter()
    for body in (
        b"<rss version='2.0'><channel><item><title>" + b"<a>" * 50_000,
        b"<rss version='2.0'><channel>" + b"<item><title>a & b</title>" * 5_000,
        b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000,
    ):
        try:
            parse_feed(body)
        except ValueError:
            continue
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize("problem", [KeyError("links"), OverflowError("too large"), AssertionError("name expected")])
def test_what_the_parser_stumbles_over_is_a_broken_feed(problem: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise problem

    monkeypatch.setattr(entries.feedparser, "parse", stumble)
    with pytest.raises(ValueError, match="no feed"):
        parse_feed(b"<rss><channel>")
