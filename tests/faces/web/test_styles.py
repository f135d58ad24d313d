"""Style sheets: logical properties only, so that Arabic and English mirror each other; nothing from outside."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

SHEETS = sorted(Path(str(files("musnad") / "faces" / "web" / "static")).glob("*.css"))
PHYSICAL = re.compile(
    r"""(?:^|[{;\s])(
        (?:left|right|top|bottom|float|clear)\s*:\s*[^;}]*
      | (?:margin|padding|border|inset)-(?:left|right|top|bottom)\b[^;}]*
      | border-(?:top|bottom)-(?:left|right)-radius[^;}]*
      | (?:min-|max-)?(?:width|height)\s*:[^;}]*
      | text-align\s*:\s*(?:left|right)
      | overflow-[xy]\s*:\s*$
    )""",
    re.VERBOSE | re.MULTILINE,
)
SHORT = re.compile(r"(?:margin|padding|inset)\s*:\s*([^;}!]+)")


def rules(sheet: Path) -> str:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"@media[^{]*", "@media ", text)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_properties_are_logical(sheet: Path) -> None:
    assert PHYSICAL.findall(rules(sheet)) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_shorthands_are_the_same_on_both_sides(sheet: Path) -> None:
    for value in SHORT.findall(rules(sheet)):
        parts = re.sub(r"\([^()]*\)", "()", value).split()
        if len(parts) == 4:
            assert parts[1] == parts[3], f"{sheet.name}: {value} differs between start and end"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_nothing_comes_from_outside(sheet: Path) -> None:
    text = sheet.read_text("utf-8")
    assert "@import" not in text
    for address in re.findall(r"url\(\s*[\"']?([^\"')]*)", text):
        assert address.startswith(("/static/", "data:", "#")), address


def test_there_are_sheets() -> None:
    assert "musnad.css" in {sheet.name for sheet in SHEETS}
