"""Reasons that records carry — codes and short English sentences — in words for people, in either language."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Literal

from msgspec import Struct

from musnad.errors import DataError

_SLOT = re.compile(r"\\\{\d\\\}")


class _Reason(Struct, frozen=True):
    pattern: re.Pattern[str]
    ar: str
    en: str


@cache
def _reasons() -> tuple[dict[str, _Reason], tuple[_Reason, ...]]:
    """Reasons that stand as they are, and those with something to fill in. Raises: DataError."""
    exact: dict[str, _Reason] = {}
    patterns: list[_Reason] = []
    for line in (files("musnad") / "faces" / "reasons.tsv").read_text("utf-8").splitlines():
        if not line or line.startswith(("#", "reason\t")):
            continue
        cells = line.split("\t")
        if len(cells) != 5 or not all(cells):
            raise DataError(f"reasons.tsv: {line!r} lacks a cell")
        made = _Reason(re.compile(_SLOT.sub("(.+?)", re.escape(cells[0]))), cells[1], cells[2])
        if "{" in cells[0]:
            patterns.append(made)
        else:
            exact[cells[0]] = made
    patterns.sort(key=lambda one: -len(one.pattern.pattern))  # the most telling first
    return exact, tuple(patterns)


def because(reason: str | None, lang: Literal["ar", "en"] | None) -> str:
    """A reason in words; as it is where the table has none, or no language is wanted. Several are parted by `; `.

    >>> because("«المملكة» is a name of Saudi Arabia; one actor of the list", "ar")
    '«المملكة» من أسماء Saudi Arabia؛ طرف واحد في القائمة'
    """
    if not reason or lang is None:
        return reason or ""
    return ("؛ " if lang == "ar" else "; ").join(_told(part, lang) for part in reason.split("; "))


def _told(reason: str, lang: Literal["ar", "en"]) -> str:
    exact, patterns = _reasons()
    if found := exact.get(reason):
        return found.ar if lang == "ar" else found.en
    for one in patterns:
        if match := one.pattern.fullmatch(reason):
            return (one.ar if lang == "ar" else one.en).format(*match.groups())
    return reason
