import io
import sys
from pathlib import Path

import pytest

from musnad.errors import SourceError, SourceMissing
from musnad.records import Page
from musnad.sources.discovery import AddressSource
from musnad.sources.feeds import FeedSource
from musnad.sources.files import FileSource, FolderSource
from musnad.sources.opening import Opening, open_sources
from musnad.sources.sitemaps import NewsSitemapSource
from tests.sources.given import HTML, TEXT, dumped, failures, opened, record, write, zipped

RSS = "<?xml version='1.0'?><rss version='2.0'><channel><title>الخبر</title></channel></rss>"
SITEMAP = "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'></urlset>"


def test_what_a_person_names(tmp_path: Path) -> None:
    assert isinstance(opened(tmp_path), FolderSource)
    assert isinstance(opened(write(tmp_path / "a.html", HTML)), FileSource)
    assert isinstance(opened(zipped(tmp_path / "a.zip", {"a.txt": TEXT})), FileSource)
    assert isinstance(opened(write(tmp_path / "feed.xml", RSS)), FeedSource)
    assert isinstance(opened(write(tmp_path / "map.xml", SITEMAP)), NewsSitemapSource)
    assert isinstance(open_sources("https://a.example/", Opening()), AddressSource)
    assert open_sources(str(tmp_path), Opening()).name == str(tmp_path)


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match="no such file"):
        open_sources(str(tmp_path / "nowhere"), Opening())
    with pytest.raises(SourceMissing):
        open_sources("a\0b", Opening())
    with pytest.raises(SourceError, match="only http"):
        open_sources("ftp://a.example/", Opening())
    with pytest.raises(SourceError, match="no mapping"):
        open_sources(str(tmp_path), Opening(mapping=("x",)))


@pytest.mark.parametrize(
    ("head", "what"),
    [(b"%PDF-1.7", "PDF"), (b"Rar!\x1a\x07", "RAR"), (b"\x89PNG\r\n", "binary"), (b"BZh91AY", "bzip2")],
)
def test_an_unknown_form_is_an_error(tmp_path: Path, head: bytes, what: str) -> None:
    with pytest.raises(SourceError, match=what):
        open_sources(str(write(tmp_path / "a", head + bytes(100))), Opening())


def test_a_feed_among_files_says_what_to_do(tmp_path: Path) -> None:
    write(tmp_path / "feed.xml", RSS)
    write(tmp_path / "feed.json", dumped({"version": "https://jsonfeed.org/version/1.1", "items": []}))
    assert [failed.reason for failed in failures(tmp_path)] == ["unknown-form", "unknown-form"]
    assert "name the file itself" in failures(tmp_path)[0].message


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Piped:
        buffer = io.BytesIO(dumped([record(0), record(1)]).encode())

    monkeypatch.setattr(sys, "stdin", Piped())
    source = open_sources("-", Opening(mapping=("outlet:=الخبر",)))
    found = [item for item in source.items() if isinstance(item, Page)]
    assert [page.source for page in found] == ["-#0", "-#1"]
    assert ("outlet", "=الخبر") in found[0].context
