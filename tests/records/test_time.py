import msgspec
import pytest

from musnad.records import TimeRange
from musnad.spans import Span


def test_a_time_survives_json() -> None:
    time = TimeRange(
        span=Span(0, 3, "أمس"), value="2025-08-05", kind="date", precision="day", begin="2025-08-05", end="2025-08-06"
    )
    assert msgspec.json.decode(msgspec.json.encode(time), type=TimeRange) == time


def test_a_length_of_time_has_no_interval() -> None:
    time = TimeRange(span=Span(0, 6, "يومين "), value="P2D", kind="duration")
    assert (time.begin, time.end, time.precision) == (None, None, "none")


def test_other_kinds_are_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"span": Span(0, 3, "أمس"), "value": "x", "kind": "era"}, type=TimeRange)
