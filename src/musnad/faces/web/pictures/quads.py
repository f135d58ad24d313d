"""The four quarters that PLOVER sorts its types into, and bars that are made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Literal, get_args

import yaml
from markupsafe import Markup

from musnad.errors import DataError
from musnad.faces.web.pictures.svg import Side, measured, tag, words
from musnad.records import EVENT_TYPES, EventType

Quad = Literal["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"]
QUADS: tuple[Quad, ...] = get_args(Quad)
_SIZE = 12.0


def load_quads() -> Mapping[EventType, Quad]:
    """Quarter of every type. Raises: DataError."""
    ontology = yaml.safe_load((files("musnad") / "data" / "ontology.yaml").read_text("utf-8"))
    found = {kind: told["quad"] for kind, told in ontology["types"].items()}
    if set(found) != set(EVENT_TYPES) or not set(found.values()) <= set(QUADS):
        raise DataError("ontology.yaml: a type without one of PLOVER's quarters")
    return found


def bar(
    counts: Mapping[Quad, int], start: float, y: float, unit: float, height: float, *,
    side: Side, number: Callable[[int], str], label: Callable[[Quad], str],
) -> Markup:  # fmt: skip
    """Counts as one bar from `start` on, each quarter in its colour with its number where there is room."""
    drawn, at = [], start
    for quad in QUADS:
        if not (count := counts.get(quad, 0)):
            continue
        width, told = max(count * unit, 1.5), number(count)
        box = tag(
            "rect", tag("title", f"{label(quad)}: {told}"), x=side.left(at, width), y=y, width=width, height=height,
            class_=quad,
        )  # fmt: skip
        drawn.append(box)
        if width > measured(told, _SIZE) + 4:
            middle, base = side.x(at + width / 2), y + height / 2 + _SIZE * 0.36
            drawn.append(words(told, middle, base, rtl=side.rtl, at="middle", size=_SIZE, class_="inside"))
        at += width
    return tag("g", *drawn)
