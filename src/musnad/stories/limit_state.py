"""How a deadline stands on a day, from the evidence that it carries: no reading is needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from musnad.records import Evidence, Limit, Reason
from musnad.records.statement import DeadlineState
from musnad.stories.told import interval
from musnad.stories.whys import why


def set_by(limit: Limit, day: str) -> bool:
    """Whether a report had told of the deadline by `day` (ISO); one without a day may have."""
    return not limit.tellings or any(told.date is None or told.date[:10] <= day for told in limit.tellings)


def state_as_of(limit: Limit, day: str) -> Limit:
    """The deadline as it stood on `day` (ISO; empty where none is known): due day, earlier ones, state and reason.

    Only evidence that holds on that day counts. A state needs words: a due day that has passed with no report on what
    came of it is `unknown`, not `lapsed`.
    """
    if not day:
        due, was = due_days(limit.tellings)
        return replace(limit, due=due, was_due=was, state="unknown", as_of=day, why=why("no-today"))
    known = [evidence for evidence in limit.tellings if evidence.date is None or evidence.date[:10] <= day]
    if not known:
        return replace(limit, due=None, was_due=(), state="unknown", as_of=day, why=why("not-yet", day=day))
    due, was = due_days(known)
    state, reason = _state(known, due, was, day)
    return replace(limit, due=due, was_due=was, state=state, as_of=day, why=reason)


def due_days(known: Sequence[Evidence]) -> tuple[str | None, tuple[str, ...]]:
    """The due day in force, and those that extensions left behind.

    Without an extension it is the day most often told, the first told of equals.
    """
    first = [evidence.due for evidence in known if evidence.due and evidence.state != "extended"]
    later = [evidence.due for evidence in known if evidence.due and evidence.state == "extended"]
    before = max(first, key=lambda due: (first.count(due), -first.index(due)), default=None)
    if not later:
        return before, ()
    days = sorted({due for due in (before, *later) if due is not None}, key=lambda due: (last_day(due) or 0, due))
    return days[-1], tuple(days[:-1])


def last_day(due: str) -> int | None:
    """Ordinal of the last day on which a limit can be kept; None where the words are no date."""
    end = interval(due)[1]
    return end - 1 if end is not None else None


def _state(known: Sequence[Evidence], due: str | None, was: Sequence[str], day: str) -> tuple[DeadlineState, Reason]:
    met = next((evidence for evidence in known if evidence.state == "met"), None)
    if met is not None:
        return "met", why("met", quote=met.quote)
    last = last_day(due) if due is not None else None
    today = date.fromisoformat(day).toordinal()
    lapsed = [evidence for evidence in known if evidence.state == "lapsed" and _holds(evidence, last)]
    if lapsed:
        return "lapsed", why("lapsed", quote=lapsed[0].quote)
    extended = any(evidence.state == "extended" for evidence in known)
    if due is None or last is None:
        return ("extended", why("extended-open", due="؟")) if extended else ("unknown", why("no-day"))
    if today > last:
        return "unknown", why("passed", due=due)
    if extended:
        return "extended", why("extended", was=was[-1], due=due) if was else why("extended-open", due=due)
    return "open", why("open", due=due)


def _holds(evidence: Evidence, last: int | None) -> bool:
    """Whether words on the end were written when the limit in force could have ended: the day itself or later."""
    if last is None or evidence.date is None:
        return True
    begin = interval(evidence.date)[0]
    return begin is None or begin >= last
