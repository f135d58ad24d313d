from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from sample_reports import DISPATCH
from starlette.testclient import TestClient

from musnad.errors import ReaderBusy
from musnad.faces.web.api.description import text
from musnad.faces.web.app import create_app
from musnad.faces.web.problems import KIND, TYPES
from musnad.faces.web.reader import Reader
from musnad.faces.web.settings import Settings
from musnad.sources.base import Visit
from musnad.store.engine import SqlStore

API = "/api/v1"
HOME = "http://127.0.0.1"
ROOT = Path(__file__).parent.parent.parent.parent


@pytest.fixture
def mine(store: SqlStore) -> TestClient:
    """A visitor whose store a test may change."""
    return TestClient(create_app(Settings(store=":memory:", encoder=False), store), base_url=HOME)


def test_the_description_in_the_repository_is_the_code_s(app: FastAPI) -> None:
    assert (ROOT / "docs" / "api" / "openapi.json").read_text("utf-8") == text(app)


@pytest.mark.parametrize("list_", ["stories", "facts", "articles", "changes"])
def test_a_list_goes_on_where_it_stopped(client: TestClient, list_: str) -> None:
    whole = client.get(f"{API}/{list_}", params={"limit": 200}).json()
    seen, after = [], None
    for _ in range(100):
        params = {"limit": 2} | ({"after": after} if after else {})
        answer = client.get(f"{API}/{list_}", params=params).json()
        seen += answer["items"]
        after = answer["next"]
        if after is None:
            break
    assert whole["next"] is None
    assert len(seen) > 1
    assert seen == whole["items"]


def test_what_was_taken_in_and_what_is_kept_can_be_asked_for(mine: TestClient, store: SqlStore) -> None:
    store.note_visit(Visit(url="https://news.invalid/feed", status=200))
    mine.post("/searches", data={"name": "هجمات", "query": "type=ASSAULT"}, headers={"Origin": HOME})
    outlets = mine.get(f"{API}/outlets").json()["items"]
    assert outlets == sorted(outlets, key=lambda one: (-one["count"], one["key"]))
    assert sum(one["count"] for one in outlets) == mine.get(f"{API}/articles").json()["total"]
    assert "https://news.invalid/feed" in {one["url"] for one in mine.get(f"{API}/visits").json()["items"]}
    (kept,) = mine.get(f"{API}/searches").json()["items"]
    assert (kept["name"], kept["given"]) == ("هجمات", [["type", "ASSAULT"]])


def test_filters_are_those_of_the_command_line(client: TestClient) -> None:
    asked = {"actor": "كتائب الصخر", "role": "actor", "type": "ASSAULT", "since": "2025-08-01", "until": "2025-08-09"}
    found = client.get(f"{API}/facts", params=asked).json()["items"]
    assert found
    assert {fact["type"] for fact in found} == {"ASSAULT"}
    assert not client.get(f"{API}/facts", params=asked | {"until": "2025-08-02"}).json()["items"]


def test_what_narrows_a_search_is_counted(client: TestClient) -> None:
    asked = {"actor": "كتائب الصخر"}
    told = client.get(f"{API}/facets", params=asked).json()
    assert told["types"]
    for one in told["types"]:
        found = client.get(f"{API}/articles", params=asked | {"type": one["key"]}).json()
        assert found["total"] == one["count"]


def test_a_search_gives_the_matched_words(client: TestClient) -> None:
    found = client.get(f"{API}/articles", params={"text": "المهلة"}).json()
    assert found["total"] == len(found["items"]) > 0
    assert found["items"][0]["snippets"][0]["matched"]


def test_a_deadline_stands_as_on_the_day_asked_for(client: TestClient) -> None:
    (limit,) = client.get(f"{API}/deadlines", params={"as_of": "2025-08-07"}).json()["items"][:1]
    assert limit["as_of"] == "2025-08-07"
    assert limit["due"] == "2025-08-16"


def test_what_the_asker_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"{API}/articles/article:a1")
    assert first.headers["etag"].startswith('"')
    for asked in (first.headers["etag"], f'"other", W/{first.headers["etag"]}', "*"):
        again = client.get(f"{API}/articles/article:a1", headers={"If-None-Match": asked})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"{API}/articles/article:a2", headers={"If-None-Match": first.headers["etag"]}).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("GET", "/nothing", "not-found"),
        ("GET", "/stories/story:none", "not-found"),
        ("GET", "/stories?after=abcd", "not-found"),
        ("PATCH", "/stories", "wrong-method"),
        ("GET", "/stories?limit=0", "not-valid"),
        ("GET", "/stories?limit=201", "not-valid"),
        ("GET", "/facts?since=2025-02-30", "not-valid"),
        ("GET", "/facts?type=QUARREL", "not-valid"),
        ("POST", "/readings", "unknown-form"),
        ("DELETE", "/decisions/decision:none", "not-found"),
    ],
)
def test_every_error_is_a_problem(client: TestClient, method: str, path: str, name: str) -> None:
    answer = client.request(method, API + path, headers={"Accept-Language": "en"})
    told = answer.json()
    assert answer.headers["content-type"] == KIND
    assert (answer.status_code, told["status"]) == (TYPES[name],) * 2
    assert told["type"] == f"urn:musnad:problem:{name}"
    assert told["title"].isascii()
    assert answer.headers["content-language"] == "en"
    assert not client.request(method, API + path, headers={"Accept-Language": "ar"}).json()["title"].isascii()


def test_a_wrong_method_says_the_right_ones(client: TestClient) -> None:
    assert client.put(f"{API}/decisions").headers["allow"]


def test_a_mistake_of_ours_tells_nothing_of_itself(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("/secret/path")

    monkeypatch.setattr(app.state.store, "story", broken)
    answer = TestClient(app, base_url=HOME, raise_server_exceptions=False).get(f"{API}/stories/story:x")
    assert (answer.status_code, answer.headers["content-type"]) == (500, KIND)
    assert "secret" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_decision_is_made_logged_and_taken_back(mine: TestClient, store: SqlStore) -> None:
    given = {"one": "org:un", "other": "org:sham", "same": False, "comment": "two bodies"}
    made = mine.post(f"{API}/decisions", json=given)
    assert made.status_code == 201
    assert mine.get(made.headers["location"]).json() == made.json()
    undone = mine.delete(made.headers["location"])
    assert undone.json()["undoes"] == made.json()["id"]
    assert mine.delete(made.headers["location"]).status_code == 409
    assert [one["id"] for one in mine.get(f"{API}/decisions").json()["items"]] == [
        made.json()["id"],
        undone.json()["id"],
    ]
    assert [(deed.act, deed.what) for deed in store.deeds()] == [
        ("change", made.json()["id"]),
        ("change", undone.json()["id"]),
    ]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"one": "org:un", "other": "org:un", "same": True}, 409),
        ({"one": "org:un", "other": "article:a1", "same": True}, 409),
        ({"one": "org:un", "other": "org:none", "same": True}, 404),
        ({"one": "org:un"}, 422),
        ({"one": "org:un", "other": "org:sham", "same": True, "by": "somebody else"}, 422),
    ],
)
def test_a_decision_that_cannot_be_is_refused(mine: TestClient, given: dict[str, object], status: int) -> None:
    assert mine.post(f"{API}/decisions", json=given).status_code == status
    assert not mine.get(f"{API}/decisions").json()["items"]


@pytest.mark.parametrize("format_", ["jsonl", "geojson", "ical", "atom"])
def test_an_export_is_logged_with_its_filters(mine: TestClient, store: SqlStore, format_: str) -> None:
    answer = mine.get(f"{API}/exports/{format_}", params={"outlet": "وكالة المشرق"})
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    (deed,) = store.deeds()
    assert (deed.act, deed.what, json.loads(deed.note)) == ("export", format_, {"outlet": "وكالة المشرق"})
    assert deed.who


def test_tables_come_as_one_archive_that_is_the_same_each_time(mine: TestClient) -> None:
    first, second = mine.get(f"{API}/exports/csv"), mine.get(f"{API}/exports/csv")
    assert first.content == second.content
    with zipfile.ZipFile(io.BytesIO(first.content)) as archive:
        assert {"facts.csv", "articles.csv", "manifest.json"} <= set(archive.namelist())


def test_a_text_is_read_and_not_kept(mine: TestClient, store: SqlStore) -> None:
    before = len(list(store.articles()))
    answer = mine.post(f"{API}/readings", json={"text": DISPATCH, "published": "2025-08-06", "outlet": "الأفق"})
    told = answer.json()
    assert answer.status_code == 200
    assert told["events"]
    assert told["article"]["outlet"] == "الأفق"
    assert answer.headers["cache-control"] == "no-store"
    assert len(list(store.articles())) == before


def test_a_text_waits_a_bounded_time_for_others(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    class Busy(Reader):
        def page(self, *_: object) -> None:  # type: ignore[override]
            raise ReaderBusy("other texts are being read")

    monkeypatch.setattr(app.state, "reader", Busy(encoder=False), raising=False)
    answer = TestClient(app, base_url=HOME).post(f"{API}/readings", json={"text": DISPATCH})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[" * 50_000, 422),
        (b'{"text": ""}', 422),
        (b'{"text": "hello"}', 422),
        (b'{"text": "x", "more": 1}', 422),
        (json.dumps({"text": "كتب " * 20_000}).encode(), 413),
        (b'{"text": "' + b"a" * 2_000_001 + b'"}', 413),
    ],
    ids=["cut", "deep", "empty", "foreign", "unknown-field", "too-long", "too-large"],
)
def test_a_text_that_cannot_be_read_is_refused(client: TestClient, body: bytes, status: int) -> None:
    answer = client.post(f"{API}/readings", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (status, KIND)


def test_times_of_originals_are_told(client: TestClient) -> None:
    entry = client.get(f"{API}/articles/article:a1").json()
    assert datetime.fromisoformat(entry["original"]["taken"]).tzinfo == UTC
    assert len(entry["original"]["sha256"]) == 64
