"""PLOVER's own overrides between types, read from `musnad/data/ontology.yaml`.

Source: PLOVER 2.0 codebook: future CONSULT, SUPPORT, COOPERATE and AID are AGREE, an announced RETREAT is CONCEDE.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

import yaml

from musnad.errors import DataError
from musnad.records import EVENT_TYPES, EventStatus, EventType

Overrides = Mapping[tuple[EventType, str], EventType]
"""(type, status) → the type that the codebook wants instead."""


def load_overrides() -> Overrides:
    """The overrides that depend on an event's status alone.

    Raises:
        DataError: a type that PLOVER does not have.
    """
    ontology = yaml.safe_load((files("musnad") / "data" / "ontology.yaml").read_text("utf-8"))
    found: dict[tuple[EventType, str], EventType] = {}
    for rule in ontology["overrides"]:
        when = rule.get("when") or {}
        if set(when) != {"status"} or not rule.get("to"):
            continue
        for source in rule["from"]:
            if source not in EVENT_TYPES or rule["to"] not in EVENT_TYPES:
                raise DataError(f"ontology.yaml: {rule['name']}: {source} or {rule['to']} is no type")
            found[source, when["status"]] = rule["to"]
    return found


def overridden(
    overrides: Overrides, kind: EventType, mode: str | None, status: EventStatus
) -> tuple[EventType, str | None]:
    """Type and mode after the codebook's overrides; an overriding type has no mode of its own here."""
    wanted = overrides.get((kind, status))
    return (wanted, None) if wanted is not None else (kind, mode)
