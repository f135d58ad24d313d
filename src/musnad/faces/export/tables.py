"""What a table is: columns, each with its type and what it holds, from `columns.tsv`."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from typing import Literal, get_args

from msgspec import Struct

from musnad.errors import DataError

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]
ColumnType = Literal["text", "integer", "number", "boolean"]
BETWEEN = " | "
"""Between several values of one cell."""


class Column(Struct, frozen=True):
    """A column: name, type, and one line about what it holds."""

    name: str
    type: ColumnType
    about: str


def load_columns() -> dict[str, tuple[Column, ...]]:
    """Columns by table. Raises: DataError."""
    tables: dict[str, list[Column]] = {}
    text = (files("musnad") / "faces" / "export" / "columns.tsv").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith(("#", "table\t")) or not line:
            continue
        table, name, kind, about = line.split("\t")
        if kind not in get_args(ColumnType):
            raise DataError(f"columns.tsv: {kind!r} is no type")
        tables.setdefault(table, []).append(Column(name, kind, about))  # type: ignore[arg-type]
    return {table: tuple(columns) for table, columns in tables.items()}


def joined(values: Iterable[str | None]) -> str | None:
    """Several values in one cell; None where there are none."""
    return BETWEEN.join(value for value in values if value) or None
