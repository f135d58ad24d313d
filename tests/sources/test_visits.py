from __future__ import annotations

from musnad.sources.base import Visit
from musnad.sources.visits import HeldVisits, PlainVisits


def test_held_visits_are_known_at_once_and_kept_when_released() -> None:
    kept = PlainVisits()
    kept.note_visit(Visit(url="a", status=200))
    held = HeldVisits(kept)
    assert held.visit("a") == Visit(url="a", status=200)
    held.note_visit(Visit(url="a", status=304))
    held.note_visit(Visit(url="b", status=200))
    assert held.visit("a") == Visit(url="a", status=304)
    assert kept.visit("a") == Visit(url="a", status=200)
    assert kept.visit("b") is None
    held.release()
    assert kept.visit("a") == Visit(url="a", status=304)
    assert kept.visit("b") == Visit(url="b", status=200)
    held.release()
