"""A reading as one self-contained page: the article right-to-left, spans coloured, claims beside their words."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment

from musnad.faces.bidi import safe
from musnad.faces.laying import LONGEST_ROW, view
from musnad.faces.wording import Wording
from musnad.records import Reading

__all__ = ["LONGEST_ROW", "page", "view"]


def page(readings: Sequence[Reading], wording: Wording | None = None) -> str:
    """One HTML page of all readings; no script, no outside request."""
    words = wording or Wording.load()
    folder = files("musnad") / "faces" / "templates"
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["shown"] = _shown
    template = environment.from_string((folder / "reading.html.j2").read_text("utf-8"))
    views = [view(reading, words, number) for number, reading in enumerate(readings, 1)]
    style = (folder / "reading.css").read_text("utf-8")
    return template.render(views=views, ar=words.ar, en=words.en, style=style)


def _shown(value: object) -> str:
    """Text whose bidi controls and other controls are seen, not obeyed."""
    return safe(str(value))
