"""Names of what records have codes for — countries, sectors, offices — in one language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from musnad.faces.wording import Wording
from musnad.records import Entity


@cache
def _countries() -> Mapping[str, tuple[str, str]]:
    """ISO 3166-1 alpha-3 to the country's name in Arabic and English."""
    lines = (files("musnad") / "data" / "places" / "countries.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.startswith("country:")]
    return {row[0].partition(":")[2]: (row[2], row[1]) for row in rows}


@cache
def _offices() -> Mapping[str, str]:
    """Offices by their usual Arabic title: the first of the table."""
    lines = (files("musnad") / "data" / "actors" / "titles.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith(("#", "title\t"))]
    return {row[1]: row[0] for row in reversed(rows) if row[1]}


class Naming:
    """Names in one language."""

    def __init__(self, wording: Wording, lang: Literal["ar", "en"]) -> None:
        self._lang = lang
        self._tell = wording.ar if lang == "ar" else wording.en

    def name(self, entity: Entity) -> str:
        """An entity's name; in English the Arabic one where no other is known."""
        return entity.name_en or entity.name if self._lang == "en" else entity.name

    def country(self, code: str | None) -> str:
        """A country's name; the code itself where it is none (IGO …)."""
        names = _countries().get(code or "")
        return names[self._lang == "en"] if names else code or ""

    def sector(self, code: str | None) -> str:
        """A PLOVER sector in words."""
        return self._tell(f"sector:{code}") if code else ""

    def office(self, code: str | None) -> str:
        """An office's title, without where it is held."""
        title = (code or "").partition("@")[0]
        return _offices().get(title, title) if self._lang == "ar" else title.replace("-", " ")

    def about(self, entity: Entity) -> tuple[str, ...]:
        """Office, country and sector, each once; what the name says already is left out."""
        where = (entity.office or "").partition("@")[2] or entity.country
        sector = "" if entity.office else self.sector(entity.sector)
        country = "" if where == "IGO" else self.country(where)
        parts = dict.fromkeys((self.office(entity.office), country, sector))
        return tuple(part for part in parts if part and part not in (entity.name, entity.name_en))
