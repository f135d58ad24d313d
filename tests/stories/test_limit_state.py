import pytest

from musnad.records import Evidence, Limit
from musnad.records.statement import DeadlineState
from musnad.stories.limit_state import due_days, last_day, state_as_of


def evidence(state: DeadlineState, date: str | None, due: str | None = None) -> Evidence:
    return Evidence(article="a", quote="كلام", state=state, date=date, due=due)


SET = evidence("open", "2025-08-05", "2025-08-14")
AGAIN = evidence("open", "2025-08-06", "2025-08-14")
MOVED = evidence("extended", "2025-08-13", "2025-08-21")
ENDED = evidence("lapsed", "2025-08-22")
EARLY = evidence("lapsed", "2025-08-14")
MET = evidence("met", "2025-08-12")


@pytest.mark.parametrize(
    "tellings, day, state, due, was",
    [
        ((SET,), "2025-08-04", "unknown", None, ()),
        ((SET,), "2025-08-05", "open", "2025-08-14", ()),
        ((SET,), "2025-08-14", "open", "2025-08-14", ()),
        ((SET,), "2025-08-15", "unknown", "2025-08-14", ()),
        ((SET, MOVED), "2025-08-12", "open", "2025-08-14", ()),
        ((SET, MOVED), "2025-08-13", "extended", "2025-08-21", ("2025-08-14",)),
        ((SET, MOVED), "2025-08-22", "unknown", "2025-08-21", ("2025-08-14",)),
        ((SET, MOVED, ENDED), "2025-08-22", "lapsed", "2025-08-21", ("2025-08-14",)),
        ((SET, MOVED, EARLY), "2025-08-22", "unknown", "2025-08-21", ("2025-08-14",)),
        ((SET, EARLY), "2025-08-14", "lapsed", "2025-08-14", ()),
        ((SET, MET), "2025-08-20", "met", "2025-08-14", ()),
        ((evidence("open", "2025-08-05"),), "2025-08-09", "unknown", None, ()),
        ((SET,), "", "unknown", "2025-08-14", ()),
    ],
)
def test_states(tellings: tuple[Evidence, ...], day: str, state: str, due: str | None, was: tuple[str, ...]) -> None:
    limit = state_as_of(Limit(id="d", tellings=tellings), day)
    assert (limit.state, limit.due, limit.was_due, limit.as_of) == (state, due, was, day)
    assert limit.why is not None
    assert limit.why.ar
    assert limit.why.en


def test_a_state_is_worked_out_anew_from_its_evidence() -> None:
    limit = state_as_of(Limit(id="d", tellings=(SET, MOVED)), "2025-08-30")
    assert state_as_of(limit, "2025-08-06").state == "open"
    assert state_as_of(state_as_of(limit, "2025-08-06"), "2025-08-30") == limit


def test_the_day_most_often_told_is_in_force() -> None:
    assert due_days([evidence("open", None, "2025-08-15"), SET, AGAIN]) == ("2025-08-14", ())


def test_a_month_ends_with_its_last_day() -> None:
    assert (last_day("2025-08") or 0) == last_day("2025-08-31")
    assert last_day("soon") is None
