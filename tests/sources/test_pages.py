from __future__ import annotations

from musnad.records import Page
from musnad.sources.base import Failed
from musnad.sources.pages import PageSource
from musnad.sources.visits import PlainVisits
from tests.sources.web import START, Reply, Web, html

A, B, C = (f"https://news.example/{name}" for name in "abc")


def test_pages_by_their_addresses() -> None:
    web, visits = Web({A: Reply(html("أ"), content_type="text/html", etag='"1"')}), PlainVisits()
    web.pages |= {B: Reply(status=301, location=C), C: Reply('{"text": "نص"}'.encode())}
    local = "http://localhost:8000/a"
    web.pages[local] = Reply("نص".encode())
    web.names["localhost"] = ["127.0.0.1"]
    source = PageSource([A, "https://news.example/none", B, local], web.fetcher(visits=visits))
    first, failed, moved, near = source.items()
    assert isinstance(first, Page)
    assert (first.source, first.url, first.kind, first.content_type) == (A, A, "html", "text/html")
    assert first.retrieved is not None
    assert first.retrieved > START  # the second request of the host waited
    assert isinstance(failed, Failed)
    assert failed.reason == "missing"
    assert isinstance(moved, Page)
    assert (moved.source, moved.url, moved.kind) == (B, C, "json")
    assert isinstance(near, Page)
    assert near.kind == "text"
    assert source.name == f"{A} (+3)"
    again = list(PageSource([A], web.fetcher(visits=visits)).items())
    assert again == []
