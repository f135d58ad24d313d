"""Dates, times, durations and sets as TIMEX3 values."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from musnad.spans import Span

TimeKind = Literal["date", "time", "duration", "set", "reference"]
Precision = Literal["minute", "hour", "part", "day", "week", "weekend", "month", "season", "quarter", "year",
                    "decade", "century", "none"]  # fmt: skip


class TimeRange(Struct, frozen=True, kw_only=True):
    """One time expression with its TIMEX3 value and the interval it stands for."""

    span: Annotated[Span, Meta(description="The words.")]
    value: Annotated[str, Meta(description="TIMEX3 value: 2025-08-06, 2022-02, 2025-W31, PT3H, 2025-08-06TNI …")]
    kind: Annotated[TimeKind, Meta(description="What the value is.")]
    precision: Annotated[Precision, Meta(description="As exact as the words are.")] = "none"
    begin: Annotated[str | None, Meta(description="First day of the interval, ISO; None where it has none.")] = None
    end: Annotated[str | None, Meta(description="Day after the interval's last day, ISO.")] = None
    anchor: Annotated[str | None, Meta(description="ISO day that a relative expression was counted from.")] = None
    reason: Annotated[str | None, Meta(description="Why a part is unknown, e.g. no-anchor.")] = None
