"""Templates with the visitor's words, digits and days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

import jinja2
from babel import Locale
from fastapi import Request
from fastapi.responses import HTMLResponse

from musnad.errors import DataError
from musnad.faces.bidi import safe
from musnad.faces.web import addresses
from musnad.faces.web.preferences import Language, Preferences
from musnad.faces.web.sharing.plain_text import linked

Words = Mapping[str, tuple[str, str]]


def load_words() -> Words:
    """Key to (Arabic, English), from both tables of the faces. Raises: DataError."""
    found: dict[str, tuple[str, str]] = {}
    for table in (files("musnad") / "faces" / "words_ar_en.tsv", files("musnad") / "faces" / "web" / "words.tsv"):
        for line in table.read_text("utf-8").splitlines():
            if not line or line.startswith(("#", "key\t")):
                continue
            cells = line.split("\t")
            if len(cells) != 3 or not all(cells):
                raise DataError(f"{table.name}: {line!r} lacks its Arabic or English")
            found[cells[0]] = (cells[1], cells[2])
    return found


class Renderer:
    """Renders pages; made once, used by all requests."""

    def __init__(self, words: Words | None = None) -> None:
        self._words = words or load_words()
        self._environment = jinja2.Environment(
            loader=jinja2.PackageLoader("musnad.faces.web", "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["shown"] = safe
        self._environment.filters["linked"] = linked
        self._environment.globals.update(
            story_address=addresses.story_address,
            fact_address=addresses.fact_address,
            actor_address=addresses.actor_address,
            article_address=addresses.article_address,
            words_address=addresses.words_address,
            place_address=addresses.place_address,
        )

    def word(self, lang: Language) -> Callable[[str], str]:
        """What gives the words of a key in one language. It raises DataError for a key without words."""
        at = 0 if lang == "ar" else 1

        def word(key: str) -> str:
            if key not in self._words:
                raise DataError(f"words.tsv: no {key!r}")
            return self._words[key][at]

        return word

    def noun(self, lang: Language) -> Callable[[str, int], str]:
        """What gives the words of a counted thing as they stand beside a number: `reports:two` where there is one."""
        word, form = self.word(lang), Locale(lang).plural_form

        def noun(key: str, number: int) -> str:
            special = f"{key}:{form(number)}"
            return word(special if special in self._words else key)

        return noun

    def page(self, request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """A whole page, or the part of it that a template is."""
        wants: Preferences = preferences(request)
        body = self._environment.get_template(template).render(
            t=self.word(wants.lang),
            noun=self.noun(wants.lang),
            wants=wants,
            number=wants.number,
            day=wants.day,
            moment=wants.moment,
            path=request.url.path,
            here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            person=getattr(request.state, "person", None),
            csrf=getattr(request.state, "csrf", ""),
            **values,
        )
        return HTMLResponse(body, status_code=status, headers={"Vary": "Cookie, Accept-Language"})


def preferences(request: Request) -> Preferences:
    """The visitor's preferences."""
    return Preferences.of(request.cookies, request.headers.get("accept-language", ""))
