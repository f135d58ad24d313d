from __future__ import annotations

from msgspec.structs import replace
from sample_facts import FACTS, MAIN, STORIES
from starlette.testclient import TestClient

from musnad.faces.web.app import create_app
from musnad.faces.web.pages.story_map import WIDTH, around
from musnad.faces.web.pictures.maps import Point
from musnad.faces.web.settings import Settings
from musnad.records import Fact
from musnad.store.engine import SqlStore

HOME = "http://127.0.0.1"


def at(lon: float, lat: float, precision: str = "city") -> Point:
    return Point("x", "x", lon, lat, precision, 1, "#")


def page_of(store: SqlStore, facts: tuple[Fact, ...]) -> str:
    story = replace(STORIES[0], facts=tuple(fact.id for fact in facts))
    store.put_story(story, facts, ())
    visitor = TestClient(create_app(Settings(store=":memory:"), store), base_url=HOME, cookies={"lang": "en"})
    return visitor.get(f"/stories/{MAIN}").text


def test_places_of_a_story_are_on_its_map(english: TestClient) -> None:
    page = english.get(f"/stories/{MAIN}").text
    part = page[page.index('id="story-map"') :]
    assert 'class="disc' in part
    assert f"/map?story={MAIN}&amp;at=gn%3Atal#facts" in part
    assert f'href="/map?story={MAIN}"' in part
    assert english.get(f"/map?story={MAIN}&at=gn:tal").status_code == 200


def test_without_a_named_place_it_says_why(store: SqlStore) -> None:
    page = page_of(store, tuple(replace(fact, place=None) for fact in FACTS[:1]))
    assert "name no place" in page
    assert 'class="disc' not in page


def test_without_a_known_place_it_says_why(store: SqlStore) -> None:
    page = page_of(store, tuple(replace(fact, place="org:sakhr") for fact in FACTS[:1]))
    assert "are on no map" in page
    assert 'class="disc' not in page


def test_without_facts_there_is_no_map(store: SqlStore) -> None:
    assert 'id="story-map"' not in page_of(store, ())


def test_view_holds_all_places_with_room() -> None:
    points = [at(44.4, 33.3), at(31.2, 30.1), at(51.4, 35.7)]
    view = around(points)
    assert view.width == WIDTH
    assert all(view.holds(one.lon, one.lat) for one in points)
    assert view.west < 30
    assert view.east > 52


def test_view_of_far_and_tall_places() -> None:
    for points in ([at(-74.0, 40.7), at(121.5, 31.2)], [at(36.8, -1.3), at(37.6, 55.8)]):
        view = around(points)
        assert all(view.holds(one.lon, one.lat) for one in points)


def test_view_of_one_country_is_wider_than_of_one_town() -> None:
    town, country = around([at(44.4, 33.3)]), around([at(44.0, 33.0, "country")])
    assert town.east - town.west < country.east - country.west
