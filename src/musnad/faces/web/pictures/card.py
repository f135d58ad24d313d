"""The picture card of a record: claim, words, three numbers, outlet and day, as SVG and as PNG of 1200 by 630.

Cards travel alone, without style sheets: colours are attributes, and lines are placed by their physical side. Arabic
lines stand in an isolate from right to left instead of an attribute, which the program that paints PNG does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from markupsafe import Markup
from msgspec import Struct

from musnad.faces.bidi import safe
from musnad.faces.web.pictures.svg import is_rtl, measured, tag, wrapped

WIDTH, HEIGHT, _EDGE = 1200, 630, 64
FAMILY = "IBM Plex Sans Arabic"
_FONTS = "fontpkg_ibm_plex_sans_arabic"
_WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
_PAPER, _INK, _SOFT, _LINE = "#fcfbf8", "#1f1e1b", "#625d53", "#e4dfd3"
_HUES = {
    "say": "#1d4f91",
    "act": "#a8380f",
    "due": "#7d5a00",
    "chain": "#0a6a5c",
    "deny": "#b0103f",
    "plain": "#625d53",
}
_ROOM = WIDTH - 2 * _EDGE
_BOLDER = 1.08
"""How much wider bold letters are than measured ones."""
_ISOLATES = str.maketrans("", "", "\u2068\u2069")
_RLI, _LRI, _PDI = "\u2067", "\u2066", "\u2069"
_CONTROL = re.compile("[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""What no XML may hold."""


class Figure(Struct, frozen=True):
    """A number with its words; `hue` is the name of a colour."""

    number: str
    words: str
    hue: str = "plain"


class Face(Struct, frozen=True, kw_only=True):
    """What a card shows; `hue` is that of its kind, `rtl` the direction of the language that it is made in.

    `quote` is as the report has it; all other words are safe, with isolates where they need them.
    """

    title: str
    kind: str
    hue: str
    claim: str
    quote: str = ""
    figures: tuple[Figure, ...] = ()
    source: str = ""
    brand: str
    address: str
    rtl: bool


def draw_card(face: Face) -> Markup:
    """The card as SVG, with its name and its words for those who do not see it."""
    told = " ".join(
        part for part in (face.claim, f"«{safe(face.quote)}»" if face.quote else "",
                          ", ".join(f"{one.words}: {one.number}" for one in face.figures), face.source) if part
    )  # fmt: skip
    told = told.translate(_ISOLATES)
    return tag(
        "svg", tag("title", _clean(face.title), id="card-title"), tag("desc", _clean(told), id="card-desc"),
        *_drawn(face), xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {HEIGHT}", width=WIDTH, height=HEIGHT,
        role="img", aria_labelledby="card-title", aria_describedby="card-desc", font_family=f"{FAMILY}, sans-serif",
    )  # fmt: skip


def painted(svg: str) -> bytes:
    """A card as PNG. Raises: ValueError for what is no SVG."""
    import resvg_py

    folder = Path(str(files(_FONTS) / "files"))
    fonts = [str(folder / f"IBMPlexSansArabic-{weight}.ttf") for weight in _WEIGHTS]
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, skip_system_fonts=True, font_files=fonts, font_family=FAMILY, sans_serif_family=FAMILY
        )
    )


def _drawn(face: Face) -> Iterator[Markup]:
    hue = _HUES[face.hue]
    yield tag("rect", width=WIDTH, height=HEIGHT, fill=_PAPER)
    yield tag("rect", x=WIDTH - 14 if face.rtl else 0, width=14, height=HEIGHT, fill=hue)
    yield _line(face.brand, 92, 34, rtl=face.rtl, weight=700, fill=_HUES["act"])
    yield _line(face.kind, 92, 30, rtl=face.rtl, far=True, weight=600, fill=hue)
    top = 178
    size, claim = _claim(face)
    for at, words in enumerate(claim):
        yield _line(words, top + at * size * 1.45, size, rtl=face.rtl, weight=700, base=face.rtl)
    top += int(len(claim) * size * 1.45) - 6
    if face.quote:
        yield from _quoted(face, top, hue)
    yield from _figures(face)
    yield tag("rect", x=_EDGE, y=562, width=_ROOM, height=2, fill=_LINE)
    shown = _fitted(face.address, _ROOM * 0.62, 22)
    room = _ROOM - measured(shown, 22) - 60
    yield _line(_fitted(face.source, room, 26), 602, 26, rtl=face.rtl, fill=_SOFT, base=face.rtl)
    yield _line(shown, 602, 22, rtl=face.rtl, far=True, fill=_SOFT, base=False)


def _claim(face: Face) -> tuple[float, tuple[str, ...]]:
    """The claim as large as it fits, with the size of its letters."""
    sizes = ((46.0, 2), (38.0, 3)) if face.quote else ((60.0, 3), (46.0, 4))
    for size, most in sizes:
        lines = wrapped(_clean(face.claim), _ROOM / _BOLDER, size, most=most)
        if not lines or not lines[-1].endswith("…"):
            break
    return size, lines


def _quoted(face: Face, top: int, hue: str) -> Iterator[Markup]:
    """The words beside a bar, as many lines as there is room for."""
    most = max(1, ((430 if face.figures else 540) - top) // 50)
    lines = wrapped(f"«{_clean(safe(face.quote))}»", _ROOM - 40, 33, most=most)
    if not lines:
        return
    cut = lines[-1].endswith("…")
    lines = (*lines[:-1], lines[-1] + "»") if cut else lines
    own = is_rtl(face.quote)
    yield tag("rect", x=WIDTH - _EDGE - 6 if own else _EDGE, y=top - 14, width=6, height=len(lines) * 50, fill=hue)
    for at, words in enumerate(lines):
        yield _line(words, top + 22 + at * 50, 33, rtl=own, inset=26, base=own)


def _figures(face: Face) -> Iterator[Markup]:
    """Numbers with their words below, in thirds of the width."""
    step = _ROOM / max(len(face.figures), 3)
    for at, figure in enumerate(face.figures):
        inset = step * at
        yield _line(figure.number, 494, 58, rtl=face.rtl, inset=inset, weight=700, fill=_HUES[figure.hue], base=False)
        yield _line(figure.words, 536, 26, rtl=face.rtl, inset=inset, fill=_SOFT)


def _line(
    text: str, y: float, size: float, *, rtl: bool, far: bool = False, inset: float = 0, weight: int = 400,
    fill: str = _INK, base: bool | None = None,
) -> Markup:  # fmt: skip
    """Words at the start side of the card, or at its far side; `base` is the direction of the words themselves."""
    shown = _clean(text)
    own = is_rtl(shown) if base is None else base
    right = rtl != far
    return tag(
        "text", f"{_RLI if own else _LRI}{shown}{_PDI}", x=WIDTH - _EDGE - inset if right else _EDGE + inset,
        y=float(y), text_anchor="end" if right else "start", font_size=float(size), font_weight=weight, fill=fill,
    )  # fmt: skip


def _clean(text: str) -> str:
    """One line without what rearranges it; the brackets of shown controls are those that the font has."""
    return _CONTROL.sub("", " ".join(text.split())).replace("⟨", "[").replace("⟩", "]")


def _fitted(text: str, width: float, size: float) -> str:
    return "".join(wrapped(_clean(text), width, size, most=1))
