"""The contract of the port `Source`: what holds for every adapter."""

from __future__ import annotations

import hashlib
import json
import socket
import sys
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from msgspec import Struct

import musnad
from musnad.records import Page
from musnad.sources.base import Failed, Source
from musnad.sources.discovery import AddressSource
from musnad.sources.feeds import FeedSource
from musnad.sources.pages import PageSource
from musnad.sources.sitemaps import NewsSitemapSource
from tests.sources.kept import KEPT
from tests.sources.web import TEXT, Reply, Web, html, packed

SITE = "https://news.example"


class Case(Struct, frozen=True, kw_only=True):
    """One adapter on content that `make` invents inside a folder: pages, one broken item at least, and pages after it.

    `make` is called once for each test, with an empty folder that is the source's own; whatever it writes there is the
    same each time. `pages` and `failed` are how many items of each kind the source holds.
    """

    make: Callable[[Path], Source]
    pages: int
    failed: int


def _web(**pages: bytes) -> Web:
    """A site with two pages, and one between them that is not there."""
    found = {f"{SITE}/{name}": Reply(body) for name, body in (("1", html("أول")), ("3", html("ثالث")), *pages.items())}
    return Web(dict(found))


def pages_by_address(home: Path) -> Source:
    return PageSource([f"{SITE}/{n}" for n in (1, 2, 3)], _web().fetcher())


def feed_in_a_file(home: Path) -> Source:
    items = "".join(f"<item><title>خبر {n}</title><link>{SITE}/{n}</link></item>" for n in (1, 2, 3))
    path = home / "feed.xml"
    path.write_text(f"<rss version='2.0'><channel><title>صحيفة</title>{items}</channel></rss>", "utf-8")
    return FeedSource(str(path), _web().fetcher())


def json_feed(home: Path) -> Source:
    entries = [{"id": str(n), "url": f"{SITE}/{n}", "title": "خبر"} for n in (1, 2, 3)]
    entries.append({"id": "4", "title": "خبر", "content_text": TEXT})
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "صحيفة", "items": [*entries, 7]}
    return FeedSource(f"{SITE}/feed", _web(feed=json.dumps(feed).encode()).fetcher())


def sitemap(home: Path) -> Source:
    places = "".join(f"<url><loc>{SITE}/{n}</loc></url>" for n in (1, 2, 3))
    urls = f"<urlset>{places}</urlset>".encode()
    index = f"<sitemapindex><sitemap><loc>{SITE}/urls</loc></sitemap></sitemapindex>".encode()
    return NewsSitemapSource(f"{SITE}/index", _web(index=index, urls=packed(urls)).fetcher())


def address(home: Path) -> Source:
    items = "".join(f"<entry><title>خبر {n}</title><link href='/{n}'/></entry>" for n in (1, 2, 3))
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>صحيفة</title>{items}</feed>".encode()
    return AddressSource(f"{SITE}/feed", _web(feed=feed).fetcher())


# Every adapter has its line here: name -> Case.
FACTORIES: dict[str, Case] = {
    "pages by address": Case(make=pages_by_address, pages=2, failed=1),
    "feed in a file": Case(make=feed_in_a_file, pages=2, failed=1),
    "JSON Feed": Case(make=json_feed, pages=3, failed=2),
    "news sitemap": Case(make=sitemap, pages=2, failed=1),
    "address": Case(make=address, pages=2, failed=1),
    **{name: Case(make=make, pages=pages, failed=failed) for name, (make, pages, failed) in KEPT.items()},
}


@pytest.fixture(params=sorted(FACTORIES))
def case(request: pytest.FixtureRequest) -> Case:
    return FACTORIES[request.param]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder that the source's content lies in; beside it is one that it must not read."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("سر لا يقرأ")
    folder = tmp_path / "inside"
    folder.mkdir()
    return folder


def taken(source: Source) -> list[Page | Failed]:
    return list(source.items())


def test_items_are_pages_or_failures(case: Case, home: Path) -> None:
    items = taken(case.make(home))
    assert all(isinstance(item, Page | Failed) for item in items)
    assert sum(isinstance(item, Page) for item in items) == case.pages
    assert sum(isinstance(item, Failed) for item in items) == case.failed


def test_it_has_a_name(case: Case, home: Path) -> None:
    assert case.make(home).name.strip()


def test_the_same_content_gives_the_same_items_in_the_same_order(case: Case, home: Path, tmp_path: Path) -> None:
    first = taken(case.make(home))
    assert taken(case.make(home)) == first


def test_a_page_carries_the_hash_of_its_bytes(case: Case, home: Path) -> None:
    pages = [item for item in taken(case.make(home)) if isinstance(item, Page)]
    assert pages
    assert [page.sha256 for page in pages] == [hashlib.sha256(page.body).hexdigest() for page in pages]
    assert all(page.body and page.source for page in pages)
    assert all(page.retrieved is None or page.retrieved.utcoffset() is not None for page in pages)


def test_a_broken_item_says_why_and_those_after_it_still_come(case: Case, home: Path) -> None:
    items = taken(case.make(home))
    broken = [at for at, item in enumerate(items) if isinstance(item, Failed)]
    assert broken
    assert any(isinstance(item, Page) for item in items[broken[0] + 1 :])
    for item in items:
        if isinstance(item, Failed):
            assert item.source
            assert item.message.strip()
            assert "\n" not in item.message


def test_it_is_streamed(case: Case, home: Path) -> None:
    """Stopping after one item is allowed, and leaves nothing open."""
    items = case.make(home).items()
    assert next(items) is not None
    if close := getattr(items, "close", None):
        close()


def test_nothing_outside_the_source_is_read(case: Case, home: Path) -> None:
    taken(case.make(home))  # imports happen here
    source = case.make(home)
    with _watched() as touched:
        taken(source)
    code = [Path(p) for p in (*sysconfig.get_paths().values(), sys.prefix, sys.base_prefix, *musnad.__path__)]
    allowed = [home.resolve(), *(path.resolve() for path in code)]
    assert not [path for path in touched if not any(Path(path).resolve().is_relative_to(root) for root in allowed)]


_watchers: list[list[str]] = []


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if not _watchers:
        return
    if event == "open" and isinstance(arguments[0], str):
        _watchers[-1].append(arguments[0])
    elif event == "socket.connect" and isinstance(arguments[0], socket.socket):
        _watchers[-1].append(f"/network/{arguments[1]}")


@contextmanager
def _watched() -> Iterator[list[str]]:
    """Files that are opened and addresses that are dialled meanwhile."""
    if not getattr(_audit, "there", False):  # a hook of the interpreter cannot be taken off again
        sys.addaudithook(_audit)
        _audit.there = True  # type: ignore[attr-defined]
    _watchers.append([])
    try:
        yield _watchers[-1]
    finally:
        _watchers.pop()
