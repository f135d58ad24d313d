from __future__ import annotations

from msgspec.structs import replace
from sample_facts import LIMITS, MAIN, SMALL, STORIES
from starlette.testclient import TestClient

from musnad.faces.web.app import create_app
from musnad.faces.web.pages import today
from musnad.faces.web.settings import Settings
from musnad.store.engine import SqlStore

HOME = "http://127.0.0.1"


def test_shows_stories_with_their_three_numbers(english: TestClient) -> None:
    page = english.get("/").text
    assert page.index(MAIN) < page.index(SMALL)
    assert "<b>9</b>reports" in page
    assert "<b>6</b>texts" in page
    assert '<span class="num" dir="ltr">6–8</span></b>independent chains' in page
    assert "+3 new since yesterday" in page
    assert "conflicts: 2" in page


def test_tells_the_lead_fact_in_words(english: TestClient) -> None:
    page = english.get("/").text
    assert "assault" in page
    assert "firearms" in page
    assert "كتائب الصخر" in page
    assert 'killed: <b class="num">4</b>' in page


def test_lists_deadlines_that_fall_due(english: TestClient) -> None:
    page = english.get("/").text
    assert "Deadlines that fall due" in page
    assert "days left: 15" in page
    assert "Iraqi government" in page


def test_is_arabic_and_right_to_left_by_default(client: TestClient) -> None:
    page = client.get("/").text
    assert '<html lang="ar" dir="rtl">' in page
    assert "سلاسل مستقلة" in page
    assert client.get("/", headers={"accept-language": "en-GB"}).text.startswith('<!doctype html>\n<html lang="en"')


def test_digits_and_calendar_are_settings_apart_from_language(app: object) -> None:
    visitor = TestClient(app, base_url=HOME, cookies={"lang": "en", "digits": "arabic", "hijri": "1"})  # type: ignore[arg-type]
    page = visitor.get("/").text
    assert "<b>٩</b>reports" in page
    assert "Safar" in page


def test_an_empty_store_says_what_to_do(bare: TestClient) -> None:
    page = bare.get("/")
    assert page.status_code == 200
    assert "musnad ingest" in page.text
    assert 'class="empty"' in page.text


def test_goes_on_after_the_last_story(store: SqlStore) -> None:
    for n in range(today.MOST + 3):
        made = replace(STORIES[1], id=f"story:{n:016x}", articles=(), facts=(), last=f"2025-07-{n % 28 + 1:02}")
        store.put_story(made, (), ())
    visitor = TestClient(create_app(Settings(store=":memory:"), store), base_url=HOME)
    first = visitor.get("/").text
    assert "الأكثر تناولا" in first
    after = first.split("/?after=")[1].split('"')[0]
    second = visitor.get(f"/?after={after}").text
    assert MAIN not in second
    assert "story:0000000000000000" in second
    assert 'href="/?after=' not in second


def test_deadlines_far_away_are_left_to_their_own_page(store: SqlStore) -> None:
    told = tuple(replace(one, due="2026-01-01") for one in LIMITS[0].tellings)
    far = replace(LIMITS[0], due="2026-01-01", tellings=told)
    store.put_story(replace(STORIES[0], facts=()), (), (far,))
    visitor = TestClient(create_app(Settings(store=":memory:"), store), base_url=HOME)
    assert "لا مهلة تقترب" in visitor.get("/").text
