from __future__ import annotations

from datetime import date, timedelta

from musnad.faces.web.pictures.activity import columns, draw_activity
from musnad.faces.web.pictures.counterparts import Said, draw_counterparts, gathered
from musnad.faces.web.pictures.quads import QUADS, load_quads
from musnad.records import EVENT_TYPES
from musnad.store.entries import Counterpart, Pace

TOLD = (
    Counterpart("a", "ASSAULT", "did", 5),
    Counterpart("a", "COERCE", "did", 2),
    Counterpart("a", "CONSULT", "together", 1),
    Counterpart("b", "AID", "underwent", 3),
    Counterpart("nameless", "AID", "did", 3),
)
SAID = Said("with whom", "told", ("did", "underwent", "together"), str, str)


def test_every_type_has_a_quarter() -> None:
    quads = load_quads()
    assert set(quads) == set(EVENT_TYPES)
    assert (quads["ASSAULT"], quads["CONSULT"]) == ("material-conflict", "verbal-cooperation")


def test_facts_are_gathered_by_way_and_quarter() -> None:
    rows = gathered(TOLD, load_quads(), {"a": ("A", "/a"), "b": ("B", "/b")})
    assert [row.id for row in rows] == ["a", "b"]
    assert rows[0].of("did") == {"material-conflict": 7}
    assert (rows[0].total("together"), rows[1].total("did")) == (1, 0)


def test_the_picture_mirrors_and_escapes() -> None:
    rows = gathered(TOLD, load_quads(), {"a": ("<A>", "/a"), "b": ("B", "/b")})
    left, right = (draw_counterparts(rows, SAID, rtl=rtl) for rtl in (False, True))
    assert left is not None
    assert right is not None
    assert left != right
    assert "<A>" not in left
    assert 'href="/a"' in left
    assert "material-conflict: 7" in left
    assert "style=" not in left
    assert draw_counterparts((), SAID, rtl=False) is None


def test_time_is_cut_into_equal_steps() -> None:
    quads = load_quads()
    days = [Pace("2025-08-01", "AID", 2), Pace("2025-08-03", "ASSAULT", 1), Pace("", "AID", 9)]
    found = columns(days, quads)
    assert [(step.first, step.total) for step in found] == [("2025-08-01", 2), ("2025-08-02", 0), ("2025-08-03", 1)]
    assert columns([Pace("", "AID", 1)], quads) == ()


def test_what_lies_far_from_nearly_all_facts_leaves_them_their_room() -> None:
    quads = load_quads()
    days = [Pace("1948-05-15", "AID", 1), Pace("2050-01-01", "AID", 1)]
    days += [Pace((date(2025, 8, 1) + timedelta(days=at)).isoformat(), "AID", 10) for at in range(20)]
    found = columns(sorted(days, key=lambda pace: pace.day), quads)
    assert [found[0].first, found[-1].first] == ["2025-08-01", "2025-08-20"]


def test_long_times_are_shown_by_month() -> None:
    days = [Pace(f"{year}-0{month}-15", "AID", 3) for year in (2023, 2024, 2025) for month in (1, 5)]
    found = columns(days, load_quads())
    assert found[-1].first == "2025-05"
    assert sum(step.total for step in found) >= 12


def test_one_day_needs_no_picture() -> None:
    found = columns([Pace("2025-08-01", "AID", 2)], load_quads())
    assert draw_activity(found, "t", "d", rtl=False, day=str, number=str, label=str) is None
    two = columns([Pace("2025-08-01", "AID", 2), Pace("2025-08-02", "ASSAULT", 1)], load_quads())
    drawn = draw_activity(two, "t", "d", rtl=True, day=str, number=str, label=str)
    assert drawn is not None
    assert all(f'class="{quad}"' in drawn for quad in (QUADS[1], QUADS[3]))
