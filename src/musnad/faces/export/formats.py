"""Every format by name, and how its files are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import BinaryIO

import msgspec

from musnad.faces.export import acled, polecat, report_rows, story_rows
from musnad.faces.export.annotations import write_annotations
from musnad.faces.export.calendars import write_ical
from musnad.faces.export.columnar import write_parquet
from musnad.faces.export.delimited import write_csv
from musnad.faces.export.follow import write_ftm
from musnad.faces.export.form import Format
from musnad.faces.export.gold import write_gold
from musnad.faces.export.manifest import Writer, Written, write_file, write_manifest
from musnad.faces.export.provenance import write_prov
from musnad.faces.export.selection import Selection
from musnad.faces.export.shapes import write_geojson
from musnad.faces.export.syndication import write_atom, write_json_feed
from musnad.faces.export.tables import Row, load_columns
from musnad.faces.wording import Wording

MANIFEST = "manifest.json"


TABLES: Mapping[str, Callable[[Selection], Iterator[Row]]] = {
    "articles": report_rows.articles,
    "statements": report_rows.statements,
    "events": report_rows.events,
    "facts": story_rows.facts,
    "witnesses": story_rows.witnesses,
    "deadlines": story_rows.deadlines,
    "damage": report_rows.damage,
}
FOLDERS = frozenset({Format.CSV, Format.PARQUET, Format.GOLD})
"""Formats of several files: they are written into a folder."""


def export(chosen: Selection, form: Format, path: Path, *, bom: bool = False) -> tuple[Written, ...]:
    """Write a selection and, last of all, its manifest; what was written.

    Raises:
        ExportError: a file cannot be written, or a library is missing.
    """
    if form is Format.GOLD:
        written, manifest = write_gold(path, chosen), path / MANIFEST
    elif form in FOLDERS:
        written = tuple(write_file(path / f"{table}.{form}", write) for table, write in _tables(chosen, form, bom))
        manifest = path / MANIFEST
    else:
        written = (write_file(path, _single(chosen, form, bom)),)
        manifest = path.with_name(f"{path.name}.{MANIFEST}")
    facts = {"format": str(form), "filters": chosen.asked(), "articles": chosen.count(), "engine": chosen.engine}
    write_manifest(manifest, written, facts)
    return written


def _tables(chosen: Selection, form: Format, bom: bool) -> Iterator[tuple[str, Writer]]:
    columns = load_columns()
    for table, rows in TABLES.items():

        def write(out: BinaryIO, table: str = table, rows: Callable[[Selection], Iterator[Row]] = rows) -> int:
            if form is Format.PARQUET:
                return write_parquet(out, table, columns[table], rows(chosen))
            return write_csv(out, [column.name for column in columns[table]], rows(chosen), bom=bom)

        yield table, write


def _single(chosen: Selection, form: Format, bom: bool) -> Writer:
    writers: dict[Format, Writer] = {
        Format.JSONL: partial(_write_jsonl, chosen=chosen),
        Format.GEOJSON: partial(write_geojson, chosen=chosen),
        Format.FTM: partial(write_ftm, chosen=chosen),
        Format.POLECAT: lambda out: write_csv(out, polecat.COLUMNS, polecat.rows(chosen), bom=bom),
        Format.ACLED: lambda out: write_csv(out, acled.COLUMNS, acled.rows(chosen), bom=bom),
        Format.ICAL: partial(write_ical, chosen=chosen),
        Format.ATOM: lambda out: write_atom(out, chosen, Wording.load()),
        Format.JSONFEED: lambda out: write_json_feed(out, chosen, Wording.load()),
        Format.ANNOTATIONS: partial(write_annotations, chosen=chosen),
        Format.PROV: partial(write_prov, chosen=chosen),
    }
    return writers[form]


def _write_jsonl(out: BinaryIO, chosen: Selection) -> int:
    count = 0
    for told in chosen.articles():
        out.write(msgspec.json.encode(told.reading) + b"\n")
        count += 1
    return count
