"""What reading a page needs to know: month names, furniture, outlets' addresses; loaded once, by callers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from msgspec import Struct

from musnad.errors import DataError
from musnad.page.dates import Months
from musnad.page.furniture import Furniture

_COLUMNS = ["host", "name", "name_en", "source", "licence"]


class PageTables(Struct, frozen=True):
    """All tables of this stage."""

    months: Months
    furniture: Furniture
    outlets: Mapping[str, str]
    """Host without `www.` → name of the outlet as it writes it."""

    def outlet_of(self, url: str) -> str | None:
        """The outlet that an address belongs to: by the table, else the host's own name."""
        host = host_of(url)
        if not host:
            return None
        parts = host.split(".")
        known = (".".join(parts[i:]) for i in range(len(parts) - 1))
        return next((self.outlets[name] for name in known if name in self.outlets), host)


def host_of(url: str) -> str:
    """Host of an address without `www.`, `m.` and `amp.`; empty for none."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    for prefix in ("www.", "m.", "amp."):
        host = host.removeprefix(prefix)
    return host


@cache
def load_tables() -> PageTables:
    """Read the tables of `musnad/data` that pages need.

    Raises:
        DataError: a table is broken.
    """
    rows = [line.split("\t") for line in files("musnad").joinpath("data/outlets.tsv").read_text("utf-8").splitlines()]
    if not rows or rows[0] != _COLUMNS or any(len(row) != len(_COLUMNS) for row in rows):
        raise DataError("outlets.tsv: wrong columns")
    return PageTables(Months.load(), Furniture.load(), {row[0]: row[1] for row in rows[1:]})
