"""Doubts and corrections by the API."""

from __future__ import annotations

import msgspec
import pytest
from starlette.testclient import TestClient

from musnad.faces.web.accounts import Person
from musnad.faces.web.app import create_app
from musnad.faces.web.settings import Settings
from musnad.records import Correction, Doubt
from musnad.store.engine import SqlStore

API = "/api/v1"
HOME = "http://127.0.0.1"
ARTICLE = "article:a1"


@pytest.fixture
def site(store: SqlStore) -> TestClient:
    """A visitor who may correct."""
    doubts = [
        Doubt(id=f"doubt:{n}", kind="event", about=f"{ARTICLE}/v{n}", article=ARTICLE, other=None, weight=1 / n,
              reason="event-unsure")
        for n in (1, 2, 3)
    ]  # fmt: skip
    store.put_doubts(ARTICLE, doubts)
    return TestClient(create_app(Settings(store=":memory:", encoder=False), store), base_url=HOME)


def say(site: TestClient, **body: object) -> tuple[int, dict[str, object]]:
    """Send a correction."""
    answer = site.post(f"{API}/corrections", json={"article": ARTICLE, "layer": "event", "item": "v1", **body})
    return answer.status_code, answer.json()


def test_doubts_go_on(site: TestClient) -> None:
    one = site.get(f"{API}/doubts", params={"limit": 2}).json()
    two = site.get(f"{API}/doubts", params={"limit": 2, "after": one["next"]}).json()
    assert [doubt["id"] for doubt in (*one["items"], *two["items"])] == ["doubt:1", "doubt:2", "doubt:3"]
    assert two["next"] is None
    assert site.get(f"{API}/doubts", params={"kind": "name"}).json()["items"] == []
    assert site.get(f"{API}/doubts", params={"kind": "dream"}).status_code == 422


def test_a_correction_is_made_listed_and_taken_back(site: TestClient, store: SqlStore) -> None:
    before = store.reading(ARTICLE)
    assert before is not None
    answer = site.post(
        f"{API}/corrections",
        json={
            "article": ARTICLE, "layer": "event", "item": "v1", "act": "change",
            "before": msgspec.to_builtins(before.events[0]),
            "said": {"status": "planned", "actors": [{"name": "نقابة الصيادين", "kind": "ORG"}], "killed": None},
            "comment": "من الأصل",
        },
    )  # fmt: skip
    assert answer.status_code == 201, answer.text
    made = msgspec.json.decode(answer.content, type=Correction)
    assert answer.headers["Location"] == f"{API}/corrections/{made.id}"
    reading = store.reading(ARTICLE)
    assert reading is not None
    changed = next(one for one in reading.events if one.status == "planned")
    assert [one.name for one in reading.entities if one.id in changed.actors] == ["نقابة الصيادين"]
    assert site.get(f"{API}/corrections", params={"article": ARTICLE}).json()["items"][0]["id"] == made.id
    assert site.get(f"{API}/corrections", params={"by": "nobody"}).json()["items"] == []
    assert site.get(f"{API}/corrections/{made.id}").json()["comment"] == "من الأصل"
    undone = site.delete(f"{API}/corrections/{made.id}")
    assert undone.json()["undoes"] == made.id
    assert store.reading(ARTICLE) == before
    assert site.delete(f"{API}/corrections/{made.id}").status_code == 409
    assert [deed.what for deed in store.deeds(acts=("change",))] == [made.id, undone.json()["id"]]


def test_what_was_seen_must_still_stand(site: TestClient, store: SqlStore) -> None:
    seen = msgspec.to_builtins(store.reading(ARTICLE).events[0])  # type: ignore[union-attr]
    assert say(site, act="change", said={"status": "denied"})[0] == 201
    code, problem = say(site, act="remove", before=seen)
    assert code == 409
    assert problem["type"] == "urn:musnad:problem:conflict"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"act": "change"}, 422),
        ({"act": "change", "said": {"status": "perhaps"}}, 422),
        ({"act": "change", "said": {"cue": [0, 3]}}, 422),
        ({"act": "change", "said": {"trigger": [5, 9_000_000]}}, 422),
        ({"act": "dance"}, 422),
        ({"act": "accept", "item": "v99"}, 404),
        ({"act": "accept", "article": "article:none"}, 404),
        ({"act": "accept", "more": 1}, 422),
    ],
)
def test_what_cannot_be_is_refused(site: TestClient, store: SqlStore, body: dict[str, object], status: int) -> None:
    assert say(site, **body)[0] == status
    assert not store.corrections()


def test_an_item_is_added(site: TestClient, store: SqlStore) -> None:
    reading = store.reading(ARTICLE)
    assert reading is not None
    span = reading.mentions[0].span
    said = {"trigger": [span.start, span.end], "type": "CONSULT", "actors": [reading.mentions[0].entity]}
    assert say(site, act="add", item="", said=said)[0] == 201
    assert len(store.reading(ARTICLE).events) == len(reading.events) + 1  # type: ignore[union-attr]


def test_readers_may_look_and_not_correct(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.faces.web.audit.local_person", lambda: Person("reader", "reader"))
    assert site.get(f"{API}/doubts").status_code == 200
    assert say(site, act="accept")[0] == 403


def test_an_answer_has_an_etag(site: TestClient) -> None:
    tag = site.get(f"{API}/doubts").headers["ETag"]
    assert site.get(f"{API}/doubts", headers={"If-None-Match": tag}).status_code == 304
