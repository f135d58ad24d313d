import msgspec
import pytest

from musnad.records import EVENT_TYPES, STATUSES, Event, Unknown
from musnad.spans import Span


def test_plover_has_sixteen_types() -> None:
    assert len(set(EVENT_TYPES)) == 16
    assert len(set(STATUSES)) == 7


def test_an_event_survives_json() -> None:
    event = Event(
        id="v1",
        trigger=Span(0, 3, "قصف"),
        type="ASSAULT",
        actors=("a",),
        killed=3,
        casualty_spans=(Span(4, 8, "3 قت"),),
        unknown=(Unknown("date", "no-date-told"),),
    )
    assert msgspec.json.decode(msgspec.json.encode(event), type=Event) == event


def test_what_was_not_told_is_none() -> None:
    event = Event(id="v1", trigger=Span(0, 3, "قصف"), type="ASSAULT")
    assert event.killed is event.injured is event.date is event.place is event.same_as is None


@pytest.mark.parametrize("fields", [{"type": "WAR"}, {"type": "ASSAULT", "status": "rumoured"}])
def test_other_types_and_statuses_are_refused(fields: dict[str, str]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"id": "v1", "trigger": Span(0, 3, "قصف"), **fields}, type=Event)
