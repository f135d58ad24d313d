from __future__ import annotations

import pytest

from musnad.sources.forms import form_of, kind_of
from tests.sources.web import packed


@pytest.mark.parametrize(
    "body, declared, form",
    [
        (b"<!DOCTYPE html><html><body>x", None, "html"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", "application/xml", "html"),
        (b"<p>x</p>", "text/html; charset=utf-8", "html"),
        (b"\xef\xbb\xbf <?xml version='1.0'?>\n<!-- <html> --><rss version='2.0'>", "text/html", "feed"),
        (b"<!DOCTYPE rss [ <!ELEMENT rss ANY> ]><rss>", None, "feed"),
        (b"<rdf:RDF xmlns:rdf='x'>", None, "feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "text/plain", "feed"),
        ("<?xml version='1.0' encoding='utf-16'?><rss>".encode("utf-16"), None, "feed"),
        (b"<?xml version='1.0'?><urlset xmlns='x'>", None, "sitemap"),
        (b"<sm:sitemapindex xmlns:sm='x'>", None, "sitemap"),
        (packed(b"<urlset>" + b"<url/>" * 9000), "application/gzip", "sitemap"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "application/json", "json-feed"),
        (b'{"version": "https:\\/\\/jsonfeed.org\\/version\\/1", "items": []}', None, "json-feed"),
        (b'{"items": []}', "application/feed+json", "json-feed"),
        (b'{"text": "x"}', None, "json"),
        ("[صورة] قال الوزير".encode(), "text/plain", "text"),
        ("قال الوزير".encode("cp1256"), None, "text"),
    ],
)
def test_the_content_tells(body: bytes, declared: str | None, form: str) -> None:
    assert form_of(body, declared) == form


def test_kinds_of_pages() -> None:
    assert [kind_of(body) for body in (b"<html>", b"{}", b"x", b"<rss>")] == ["html", "json", "text", "html"]
