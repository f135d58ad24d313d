from __future__ import annotations

import pytest

from musnad.sources.pacing import Manners, Pace, SystemClock, retry_after
from tests.sources.web import START, FakeClock


def test_waits_grow_without_chance() -> None:
    assert [Manners().wait_before(n) for n in (1, 2, 3, 9)] == [2.0, 4.0, 8.0, 120.0]


@pytest.mark.parametrize(
    "value, seconds",
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Wed, 06 Aug 2025 09:01:00 GMT", 60.0),
        ("Wed, 06 Aug 2025 08:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("٣٠", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, START) == seconds


def test_each_host_has_its_own_pace() -> None:
    clock = FakeClock()
    pace = Pace(clock)
    pace.wait("a", 2.0)
    pace.wait("b", 2.0)
    assert clock.slept == []
    clock.passed += 0.5
    pace.wait("a", 2.0)
    assert clock.slept == [1.5]
    pace.shut("a", 10.0)
    assert (pace.shut_for("a"), pace.shut_for("b")) == (10.0, 0.0)
    clock.passed += 11
    assert pace.shut_for("a") == 0.0


def test_the_machines_clock() -> None:
    clock = SystemClock()
    before = clock.monotonic()
    clock.sleep(0.0)
    assert clock.monotonic() >= before
    assert clock.now().utcoffset() is not None
