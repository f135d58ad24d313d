"""Measures the time reader on the Arabic cases of Microsoft's Recognizers-Text (`Specs/DateTime/Arabic`, MIT).

The cases are translated English commands ("سأعود في 12 يناير"). A parser case gives a TIMEX and a past and a future
reading; an extractor case a span only; a number case the value. The cases are read from a folder, never shipped.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from musnad.errors import GoldError
from musnad.lang.ar.numerals import Number, read_number, read_ordinal
from musnad.records.time import TimeRange
from musnad.resolve.when import find_times
from musnad.resolve.when_lexicon import TimeLexicon
from musnad.text.segment import segment

PARSERS = ("DateParser", "DateTimeParser", "DateTimePeriodParser", "DurationParser", "HolidayParser",
    "MergedParser",
           "SetParser", "TimeParser", "TimePeriodParser")  # fmt: skip
EXTRACTORS = ("DateExtractor", "DatePeriodExtractor", "DateTimeExtractor", "DateTimePeriodExtractor",
    "DurationExtractor",
              "HolidayExtractor", "MergedExtractor", "SetExtractor", "TimeExtractor",
              "TimePeriodExtractor")  # fmt: skip
NUMBERS = ("NumberModel", "OrdinalModel")


class CaseCount(Struct, frozen=True):
    """One file: expected results, those found (overlapping span), and those right.

    Right: for a parser the TIMEX or one of its resolutions; for an extractor the very span; for numbers the value.
    """

    name: str
    expected: int
    found: int
    right: int


class CaseReport(Struct, frozen=True):
    """All files of a folder that were there."""

    files: tuple[CaseCount, ...]

    @property
    def right(self) -> float:
        """Share of right results over all files; 0.0 where there are none."""
        expected = sum(c.expected for c in self.files)
        return sum(c.right for c in self.files) / expected if expected else 0.0

    @property
    def found(self) -> float:
        """Share of found results over all files; 0.0 where there are none."""
        expected = sum(c.expected for c in self.files)
        return sum(c.found for c in self.files) / expected if expected else 0.0


def measure(folder: Path, *, lexicon: TimeLexicon | None = None) -> CaseReport:
    """Run every known file of `folder` (the spec files by their own names).

    Raises:
        GoldError: the folder holds none of the files, or one is broken.
    """
    lexicon = lexicon or TimeLexicon.load()
    counts: list[CaseCount] = []
    for name in (*PARSERS, *EXTRACTORS, *NUMBERS):
        path = folder / f"{name}.json"
        if not path.exists():
            continue
        try:
            cases = json.loads(path.read_text(encoding="utf-8-sig"))
        except ValueError as error:
            raise GoldError(f"{path}: {error}") from error
        counts.append(_numbers(name, cases) if name in NUMBERS else _times(name, cases, lexicon))
    if not counts:
        raise GoldError(f"{folder}: no file of the time cases")
    return CaseReport(tuple(counts))


def _times(name: str, cases: list[Mapping[str, Any]], lexicon: TimeLexicon) -> CaseCount:
    expected = found = right = 0
    for case in cases:
        reference = case.get("Context", {}).get("ReferenceDateTime")
        words = segment(case["Input"])
        times = find_times(words, published=reference, lexicon=lexicon, phrase=True) if words.tokens else ()
        for result in case["Results"]:
            expected += 1
            start = result["Start"]
            hits = [t for t in times if t.span.start < start + result["Length"] and start < t.span.end]
            found += bool(hits)
            if "Value" in result:
                right += any(_agrees(t, result["Value"]) for t in hits)
            else:
                right += any(_same_span(t, start, start + result["Length"], case["Input"]) for t in hits)
    return CaseCount(name, expected, found, right)


def _same_span(time: TimeRange, start: int, end: int, text: str) -> bool:
    """Whether the spans are the same but for clitics and the heads في، يوم، من that only one of the two counts in."""
    outside = (
        text[min(time.span.start, start) : max(time.span.start, start)]
        + " "
        + text[min(time.span.end, end) : max(time.span.end, end)]
    )
    return all(word in _LOOSE for word in outside.split())


_LOOSE = frozenset(("في", "يوم", "من", "و", "ب", "ل", "ف", "إلى", "الساعة", "شهر", "عام", "على", "عند",
                    "ال", "،", ",", ".", "بـ", "خلال",
                    "هذا", "منذ", "قبل", "بعد", "بداية", "نهاية"))  # fmt: skip


def _agrees(time: TimeRange, value: Mapping[str, Any]) -> bool:
    if "values" in value:
        return any(
            _plain(time.value) in {_plain(v.get("timex", "")), _plain(str(v.get("value", "")))} for v in value["values"]
        )
    wanted = {_plain(str(value.get("Timex", "")))}
    for reading in ("FutureResolution", "PastResolution"):
        wanted |= {_plain(str(text)) for text in (value.get(reading) or {}).values()}
    return _plain(time.value) in wanted


def _plain(value: str) -> str:
    """One spelling of a value: no zero minutes or seconds, a space for T."""
    text = value.replace(" ", "T")
    for zero in (":00:00", ":00"):
        text = text.removesuffix(zero)
    return text.removeprefix("Set:T")


def _numbers(name: str, cases: list[Mapping[str, Any]]) -> CaseCount:
    expected = found = right = 0
    for case in cases:
        words = segment(case["Input"])
        keys = [token.key for token in words.tokens]
        numbers = _all_numbers(keys, ordinals=name == "OrdinalModel")
        for result in case["Results"]:
            expected += 1
            hits = [
                n
                for n in numbers
                if words.tokens[n.first].start <= result["End"] and result["Start"] < words.tokens[n.stop - 1].end
            ]
            found += bool(hits)
            wanted = str((result.get("Resolution") or {}).get("value", ""))
            right += any(_same_number(n.value, wanted) for n in hits)
    return CaseCount(name, expected, found, right)


def _all_numbers(keys: list[str], *, ordinals: bool) -> list[Number]:
    out: list[Number] = []
    at = 0
    while at < len(keys):
        number = read_ordinal(keys, at) if ordinals else read_number(keys, at)
        if number is not None:
            out.append(number)
        at = number.stop if number is not None else at + 1
    return out


def _same_number(value: float, wanted: str) -> bool:
    try:
        return abs(value - float(wanted)) <= 1e-9 * max(1.0, abs(value))
    except ValueError:
        return False
