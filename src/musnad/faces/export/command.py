"""`musnad export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from musnad.faces.export.form import Format
from musnad.faces.keeping import DEFAULT_STORE, StoreUrl, opened
from musnad.faces.looking import (
    Actor,
    Broken,
    Mode,
    Outlet,
    PlaceName,
    Role,
    Since,
    Status,
    Type,
    Until,
    filters,
)


def export(
    form: Annotated[Format, typer.Option("--format", help="What to write.")],
    out: Annotated[Path, typer.Option("--out", help="File to write; a folder for csv and parquet.")],
    words: Annotated[str, typer.Argument(help="As in `musnad search`. May be empty.")] = "",
    store: StoreUrl = DEFAULT_STORE,
    actor: Actor = None,
    role: Role = "any",
    type_: Type = None,
    mode: Mode = None,
    status: Status = None,
    place: PlaceName = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    damage: Broken = None,
    story: Annotated[str | None, typer.Option(help="Id of a story.")] = None,
    bom: Annotated[bool, typer.Option("--bom", help="Byte order mark, for spreadsheets (CSV).")] = False,
) -> None:
    """Take away what a search with the same filters finds, with a manifest of rows and SHA-256.

    **Examples**

    `musnad export --format csv --out tables --since 2025-08-01 --bom`

    `musnad export "عقوبات" --format jsonl --out sanctions.jsonl`

    `musnad export --format ical --out deadlines.ics`
    """
    from musnad.faces.export.formats import export as write
    from musnad.faces.export.selection import Selection

    asked = filters(
        text=words or None, actor=actor, role=role, type=type_, mode=mode, status=status, place=place, outlet=outlet,
        since=since, until=until, damage=damage, story=story,
    )  # fmt: skip
    with opened(store) as kept:
        written = write(Selection(kept, asked), form, out, bom=bom)
    for file in written:
        typer.echo(f"{file.file}: {file.rows} rows", err=True)
