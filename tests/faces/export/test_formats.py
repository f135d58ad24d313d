from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest

from musnad.faces.export import acled, polecat
from musnad.faces.export.form import Format
from musnad.faces.export.formats import FOLDERS, TABLES, export
from musnad.faces.export.selection import Selection
from musnad.faces.export.tables import load_columns
from musnad.records import Reading
from musnad.store.engine import SqlStore
from musnad.store.entries import Filters

ATOM = "{http://www.w3.org/2005/Atom}"


def written(chosen: Selection, form: Format, folder: Path) -> bytes:
    export(chosen, form, folder / "out")
    return (folder / "out").read_bytes()


@pytest.mark.parametrize("form", Format)
def test_every_format_writes_a_manifest_of_what_it_wrote(chosen: Selection, form: Format, tmp_path: Path) -> None:
    if form is Format.PARQUET:
        pytest.importorskip("pyarrow")
    path = tmp_path / "out"
    files = export(chosen, form, path)
    manifest = path / "manifest.json" if form in FOLDERS else tmp_path / "out.manifest.json"
    told = json.loads(manifest.read_bytes())
    assert told["format"] == form
    assert told["articles"] == chosen.count()
    for file in told["files"]:
        body = (path / file["file"] if form in FOLDERS else tmp_path / file["file"]).read_bytes()
        assert file["sha256"] == hashlib.sha256(body).hexdigest()
        assert file["bytes"] == len(body)
    assert [file["rows"] for file in told["files"]] == [file.rows for file in files]
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize("form", [form for form in Format if form is not Format.PARQUET])
def test_the_same_store_gives_the_same_bytes(chosen: Selection, form: Format, tmp_path: Path) -> None:
    first = [file.sha256 for file in export(chosen, form, tmp_path / "one")]
    assert first == [file.sha256 for file in export(chosen, form, tmp_path / "two")]


@pytest.mark.parametrize(
    "filters", [Filters(), Filters(type="ASSAULT"), Filters(since="2025-08-06"), Filters(text="هجوم")]
)
def test_what_is_exported_equals_what_search_counts(store: SqlStore, filters: Filters, tmp_path: Path) -> None:
    chosen = Selection(store, filters)
    lines = written(chosen, Format.JSONL, tmp_path).splitlines()
    assert len(lines) == store.search(filters, limit=1).total
    found = {msgspec.json.decode(line, type=Reading).article.id for line in lines}
    assert found == {hit.article.id for hit in store.search(filters, limit=1000).hits}


def test_rows_have_the_columns_of_their_table(chosen: Selection) -> None:
    columns = load_columns()
    assert set(columns) == set(TABLES)
    for table, rows in TABLES.items():
        made = list(rows(chosen))
        assert made or table == "damage"
        assert {len(row) for row in made} <= {len(columns[table])}


def test_geojson_never_invents_a_point(chosen: Selection, tmp_path: Path) -> None:
    told = json.loads(written(chosen, Format.GEOJSON, tmp_path))
    assert told["type"] == "FeatureCollection"
    assert len(told["features"]) == len(chosen.facts())
    for feature in told["features"]:
        if feature["geometry"] is None:
            assert feature["properties"]["precision"] is None
        else:
            longitude, latitude = feature["geometry"]["coordinates"]
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90
            assert feature["properties"]["precision"]


def test_polecat_has_its_forty_columns(chosen: Selection) -> None:
    assert len(polecat.COLUMNS) == 40
    rows = list(polecat.rows(chosen))
    assert {len(row) for row in rows} == {40}


def test_acled_leaves_unknown_fatalities_empty(chosen: Selection) -> None:
    rows = [dict(zip(acled.COLUMNS, row, strict=True)) for row in acled.rows(chosen)]
    facts = {fact.id: fact for fact in chosen.facts()}
    assert rows
    assert all(row["fatalities"] == facts[str(row["event_id_cnty"])].killed for row in rows)


def test_calendar_lines_are_short_and_whole(chosen: Selection, tmp_path: Path) -> None:
    body = written(chosen, Format.ICAL, tmp_path)
    assert body.startswith(b"BEGIN:VCALENDAR\r\n")
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    whole = body.replace(b"\r\n ", b"").decode()
    dated = [limit for limit in chosen.limits() if limit.due]
    assert whole.count("BEGIN:VEVENT") == len(dated) > 0
    assert all(f"DTSTART;VALUE=DATE:{limit.due[:10].replace('-', '')}" in whole for limit in dated if limit.due)


def test_feeds_parse_and_hold_the_facts(chosen: Selection, tmp_path: Path) -> None:
    feed = ElementTree.fromstring(written(chosen, Format.ATOM, tmp_path))
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    items = json.loads(written(chosen, Format.JSONFEED, tmp_path))["items"]
    assert ids == [item["id"] for item in items] == [f"urn:musnad:{fact.id}" for fact in chosen.facts()]


def test_annotations_quote_the_text(chosen: Selection, tmp_path: Path) -> None:
    texts = {told.reading.article.id: told.reading.article.text for told in chosen.articles()}
    for line in written(chosen, Format.ANNOTATIONS, tmp_path).splitlines():
        page = json.loads(line)
        text = texts[page["id"].removeprefix("urn:musnad:").removesuffix(":annotations")]
        for item in page["items"]:
            position, quote = item["target"]["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]


def test_follow_the_money_entities_point_to_one_another(chosen: Selection, tmp_path: Path) -> None:
    things = [json.loads(line) for line in written(chosen, Format.FTM, tmp_path).splitlines()]
    ids = {thing["id"] for thing in things}
    assert len(ids) == len(things)
    for thing in things:
        for name in ("document", "resolved", "proof"):
            assert set(thing["properties"].get(name, ())) <= ids


def test_prov_says_which_original_a_reading_is_from(chosen: Selection, tmp_path: Path) -> None:
    told = json.loads(written(chosen, Format.PROV, tmp_path))
    for used in told["used"].values():
        assert "musnad:sha256" in told["entity"][used["prov:entity"]]


def test_parquet_has_the_tables_of_csv(chosen: Selection, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    export(chosen, Format.PARQUET, tmp_path / "p")
    export(chosen, Format.CSV, tmp_path / "c")
    for table in TABLES:
        whole = parquet.read_table(tmp_path / "p" / f"{table}.parquet")
        with (tmp_path / "c" / f"{table}.csv").open(encoding="utf-8", newline="") as text:
            head, *rows = csv.reader(text)
        assert whole.column_names == head
        assert whole.num_rows == len(rows)


def test_a_byte_order_mark_on_demand(chosen: Selection, tmp_path: Path) -> None:
    export(chosen, Format.CSV, tmp_path / "c", bom=True)
    body = (tmp_path / "c" / "facts.csv").read_bytes()
    assert body.startswith(b"\xef\xbb\xbf")
    assert next(csv.reader(io.StringIO(body.decode("utf-8-sig"))))[0] == "fact_id"
