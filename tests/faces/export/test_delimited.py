from __future__ import annotations

import csv
import io

import pytest

from musnad.faces.export.delimited import defused, write_csv


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u200f=1", "\ufeff=cmd"])
def test_a_cell_that_a_spreadsheet_would_run_is_defused(cell: str) -> None:
    assert defused(cell) == "'" + cell


@pytest.mark.parametrize(("cell", "text"), [(None, ""), (-1, "-1"), (0, "0"), (True, "true"), (0.5, "0.5"), ("أ", "أ")])
def test_other_cells_stay(cell: object, text: str) -> None:
    assert defused(cell) == text  # type: ignore[arg-type]


def test_quotes_and_lines_survive() -> None:
    out = io.BytesIO()
    rows = [('«قال» "نعم"', "سطر\nوآخر", None), ("a,b", "x", 3)]
    assert write_csv(out, ("one", "two", "three"), rows, bom=False) == 2
    back = list(csv.reader(io.StringIO(out.getvalue().decode(), newline="")))
    assert back == [["one", "two", "three"], ['«قال» "نعم"', "سطر\nوآخر", ""], ["a,b", "x", "3"]]
