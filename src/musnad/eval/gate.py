"""The quality gate: floors under the scores on the development articles. They only rise."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

import msgspec
from msgspec import Struct

from musnad.errors import DataError
from musnad.eval.scores import LAYERS, Row

ACCURACIES = frozenset({"status", "dates"})


class Shortfall(Struct, frozen=True):
    """A layer below its floor."""

    layer: str
    floor: float
    reached: float


def load_floors() -> dict[str, float]:
    """Floors by layer, F1 or accuracy of 0 to 1.

    Raises:
        DataError: the file is broken, or names a layer that is not scored.
    """
    body = (files("musnad") / "eval" / "floors.json").read_bytes()
    try:
        floors = msgspec.json.decode(body, type=dict[str, float])
    except msgspec.DecodeError as problem:
        raise DataError(f"floors.json: {problem}") from problem
    unknown = sorted(set(floors) - set(LAYERS))
    if unknown:
        raise DataError(f"floors.json: no such layer: {', '.join(unknown)}")
    return floors


def reached(layer: str, row: Row) -> float:
    """The figure that a floor stands under: accuracy of status and dates, F1 of the others."""
    return row.precision if layer in ACCURACIES else row.f1


def shortfalls(rows: Mapping[str, Row], floors: Mapping[str, float]) -> tuple[Shortfall, ...]:
    """The layers that stay below their floors."""
    return tuple(
        Shortfall(layer, floor, reached(layer, rows[layer]))
        for layer, floor in floors.items()
        if reached(layer, rows[layer]) < floor
    )
