"""The review page: the queue, an item beside its text, what a person says, and taking it back."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from sample import sample_store
from starlette.testclient import TestClient

from musnad.faces.web.app import create_app
from musnad.faces.web.settings import Settings
from musnad.records import Doubt, DoubtKind
from musnad.review.doubts import OF_READINGS, doubts_of
from musnad.store.engine import SqlStore

HOME = "http://127.0.0.1"
ARTICLE = "article:a1"


@pytest.fixture
def doubted(monkeypatch: pytest.MonkeyPatch) -> Iterator[SqlStore]:
    """The sample store, of a machine that is sure of nothing; and a doubt about two reports."""
    for name, value in (("_EVENT", 2.0), ("_STATEMENT", 2.0), ("_NAME", 2.0), ("_MOST", 99)):
        monkeypatch.setattr(f"musnad.review.doubts.{name}", value)
    made = sample_store()
    reading = made.reading(ARTICLE)
    assert reading is not None
    pair = Doubt(id="doubt:pair", kind="story", about=ARTICLE, article=ARTICLE, other=_other(made), weight=0.01,
                 reason="stories-merged")  # fmt: skip
    made.put_doubts(ARTICLE, [*doubts_of(reading), pair])
    yield made
    made.close()


def doubt_of(store: SqlStore, kind: DoubtKind, at: int = 0) -> str:
    """The address of a doubt of some kind."""
    return f"/review/{[one.id for one in store.doubts(kinds=(kind,))][at]}"


def _other(store: SqlStore) -> str:
    """A report of another story."""
    mine = store.story_of(ARTICLE)
    return next(held.id for held in store.articles() if store.story_of(held.id) not in (None, mine))


@pytest.fixture
def site(doubted: SqlStore) -> TestClient:
    """A visitor who may judge."""
    return TestClient(create_app(Settings(store=":memory:", encoder=False), doubted), base_url=HOME)


def fields(page: str) -> dict[str, list[str]]:
    """What the judging form of a page would send if nothing is changed in it."""
    form = re.search(r"<form[^>]*data-decide.*?</form>", page, re.DOTALL)
    assert form is not None
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form.group(0)):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and ("checkbox" not in tag or " checked" in tag):
            found.setdefault(name.group(1), []).append(html.unescape(value.group(1)) if value else "")
    for name, body in re.findall(r'<select id="[^"]*" name="([^"]*)"[^>]*>(.*?)</select>', form.group(0), re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected>', body)
        first = re.search(r'<option value="([^"]*)"', body)
        found[name] = [html.unescape((chosen or first).group(1)) if chosen or first else ""]  # type: ignore[union-attr]
    return found


def send(site: TestClient, page: str, act: str, **values: str | list[str]) -> tuple[int, str, str]:
    """Send the form of a page; status, where it leads, text."""
    data = fields(page) | {"act": [act]}
    data |= {name: value if isinstance(value, list) else [value] for name, value in values.items()}
    answer = site.post("/review/decide", data=data, follow_redirects=False)
    return answer.status_code, answer.headers.get("location", ""), answer.text


def test_the_queue_is_by_weight_and_by_kind(site: TestClient, doubted: SqlStore) -> None:
    page = site.get("/review").text
    order = [one.id for one in doubted.doubts()]
    assert re.findall(r'<a class="chip [^"]*" href="/review/(doubt:[^"?]*)', page) == order
    names = site.get("/review?kind=name").text
    assert set(re.findall(r'<a class="chip [^"]*" href="/review/(doubt:[^"?]*)', names)) == {
        one.id for one in doubted.doubts(kinds=("name",))
    }
    assert "<mark>" in page


def test_the_queue_goes_on(site: TestClient, doubted: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.faces.web.pages.review.SCREEN", 2)
    seen: list[str] = []
    page = site.get("/review").text
    while True:
        seen += re.findall(r'<a class="chip [^"]*" href="/review/(doubt:[^"?]*)', page)
        more = re.search(r'rel="next" href="(/review\?[^"]*after[^"]*)"', page)
        if more is None:
            break
        page = site.get(html.unescape(more.group(1))).text
    assert seen == [one.id for one in doubted.doubts()]


def test_an_empty_queue_says_so(bare: TestClient) -> None:
    assert "لا شك في شيء" in bare.get("/review").text


def test_every_doubt_opens_beside_its_text(site: TestClient, doubted: SqlStore) -> None:
    for doubt in doubted.doubts():
        for lang in ("ar", "en"):
            answer = site.get(f"/review/{doubt.id}", headers={"Cookie": f"lang={lang}"})
            assert answer.status_code == 200
            assert "data-decide" in answer.text
            assert doubt.kind == "story" or "is-own" in answer.text


def test_a_doubt_that_is_gone_leads_to_the_queue(site: TestClient) -> None:
    answer = site.get("/review/doubt:none")
    assert answer.status_code == 200
    assert "لم يعد هذا الشك قائما" in answer.text


def test_accepting_opens_the_next_and_undo_restores(site: TestClient, doubted: SqlStore) -> None:
    before = doubted.reading(ARTICLE)
    queue = [one.id for one in doubted.doubts(kinds=OF_READINGS)]
    code, there, _ = send(site, site.get(f"/review/{queue[0]}").text, "accept", comment="رأيت الأصل")
    assert code == 303
    assert there.startswith(f"/review/{queue[1]}")
    assert queue[0] not in [one.id for one in doubted.doubts()]
    (made,) = doubted.corrections()
    assert (made.act, made.comment) == ("accept", "رأيت الأصل")
    page = site.get(there).text
    undo = re.search(r'name="id" value="(correction:[^"]*)"', page)
    assert undo is not None
    site.post("/review/undo", data={"id": undo.group(1), "back": "/review"})
    assert doubted.reading(ARTICLE) == before
    assert [one.id for one in doubted.doubts(kinds=OF_READINGS)] == queue


def test_a_correction_shows_on_the_article_and_in_the_log(site: TestClient, doubted: SqlStore) -> None:
    page = site.get(doubt_of(doubted, "event")).text
    code, _, text = send(site, page, "change", type="PROTEST", mode="", killed="٧")
    assert code == 303, text
    reading = doubted.reading(ARTICLE)
    assert reading is not None
    assert [one.killed for one in reading.events if one.type == "PROTEST" and one.killed == 7] == [7]
    article = site.get(f"/articles/{ARTICLE}").text
    assert 'class="by-person"' in article
    log = site.get("/review/log").text
    assert "<del>" in log
    assert "احتجاج" in log


def test_words_are_found_without_a_script(site: TestClient, doubted: SqlStore) -> None:
    page = site.get(doubt_of(doubted, "event")).text
    text = doubted.reading(ARTICLE).article.text  # type: ignore[union-attr]
    words = " ".join(text.split()[1:3])
    code, _, answer = send(site, page, "change", trigger=words)
    assert code == 303, answer
    changed = next(one for one in doubted.reading(ARTICLE).events if one.trigger.quote == words)  # type: ignore[union-attr]
    assert text[changed.trigger.start : changed.trigger.end] == words


def test_words_that_are_not_there_are_refused_and_kept_in_the_form(site: TestClient, doubted: SqlStore) -> None:
    code, _, text = send(site, site.get(doubt_of(doubted, "event")).text, "change", trigger="كلمات ليست هناك")
    assert code == 422
    assert 'role="alert"' in text
    assert 'value="كلمات ليست هناك"' in text
    assert not doubted.corrections()


def test_somebody_else_was_faster(site: TestClient, doubted: SqlStore) -> None:
    page = site.get(doubt_of(doubted, "event")).text
    assert send(site, page, "change", status="denied")[0] == 303
    code, _, text = send(site, page, "change", status="planned")
    assert code == 409
    assert "غيّر غيرك" in text
    assert len(doubted.corrections()) == 1


def test_an_event_is_added_and_a_name_removed(site: TestClient, doubted: SqlStore) -> None:
    reading = doubted.reading(ARTICLE)
    assert reading is not None
    span = reading.mentions[0].span
    page = site.get(f"/review?article={ARTICLE}&add=event&start={span.start}&end={span.end}").text
    code, there, text = send(site, page, "add", type="CONSULT", actors=[reading.mentions[0].entity])
    assert code == 303, text
    assert there.startswith("/review/log")
    after = doubted.reading(ARTICLE)
    assert after is not None
    assert len(after.events) == len(reading.events) + 1
    assert "<ins>" in site.get(there).text
    item = site.get(f"/review?article={ARTICLE}&item=m1").text
    assert send(site, item, "remove")[0] == 303
    assert len(doubted.reading(ARTICLE).mentions) == len(reading.mentions) - 1  # type: ignore[union-attr]
    assert "أزاله مراجعون" in site.get(f"/articles/{ARTICLE}").text


def test_undo_of_the_last_word(site: TestClient, doubted: SqlStore) -> None:
    before = doubted.reading(ARTICLE)
    for kind in ("name", "statement"):
        assert send(site, site.get(doubt_of(doubted, kind)).text, "accept")[0] == 303
    for _ in range(2):
        assert site.post("/review/undo", data={"id": ""}, follow_redirects=False).status_code == 303
    assert doubted.reading(ARTICLE) == before
    assert site.post("/review/undo", data={"id": ""}, follow_redirects=False).status_code == 404


def test_a_merge_is_decided_and_taken_back(site: TestClient, doubted: SqlStore) -> None:
    page = site.get("/review/doubt:pair").text
    assert page.count('class="words chain"') == 2
    assert send(site, page, "same")[0] == 303
    (made,) = doubted.decisions()
    assert made.same
    assert "doubt:pair" not in [one.id for one in doubted.doubts()]
    assert made.id.replace(":", "-") in site.get("/review/log").text
    site.post("/review/undo", data={"id": made.id})
    assert [one.undoes for one in doubted.decisions()] == [None, made.id]


def test_who_may_only_read_sees_no_form(site: TestClient, doubted: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    from musnad.faces.web.accounts import Person

    monkeypatch.setattr("musnad.faces.web.audit.local_person", lambda: Person("reader", "reader"))
    page = site.get(doubt_of(doubted, "event")).text
    assert "data-decide" not in page
    assert site.post("/review/decide", data={"act": "accept"}).status_code == 403
    assert "data-add-here" not in site.get(f"/articles/{ARTICLE}").text


def test_what_is_said_is_in_the_audit_log(site: TestClient, doubted: SqlStore) -> None:
    send(site, site.get(doubt_of(doubted, "event")).text, "accept")
    (deed,) = doubted.deeds(acts=("change",))
    assert "accept event" in deed.note


def test_a_form_of_another_kind_is_refused(site: TestClient) -> None:
    assert site.post("/review/decide", json={}).status_code == 415
    assert site.post("/review/decide", data={"act": "dance"}).status_code == 422


def test_the_log_is_by_person_and_article_and_goes_on(
    site: TestClient, doubted: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in ("event", "statement"):
        send(site, site.get(doubt_of(doubted, kind)).text, "accept")
    monkeypatch.setattr("musnad.faces.web.pages.review_log.SCREEN", 1)
    page = site.get("/review/log").text
    first = re.findall(r'<li class="" id="(correction-[^"]*)"', page)
    more = re.search(r'rel="next" href="([^"]*)"', page)
    assert more is not None
    second = re.findall(r'<li class="" id="(correction-[^"]*)"', site.get(html.unescape(more.group(1))).text)
    assert len(first) == len(second) == 1
    assert first != second
    assert "<ol" not in site.get("/review/log?person=nobody").text
    assert "<ol" in site.get(f"/review/log?article={ARTICLE}").text
