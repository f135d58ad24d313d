from __future__ import annotations

import re
from pathlib import Path

from msgspec.structs import replace
from sample_facts import ATTACK, MAIN, STORIES
from starlette.testclient import TestClient
from tests.ingest.conftest import Reports

from musnad.faces.web.app import create_app
from musnad.faces.web.settings import Settings
from musnad.ingest.collate import collate
from musnad.ingest.take import take_in
from musnad.records import Change
from musnad.store.engine import SqlStore, open_store
from musnad.store.entries import Filters

HOME = "http://127.0.0.1"
STORY = f"/stories/{MAIN}"


def test_facts_come_with_counts_and_why(english: TestClient) -> None:
    page = english.get(STORY).text
    assert page.index("fact-000000000000a001") < page.index("fact-000000000000a002")
    assert 'independent chains: <b><span class="num" dir="ltr">3–4</span></b>' in page
    assert "may be one source" in page
    assert 'denied by: <span class="num" dir="ltr">1</span>' in page


def test_why_is_in_the_visitors_language(client: TestClient) -> None:
    page = client.get(STORY).text
    assert "قد يكون مصدر أمني" in page
    assert "may be one source" not in page


def test_conflicts_stand_side_by_side_with_words(english: TestClient) -> None:
    page = english.get(STORY).text
    clash = page[page.index('id="conflicts"') :]
    assert "Number killed" in clash
    assert clash.index("ثلاثة جنود") < clash.index("أربعة جنود") < clash.index("خمسة جنود")
    assert "/articles/article:a5?at=" in clash


def test_every_box_opens_its_words(english: TestClient) -> None:
    page = english.get(STORY).text
    picture = page[page.index("<svg xmlns") :].split("</svg>")[0]
    links = re.findall(r'<a href="([^"]+)"', picture)
    assert len(links) == 12
    for link in links:
        if link.startswith("#"):
            assert f'id="{link[1:]}"' in page
        else:
            assert link.startswith("/articles/article:a")


def test_copies_are_folded_and_can_be_opened(english: TestClient) -> None:
    page = english.get(STORY).text
    assert "one text · 4 reports" in page
    assert "and copies of the text: 3" in page
    assert "copies: 3" in page
    assert "copy of" in page


def test_deadline_tells_its_way(english: TestClient) -> None:
    page = english.get(STORY).text
    assert "<s>16 August 2025</s>" in page
    assert "The limit was extended" in page


def test_history_names_reports_and_merged_stories(english: TestClient) -> None:
    page = english.get(STORY).text
    assert "Began with a report" in page
    assert "story:00000000000000cc" in page


def test_merged_story_leads_to_the_one_that_took_it_in(store: SqlStore) -> None:
    gone = replace(STORIES[1], id="story:00000000000000cc", history=(Change(after="x", what="merged", other=MAIN),))
    store.put_story(gone, (), ())
    store.drop_story(gone.id)
    visitor = TestClient(create_app(Settings(store=":memory:"), store), base_url=HOME)
    answer = visitor.get(f"/stories/{gone.id}", follow_redirects=False)
    assert answer.status_code == 308
    assert answer.headers["location"] == STORY


def test_unknown_ids_are_a_page_that_says_so(client: TestClient) -> None:
    for path in ("/stories/story:none", "/facts/fact:none", "/nowhere"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "لا شيء في هذا العنوان" in answer.text


def test_fact_has_an_address_of_its_own(english: TestClient) -> None:
    page = english.get(f"/facts/{ATTACK}").text
    assert f"/stories/{MAIN}" in page
    assert page.count('class="words say"') == 4
    assert page.count('class="words deny"') == 2
    assert 'id="chains-fact-000000000000a001-title"' in page


def test_story_without_facts_or_reports_in_time(store: SqlStore) -> None:
    store.put_story(replace(STORIES[1], facts=(), articles=("article:b1",)), (), ())
    visitor = TestClient(create_app(Settings(store=":memory:"), store), base_url=HOME)
    page = visitor.get(f"/stories/{STORIES[1].id}")
    assert page.status_code == 200
    assert "لم تُقرأ في هذه القصة واقعة" in page.text


def test_foreign_text_is_escaped_and_bidi_controls_are_shown(store: SqlStore) -> None:
    bad = replace(STORIES[1], title="<script>alert(1)</script> \u202eمقلوب")
    store.put_story(bad, (), ())
    visitor = TestClient(create_app(Settings(store=":memory:"), store), base_url=HOME)
    for path in ("/", f"/stories/{bad.id}"):
        page = visitor.get(path).text
        assert "<script>alert" not in page
        assert "\u202e" not in page
        assert "⟨U+202E⟩" in page


def test_nothing_breaks_the_content_policy(english: TestClient) -> None:
    for path in ("/", STORY, f"/facts/{ATTACK}"):
        answer = english.get(path)
        assert "style-src 'self'" in answer.headers["content-security-policy"]
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*src=)|\son\w+=", answer.text)


def test_every_way_to_a_fact_follows_it_to_its_new_id(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "store.db"))
    take_in(Reports(1), store, workers=1, encoder=False)
    collate(store)
    old = next(fact for fact in store.facts(Filters(), limit=None) if len(fact.tellings) == 1)
    site = TestClient(
        create_app(Settings(store=":memory:", encoder=False), store), base_url=HOME, follow_redirects=False
    )
    telling = old.tellings[0]
    said = {
        "article": telling.article,
        "layer": "event",
        "item": telling.event,
        "act": "change",
        "said": {"type": "AID"},
    }
    assert site.post("/api/v1/corrections", json=said).status_code == 201
    (new,) = (fact.id for fact in store.facts(Filters(), limit=None) if telling in fact.tellings)
    assert new != old.id
    answer = site.get(f"/facts/{old.id}")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/facts/{new}")
    assert site.get(f"/api/v1/facts/{old.id}").json()["id"] == new
    written = site.post("/comments", data={"about": old.id, "text": "تعليق"}, headers={"Origin": HOME})
    assert written.headers["location"].startswith(f"/facts/{new}#")
    assert [comment.about for comment in store.comments()] == [new]
    assert site.get("/facts/fact:none").status_code == site.get("/api/v1/facts/fact:none").status_code == 404
    store.close()
