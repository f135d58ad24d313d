from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from musnad.faces.web.pages.offices import OfficeBook
from musnad.faces.web.pages.sayings import said_by, said_of
from musnad.store.engine import SqlStore


def test_an_actor_has_its_names_kind_and_numbers(english: TestClient) -> None:
    page = english.get("/actors/inst:government:IRQ").text
    assert "Iraqi government" in page
    assert "الحكومة العراقية" in page
    assert "Government" in page or "government" in page
    assert "IRQ" in page
    assert 'href="/search?actor=inst%3Agovernment%3AIRQ"' in page


def test_nobody_is_not_found(client: TestClient) -> None:
    assert client.get("/actors/per:nobody").status_code == 404
    assert client.get("/actors/").status_code == 404


def test_what_it_did_and_with_whom(client: TestClient) -> None:
    page = client.get("/actors/org:sakhr").text
    assert "/facts/fact%3A000000000000a001" in page
    assert 'class="material-conflict"' in page
    assert 'href="/actors/group:soldiers"' in page
    assert "<table" in page


def test_facts_can_be_narrowed_to_a_type_and_a_way(client: TestClient) -> None:
    did = client.get("/actors/org:sakhr?part=facts&way=did").text
    assert "a001" in did
    assert "a002" not in did
    underwent = client.get("/actors/org:sakhr?part=facts&way=underwent&type=THREATEN").text
    assert "a002" in underwent
    assert "a001" not in underwent


@pytest.mark.parametrize("asked", ["part=x", "way=x", "part=facts&type=x"])
def test_what_is_no_part_is_said(client: TestClient, asked: str) -> None:
    assert client.get(f"/actors/org:sakhr?{asked}").status_code == 422


def test_what_it_said_leads_to_its_words(client: TestClient, app: object) -> None:
    page = client.get("/actors/per:rubaie?part=said").text
    assert "المهلة تنتهي في 16 أغسطس ولن تُمدد" in page
    assert "/articles/article%3Aa1?at=" in page
    assert client.get("/actors/per:rubaie?part=about").status_code == 200


def test_statements_are_its_own_or_of_others(store: SqlStore) -> None:
    own = said_by(store, "per:rubaie", most=50)
    assert {one.statement.speaker for one in own.found} == {"per:rubaie"}
    for one in own.found:
        reading = store.reading(one.held.id)
        assert reading is not None
        assert reading.article.text[one.start : one.end].startswith(one.quote[:10])
    about = said_of(store, "group:soldiers", most=50)
    assert "group:soldiers" not in {one.statement.speaker for one in about.found}


def test_screens_of_statements_follow_each_other(store: SqlStore) -> None:
    first = said_by(store, "per:rubaie", most=1)
    assert first.reports == 4 or first.reports > 0
    seen = [one.held.id for one in first.found]
    if first.next:
        seen += [one.held.id for one in said_by(store, "per:rubaie", most=50, after=first.next).found]
    assert len(seen) == len(set(seen)) == len(said_by(store, "per:rubaie", most=50).found)


def test_offices_are_told_in_both_languages() -> None:
    book = OfficeBook.load()
    (held,) = [one for one in book.of("per:zine-el-abidine-ben-ali") if one.until == "2011-01-14"]
    assert (held.ar, held.en) == ("رئيس، تونس", "president, Tunisia")
    assert book.of("per:nobody") == ()
