from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from sample_facts import MAIN
from sample_reports import REPORTS, TEXTS
from starlette.testclient import TestClient

from musnad.faces.web.app import create_app
from musnad.faces.web.pages.article import MOST_MARKS, bounds
from musnad.faces.web.settings import Settings
from musnad.store.engine import SqlStore

HOME = "http://127.0.0.1"
_VOID = {"meta", "br", "link", "img", "input"}


class Shape(HTMLParser):
    """Ids, links within the page, and whether tags nest."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.inner: set[str] = set()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(body)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        self.ids += [given["id"]] if given.get("id") else []
        if tag == "a" and (given["href"] or "").startswith("#"):
            self.inner.add(str(given["href"])[1:])
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.id)
def test_ids_are_single_and_links_lead_somewhere(client: TestClient, report: object) -> None:
    page = Shape(client.get(f"/articles/{report.id}").text)  # type: ignore[attr-defined]
    assert len(page.ids) == len(set(page.ids))
    assert page.inner <= set(page.ids)


def test_every_record_stands_on_the_page(client: TestClient) -> None:
    report = next(report for report in REPORTS if report.id == "article:a9")
    ids = set(Shape(client.get("/articles/article:a9").text).ids)
    records = [s.id for s in report.statements] + [e.id for e in report.events] + ["d1", "b1"]
    assert {*records, *(f"{record}-w" for record in records)} <= ids


def test_nothing_runs_inside_the_page(client: TestClient) -> None:
    page = client.get("/articles/article:a1").text
    tags = Shape(page).tags
    assert not [given for _, given in tags if "style" in given or any(name.startswith("on") for name in given)]
    assert all(given.get("src", "").startswith("/static/") for tag, given in tags if tag == "script")  # type: ignore[union-attr]
    assert "<style" not in page


def test_the_text_is_whole(client: TestClient) -> None:
    page = client.get("/articles/article:a1").text
    paper = page.partition('class="paper"')[2].partition("</article>")[0]
    rows = re.findall(r'class="said"[^>]*>(.*?)</(?:p|h1)>', paper, re.DOTALL)
    shown = "".join(re.sub(r"<[^>]*>", "", row) for row in rows)
    assert "".join(shown.split()) == "".join(TEXTS["article:a1"].split())


def test_the_originals_record(english: TestClient, store: SqlStore) -> None:
    page = english.get("/articles/article:a1").text
    held = store.article("article:a1")
    assert held is not None
    kept = store.original(held.page)
    assert kept is not None
    assert kept.page.sha256 in page
    assert "8 August 2025 09:00 UTC" in page
    assert "text/html; charset=utf-8" in page
    assert "web page" in page
    assert "musnad test" in page


def test_the_original_is_given_as_it_came_and_never_shown(client: TestClient, store: SqlStore) -> None:
    answer = client.get("/articles/article:a1/original")
    held = store.article("article:a1")
    kept = store.original(held.page) if held else None
    assert kept is not None
    assert answer.content == kept.page.body
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == 'attachment; filename="article-a1.html.txt"'
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_copies_lead_to_the_comparison(english: TestClient) -> None:
    page = english.get("/articles/article:a1").text
    assert page.count("/articles/article:a1/compare/") == 3
    assert "Repeated by" in page
    assert "Repeats" in english.get("/articles/article:a2").text


def test_story_and_facts(english: TestClient) -> None:
    page = english.get("/articles/article:a1").text
    assert f'href="/stories/{MAIN}"' in page
    assert 'href="/facts/' in page.partition('id="facts"')[2]
    card = page.partition('id="v1"')[2].partition("</details>")[0]
    assert 'href="/facts/' in card, "an event's card leads to its fact"


def test_damage_shows_words_and_repair(client: TestClient) -> None:
    card = client.get("/articles/article:a9").text.partition('id="b1"')[2].partition("</details>")[0]
    assert "هذا الإضراب" in card
    assert "هذه الضربة" in card


def test_deadlines_stand_in_words(english: TestClient) -> None:
    card = english.get("/articles/article:a9").text.partition('id="d1"')[2].partition("</details>")[0]
    assert "23 August 2025" in card
    assert "Iraqi government" in card


def test_asked_words_are_marked(client: TestClient) -> None:
    text = TEXTS["article:a1"]
    start = text.index("تل الريحان")
    page = client.get(f"/articles/article:a1?at={start}-{start + 10}").text
    assert f'id="w-{start}-{start + 10}"' in page
    marked = re.findall(r'class="[^"]*\basked\b[^"]*"[^>]*>([^<]*)<', page)
    assert "".join(marked) == "تل الريحان"
    assert client.get(f"/articles/article:a1?at={start}:{start + 10}").text.count("asked") == len(marked)


def test_bounds_outside_the_text_are_left_out() -> None:
    assert bounds(["3-5", "4:4", "9-2", "8-99", "200-300", "x", "-1-4", "3-5"], 10) == ((3, 5), (8, 10))
    assert len(bounds([f"{n}-{n + 1}" for n in range(900)], 1000)) == MOST_MARKS


@pytest.mark.parametrize("path", ["", "/original", "/compare/article:a1"])
def test_what_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(f"/articles/article:none{path}").status_code == 404


def test_a_retraction_is_told(store: SqlStore) -> None:
    store.retract("article:b1", "the outlet <b>took it back</b>", at="2025-08-09T00:00:00Z")
    page = TestClient(create_app(Settings(store=":memory:", encoder=False), store), base_url=HOME).get(
        "/articles/article:b1"
    )
    assert page.status_code == 200
    assert "سُحب هذا التقرير" in page.text
    assert "&lt;b&gt;took it back" in page.text


def test_layers_are_switched_without_a_script(client: TestClient) -> None:
    boxes = re.findall(r'<input type="checkbox" checked data-layer="(\w+)">', client.get("/articles/article:a1").text)
    assert boxes == ["statements", "events", "deadlines", "damage", "names", "times"]


def test_digits_are_the_visitors(app: object) -> None:
    visitor = TestClient(app, base_url=HOME, cookies={"digits": "arabic"})  # type: ignore[arg-type]
    page = visitor.get("/articles/article:a1").text
    assert 'data-n="١"' in page
    assert "قتلى ٣" in page
