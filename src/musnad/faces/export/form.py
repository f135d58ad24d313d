"""The names of the formats, apart from the code that writes them."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """What can be taken away."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    GEOJSON = "geojson"
    FTM = "ftm"
    POLECAT = "polecat"
    ACLED = "acled"
    ICAL = "ical"
    ATOM = "atom"
    JSONFEED = "jsonfeed"
    ANNOTATIONS = "annotations"
    PROV = "prov"
    GOLD = "gold"
