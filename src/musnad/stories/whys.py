"""Reasons in words: the sentences of `musnad/data/whys.tsv`, and counts in Arabic and English grammar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from msgspec import Struct

from musnad.errors import DataError
from musnad.records import Reason

Counted = Literal["report", "text", "chain"]
_TABLE = "whys.tsv"


class _Noun(Struct, frozen=True):
    one: str
    two: str
    of_two: str
    few: str
    many: str
    hundred: str
    en: str


_NOUNS: Final[Mapping[Counted, _Noun]] = {
    "report": _Noun("تقرير واحد", "تقريران", "تقريرين", "تقارير", "تقريرا", "تقرير", "report"),
    "text": _Noun("نص واحد", "نصان", "نصين", "نصوص", "نصا", "نص", "text"),
    "chain": _Noun("سلسلة واحدة", "سلسلتان", "سلسلتين", "سلاسل", "سلسلة", "سلسلة", "chain"),
}
_SHOWN: Final = 5
"""So many roots or sides are named, the others counted."""


@cache
def _sentences() -> Mapping[str, Reason]:
    try:
        lines = (files("musnad") / "data" / _TABLE).read_text("utf-8").splitlines()
        rows = [line.split("\t") for line in lines if line and line[0] != "#"][1:]
        return {key: Reason(ar, en) for key, ar, en, *_ in rows}
    except (OSError, ValueError) as error:
        raise DataError(f"{_TABLE} is broken: {error}") from error


def why(key: str, **parts: str | int | Reason) -> Reason:
    """The sentence of `key` with its parts filled in, each in its language.

    Raises:
        DataError: the table is broken or has no such sentence.
    """
    try:
        sentence = _sentences()[key]
        arabic = {name: part.ar if isinstance(part, Reason) else part for name, part in parts.items()}
        english = {name: part.en if isinstance(part, Reason) else part for name, part in parts.items()}
        return Reason(sentence.ar.format(**arabic), sentence.en.format(**english))
    except (KeyError, IndexError) as error:
        raise DataError(f"{_TABLE}: {key} is missing or wants other parts") from error


def count(number: int, of: Counted, *, governed: bool = False) -> Reason:
    """`number` reports, texts or chains; `governed` is the Arabic form after a preposition.

    >>> count(2, "report").ar, count(5, "chain").ar, count(11, "report").ar
    ('تقريران', '5 سلاسل', '11 تقريرا')
    """
    noun = _NOUNS[of]
    english = f"{number} {noun.en}{'' if number == 1 else 's'}"
    if number == 1:
        return Reason(noun.one, english)
    if number == 2:
        return Reason(noun.of_two if governed else noun.two, english)
    rest = number % 100
    if 3 <= rest <= 10:
        return Reason(f"{number} {noun.few}", english)
    return Reason(f"{number} {noun.many if rest > 10 else noun.hundred}", english)


def range_of(least: int, most: int) -> Reason:
    """`[least, most]` chains."""
    if least == most:
        return count(least, "chain")
    english = count(most, "chain").en
    return why(
        "range",
        least=Reason(count(least, "chain", governed=True).ar, str(least)),
        most=Reason(count(most, "chain", governed=True).ar, english),
    )


def listed(parts: Sequence[Reason]) -> Reason:
    """Parts one after the other, five named at most."""
    shown = list(parts[:_SHOWN])
    if len(parts) > _SHOWN:
        shown.append(why("more", count=len(parts) - _SHOWN))
    return Reason("، ".join(part.ar for part in shown), ", ".join(part.en for part in shown))


def sentences(parts: Sequence[Reason]) -> Reason:
    """Several reasons as one, parted by semicolons."""
    return Reason("؛ ".join(part.ar for part in parts), "; ".join(part.en for part in parts))
