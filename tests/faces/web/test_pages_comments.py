"""Discussions: who writes, what is shown, how it is moderated; on pages and in the API."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from sample import sample_store
from starlette.testclient import TestClient

from musnad.faces.web import accounts
from musnad.faces.web.accounts import make_account, make_token
from musnad.faces.web.app import create_app
from musnad.faces.web.limits import COMMENTS
from musnad.faces.web.settings import Settings
from musnad.faces.web.sharing.plain_text import linked
from musnad.faces.web.sharing.talk import threads
from musnad.records import Comment
from musnad.store.engine import SqlStore

AT = "2025-08-08T09:00:00Z"
SITE = "http://news.example"
FACT = "fact:000000000000a001"
PAGE = f"/facts/{FACT}"


@pytest.fixture
def peopled(monkeypatch: pytest.MonkeyPatch) -> Iterator[SqlStore]:
    monkeypatch.setattr(accounts, "_hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    store = sample_store()
    for name, rank in (("rima", "reader"), ("walid", "reviewer"), ("amal", "administrator")):
        store.put_account(make_account(name, rank, "a long enough password", at=AT))
    yield store
    store.close()


@pytest.fixture
def site(peopled: SqlStore) -> TestClient:
    settings = Settings(store=":memory:", host="0.0.0.0", hosts=("news.example",), secret="0" * 32, encoder=False)
    return TestClient(create_app(settings, peopled), base_url=SITE, follow_redirects=False)


def token(store: SqlStore, name: str) -> dict[str, str]:
    made, words = make_token(name, at=AT)
    store.put_token(made)
    return {"Authorization": f"Bearer {words}"}


def say(site: TestClient, as_: dict[str, str], text: str, answers: str = "", about: str = FACT) -> str:
    answer = site.post("/comments", data={"about": about, "text": text, "answers": answers}, headers=as_)
    assert answer.status_code == 303, answer.text
    path, _, anchor = answer.headers["location"].partition("#")
    assert path == PAGE
    return anchor.replace("comment-", "comment:", 1)


def test_a_reader_writes_and_everybody_sees_who_and_what(site: TestClient, peopled: SqlStore) -> None:
    rima = token(peopled, "rima")
    say(site, rima, "سطر\r\nثان <script>\u202e")
    text = site.get(PAGE, headers=token(peopled, "walid")).text
    assert "سطر\nثان &lt;script&gt;⟨U+202E⟩" in text
    assert '<bdi dir="auto">rima</bdi>' in text
    assert peopled.comments(FACT)[0].by == "rima"


def test_a_stranger_writes_nothing(site: TestClient, peopled: SqlStore) -> None:
    answer = site.post("/comments", data={"about": FACT, "text": "x"}, headers={"Origin": SITE})
    assert answer.status_code == 401
    assert peopled.comments(FACT) == ()


def test_another_site_writes_nothing(client: TestClient) -> None:
    headers = {"Origin": "http://evil.example"}
    assert client.post("/comments", data={"about": FACT, "text": "x"}, headers=headers).status_code == 403


def test_answers_stand_below_what_they_answer_one_level_deep(site: TestClient, peopled: SqlStore) -> None:
    rima = token(peopled, "rima")
    first = say(site, rima, "أول")
    answer = say(site, rima, "رد", first)
    deeper = say(site, rima, "رد على الرد", answer)
    thread = threads(peopled.comments(FACT))[0]
    assert [one.id for one in thread.answers] == [answer, deeper]
    assert {one.answers for one in thread.answers} == {first}


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"text": " \n"}, 422),
        ({"text": "x" * 4001}, 422),
        ({"about": "fact:none"}, 404),
        ({"answers": "comment:no"}, 404),
    ],
)
def test_what_is_no_comment_is_refused(site: TestClient, peopled: SqlStore, sent: dict[str, str], status: int) -> None:
    given = {"about": FACT, "text": "نص"} | sent
    assert site.post("/comments", data=given, headers=token(peopled, "rima")).status_code == status
    assert peopled.comments() == ()


def test_a_reviewer_hides_with_a_reason_and_shows_again_and_the_log_knows(site: TestClient, peopled: SqlStore) -> None:
    rima, walid = token(peopled, "rima"), token(peopled, "walid")
    made = say(site, rima, "كلام سيئ")
    there = f"/comments/{made}/hidden"
    assert site.post(there, data={"reason": "سب"}, headers=rima).status_code == 403
    assert site.post(there, data={"reason": " "}, headers=walid).status_code == 422
    answer = site.post(there, data={"reason": "سب", "back": PAGE}, headers=walid)
    assert answer.headers["location"].startswith(f"{PAGE}#comment-")
    for who, sees in ((rima, False), (walid, True)):
        text = site.get(PAGE, headers=who).text
        assert ("كلام سيئ" in text) is sees
        assert "walid" in text
        assert '«<bdi dir="auto">سب</bdi>»' in text
    site.post(there, data={"shown": "1"}, headers=walid)
    assert "كلام سيئ" in site.get(PAGE, headers=rima).text
    notes = [deed.note for deed in peopled.deeds(limit=50) if deed.what == made]
    assert notes == [f"comment on {FACT}", "comment hidden: سب", "comment shown again"]


def test_the_list_is_for_reviewers(site: TestClient, peopled: SqlStore) -> None:
    rima, walid = token(peopled, "rima"), token(peopled, "walid")
    say(site, rima, "في القائمة")
    assert site.get("/comments", headers=rima).status_code == 403
    text = site.get("/comments", headers=walid).text
    assert "في القائمة" in text
    assert f'href="{PAGE}#comment-' in text


def test_nobody_writes_without_end(site: TestClient, peopled: SqlStore) -> None:
    rima = token(peopled, "rima")
    for number in range(COMMENTS.burst):
        say(site, rima, f"تعليق {number}")
    answer = site.post("/comments", data={"about": FACT, "text": "آخر"}, headers=rima)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


def test_the_api_writes_lists_and_hides(site: TestClient, peopled: SqlStore) -> None:
    rima, walid, there = token(peopled, "rima"), token(peopled, "walid"), "/api/v1/comments"
    made = site.post(there, json={"about": FACT, "text": "من برنامج"}, headers=rima)
    assert made.status_code == 201
    site.post(there, json={"about": FACT, "text": "رد", "answers": made.json()["id"]}, headers=rima)
    first = site.get(there, params={"about": FACT, "limit": 1}, headers=rima)
    assert [one["text"] for one in first.json()["items"]] == ["من برنامج"]
    assert first.headers["etag"]
    rest = site.get(there, params={"about": FACT, "after": first.json()["next"]}, headers=rima)
    assert [one["text"] for one in rest.json()["items"]] == ["رد"]
    hidden = f"{there}/{made.json()['id']}/hidden"
    assert site.post(hidden, json={"reason": "مكرر"}, headers=rima).status_code == 403
    assert site.post(hidden, json={"reason": "مكرر"}, headers=walid).json()["hidden_by"] == "walid"
    assert site.get(there, params={"about": FACT}, headers=rima).json()["items"][0]["text"] == ""
    assert site.post(hidden, json={"reason": None}, headers=walid).json()["hidden"] is None
    assert site.post(f"{there}/comment:no/hidden", json={"reason": "x"}, headers=walid).status_code == 404
    assert site.post(there, json={"about": FACT, "text": " "}, headers=rima).status_code == 422


def test_an_item_of_an_article_has_its_own_discussion(client: TestClient) -> None:
    answer = client.post("/comments", data={"about": "article:a1/v1", "text": "عن الحدث"}, follow_redirects=False)
    assert answer.headers["location"].startswith("/articles/article:a1/v1#comment-")
    assert "عن الحدث" in client.get("/articles/article:a1/v1").text
    assert "عن الحدث" not in client.get("/articles/article:a1").text


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see https://a.example/x.", ["https://a.example/x"]), ("(http://a.example/y)", ["http://a.example/y"]),
        ("انظر https://a.example/١٢، ثم", ["https://a.example/١٢"]), ("javascript:alert(1)", []),
        ("https://bank.example@evil.example/", []), ("https://", []), ("https://[::", []),
    ],
)  # fmt: skip
def test_addresses_become_links_without_weight(text: str, links: list[str]) -> None:
    told = str(linked(text))
    assert [part.partition('"')[0] for part in told.split('href="')[1:]] == links
    assert told.count('rel="nofollow ugc noreferrer noopener"') == len(links)


def test_an_answer_on_another_screen_stands_for_itself() -> None:
    lone = Comment(id="comment:2", about=FACT, text="رد", by="rima", at=AT, answers="comment:1")
    assert threads([lone])[0].comment == lone


def test_the_list_names_what_is_talked_about_in_words(site: TestClient, peopled: SqlStore) -> None:
    walid = token(peopled, "walid")
    say(site, walid, "تعليق")
    page = site.get("/comments", headers=walid).text
    about = re.search(rf'<a href="{PAGE}#[^"]*">(.*?)</a>', page)
    assert about is not None
    assert FACT not in about[1]
    assert "اعتداء" in about[1]
