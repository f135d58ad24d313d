from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from musnad.faces.web.pages.map import REGIONS, boxed, fitting, ways


def test_places_are_discs_with_names_and_numbers(english: TestClient) -> None:
    page = english.get("/map?region=levant").text
    assert 'role="group"' in page
    assert 'class="disc"' in page
    assert "Diyala: Facts 2" in page
    assert "at=gn%3Adiyala#facts" in page


def test_a_place_lists_its_facts(client: TestClient) -> None:
    page = client.get("/map", params={"at": "gn:tal"}).text
    assert "/facts/fact%3A000000000000a001" in page
    assert "/facts/fact%3A000000000000a002" not in page


def test_facts_without_a_place_are_counted_and_listed(english: TestClient) -> None:
    page = english.get("/map", params={"at": "none"}).text
    assert "/facts/fact%3A000000000000a003" in page
    assert "facts without a place" in page


def test_the_table_has_the_same_numbers(client: TestClient) -> None:
    page = client.get("/map").text
    assert "<table" in page
    assert page.count('<th scope="row">') == 2


def test_filters_hold_for_the_map(client: TestClient) -> None:
    assert "gn%3Atal" not in client.get("/map", params={"type": "COERCE"}).text
    assert client.get("/map", params={"type": "AID"}).text.count('class="disc"') == 0


@pytest.mark.parametrize("asked", ["bbox=1,2,3", "bbox=a", "region=moon", "type=NOPE"])
def test_what_is_no_view_is_said(client: TestClient, asked: str) -> None:
    assert client.get(f"/map?{asked}").status_code == 422


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_is_drawn(client: TestClient, region: str) -> None:
    assert "<path" in client.get(f"/map?region={region}").text


def test_a_view_stays_within_the_world() -> None:
    for box in ((179, 80, 200, 89), (-500, -500, 500, 500), (44, 33, 44, 33), (50, 40, 30, 20)):
        view = fitting(*box)
        assert -170 <= view.west < view.east <= 180
        assert -60 <= view.south < view.north <= 80
        assert view.height > 0


def test_going_closer_and_farther_keeps_the_middle() -> None:
    view = REGIONS["levant"]
    near, far = (fitting(*map(float, box.split(","))) for box in (ways(view).closer, ways(view).farther))
    assert near.east - near.west < view.east - view.west < far.east - far.west
    assert (near.west + near.east) / 2 == pytest.approx((view.west + view.east) / 2, abs=0.02)
    assert boxed(view) == "32.5,28.5,49.5,38"


def test_an_empty_store_has_a_map(bare: TestClient) -> None:
    page = bare.get("/map").text
    assert "لا واقعة بهذه المرشحات" in page
    assert "<path" in page
