import io
from pathlib import Path

import httpx
import pytest

from musnad.errors import NotText, SourceEmpty, SourceMissing, SourceRefused, SourceTooLarge
from musnad.ingest.single import load
from musnad.page.read import Overrides
from musnad.sources.single import Limits, fetch
from tests.sources.web import Reply

TEXT = "قال وزير الخارجية في مؤتمر صحفي إن بلاده ترفض التهديد وتدعو إلى الحوار."
PAGE = f"<html><head><title>عنوان</title></head><body><h1>عنوان</h1><p>{TEXT}</p></body></html>"


def _file(folder: Path, name: str, body: bytes) -> str:
    path = folder / name
    path.write_bytes(body)
    return str(path)


def test_kinds_are_known_by_content(tmp_path: Path) -> None:
    limits = Limits()
    assert fetch(_file(tmp_path, "a", PAGE.encode()), limits=limits).kind == "html"
    assert fetch(_file(tmp_path, "b", b'\xef\xbb\xbf {"text": "x"}'), limits=limits).kind == "json"
    assert fetch(_file(tmp_path, "c.html", TEXT.encode()), limits=limits).kind == "text"


def test_a_file_becomes_an_article(tmp_path: Path) -> None:
    article = load(_file(tmp_path, "a.html", PAGE.encode()), overrides=Overrides(published="06/08/2025"))
    assert article.text == f"عنوان\n\n{TEXT}"
    assert article.published == "2025-08-06"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert load("-").text == TEXT


def test_page_keeps_its_evidence(tmp_path: Path) -> None:
    page = fetch(_file(tmp_path, "a", PAGE.encode()), limits=Limits())
    assert page.body == PAGE.encode()
    assert len(page.sha256) == 64
    assert page.retrieved is None


def test_missing_empty_large_binary(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing):
        load(str(tmp_path / "none"))
    with pytest.raises(SourceMissing, match="folder"):
        load(str(tmp_path))
    with pytest.raises(SourceMissing):
        load("a\0b")
    with pytest.raises(SourceEmpty):
        load(_file(tmp_path, "e", b" \n"))
    with pytest.raises(SourceTooLarge):
        load(_file(tmp_path, "l", b"x" * 100), limits=Limits(largest=50))
    with pytest.raises(NotText):
        load(_file(tmp_path, "p", b"%PDF-1.7\n\0"))


def _answer(monkeypatch: pytest.MonkeyPatch, reply: Reply) -> None:
    """Stands in for the network: answers every address with one reply."""
    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", lambda self, request: reply.response())


def test_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    _answer(monkeypatch, Reply(PAGE.encode("cp1256"), content_type="text/html; charset=windows-1256"))
    article = load("https://www.hespress.com/2025/08/06/a")
    assert article.text == f"عنوان\n\n{TEXT}"
    assert (article.outlet, article.published) == ("هسبريس", "2025-08-06")


def test_an_address_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    _answer(monkeypatch, Reply(status=404))
    with pytest.raises(SourceMissing, match="404"):
        load("https://x.example/none")
    _answer(monkeypatch, Reply(status=403))
    with pytest.raises(SourceRefused, match="403"):
        load("https://x.example/none")
    _answer(monkeypatch, Reply(b" "))
    with pytest.raises(SourceEmpty):
        load("https://x.example/none")
    _answer(monkeypatch, Reply(b"x" * 100))
    with pytest.raises(SourceTooLarge):
        load("https://x.example/none", limits=Limits(largest=50))
    with pytest.raises(SourceMissing):
        load("http://")
