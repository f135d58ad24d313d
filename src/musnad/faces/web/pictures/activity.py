"""What was done and undergone over time: a column for each day, week or month, in PLOVER's four quarters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from markupsafe import Markup
from msgspec import Struct

from musnad.faces.web.pictures.quads import QUADS, Quad
from musnad.faces.web.pictures.svg import Side, measured, picture, tag, words
from musnad.records import EventType
from musnad.store.entries import Pace

WIDTH, HEIGHT, EDGE, FOOT = 960.0, 150.0, 34.0, 22.0
DAYS, WEEKS = 62, 370
"""Longest times that are shown by day and by week; what is longer is shown by month."""
_MOST = 62
_APART = 0.1
_EARLIEST = date(1, 2, 1)


class Column(Struct, frozen=True):
    """Facts of one step of time; `first` is its first day, or its month, ISO."""

    first: str
    counts: Mapping[Quad, int]

    @property
    def total(self) -> int:
        """All facts of the step."""
        return sum(self.counts.values())


def columns(paces: Sequence[Pace], quads: Mapping[EventType, Quad]) -> tuple[Column, ...]:
    """Steps of equal length, empty ones too; at most `_MOST`, the latest ones.

    They run over the days of nearly all facts: one that is told of 1948 or 2050 would leave no room for the others.
    """
    days = sorted((date.fromisoformat(pace.day), pace.type, pace.count) for pace in paces if pace.day)
    if not days:
        return ()
    begin, last = _bulk([(day, count) for day, _, count in days])
    span = (last - begin).days
    start = _day if span <= DAYS else _week if span <= WEEKS else _month
    found: dict[date, Counter[Quad]] = defaultdict(Counter)
    for day, kind, count in days:
        if begin <= day <= last:
            found[start(day)][quads[kind]] += count
    steps: list[Column] = []
    at = start(last)
    while len(steps) < _MOST and at >= start(begin):
        iso = at.isoformat()
        steps.append(Column(iso[:7] if start is _month else iso, dict(found.get(at, {}))))
        if at <= _EARLIEST:
            break
        at = start(at - timedelta(days=1))
    return tuple(reversed(steps))


def _bulk(days: Sequence[tuple[date, int]]) -> tuple[date, date]:
    """The days between which all but `_APART` of the facts lie, the half of these on either side."""
    total = sum(count for _, count in days)
    passed, begin, last = 0, days[0][0], days[-1][0]
    for day, count in days:
        if passed <= total * _APART / 2:
            begin = day
        if passed < total * (1 - _APART / 2):
            last = day
        passed += count
    return begin, last


def _day(day: date) -> date:
    return day


def _week(day: date) -> date:
    return day - timedelta(days=min((day.weekday() + 1) % 7, day.toordinal() - 1))


def _month(day: date) -> date:
    return day.replace(day=1)


def draw_activity(
    steps: Sequence[Column], title: str, told: str, *,
    rtl: bool, day: Callable[[str], str], number: Callable[[int], str], label: Callable[[Quad], str],
) -> Markup | None:  # fmt: skip
    """The picture, or None where there are fewer than two steps; time runs in the direction of the page."""
    if len(steps) < 2:
        return None
    side, most = Side(WIDTH, rtl=rtl), max(step.total for step in steps)
    step_width = min((WIDTH - EDGE) / len(steps), 42.0)
    unit = (HEIGHT - FOOT - 12) / most
    ground = HEIGHT - FOOT
    inside = [
        tag("line", x1=side.x(EDGE), x2=side.x(WIDTH), y1=ground, y2=ground, class_="axis"),
        words(number(most), side.x(0), ground - most * unit + 5, rtl=rtl, size=12, class_="head"),
    ]
    free = 0.0
    for at, step in enumerate(steps):
        start, y = EDGE + at * step_width, ground
        name = day(step.first)
        told_ = " · ".join(f"{label(quad)}: {number(step.counts[quad])}" for quad in QUADS if step.counts.get(quad))
        parts = []
        for quad in QUADS:
            height = step.counts.get(quad, 0) * unit
            if height:
                y -= height
                box = (side.left(start + 1, step_width - 2), max(step_width - 2, 1.0))
                parts.append(tag("rect", x=box[0], y=y, width=box[1], height=height, class_=quad))
        inside.append(tag("g", tag("title", f"{name}: {told_ or number(0)}"), *parts))
        if start >= free and start + measured(name, 12) <= WIDTH:
            inside.append(words(name, side.x(start), HEIGHT - 6, rtl=rtl, size=12, class_="head"))
            free = start + measured(name, 12) + 26
    return picture("activity", WIDTH, HEIGHT, title, told, inside, links=False)
