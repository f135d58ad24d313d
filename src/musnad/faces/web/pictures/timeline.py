"""The time line of a story's reports: a row for each outlet, a dot for each report, copies hollow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from markupsafe import Markup
from msgspec import Struct

from musnad.faces.web.pictures.svg import Side, fitted, picture, tag, words

WIDTH, NAMES, ROW, HEAD, EDGE = 1040.0, 190.0, 30.0, 30.0, 22.0
MOST_ROWS = 14
"""Outlets with a row of their own; the others share the last one."""
_DOT, _NEAR = 6.0, 13.0
_TICKS, _APART = 9, 64.0


class Dot(Struct, frozen=True):
    """One report: when (ISO, as exact as known), by whom, whether it repeats another's text, and where it opens."""

    at: str | None
    outlet: str
    title: str
    href: str
    copy: bool


class _Placed(Struct, frozen=True):
    at: float
    dots: tuple[Dot, ...]


def timeline(
    dots: Sequence[Dot],
    *,
    rtl: bool,
    title: str,
    others: str,
    day: Callable[[str], str],
    number: Callable[[int], str],
) -> Markup | None:
    """The picture, or None where fewer than two reports have a time. `day` tells a day in short words."""
    timed = [(moment, dot) for dot in dots if (moment := _moment(dot.at))]
    if len(timed) < 2:
        return None
    rows = _rows([dot for _, dot in timed], others)
    first, last = _bounds([moment for moment, _ in timed])
    side, height = Side(WIDTH, rtl=rtl), HEAD + ROW * len(rows) + EDGE / 2
    reach = WIDTH - NAMES - 2 * EDGE
    span = (last - first).total_seconds()
    inside = [_axis(first, last, side, reach, height, day)]
    for at, (outlet, own) in enumerate(rows.items()):
        y = HEAD + ROW * (at + 0.5)
        inside.append(tag("line", x1=side.x(NAMES), x2=side.x(WIDTH), y1=y, y2=y, class_="lane"))
        label = fitted(outlet, NAMES - 12, 13)
        inside.append(words(label, side.x(2), y + 4.5, rtl=rtl, size=13, class_="name"))
        placed = [(NAMES + EDGE + reach * ((m - first).total_seconds() / span), dot) for m, dot in timed if dot in own]
        inside += [_mark(one, side, y, number) for one in _gathered(placed)]
    told = "؛ ".join(f"{outlet}: {number(len(own))}" for outlet, own in rows.items())
    return picture("time-line", WIDTH, height, title, told, inside, links=True)


def _moment(iso: str | None) -> datetime | None:
    """The moment as its own clock told it; a bare day counts from its noon."""
    try:
        moment = datetime.fromisoformat(iso or "")
    except ValueError:
        return None
    return moment.replace(tzinfo=None) + timedelta(hours=12 if len(iso or "") == 10 else 0)


def _rows(dots: Sequence[Dot], others: str) -> dict[str, list[Dot]]:
    """Reports by outlet: those that report most where there are too many, in the order of their first report."""
    found: dict[str, list[Dot]] = {}
    for dot in dots:
        found.setdefault(dot.outlet, []).append(dot)
    if len(found) <= MOST_ROWS:
        return found
    busiest = sorted(found, key=lambda outlet: -len(found[outlet]))[: MOST_ROWS - 1]
    rows = {outlet: own for outlet, own in found.items() if outlet in busiest}
    rows[others] = [dot for dot in dots if dot.outlet not in rows]
    return rows


def _bounds(moments: Sequence[datetime]) -> tuple[datetime, datetime]:
    """From the first report to the last one, two hours at least."""
    first, last = min(moments), max(moments)
    return first, max(last, first + timedelta(hours=2))


def _gathered(placed: Sequence[tuple[float, Dot]]) -> list[_Placed]:
    """Dots that would lie on one another, as one."""
    groups: list[_Placed] = []
    for at, dot in sorted(placed, key=lambda pair: pair[0]):
        if groups and at - groups[-1].at < _NEAR:
            groups[-1] = _Placed(groups[-1].at, (*groups[-1].dots, dot))
        else:
            groups.append(_Placed(at, (dot,)))
    return groups


def _mark(one: _Placed, side: Side, y: float, number: Callable[[int], str]) -> Markup:
    x, first = side.x(one.at), one.dots[0]
    copied = all(dot.copy for dot in one.dots)
    told = "\n".join(f"{(dot.at or '')[:16].replace('T', ' ')} {dot.outlet}: {dot.title}" for dot in one.dots[:12])
    size = _DOT + (3.0 if len(one.dots) > 1 else 0.0)
    parts = [tag("title", told), tag("circle", cx=x, cy=y, r=size)]
    if len(one.dots) > 1:
        parts.append(words(number(len(one.dots)), x, y + 3.8, rtl=side.rtl, at="middle", size=11, class_="count"))
    return tag("a", *parts, href=first.href, class_="dot copy" if copied else "dot", aria_label=told)


def _axis(
    first: datetime, last: datetime, side: Side, reach: float, height: float, day: Callable[[str], str]
) -> Markup:
    """A tick at every midnight, or every so many, with its day."""
    start = first.replace(hour=0, minute=0, second=0, microsecond=0)
    days = (last - start).days + 1
    step = -(-days // _TICKS)
    parts, before = [], -_APART
    for at in range(0, days + 1, step):
        moment = max(start + timedelta(days=at), first)
        if moment > last:
            break
        at_x = NAMES + EDGE + reach * ((moment - first).total_seconds() / (last - first).total_seconds())
        if at_x - before < _APART:
            continue
        x, before = side.x(at_x), at_x
        parts.append(tag("line", x1=x, x2=x, y1=HEAD - 6, y2=height - 2, class_="tick"))
        parts.append(words(day(moment.date().isoformat()), x, 15, rtl=side.rtl, at="middle", size=12, class_="when"))
    return tag("g", *parts, class_="axis", aria_hidden="true")
