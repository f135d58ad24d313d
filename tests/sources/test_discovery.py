from __future__ import annotations

import json

import pytest

from musnad.errors import SourceMissing
from musnad.records import Page
from musnad.sources.discovery import AddressSource
from musnad.sources.pacing import Manners
from musnad.sources.visits import PlainVisits
from tests.sources.web import Reply, Web, html

AT, LINKED = "https://news.example/", "https://news.example/a"
JSON = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": LINKED}]}
RSS = f"<rss version='2.0'><channel><title>x</title><item><link>{LINKED}</link></item></channel></rss>"
MAP = f"<urlset><url><loc>{LINKED}</loc></url></urlset>"


@pytest.mark.parametrize(
    "body, url",
    [(html("خبر"), AT), (RSS.encode(), LINKED), (json.dumps(JSON).encode(), LINKED), (MAP.encode(), LINKED)],
)
def test_an_address_is_read_as_what_is_there(body: bytes, url: str) -> None:
    web, visits = Web({AT: Reply(body, etag='"1"'), LINKED: Reply(html("أ"), etag='"1"')}), PlainVisits()
    quick = Manners(robots=False, delay=0.0)
    source = AddressSource(AT, web.fetcher(quick, visits=visits))
    assert [page.url for page in source.items() if isinstance(page, Page)] == [url]
    assert web.asked == ([AT] if url == AT else [AT, LINKED])
    assert list(AddressSource(AT, web.fetcher(quick, visits=visits)).items()) == []


def test_an_address_that_gives_nothing() -> None:
    with pytest.raises(SourceMissing):
        list(AddressSource(AT, Web().fetcher()).items())
