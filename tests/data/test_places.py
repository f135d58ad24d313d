"""The tables of places are whole, and the folded keys in them are those that the code makes."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from musnad.resolve.gazetteer import COLUMNS, TABLES, Gazetteer, place_key

_KINDS = """country continent region territory sea strait river lake mountain island admin1 admin2 capital city village
camp district"""
KINDS = set(_KINDS.split())


def rows(table: str) -> list[dict[str, str]]:
    lines = (files("musnad") / "data" / "places" / table).read_text("utf-8").splitlines()
    return [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines[1:]]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_complete(table: str) -> None:
    for row in rows(table):
        assert all(row[column] for column in ("name_en", "name_ar", "source", "licence")), row
        assert row["kind"] in KINDS, row
        assert row["type"] in {"GPE", "LOC"}, row
        assert abs(float(row["lat"])) <= 90, row
        assert abs(float(row["lon"])) <= 180, row
        assert row["country"] == "" or (len(row["country"]) == 3 and row["country"].isupper()), row
        assert row["common"] in {"", "yes"}, row


def test_ids_are_unique() -> None:
    ids = Counter(row["id"] for table in TABLES for row in rows(table))
    assert [i for i, n in ids.items() if n > 1] == []


def test_keys_are_those_of_the_folding() -> None:
    for row in rows("places.tsv"):
        names = [row["name_ar"], *filter(None, row["spellings"].split("|"))]
        assert row["keys"].split("|") == list(dict.fromkeys(map(place_key, names))), row["id"]


def test_divisions_that_places_name_exist() -> None:
    known = {row["id"] for table in TABLES for row in rows(table)}
    assert {row["admin1"] for row in rows("places.tsv")} - known - {""} == set()


@pytest.mark.parametrize(
    ("country", "count"),
    [("TUN", 24), ("DZA", 58), ("MAR", 12), ("EGY", 27), ("SYR", 14), ("IRQ", 19), ("YEM", 22), ("SAU", 13),
     ("SDN", 18), ("JOR", 12), ("OMN", 11), ("ARE", 7), ("TUR", 81), ("IRN", 31), ("AFG", 34), ("UKR", 24),
     ("USA", 51)],
)  # fmt: skip
def test_all_divisions_of_a_country(country: str, count: int) -> None:
    found = [r for r in rows("divisions.tsv") if r["country"] == country and r["kind"] == "admin1"]
    assert len(found) == count, sorted(r["name_en"] for r in found)


def test_the_package_stays_small() -> None:
    size = sum(len((files("musnad") / "data" / "places" / t).read_bytes()) for t in TABLES)
    assert size < 3_000_000
    assert len(Gazetteer.load()) > 10_000
