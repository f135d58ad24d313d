"""The actor lists of states, organisations, institutions and titles are well formed and hold together."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ACTORS = Path(__file__).resolve().parents[2] / "src" / "musnad" / "data" / "actors"

COLUMNS = {
    "states.tsv": "id iso3 name_en name_ar spellings capital_ar capital_en capital_spellings adj metonyms"
    " source licence",
    "organisations.tsv": "id kind name_en name_ar spellings country sector part_of note source licence",
    "institutions.tsv": "key name_en head_ar forms sector kind note source licence",
    "titles.tsv": "title office gender number alone kind note source licence",
}
FEWEST = {"states.tsv": 200, "organisations.tsv": 750, "institutions.tsv": 60, "titles.tsv": 450}
SECTORS = frozenset(
    re.findall(
        r"\S+",
        """
    GOV MIL REB SPY JUD LEG OPP PTY COP CIV BUS MED NGO IGO LAB EDU REL CRM REF HLH
""",
    )
)
OFFICES = frozenset(
    re.findall(
        r"\S+",
        """
    president monarch crown-prince prime-minister deputy-prime-minister vice-president
    foreign-minister defence-minister interior-minister finance-minister oil-minister
    minister spokesperson envoy secretary-general deputy-secretary-general
    high-commissioner high-representative army-chief intelligence-chief police-chief
    speaker party-leader militia-leader supreme-leader governor mayor ambassador judge
    prosecutor central-bank-governor pope grand-mufti grand-sheikh
    national-security-adviser chief-of-staff adviser director-general chief-executive
    opposition-leader legislator activist
""",
    )
)
ARABIC = re.compile(r"[\u0621-\u064a]")
ISO3 = re.compile(r"[A-Z]{3}")
FOLD = str.maketrans("أإآىة", "ااايه", "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670")

Row = dict[str, str]


def read(name: str) -> list[Row]:
    with (ACTORS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def arabic_names(row: Row) -> Iterator[str]:
    for name in {row["name_ar"], *split(row["spellings"])}:
        if ARABIC.search(name):
            yield name.translate(FOLD)


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_columns_provenance_and_size(name: str) -> None:
    lines = (ACTORS / name).read_text(encoding="utf-8").rstrip("\n").split("\n")
    header = lines[0].split("\t")
    assert header == COLUMNS[name].split()
    assert all(line.count("\t") == len(header) - 1 for line in lines)
    assert all(line.split("\t")[-2:] == ["musnad", "Apache-2.0"] for line in lines[1:])
    assert len(lines) - 1 >= FEWEST[name]


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_cells_are_trimmed_and_lists_have_no_gaps(name: str) -> None:
    for row in read(name):
        for cell in row.values():
            assert cell == cell.strip()
            assert "  " not in cell
        for column in ("spellings", "capital_spellings", "adj", "metonyms", "forms"):
            parts = row.get(column, "")
            assert not parts or all(part and part == part.strip() for part in parts.split("|")), row


@pytest.mark.parametrize(
    ("name", "column"), [("states.tsv", "id"), ("organisations.tsv", "id"), ("institutions.tsv", "key")]
)
def test_identifiers_are_unique(name: str, column: str) -> None:
    counts = Counter(row[column] for row in read(name))
    assert [key for key, count in counts.items() if count > 1] == []
    assert all(re.fullmatch(r"([a-z]+:)?[a-z0-9-]+", key) for key in counts)


def test_titles_are_unique_by_form_and_use() -> None:
    keys = Counter((row["title"], row["office"], row["kind"], row["number"], row["note"]) for row in read("titles.tsv"))
    assert [key for key, count in keys.items() if count > 1] == []


def test_arabic_columns_hold_arabic() -> None:
    wanted = {
        "states.tsv": "name_ar",
        "organisations.tsv": "name_ar",
        "institutions.tsv": "head_ar",
        "titles.tsv": "title",
    }
    for name, column in wanted.items():
        assert [row for row in read(name) if not ARABIC.search(row[column])] == []
    for row in read("states.tsv"):
        assert all(ARABIC.search(word) for word in split(row["adj"]) + split(row["metonyms"])), row


def test_codes() -> None:
    states = read("states.tsv")
    countries = {row["iso3"] for row in states if row["iso3"]} | {"IGO"}
    assert all(ISO3.fullmatch(code) for code in countries)
    for row in read("organisations.tsv"):
        assert row["country"] in countries | {""}, row
        assert row["sector"] in SECTORS | {""}, row
        assert row["kind"] in {"ORG", "FAC", "GROUP"}, row
        assert row["id"].startswith({"ORG": "org:", "FAC": "fac:", "GROUP": "group:"}[row["kind"]])
    for row in read("institutions.tsv"):
        assert row["sector"] in SECTORS, row
        assert row["kind"] in {"ORG", "GROUP", "FAC"}, row


def test_sovereign_states_are_all_there() -> None:
    ids = {row["id"]: row for row in read("states.tsv")}
    for code in ("PSE", "XKX", "TWN", "ESH", "ISR", "SSD", "VAT", "MKD", "SWZ", "TLS", "COD", "COG", "PRK", "KOR"):
        assert ids[f"gpe:{code.lower()}"]["iso3"] == code
    assert "الكيان الصهيوني" in split(ids["gpe:isr"]["spellings"])
    assert {"أمريكي", "أميركي"} <= set(split(ids["gpe:usa"]["adj"]))


def test_titles_use_the_fixed_sets() -> None:
    for row in read("titles.tsv"):
        assert row["office"] in OFFICES | {""}, row
        assert row["gender"] in {"m", "f"}, row
        assert row["number"] in {"singular", "dual", "plural"}, row
        assert row["alone"] in {"yes", "no"}, row
        assert row["kind"] in {"title", "honorific", "rank", "profession", "unnamed"}, row
        assert not re.search(r"(?<=sector=)(\w+)", row["note"]) or (
            re.search(r"sector=(\w+)", row["note"])[1] in SECTORS  # type: ignore[index]
        ), row
    assert {row["office"] for row in read("titles.tsv")} >= OFFICES


def test_parents_exist_and_are_no_circles() -> None:
    parent = {row["id"]: row["part_of"] for row in read("organisations.tsv")}
    assert {p for p in parent.values() if p} <= parent.keys()
    for start in parent:
        seen, at = {start}, parent[start]
        while at:
            assert at not in seen, start
            seen.add(at)
            at = parent[at]


def test_one_name_is_one_organisation_unless_marked() -> None:
    holders: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in read("organisations.tsv"):
        for name in arabic_names(row):
            holders[name, row["country"]].append(row)
    clashes = [
        (name, [row["id"] for row in rows])
        for (name, _), rows in holders.items()
        if len({row["id"] for row in rows}) > 1 and not all("ambiguous" in row["note"] for row in rows)
    ]
    assert clashes == []


def test_weak_spellings_are_spellings() -> None:
    for row in read("organisations.tsv"):
        _, _, weak = row["note"].partition("weak=")
        assert set(split(weak)) <= {row["name_ar"], *split(row["spellings"])}, row
