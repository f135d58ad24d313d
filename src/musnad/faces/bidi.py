"""Arabic in terminals: those that know right-to-left get text in reading order, others get it turned and shaped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum

Turn = Callable[[str], str]
_FIRST_VTE = 5800
"""`VTE_VERSION` (0.58) from which GNOME's terminals turn Arabic themselves."""
_KNOWS = ("KONSOLE_VERSION", "MLTERM")
"""Variables that terminals with their own bidi algorithm set."""
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_HARMLESS = re.compile("[\u200e\u200f\u061c\ufeff\u00ad]")


class Direction(StrEnum):
    """Who turns Arabic around."""

    AUTO = "auto"
    TERMINAL = "terminal"
    MUSNAD = "musnad"


def as_is(text: str) -> str:
    """Text in reading order, as files hold it."""
    return text


def turned(text: str) -> str:
    """Text as a screen without bidi shows it right: letters joined, every line reordered by its first strong letter."""
    from arabic_reshaper import ArabicReshaper
    from bidi.algorithm import get_display

    shaper = ArabicReshaper(configuration={"delete_harakat": False})
    return "\n".join(
        str(get_display(shaper.reshape(line), base_dir=_base(line))) if line.strip() else line
        for line in text.split("\n")
    )


def _base(line: str) -> str:
    for letter in line:
        strong = unicodedata.bidirectional(letter)
        if strong in ("R", "AL"):
            return "R"
        if strong == "L":
            return "L"
    return "L"


def knows_bidi(environment: Mapping[str, str]) -> bool:
    """Whether the terminal of this environment turns right-to-left text itself."""
    vte = environment.get("VTE_VERSION", "")
    if vte.isdecimal() and int(vte) >= _FIRST_VTE:
        return True
    return any(environment.get(name) for name in _KNOWS) or environment.get("TERM_PROGRAM") == "Apple_Terminal"


def turn_for(direction: Direction, *, is_terminal: bool, environment: Mapping[str, str]) -> Turn:
    """How to print Arabic; unless asked otherwise, pipes and files get reading order."""
    if direction is Direction.MUSNAD:
        return turned
    if direction is Direction.TERMINAL or not is_terminal or knows_bidi(environment):
        return as_is
    return turned


def isolated(text: str, *, rtl: bool) -> str:
    """Foreign words inside a line of this direction: safe, and isolated where their own direction differs from it."""
    shown = safe(text)
    return shown if (_base(shown) == "R") == rtl or not shown else f"\u2068{shown}\u2069"


def safe(text: str) -> str:
    """Text without what could rearrange a screen: control characters and bidi overrides shown as ⟨U+202E⟩."""
    return _UNSEEN.sub(lambda m: f"⟨U+{ord(m.group()):04X}⟩", _HARMLESS.sub("", text))
