"""Dates of publication as machines and people write them, to ISO 8601 only as exact as they are known.

A moment is kept only where its zone is known, with the offset as published (the first ten characters are the day where
it was published, which "today" in the text means); otherwise the day alone is kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from importlib.resources import files

from hijridate import Hijri
from msgspec import Struct

from musnad.errors import DataError
from musnad.lang.ar.fold import fold_word

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Years of publication that are believed; sites write 1970 and 0001 for "unknown"."""
LONGEST = 160
"""Code points of a line that may be a written date."""
_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}Z?)?")
_DAY_FIRST = re.compile(r"(?<![\d/.:-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4})(?![\d/])")
_YEAR_FIRST = re.compile(r"(?<![\d/.:-])(\d{4})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?![\d/])")
_CLOCK = re.compile(
    r"(?<![\d:])(\d{1,2}):(\d{2})(?::\d{2})?(?!\d)\s*(ص|م|صباحا|مساء|am|pm)?(?!\w)"
    r"(?:.{0,24}?(gmt|utc|غرينتش|جرينتش|غرينيتش)\s*([+-]\s?\d{1,2}(?::?\d{2})?)?(?!\d))?",
)
_RFC = re.compile(r"\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}")
_URL = re.compile(r"(?:^|[/_=-])(20\d{2}|199\d)([/_-]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?=[/_.?-]|$)")
_ENGLISH = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december")  # fmt: skip


class Months(Struct, frozen=True):
    """Month names, folded, to their numbers; built patterns match `day month year` and `month day, year`."""

    gregorian: Mapping[str, int]
    hijri: Mapping[str, int]
    day_first: re.Pattern[str]
    month_first: re.Pattern[str]
    hijri_date: re.Pattern[str]

    @classmethod
    def load(cls) -> Months:
        """Read `musnad/data/times/months.tsv`.

        Raises:
            DataError: a row is not what the table's head says.
        """
        gregorian = {name: n for n, name in enumerate(_ENGLISH, 1)} | {
            name[:3]: n for n, name in enumerate(_ENGLISH, 1)
        }
        hijri: dict[str, int] = {}
        for line in files("musnad").joinpath("data/times/months.tsv").read_text("utf-8").splitlines()[1:]:
            cells = line.split("\t")
            if len(cells) != 7 or not cells[2].isdigit():
                raise DataError(f"times/months.tsv: broken row {line!r}")
            (hijri if cells[1] == "hijri" else gregorian)[fold_word(cells[0])] = int(cells[2])
        name, lunar = _either(gregorian), _either(hijri)
        pair = rf"({name})(?:\s?[/(،-]\s?(?:{name})\s?\)?)?"
        return cls(
            gregorian,
            hijri,
            re.compile(
                rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\s*[-/،,]?\s*(?:من\s+)?{pair}\s*[-/،,.]?\s*(?:عام\s+|سنه\s+)?(\d{{4}})(?!\d)"
            ),
            re.compile(rf"(?<!\w){pair}\s+(\d{{1,2}})(?:st|nd|rd|th)?\s*[،,]?\s*(\d{{4}})(?!\d)"),
            re.compile(rf"(?<!\d)(\d{{1,2}})\s*[-/،,]?\s*({lunar})\s*[-/،,]?\s*(1[34]\d{{2}})(?!\d)"),
        )


class Written(Struct, frozen=True):
    """A date found in words: ISO value and the words, as the source has them."""

    value: str
    quote: str


def machine_date(value: str, months: Months) -> str | None:
    """ISO value of an attribute or field: ISO 8601, RFC 5322, epoch seconds, digits day first, or words; else None."""
    text = value.strip()[:LONGEST]
    if match := _ISO.match(text):
        return _iso(match)
    if match := _COMPACT.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return _moment(datetime.fromtimestamp(int(text[:10]), UTC))
    if _RFC.search(text):
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError):
            return None
        return _moment(moment) if moment.tzinfo else _day(moment.year, moment.month, moment.day)
    found = written_date(text, months)
    return found.value if found is not None else None


def written_date(text: str, months: Months) -> Written | None:
    """The first date that a short line writes, day first in digits; a clock with a named zone makes it a moment."""
    if len(text) > LONGEST:
        return None
    folded = fold_word(text)
    found = _in_words(folded, months) or _in_digits(folded)
    if found is None:
        return None
    return Written(_with_clock(found, folded), " ".join(text.split()))


def url_date(url: str) -> Written | None:
    """The day that an address names: /2025/08/06/, 2025-08-06, 20250806."""
    for match in _URL.finditer(url[:2000]):
        if (day := _day(int(match[1]), int(match[3]), int(match[4]))) and (match[2] or len(match[3] + match[4]) == 4):
            return Written(day, match.group().strip("/_=-"))
    return None


def day_of(value: str) -> date:
    """The day of an ISO value made here."""
    return date.fromisoformat(value[:10])


def _either(names: Mapping[str, int]) -> str:
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True))


def _in_words(folded: str, months: Months) -> str | None:
    if match := months.day_first.search(folded):
        return _day(int(match[3]), _month(match[2], months.gregorian), int(match[1]))
    if match := months.month_first.search(folded):
        return _day(int(match[3]), _month(match[1], months.gregorian), int(match[2]))
    return None


def _in_digits(folded: str) -> str | None:
    if match := _YEAR_FIRST.search(folded):
        return _day(int(match[1]), int(match[3]), int(match[4]))
    if match := _DAY_FIRST.search(folded):
        first, second = int(match[1]), int(match[3])
        return _day(int(match[4]), second, first) or _day(int(match[4]), first, second)
    return None


def hijri_date(text: str, months: Months) -> Written | None:
    """A date written only in the Hijri calendar (Umm al-Qura)."""
    match = months.hijri_date.search(fold_word(text)) if len(text) <= LONGEST else None
    if match is None:
        return None
    try:
        day = Hijri(int(match[3]), _month(match[2], months.hijri), int(match[1])).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return Written(day.isoformat(), " ".join(text.split()))


def _month(name: str, months: Mapping[str, int]) -> int:
    return months[" ".join(name.split())]


def _day(year: int, month: int, day: int) -> str | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _moment(moment: datetime) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if FIRST_YEAR <= moment.year <= LAST_YEAR else None


def _iso(match: re.Match[str]) -> str | None:
    day = _day(int(match[1]), int(match[2]), int(match[3]))
    if day is None or match[4] is None or match[7] is None:
        return day
    try:
        zone = _zone(match[7])
        return _moment(datetime(*map(int, match.group(1, 2, 3, 4, 5)), int(match[6] or 0), tzinfo=zone))  # type: ignore[misc,arg-type]
    except ValueError:
        return day


def _zone(text: str) -> timezone:
    digits = re.sub(r"[^\d]", "", text)
    if not digits:
        return UTC
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if "-" in text else offset)


def _with_clock(day: str, folded: str) -> str:
    """The moment, where a clock and its zone are written beside the day."""
    match = _CLOCK.search(folded)
    if match is None or match[4] is None:
        return day
    hour, half = int(match[1]), match[3] or ""
    if half in ("م", "مساء", "pm") and hour < 12:
        hour += 12
    elif half and half not in ("م", "مساء", "pm") and hour == 12:
        hour = 0
    try:
        start = datetime.fromisoformat(f"{day}T{hour:02d}:{match[2]}:00").replace(tzinfo=_zone(match[5] or ""))
    except ValueError:
        return day
    return _moment(start) or day
