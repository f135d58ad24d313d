"""Modes that PLOVER's types may have, read from `musnad/data/ontology.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from musnad.errors import DataError
from musnad.records import EVENT_TYPES


@cache
def load_modes() -> Mapping[str, tuple[str, ...]]:
    """Modes by type, in the order of the table; a type without modes has none. Raises: DataError."""
    ontology = yaml.safe_load((files("musnad") / "data" / "ontology.yaml").read_text("utf-8"))
    types = ontology["types"]
    if missing := [kind for kind in EVENT_TYPES if kind not in types]:
        raise DataError(f"ontology.yaml: {missing[0]} is not there")
    return {kind: tuple(types[kind].get("modes") or ()) for kind in EVENT_TYPES}
