from __future__ import annotations

from markupsafe import Markup

from musnad.faces.web.pictures.timeline import MOST_ROWS, Dot, timeline


def dot(n: int, at: str | None, outlet: str = "الرواق", copy: bool = False) -> Dot:
    return Dot(at=at, outlet=outlet, title=f"t{n}", href=f"/articles/{n}", copy=copy)


def drawn(*dots: Dot) -> Markup | None:
    return timeline(dots, rtl=True, title="t", others="others", day=str, number=str)


def test_needs_two_reports_with_a_time() -> None:
    assert drawn(dot(1, "2025-08-06"), dot(2, None)) is None
    assert drawn(dot(1, "2025-08-06"), dot(2, "soon")) is None


def test_one_dot_for_each_report_and_copies_hollow() -> None:
    made = drawn(dot(1, "2025-08-06T08:00:00+03:00"), dot(2, "2025-08-07T08:00:00Z", copy=True))
    assert made is not None
    assert made.count("<circle") == 2
    assert made.count('class="dot copy"') == 1
    assert made.index("2025-08-06") > 0


def test_reports_of_one_moment_are_one_dot_with_a_number() -> None:
    made = drawn(dot(1, "2025-08-06"), dot(2, "2025-08-06"), dot(3, "2025-08-07"))
    assert made is not None
    assert made.count("<circle") == 2
    assert ">2</text>" in made


def test_many_outlets_share_the_last_row() -> None:
    made = drawn(*(dot(n, f"2025-08-{n + 1:02}", f"o{n}") for n in range(25)))
    assert made is not None
    assert made.count('class="lane"') == MOST_ROWS
    assert "others" in made
