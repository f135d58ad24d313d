"""iCalendar (RFC 5545) of deadlines: one event of a whole day for every deadline with a day.

A deadline that is due at an hour keeps the hour in its words; one whose day is unknown is left out and counted nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import BinaryIO

from musnad.faces.export.selection import Selection
from musnad.records import Limit

_LINE = 75
"""Octets of a line, without its end."""


def escaped(text: str) -> str:
    """A TEXT value."""
    for plain, escape in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(plain, escape)
    return text


def folded(line: str) -> Iterator[bytes]:
    """A content line in pieces of at most 75 octets that never cut a character."""
    piece, room = b"", _LINE
    for character in line:
        encoded = character.encode("utf-8", "replace")
        if len(piece) + len(encoded) > room:
            yield piece + b"\r\n"
            piece, room = b" ", _LINE
        piece += encoded
    yield piece + b"\r\n"


def due_day(limit: Limit) -> date | None:
    """The day that a deadline falls due; None where no day is known."""
    try:
        return date.fromisoformat((limit.due or "")[:10])
    except ValueError:
        return None


def _event(limit: Limit, day: date, chosen: Selection, stamp: str) -> Iterator[str]:
    sides = " ← ".join(filter(None, (chosen.name(limit.by), chosen.name(limit.addressee))))
    lines = [
        f"الحالة: {limit.state}" + (f" ({limit.as_of})" if limit.as_of else ""),
        limit.demand and f"المطلوب: {limit.demand}",
        limit.why and limit.why.ar,
        limit.why and limit.why.en,
        *(f"«{told.quote}»" for told in limit.tellings[:5]),
    ]
    yield "BEGIN:VEVENT"
    yield f"UID:{limit.id}@musnad"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{escaped('مهلة: ' + sides if sides else 'مهلة')}"
    yield f"DESCRIPTION:{escaped(chr(10).join(line for line in lines if line))}"
    yield "END:VEVENT"


def write_ical(out: BinaryIO, chosen: Selection) -> int:
    """Write a calendar; the number of deadlines in it."""
    dated = [(limit, day) for limit in chosen.limits() if (day := due_day(limit))]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//musnad//deadlines//AR", "X-WR-CALNAME:مُهل مُسنَد"]
    for limit, day in dated:
        stamp = (limit.as_of or day.isoformat()).replace("-", "")[:8] + "T000000Z"
        lines.extend(_event(limit, day, chosen, stamp))
    for line in (*lines, "END:VCALENDAR"):
        out.writelines(folded(line))
    return len(dated)
