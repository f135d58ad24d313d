from __future__ import annotations

import io
import json
import re
import zipfile
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from musnad.faces.web.pages.search import quoted
from musnad.store.engine import SqlStore
from musnad.store.entries import Snippet

ATOM = "{http://www.w3.org/2005/Atom}"


def test_matched_words_are_marked_and_lead_to_their_place(client: TestClient) -> None:
    page = client.get("/search", params={"q": "المهلة"}).text
    assert "<mark>المهلة</mark>" in page
    assert "?at=" in page
    assert 'lang="ar"' in page


def test_a_snippet_is_cut_at_its_matches() -> None:
    found = quoted(Snippet(start=10, end=22, text="قال إن مهلة", matched=((17, 21),)))
    assert [(piece.text, piece.matched) for piece in found.pieces] == [("قال إن ", False), ("مهلة", True)]
    assert found.at == "at=17:21"
    assert found.cut


def test_without_words_the_latest_come_first(client: TestClient) -> None:
    page = client.get("/search").text
    assert page.count("<li>\n<h3>") == 11
    assert "الأحدث أولا" in page


def test_filters_must_hold_and_can_be_taken_out(english: TestClient) -> None:
    page = english.get("/search", params={"type": "CONSULT", "status": "occurred"}).text
    assert "No report has these words and filters" in page
    page = english.get("/search", params={"type": "ASSAULT", "actor": "org:sakhr", "role": "actor"}).text
    assert 'href="/search?role=actor&amp;type=ASSAULT"' in page
    assert "كتائب الصخر" in page


@pytest.mark.parametrize("asked", ["type=NOPE", "since=tomorrow", "until=2025-13-01", "role=boss", "damage=rust"])
def test_what_no_filter_takes_is_said(client: TestClient, asked: str) -> None:
    answer = client.get(f"/search?{asked}")
    assert answer.status_code == 422
    assert "<h1>" in answer.text


def test_what_is_typed_is_never_markup(client: TestClient) -> None:
    evil = '"><script>alert(1)</script>'
    page = client.get("/search", params={"q": evil, "actor": evil, "outlet": evil}).text
    assert "<script>alert" not in page


def test_an_empty_store_says_what_to_do(bare: TestClient) -> None:
    assert "musnad ingest" in bare.get("/search").text


def test_screens_follow_each_other(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.faces.web.pages.search.MOST", 4)
    first = client.get("/search").text
    assert 'rel="next"' in first
    after = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(after).text
    assert second.count("<li>\n<h3>") == 4
    assert not {part.split('"')[0] for part in first.split("/articles/")[1:]} & {
        part.split('"')[0] for part in second.split("/articles/")[1:]
    }


def test_a_name_leads_to_its_page(client: TestClient) -> None:
    assert 'href="/actors/org%3Asakhr"' in client.get("/search", params={"q": "كتائب الصخر"}).text


@pytest.mark.parametrize("of", ["reports", "facts"])
def test_a_saved_search_is_a_feed(client: TestClient, of: str) -> None:
    answer = client.get("/search/feed.atom", params={"q": "هجوم", "of": of})
    assert answer.headers["content-type"].startswith("application/atom+xml")
    entries = ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")
    answer = client.get("/search/feed.json", params={"q": "هجوم", "of": of})
    assert answer.headers["content-type"].startswith("application/feed+json")
    items = json.loads(answer.content)["items"]
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [item["id"] for item in items]
    assert items
    assert ("article" in items[0]["id"]) == (of == "reports")


def test_reports_of_a_feed_come_the_latest_first(client: TestClient) -> None:
    items = json.loads(client.get("/search/feed.json", params={"q": "هجوم"}).content)["items"]
    days = [item["date_published"][:10] for item in items]
    assert days == sorted(days, reverse=True)


def test_two_searches_are_two_feeds(client: TestClient) -> None:
    ids = [
        ElementTree.fromstring(client.get("/search/feed.atom", params={"q": q}).content).findtext(f"{ATOM}id")
        for q in ("هجوم", "مهلة")
    ]
    assert ids[0] != ids[1]


def test_finds_can_be_taken_away(store: SqlStore) -> None:
    from musnad.faces.web.app import create_app
    from musnad.faces.web.settings import Settings

    client = TestClient(create_app(Settings(store=":memory:", encoder=False), store), base_url="http://127.0.0.1")
    answer = client.get("/export", params={"format": "csv", "q": "هجوم"})
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert {"articles.csv", "facts.csv", "manifest.json"} <= set(archive.namelist())
    assert client.get("/export", params={"format": "docx"}).status_code == 422


def test_what_narrows_is_offered_with_its_count(english: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    page = english.get("/search").text
    offered = re.findall(r'<li><a href="(/search\?[^"]+)">.*?</a> <span class="num soft">(\d+)</span>', page)
    assert {href.partition("?")[2].partition("=")[0] for href, _ in offered} >= {"type", "outlet"}
    for href, count in offered:
        assert f'Reports found: <b class="num">{count}</b>' in english.get(href.replace("&amp;", "&")).text
    monkeypatch.setattr("musnad.faces.web.pages.search.COUNTED", 3)
    assert 'class="facets' not in english.get("/search").text
    assert 'class="facets' in english.get("/search?narrow=true").text


def test_a_screen_that_is_none_is_not_found(client: TestClient) -> None:
    assert client.get("/search", params={"after": "nowhere"}).status_code == 404
