from __future__ import annotations

import pytest
from starlette.testclient import TestClient


def test_a_deadline_tells_who_whom_until_when_for_what(client: TestClient) -> None:
    page = client.get("/deadlines").text
    assert "الحكومة العراقية" in page
    assert "كتائب الصخر" in page
    assert "لتسليم المنفذين" in page
    assert "/articles/article%3Aa1?at=" in page


def test_the_state_is_told_for_the_day_that_is_chosen(english: TestClient) -> None:
    assert "extended" in english.get("/deadlines?on=2025-08-08").text.split('id="list"')[1]
    before = english.get("/deadlines?on=2025-08-07").text.split('id="list"')[1]
    assert "open" in before
    assert "was:" not in before


def test_before_the_first_report_there_is_no_deadline(english: TestClient) -> None:
    page = english.get("/deadlines?on=2025-08-01").text
    assert "No report had told of a deadline by this day" in page


def test_states_filter_the_list(english: TestClient) -> None:
    page = english.get("/deadlines?on=2025-08-08&state=lapsed").text
    assert "No deadline is like this" in page
    assert 'class="card due"' in english.get("/deadlines?on=2025-08-08&state=extended").text


def test_the_month_is_a_table_with_the_day_marked(client: TestClient) -> None:
    page = client.get("/deadlines?on=2025-08-08&month=2025-08").text
    assert page.count('<th scope="col"><abbr') == 7
    assert 'aria-current="date"' in page
    assert "due=2025-08-23" in page
    assert "month=2025-07" in page
    assert "month=2025-09" in page


def test_a_day_lists_its_own(client: TestClient) -> None:
    assert 'class="card due"' in client.get("/deadlines?due=2025-08-23").text
    assert 'class="card due"' not in client.get("/deadlines?due=2025-08-24").text


@pytest.mark.parametrize("asked", ["on=x", "month=x", "state=x", "due=x", "month=2025-13"])
def test_what_is_no_day_is_said(client: TestClient, asked: str) -> None:
    assert client.get(f"/deadlines?{asked}").status_code == 422


def test_a_calendar_can_be_subscribed_to(client: TestClient) -> None:
    answer = client.get("/deadlines.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert b"DTSTART;VALUE=DATE:20250823\r\n" in answer.content


def test_an_empty_store_has_no_deadlines(bare: TestClient) -> None:
    answer = bare.get("/deadlines")
    assert answer.status_code == 200
    assert "لم يرو أي تقرير مهلة" in answer.text
