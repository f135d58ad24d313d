"""CSV: UTF-8, with a byte order mark where a spreadsheet needs one; cells that a spreadsheet would run are defused."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from musnad.faces.export.tables import Cell, Row

BOM = "\ufeff"
_RUN = ("=", "+", "-", "@", "\t", "\r", "\n")
"""First characters by which a spreadsheet takes a cell for a formula."""


def defused(cell: Cell) -> str:
    """A cell as text; text that a spreadsheet would run has an apostrophe before it. Numbers stay numbers."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if not isinstance(cell, str):
        return repr(cell)
    return "'" + cell if cell.lstrip(" \u200e\u200f\u202a\u202b\u2066\u2067\u2068\ufeff").startswith(_RUN) else cell


def write_csv(out: BinaryIO, columns: Iterable[str], rows: Iterable[Row], *, bom: bool) -> int:
    """Write a table; the number of rows below the head."""
    text = io.TextIOWrapper(out, "utf-8", newline="", errors="surrogatepass")
    if bom:
        text.write(BOM)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow(map(defused, row))
        count += 1
    text.flush()
    text.detach()
    return count
