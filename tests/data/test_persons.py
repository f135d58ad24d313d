"""Checks on the person rows of the actor list: shape, ids, countries, offices, Arabic names."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest

COLUMNS = (
    "id", "name_en", "name_ar", "short", "spellings", "country",
    "sector", "offices", "note", "source", "licence",
)  # fmt: skip
SECTORS = {
    "GOV", "MIL", "REB", "SPY", "JUD", "LEG", "OPP", "PTY", "COP", "CIV", "BUS", "MED", "NGO", "IGO",
    "REL",
}  # fmt: skip
OFFICES = {
    "president", "monarch", "crown-prince", "prime-minister", "deputy-prime-minister",
    "vice-president", "foreign-minister", "defence-minister", "interior-minister", "finance-minister",
    "oil-minister", "minister", "envoy", "secretary-general", "deputy-secretary-general",
    "high-commissioner", "high-representative", "army-chief", "intelligence-chief", "police-chief",
    "speaker", "party-leader", "militia-leader", "supreme-leader", "governor", "mayor", "ambassador",
    "judge", "prosecutor", "central-bank-governor", "pope", "grand-mufti", "grand-sheikh",
    "national-security-adviser", "chief-of-staff", "adviser", "director-general", "chief-executive",
    "opposition-leader", "legislator", "activist",
}  # fmt: skip
PATTERNED = re.compile(r"spokesperson-[a-z-]+|un-envoy-[A-Z]{3}")
DATE = r"(?:\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)?"
OFFICE = re.compile(rf"([a-zA-Z-]+)@([A-Z][A-Z0-9-]*):({DATE})\.\.({DATE})")
ARABIC = re.compile(r"[\u0621-\u064a]")

Row = dict[str, str]


def read_rows(name: str) -> list[Row]:
    """Rows of one actor file, keyed by column; raises ``AssertionError`` on a row of another width."""
    lines = (files("musnad") / "data" / "actors" / name).read_text(encoding="utf-8").splitlines()
    assert tuple(lines[0].split("\t")) == COLUMNS
    cells = [line.split("\t") for line in lines[1:]]
    assert [row for row in cells if len(row) != len(COLUMNS)] == []
    return [dict(zip(COLUMNS, row, strict=True)) for row in cells]


@pytest.fixture(scope="module")
def persons() -> list[Row]:
    return read_rows("persons_arab.tsv") + read_rows("persons_world.tsv")


def test_list_is_broad(persons: list[Row]) -> None:
    assert len(persons) >= 1000
    assert len({row["country"] for row in persons}) >= 150


def test_ids_are_unique_slugs(persons: list[Row]) -> None:
    assert [row["id"] for row in persons if not re.fullmatch(r"per:[a-z0-9]+(-[a-z0-9]+)*", row["id"])] == []
    assert [key for key, count in Counter(row["id"] for row in persons).items() if count > 1] == []


def test_country_and_sector_are_known(persons: list[Row]) -> None:
    assert [row["id"] for row in persons if not re.fullmatch(r"[A-Z]{3}", row["country"])] == []
    assert [row["id"] for row in persons if row["sector"] not in SECTORS] == []


def test_offices_parse(persons: list[Row]) -> None:
    for row in persons:
        for office in filter(None, row["offices"].split("|")):
            match = OFFICE.fullmatch(office)
            assert match, (row["id"], office)
            assert match[1] in OFFICES or PATTERNED.fullmatch(match[1]), (row["id"], office)
            start, end = match[3], match[4]
            width = min(len(start), len(end))
            assert start[:width] <= end[:width], (row["id"], office)


def test_arabic_names_are_arabic(persons: list[Row]) -> None:
    assert [row["id"] for row in persons if not ARABIC.search(row["name_ar"])] == []
    assert [row["id"] for row in persons if re.search(r"[A-Za-z]", row["name_ar"] + row["short"])] == []


def test_full_name_names_one_person_of_a_country(persons: list[Row]) -> None:
    seen = Counter((row["country"], row["name_ar"]) for row in persons)
    assert [key for key, count in seen.items() if count > 1] == []


def test_alternatives_are_clean(persons: list[Row]) -> None:
    for row in persons:
        for column in ("short", "spellings"):
            forms = row[column].split("|") if row[column] else []
            assert all(form and form == form.strip() for form in forms), (row["id"], column)
            assert len(forms) == len(set(forms)), (row["id"], column)


def test_source_and_licence(persons: list[Row]) -> None:
    assert {(row["source"], row["licence"]) for row in persons} == {("musnad", "Apache-2.0")}


@pytest.mark.parametrize(
    ("key", "office"),
    [
        ("per:kais-saied", "president@TUN:2019-10-23.."),
        ("per:antonio-guterres", "secretary-general@UN:2017-01-01.."),
        ("per:vladimir-putin", "president@RUS:2012-05-07.."),
    ],
)
def test_known_offices(persons: list[Row], key: str, office: str) -> None:
    row = next(row for row in persons if row["id"] == key)
    assert office in row["offices"].split("|")
