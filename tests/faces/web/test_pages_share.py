"""Permanent addresses, citations and cards of every kind of record."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from musnad.faces.web.pictures.card import Face, Figure, draw_card, painted
from musnad.faces.web.sharing.told import sentence

FACT, STORY, LIMIT = "fact:000000000000a001", "story:00000000000000aa", "deadline:00000000000000a1"
PAGES = {
    FACT: f"/facts/{FACT}", STORY: f"/stories/{STORY}", LIMIT: f"/deadlines/{LIMIT}", "org:sakhr": "/actors/org:sakhr",
    "article:a1": "/articles/article:a1", "article:a1/v1": "/articles/article:a1/v1",
    "article:a1/s2": "/articles/article:a1/s2",
}  # fmt: skip
API = "/api/v1/share"
FORMS = ("citation.txt", "citation.bib", "citation.json", "card.svg", "card.png")


@pytest.mark.parametrize("path", PAGES.values())
def test_every_record_has_address_citation_card_and_discussion(client: TestClient, path: str) -> None:
    text = client.get(path).text
    assert f'<link rel="canonical" href="http://127.0.0.1{path}">' in text
    assert f'<meta property="og:url" content="http://127.0.0.1{path}">' in text
    assert 'property="og:image" content="http://127.0.0.1/share/card.png?' in text
    assert 'id="cite-ar"' in text
    assert 'id="cite-en"' in text
    assert 'action="/comments"' in text
    assert " style=" not in text


@pytest.mark.parametrize("about", PAGES)
@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_every_record_has_every_form(client: TestClient, about: str, lang: str, form: str) -> None:
    answer = client.get(f"/share/{form}", params={"of": about, "lang": lang})
    assert answer.status_code == 200
    again = client.get(f"/share/{form}", params={"of": about, "lang": lang},
                       headers={"If-None-Match": answer.headers["etag"]})  # fmt: skip
    assert again.status_code == 304


@pytest.mark.parametrize("about", ["fact:none", "article:a1/v99", "article:a1/x1", "article:nothing/v1", "nobody", ""])
def test_what_is_not_there_has_no_form(client: TestClient, about: str) -> None:
    assert client.get("/share/citation.txt", params={"of": about}).status_code == 404


def test_an_unknown_form_is_not_found(client: TestClient) -> None:
    assert client.get("/share/citation.doc", params={"of": FACT}).status_code == 404


@pytest.mark.parametrize("path", ["/articles/article:a1/v99", "/articles/article:a1/x", "/deadlines/deadline:none",
                                  f"/deadlines/{STORY}", "/articles/article:none/v1"])  # fmt: skip
def test_a_record_that_is_not_there_has_no_page(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_citation_tells_words_chain_and_range(client: TestClient) -> None:
    told = client.get("/share/citation.txt", params={"of": FACT, "lang": "ar"}).text
    assert "«قُتل ثلاثة جنود وأصيب تسعة آخرون في هجوم»" in told
    assert "مصدر أمني ← وكالة المشرق" in told
    assert "من 3 سلاسل إلى 4 سلاسل" in told
    assert f"http://127.0.0.1/facts/{FACT}" in told


def test_the_annotation_quotes_the_report(client: TestClient) -> None:
    made = json.loads(client.get("/share/annotation.json", params={"of": "article:a1/s2"}).text)
    assert made["target"]["selector"][1]["exact"] == "المهلة تنتهي في 16 أغسطس ولن تُمدد"
    assert client.get("/share/annotation.json", params={"of": STORY}).status_code == 404


def test_the_page_of_a_statement_shows_who_and_where_it_leads(client: TestClient) -> None:
    text = client.get("/articles/article:a1/s2").text
    assert "سامي الربيعي" in text
    assert "/articles/article:a1?at=" in text
    assert 'href="/actors/per:rubaie"' in text


def test_cards_of_an_article_lead_to_the_pages_of_their_items(client: TestClient) -> None:
    assert 'href="/articles/article:a1/v1"' in client.get("/articles/article:a1").text


def test_a_foreign_host_name_is_in_no_address(app: FastAPI) -> None:
    assert TestClient(app, base_url="http://evil.example").get(f"/facts/{FACT}").status_code == 421


def test_a_card_says_to_those_who_do_not_see_it_what_it_shows() -> None:
    face = Face(title="عنوان", kind="واقعة", hue="act", claim="اعتداء: أ ← \u2068B\u2069", quote="كلمات <b> \u202e",
                figures=(Figure("3–4", "سلاسل"),), source="ناشر", brand="مُسنَد",
                address="x/facts/1", rtl=True)  # fmt: skip
    svg = str(draw_card(face))
    root = ElementTree.fromstring(svg)
    names = {child.tag.rpartition("}")[2]: child.text for child in root}
    assert root.get("role") == "img"
    assert names["title"] == "عنوان"
    assert "3–4" in (names["desc"] or "")
    assert "\u202e" not in svg
    assert painted(svg).startswith(b"\x89PNG")


def test_a_long_claim_and_long_words_stay_inside() -> None:
    face = Face(title="ع", kind="و", hue="say", claim="كلمة طويلة " * 60, quote="قال كذا وكذا " * 200, brand="مسند",
                address="a" * 300, rtl=True)  # fmt: skip
    lines = ElementTree.fromstring(str(draw_card(face))).findall("{http://www.w3.org/2000/svg}text")
    assert all(float(line.get("y") or 0) <= 610 for line in lines)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("الثانية", "الجملة الثانية هنا؟"),
        ("عنوان", "عنوان"),
        ("الأخيرة", "الأخيرة بلا نقطة"),
        ("3.5", "قيمة 3.5 مليون."),
    ],
)
def test_a_sentence_is_found_around_its_word(word: str, found: str) -> None:
    text = "عنوان\n\nالأولى. الجملة الثانية هنا؟ قيمة 3.5 مليون. الأخيرة بلا نقطة"
    start = text.index(word)
    first, last = sentence(text, start, start + len(word))
    assert text[first:last] == found


@pytest.mark.parametrize("form", FORMS)
def test_a_program_is_handed_what_a_page_links_to(client: TestClient, form: str) -> None:
    asked = {"of": FACT, "lang": "en"}
    shown, handed = client.get(f"/share/{form}", params=asked), client.get(f"{API}/{form}", params=asked)
    assert (handed.status_code, handed.headers["etag"]) == (200, shown.headers["etag"])
    assert handed.content == shown.content
    assert handed.headers["content-type"] == shown.headers["content-type"]
    kept = client.get(f"{API}/{form}", params=asked, headers={"If-None-Match": handed.headers["etag"]})
    assert (kept.status_code, kept.content) == (304, b"")


def test_an_annotation_marks_the_words_that_are_cited(client: TestClient) -> None:
    found = client.get(f"{API}/annotation.json", params={"of": "article:a1/v1"}).json()
    assert found["type"] == "Annotation"
    without = client.get(f"{API}/annotation.json", params={"of": "org:sakhr"})
    assert without.json()["type"] == "urn:musnad:problem:not-found"


@pytest.mark.parametrize(("form", "of", "status"), [("citation.txt", "fact:none", 404), ("citation.doc", FACT, 422),
                                                    ("card.svg", "", 422)])  # fmt: skip
def test_what_a_program_cannot_be_handed_is_a_problem(client: TestClient, form: str, of: str, status: int) -> None:
    answer = client.get(f"{API}/{form}", params={"of": of})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
