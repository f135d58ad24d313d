from __future__ import annotations

from starlette.testclient import TestClient

from musnad.faces.web.app import create_app
from musnad.faces.web.settings import Settings
from musnad.sources.base import Failed
from musnad.store.engine import SqlStore


def test_outlets_kinds_visits_and_failures_are_told(client: TestClient) -> None:
    page = client.get("/sources").text
    assert "وكالة المشرق" in page
    assert "صفحة ويب" in page
    assert "https://mashriq.example/feed.xml" in page
    assert "بلا نص" in page
    assert "https://mirsad.example/empty" in page


def test_failures_of_one_reason_are_listed_alone(store: SqlStore) -> None:
    store.set_aside(Failed(source="https://other.example/<i>", reason="robots", message="it asks \u202enot to"))
    client = TestClient(create_app(Settings(store=":memory:", encoder=False), store), base_url="http://127.0.0.1")
    page = client.get("/sources?reason=robots").text
    assert "mirsad.example" not in page
    assert "other.example/&lt;i&gt;" in page
    assert "⟨U+202E⟩" in page
    assert client.get("/sources?reason=mood").status_code == 422


def test_corrections_and_retractions_are_listed_with_their_reports(store: SqlStore) -> None:
    store.retract("article:b2", "سُحب بطلب الناشر", at="2025-08-09T00:00:00Z")
    client = TestClient(create_app(Settings(store=":memory:", encoder=False), store), base_url="http://127.0.0.1")
    page = client.get("/sources").text
    assert "سُحب بطلب الناشر" in page
    assert "/articles/article%3Ab2" in page


def test_an_empty_store_says_so(bare: TestClient) -> None:
    page = bare.get("/sources").text
    assert "musnad ingest" in page
    assert "لم يُزر عنوان بعد" in page
