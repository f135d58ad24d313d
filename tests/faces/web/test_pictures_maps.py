from __future__ import annotations

import numpy as np
import pytest

from musnad.errors import DataError
from musnad.faces.web.pictures.borders import Borders, View, clipped, decoded, path
from musnad.faces.web.pictures.maps import LEAST, Point, Said, discs, draw_map

VIEW = View(40.0, 30.0, 50.0, 36.0)


@pytest.fixture(scope="module")
def borders() -> Borders:
    return Borders.load()


def point(id: str, lon: float, lat: float, count: int, precision: str = "city") -> Point:
    return Point(id, id, lon, lat, precision, count, f"?at={id}")


def test_the_polyline_format_is_read() -> None:
    # The example of the format's own description, one hundredth of a degree for its 1e-5.
    assert decoded("_p~iF~ps|U_ulLnnqC").tolist() == [[38500.0, -120200.0], [40700.0, -120950.0]]
    with pytest.raises(DataError):
        decoded("_p~iF")


def test_borders_know_where_capitals_lie(borders: Borders) -> None:
    def inside(code: str, lon: float, lat: float) -> bool:
        crossings = 0
        for ring in next(one for one in borders.countries if one.code == code).rings:
            after = np.roll(ring, -1, axis=0)
            crosses = (ring[:, 1] > lat) != (after[:, 1] > lat)
            run = np.where(crosses, after[:, 1] - ring[:, 1], 1.0)
            meets = ring[:, 0] + (lat - ring[:, 1]) / run * (after[:, 0] - ring[:, 0])
            crossings += int((crosses & (meets > lon)).sum())
        return crossings % 2 == 1

    assert inside("IRQ", 44.4, 33.3)
    assert inside("SAU", 46.7, 24.7)
    assert inside("EGY", 31.2, 30.0)
    assert not inside("IRQ", 51.4, 35.7)
    assert {"PSE", "BHR", "DJI", "COM", "ESH"} <= {one.code for one in borders.countries}


def test_a_ring_is_cut_at_the_edges() -> None:
    square = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]])
    cut = clipped(square, (5.0, 5.0, 20.0, 20.0))
    assert {tuple(point) for point in cut.tolist()} == {(5.0, 5.0), (10.0, 5.0), (10.0, 10.0), (5.0, 10.0)}
    assert not len(clipped(square, (20.0, 20.0, 30.0, 30.0)))
    assert clipped(square, (-1.0, -1.0, 11.0, 11.0)).tolist() == square.tolist()


def test_a_path_leaves_out_what_is_too_small() -> None:
    assert path(np.array([[45.0, 33.0], [45.0001, 33.0], [45.0, 33.0001]]), VIEW) == ""
    assert path(np.array([[45.0, 33.0], [46.0, 33.0], [46.0, 34.0]]), VIEW).startswith("M")


def test_only_what_is_in_view_is_drawn(borders: Borders) -> None:
    codes = {one.country.code for one in borders.outlines(VIEW)}
    assert {"IRQ", "IRN", "SAU"} <= codes
    assert "MAR" not in codes


def test_north_is_up_and_a_degree_is_squeezed() -> None:
    assert VIEW.point(40.0, 36.0) == (0.0, 0.0)
    x, y = VIEW.point(50.0, 30.0)
    assert x == pytest.approx(VIEW.width)
    assert y == pytest.approx(VIEW.height, abs=1)


def test_places_that_would_hide_one_another_are_one_disc() -> None:
    shown = discs((point("a", 44.0, 33.0, 9), point("b", 44.01, 33.0, 4), point("c", 47.0, 33.0, 1)), VIEW)
    assert [(disc.count, len(disc.points)) for disc in shown] == [(13, 2), (1, 1)]
    assert shown[0].points[0].id == "a"
    assert shown[1].radius >= LEAST


def test_whole_countries_are_hollow_and_apart() -> None:
    shown = discs((point("a", 44.0, 33.0, 9), point("b", 44.0, 33.0, 4, "country")), VIEW)
    assert [disc.hollow for disc in shown] == [False, True]


def test_places_outside_the_view_are_left_out() -> None:
    assert discs((point("a", 10.0, 33.0, 9),), VIEW) == ()


def test_names_are_escaped(borders: Borders) -> None:
    shown = discs((point("<b>", 44.0, 33.0, 9), point("b", 44.01, 33.0, 4)), VIEW)
    said = Said("map", "told", "facts", "near", str, lambda disc: f"?bbox={len(disc.points)}")
    drawn = draw_map(VIEW, borders.outlines(VIEW), shown, said, lang="en")
    assert "<b>" not in drawn
    assert 'href="?bbox=2"' in drawn
    assert "Iraq" in drawn
    assert "style=" not in drawn
