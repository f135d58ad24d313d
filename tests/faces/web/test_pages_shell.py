from __future__ import annotations

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient


def test_preferences_are_kept_and_lead_back(client: TestClient) -> None:
    answer = client.post("/preferences", data={"lang": "en", "digits": "arabic", "hijri": "1", "back": "/?x=1"})
    assert answer.url.path == "/"
    assert '<html lang="en" dir="ltr">' in answer.text
    assert client.cookies.get("digits") == "arabic"


def test_preferences_lead_to_no_other_host(client: TestClient) -> None:
    for back in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "elsewhere"):
        answer = client.post("/preferences", data={"back": back}, follow_redirects=False)
        assert answer.headers["location"] == "/"


def test_answers_to_its_own_names_only(client: TestClient) -> None:
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 421
    assert client.get("/", headers={"host": "localhost:8765"}).status_code == 200


def test_header_names_the_page_and_skips_to_the_content(english: TestClient) -> None:
    page = english.get("/").text
    assert '<a href="/" aria-current="page">Today</a>' in page
    assert 'href="#content"' in page
    assert page.count("<h1") == 1


def test_style_font_and_icon_are_served_from_here(client: TestClient) -> None:
    for path in ("/static/musnad.css", "/static/story.css", "/static/favicon.svg"):
        assert client.get(path).status_code == 200
    assert client.get("/static/fonts/IBMPlexSansArabic-Regular.ttf").headers["content-type"] == "font/ttf"


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("digits", ["latin", "arabic"])
@pytest.mark.parametrize("hijri", ["0", "1"])
def test_digits_and_calendar_are_settings_apart_from_language(app: FastAPI, lang: str, digits: str, hijri: str) -> None:
    cookies = {"lang": lang, "digits": digits, "hijri": hijri}
    page = TestClient(app, base_url="http://127.0.0.1", cookies=cookies).get("/deadlines?on=2025-08-08").text
    assert f'<html lang="{lang}"' in page
    year, hijri_year = ("٢٠٢٥", "١٤٤٧") if digits == "arabic" else ("2025", "1447")
    told = page.split('class="says"')[1].split("</p>")[0]
    assert year in told
    assert (hijri_year in told) == (hijri == "1")
