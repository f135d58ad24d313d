"""Pieces of SVG: elements with escaped attributes, and words that fit their box in either direction.

Lengths are user units of a picture's view box, which the style sheets show as pixels at full size. Pictures carry no
inline style: colours come from the classes of the style sheets, so that they follow the dark and the printed page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Literal

from markupsafe import Markup, escape

from musnad.faces.bidi import safe

Anchor = Literal["start", "middle", "end"]
"""Where words stand against their x, seen in the direction of the page: `start` is the right side in Arabic."""
_ARABIC, _CAPITAL, _SMALL, _DIGIT, _THIN = 0.5, 0.68, 0.55, 0.6, 0.28
"""Widths in the font's size: near enough for IBM Plex Sans Arabic, and never too small on average."""


def tag(name: str, *inside: str | Markup, **attributes: str | float | None) -> Markup:
    """An element. `class_` is `class`, `text_anchor` is `text-anchor`; None leaves an attribute out."""
    shown = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_plain(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{shown}>") + Markup("").join(escape(part) for part in inside) + Markup(f"</{name}>")


def _plain(value: str | float) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def measured(text: str, size: float) -> float:
    """About how wide `text` is in letters of `size`."""
    return size * sum(_width(letter) for letter in text)


def _width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if letter.isdigit():
        return _DIGIT
    if "\u0600" <= letter <= "\u08ff":
        return _ARABIC
    if letter.isalpha():
        return _CAPITAL if letter.isupper() else _SMALL
    return _THIN


def fitted(text: str, width: float, size: float) -> str:
    """`text`, cut with an ellipsis where it is wider than `width`."""
    if measured(text, size) <= width:
        return text
    room, kept = width - measured("…", size) - size * 0.3, ""
    for letter in text:
        room -= _width(letter) * size
        if room < 0:
            break
        kept += letter
    return kept.rstrip() + "…"


def wrapped(text: str, width: float, size: float, most: int = 2) -> tuple[str, ...]:
    """`text` in at most so many lines of `width`; the last one is cut where words are left."""
    lines: list[str] = []
    rest = text.split()
    while rest and len(lines) < most - 1:
        line = rest.pop(0)
        while rest and measured(f"{line} {rest[0]}", size) <= width:
            line += f" {rest.pop(0)}"
        lines.append(fitted(line, width, size))
    if rest:
        lines.append(fitted(" ".join(rest), width, size))
    return tuple(lines)


def is_rtl(text: str) -> bool:
    """Whether the first strong letter of a text runs from right to left."""
    for letter in text:
        strong = unicodedata.bidirectional(letter)
        if strong in ("R", "AL", "L"):
            return strong != "L"
    return False


def words(
    text: str, x: float, y: float, *, rtl: bool, at: Anchor = "start", class_: str | None = None, size: float = 14
) -> Markup:
    """One line of words; `rtl` is the page's direction, the words keep their own."""
    shown = safe(text)
    own = is_rtl(shown)
    if at != "middle" and own != rtl:
        at = "end" if at == "start" else "start"
    return tag(
        "text", shown, x=x, y=y, direction="rtl" if own else "ltr", text_anchor=at, font_size=size, class_=class_
    )  # fmt: skip


class Side:
    """Turns lengths from the start side of a page into x of a picture of `width`: mirrored in Arabic."""

    def __init__(self, width: float, *, rtl: bool) -> None:
        self.width, self.rtl = width, rtl

    def x(self, start: float) -> float:
        """The x of a point `start` away from the start side."""
        return self.width - start if self.rtl else start

    def left(self, start: float, width: float) -> float:
        """The left x of a box that begins `start` away from the start side."""
        return self.width - start - width if self.rtl else start


def picture(
    id: str, width: float, height: float, title: str, told: str, inside: Sequence[Markup], *, links: bool
) -> Markup:
    """A whole picture with its name and description; one with links inside is a group, one without an image."""
    return tag(
        "svg",
        tag("title", title, id=f"{id}-title"),
        tag("desc", told, id=f"{id}-desc"),
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_plain(float(width))} {_plain(float(height))}",
        width=float(width),
        height=float(height),
        role="group" if links else "img",
        aria_labelledby=f"{id}-title",
        aria_describedby=f"{id}-desc",
    )
