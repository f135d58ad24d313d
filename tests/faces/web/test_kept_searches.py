from __future__ import annotations

import pytest
from fastapi import FastAPI
from sample_reports import REPORTS
from starlette.testclient import TestClient

from musnad.errors import StoreBroken, StoreBusy
from musnad.faces.web.app import create_app
from musnad.faces.web.kept_searches import MOST, Search, Shelf
from musnad.faces.web.rights import needed
from musnad.faces.web.settings import Settings
from musnad.store.engine import SqlStore

HOME = "http://127.0.0.1"
API = "/api/v1/searches"


@pytest.fixture
def app(store: SqlStore) -> FastAPI:
    return create_app(Settings(store=":memory:", encoder=False), store)


def test_a_search_is_kept_opened_and_removed(english: TestClient) -> None:
    assert "You keep no search yet" in english.get("/searches").text
    offered = english.get("/search", params={"q": "هجوم", "type": "ASSAULT"}).text
    query = offered.split('name="query" value="')[1].split('"')[0].replace("&amp;", "&")
    listed = english.post("/searches", data={"name": " attacks  in the north ", "query": query}).text
    assert ">attacks in the north<" in listed
    assert "Words to search for" in listed
    assert "/search/feed.atom?q=" in listed
    assert "/search/feed.json?q=" in listed
    opened = english.post("/searches/open", data={"name": "attacks in the north"}, follow_redirects=False)
    assert opened.headers["location"] == "/search?q=%D9%87%D8%AC%D9%88%D9%85&type=ASSAULT&sort=latest"
    assert "You keep no search yet" in english.post("/searches/remove", data={"name": "attacks in the north"}).text


def test_what_is_new_since_the_last_look_is_told(english: TestClient, store: SqlStore) -> None:
    last = REPORTS[-1].id
    store.retract(last, "for a while", at="2025-08-09T00:00:00Z")
    english.post("/searches", data={"name": "all", "query": "until=2026-01-01"})
    assert "+1" not in english.get("/searches").text
    store.restore(last, at="2025-08-09T01:00:00Z")
    assert "+1 new" in english.get("/searches").text
    english.post("/searches/open", data={"name": "all"})
    assert "+1 new" not in english.get("/searches").text


def test_a_busy_store_does_not_stand_before_a_look(
    english: TestClient, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    english.post("/searches", data={"name": "mine", "query": "q=هجوم"})

    def busy(*_: object, **__: object) -> None:
        raise StoreBusy("another process is writing")

    monkeypatch.setattr(store, "note", busy)
    assert english.post("/searches/open", data={"name": "mine"}, follow_redirects=False).status_code == 303


@pytest.mark.parametrize("query", ["", "type=NOPE", "other=1", "since=soon"])
def test_what_is_no_search_is_not_kept(client: TestClient, query: str) -> None:
    assert client.post("/searches", data={"name": "x", "query": query}).status_code == 422
    assert client.post("/searches/open", data={"name": "x"}).status_code == 404


def test_a_name_is_never_markup(client: TestClient) -> None:
    evil = "<script>alert(1)</script>\u202e"
    page = client.post("/searches", data={"name": evil, "query": "q=هجوم"}).text
    assert "<script>alert" not in page
    assert "⟨U+202E⟩" in page


def test_there_is_an_end_of_keeping(client: TestClient, store: SqlStore) -> None:
    for number in range(MOST):
        assert client.post("/searches", data={"name": str(number), "query": "q=هجوم"}).status_code == 200
    assert client.post("/searches", data={"name": "one more", "query": "q=هجوم"}).status_code == 409
    assert client.post("/searches", data={"name": "3", "query": "q=مهلة"}).status_code == 200


def test_everybody_keeps_his_own(store: SqlStore) -> None:
    mine = Search(name="a", given=(("q", "هجوم"),), seen=1, at="2025-08-08T00:00:00Z")
    assert Shelf(store, "rima").keep(mine)
    assert Shelf(store, "rima").all() == (mine,)
    assert Shelf(store, "walid").all() == ()


def test_a_broken_note_is_said(store: SqlStore) -> None:
    store.note("searches:rima", "[{]")
    with pytest.raises(StoreBroken):
        Shelf(store, "rima").all()


def test_a_program_keeps_and_removes(client: TestClient) -> None:
    asked = {"name": " هجمات  الشمال ", "filters": {"text": "هجوم", "type": "ASSAULT", "since": "2025-08-01"}}
    made = client.post(API, json=asked).json()
    assert made["name"] == "هجمات الشمال"
    assert made["given"] == [["q", "هجوم"], ["type", "ASSAULT"], ["since", "2025-08-01"]]
    assert made["seen"] == client.get("/api/v1/articles", params=asked["filters"]).json()["total"]
    assert client.get(API).json()["items"] == [made]
    assert "هجمات الشمال" in client.get("/searches").text
    client.post(API, json=asked | {"filters": {"outlet": "x"}})
    assert [one["given"] for one in client.get(API).json()["items"]] == [[["outlet", "x"]]]
    assert client.delete(API, params={"name": "هجمات الشمال"}).json()["items"] == []
    assert client.delete(API, params={"name": "هجمات الشمال"}).status_code == 404


@pytest.mark.parametrize(
    "filters", [{}, {"type": "NOPE"}, {"other": "1"}, {"since": "soon"}, {"until": "2025-02-30"}, {"text": " "},
                {"text": None}, {"q": "هجوم"}],
)  # fmt: skip
def test_a_program_keeps_no_search_that_is_none(client: TestClient, filters: dict[str, str]) -> None:
    answer = client.post(API, json={"name": "x", "filters": filters})
    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:musnad:problem:not-valid"
    assert client.get(API).json()["items"] == []


def test_a_program_keeps_as_many_as_a_person(client: TestClient) -> None:
    for number in range(MOST):
        assert client.post(API, json={"name": str(number), "filters": {"text": "هجوم"}}).status_code == 201
    refused = client.post(API, json={"name": "one more", "filters": {"text": "هجوم"}})
    assert refused.json()["type"] == "urn:musnad:problem:conflict"


def test_a_reader_may_keep() -> None:
    assert {needed(method, API) for method in ("GET", "POST", "DELETE")} == {"reader"}
    assert {needed("POST", f"/searches{tail}") for tail in ("", "/open", "/remove")} == {"reader"}
