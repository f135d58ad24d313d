"""When: the times that a text tells, as TIMEX3 values counted from its date of publication.

`find_times` reads a whole text, `resolve_phrase` a lone expression. The lexicon is loaded once by the caller.
"""

from __future__ import annotations

import re
from datetime import date

from musnad.records.time import TimeRange
from musnad.records.words import Words
from musnad.resolve.calendars import day_of, interval
from musnad.resolve.when_atoms import Atom, Line
from musnad.resolve.when_items import items
from musnad.resolve.when_join import join
from musnad.resolve.when_lexicon import TimeLexicon
from musnad.resolve.when_read import atoms
from musnad.resolve.when_stretch import stretch
from musnad.resolve.when_tense import speaks_of_future
from musnad.resolve.when_values import Context, Value, value_of

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
REACH = 3
"""Sentences; an hour without a day belongs to a day told that near before it."""
LATE = 3
"""Days; a text is published that long after it was written, at most."""
_HEAD = 40
"""Items; a full date among them is the date of a text that has no other."""


def published_day(published: str | None) -> date | None:
    """The day of a date of publication: ISO day or datetime, or day/month/year; None for what is neither."""
    if published is None:
        return None
    if match := _ISO.match(published):
        return day_of(*(int(part) for part in match.groups()))
    if match := _DAY_FIRST.match(published):
        day, month, year = (int(part) for part in match.groups())
        return day_of(year, month, day)
    return None


def find_times(
    words: Words, *, published: str | None, lexicon: TimeLexicon, phrase: bool = False
) -> tuple[TimeRange, ...]:
    """The times of a text in order.

    Args:
        words: the text, from `musnad.text.segment.segment`.
        published: ISO day or datetime, or day/month/year; a date written at the head of the text outranks it.
        lexicon: from `TimeLexicon.load`.
        phrase: the text is a lone expression, so that بعد يومين is a day, not a length of time.

    Returns:
        One record for each expression. Without an anchor a relative expression has unknown digits (XXXX) in its
        value and the reason `no-anchor` (nothing known but an hour or a weekday) or `no-year` (a month or a day
        without its year).
    """
    keys, origins = items(words, lexicon)
    line = Line(keys, lexicon)
    joined = join(line, atoms(line))
    anchor = _anchor(line, joined, published_day(published))
    story = _Story(words, keys, origins, anchor, phrase)
    found: list[TimeRange] = []
    for atom in joined:
        value = value_of(atom, story.context(atom))
        if value is None or (value.value == "PRESENT_REF" and _quoted(words, origins[atom.first])):
            continue  # a quoted speaker's "now" dates nothing
        found.append(_record(words, origins, atom, value, anchor))
        story.told(atom, value)
    return tuple(found)


def _quoted(words: Words, token: int) -> bool:
    return any(q.first <= token < q.stop for q in words.quotations)


class _Story:
    """What the text has told up to a time expression."""

    def __init__(self, words: Words, keys: list[str], origins: list[int], anchor: date | None, phrase: bool) -> None:
        self._words, self._keys, self._origins = words, keys, origins
        self._anchor, self._phrase = anchor, phrase
        self._day: date | None = None
        self._day_sentence = self._year_sentence = -9
        self._year: int | None = None
        self._weekday: tuple[int, date] | None = None

    def _sentence(self, atom: Atom) -> int:
        return self._words.tokens[self._origins[atom.first]].sentence

    def context(self, atom: Atom) -> Context:
        """The context that `atom` is read in."""
        sentence = self._sentence(atom)
        first, last = self._origins[atom.first], self._origins[atom.stop - 1]
        joined = self._keys[atom.first].startswith("و") and self._weekday is not None and self._weekday[0] == atom.first
        return Context(
            anchor=self._anchor,
            day=self._day if atom.direction or sentence - self._day_sentence <= REACH else None,
            year=self._year,
            near_year=self._year if self._year_sentence == sentence else None,
            after=self._weekday[1] if joined and self._weekday else None,
            future=speaks_of_future(self._words, first, last + 1),
            phrase=self._phrase,
        )

    def told(self, atom: Atom, value: Value) -> None:
        """Remember what `atom` told."""
        sentence = self._sentence(atom)
        if value.day is not None:
            self._day, self._day_sentence = value.day, sentence
        if atom.year is not None and not atom.hijri:
            self._year, self._year_sentence = atom.year, sentence
        self._weekday = (atom.stop, value.day) if atom.sort == "weekday" and value.day else None


def resolve_phrase(words: Words, *, published: str | None, lexicon: TimeLexicon) -> tuple[TimeRange, ...]:
    """The times of a lone phrase; see `find_times`."""
    return find_times(words, published=published, lexicon=lexicon, phrase=True)


def _anchor(line: Line, joined: list[Atom], published: date | None) -> date | None:
    """The day of writing: a dateline, else the date of publication, else the first full date at the head."""
    for atom in joined:
        if atom.first > _HEAD:
            break
        if atom.sort != "date" or atom.hijri or None in (atom.year, atom.month, atom.day):
            continue
        day = day_of(atom.year or 0, atom.month or 0, atom.day or 0)
        if day is None or (published is not None and not _is_dateline(line, atom, day, published)):
            continue
        if atom.deixis:
            return date.fromordinal(day.toordinal() - atom.deixis)
        return day
    return _news_day(joined, published) if published else None


def _news_day(joined: list[Atom], published: date) -> date:
    """The day that the text was written on: a date that it tells of the last days, where it says الليلة or هذا الصباح
    and names neither the day of publication nor a day counted from it; else the day of publication."""
    written: list[date] = []
    says_today = False
    for atom in joined:
        if atom.deixis is not None:
            if atom.deixis or atom.weekday is not None:
                return published
            says_today = True
        elif atom.sort == "date" and atom.day is not None and atom.month is not None and not atom.hijri:
            told = day_of(atom.year or published.year, atom.month, atom.day)
            written += [told] if told and 0 <= (published - told).days <= LATE else []
        elif atom.weekday == published.isoweekday():
            return published
        says_today = says_today or (atom.sort == "partunit" and atom.direction == "this")
    return max(written) if says_today and written else published


def _is_dateline(line: Line, atom: Atom, day: date, published: date) -> bool:
    """Whether a date at the head stands in a dateline: بغداد، 3 مايو 2017 (وكالة) –"""
    follows = line.key(atom.stop) in ("(", "-", "–", "—", "/", ":")
    return follows and atom.first <= 6 and abs((day - published).days) <= 31


def _record(words: Words, origins: list[int], atom: Atom, value: Value, anchor: date | None) -> TimeRange:
    covers = interval(value.value)
    bounds = stretch(atom, anchor)
    begin, end = bounds or (covers.begin, covers.end)
    unknown = value.relative and value.value.startswith("XXXX") and anchor is None
    nothing = value.value == "XXXX" or value.value.startswith(("XXXX-XX", "XXXX-W"))
    return TimeRange(
        span=words.span(origins[atom.first], origins[atom.stop - 1] + 1),
        value=value.value,
        kind=covers.kind,
        precision=covers.precision,
        begin=begin.isoformat() if begin else None,
        end=end.isoformat() if end else None,
        anchor=anchor.isoformat() if anchor and (value.relative or bounds) else None,
        reason=("no-anchor" if nothing else "no-year") if unknown else None,
    )
