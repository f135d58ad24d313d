"""The quality gate: floors under the scores on the development articles, and the goals above them. Floors only rise."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

import msgspec
from msgspec import Struct

from musnad.errors import DataError
from musnad.eval.scores import LAYERS, Row

ACCURACIES = frozenset({"status", "dates"})


class Bar(Struct, frozen=True, forbid_unknown_fields=True):
    """What a layer must keep (`floor`: the gate fails below it) and what it is meant to reach (`goal`)."""

    floor: float
    goal: float


class Shortfall(Struct, frozen=True):
    """A layer below a bar."""

    layer: str
    bar: float
    reached: float


def load_bars() -> dict[str, Bar]:
    """Bars by layer, F1 or accuracy of 0 to 1.

    Raises:
        DataError: the file is broken, or names a layer that is not scored.
    """
    body = (files("musnad") / "eval" / "floors.json").read_bytes()
    try:
        bars = msgspec.json.decode(body, type=dict[str, Bar])
    except msgspec.DecodeError as problem:
        raise DataError(f"floors.json: {problem}") from problem
    unknown = sorted(set(bars) - set(LAYERS))
    if unknown:
        raise DataError(f"floors.json: no such layer: {', '.join(unknown)}")
    return bars


def reached(layer: str, row: Row) -> float:
    """The figure that a floor stands under: accuracy of status and dates, F1 of the others."""
    return row.precision if layer in ACCURACIES else row.f1


def below(rows: Mapping[str, Row], bars: Mapping[str, float]) -> tuple[Shortfall, ...]:
    """The layers that stay below their bars."""
    return tuple(
        Shortfall(layer, bar, reached(layer, rows[layer]))
        for layer, bar in bars.items()
        if reached(layer, rows[layer]) < bar
    )
