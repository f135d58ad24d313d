"""What the foot of a page shows of its record: address, citations in both languages, card, discussion."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Request
from msgspec import Struct

from musnad.faces.citing import bare, plain
from musnad.faces.web.audit import person_of
from musnad.faces.web.preferences import Language
from musnad.faces.web.render import preferences
from musnad.faces.web.sharing.forms import FORMS, Form
from musnad.faces.web.sharing.subjects import Kind, Subject
from musnad.faces.web.sharing.talk import Talk, talk
from musnad.faces.web.sharing.told import base, cite, voice
from musnad.store.base import Store

NAMES = {"citation.txt": "TXT", "citation.bib": "BibTeX", "citation.json": "CSL-JSON",
         "annotation.json": "W3C Web Annotation"}  # fmt: skip
"""Forms for programs by what they call them."""


class Cited(Struct, frozen=True):
    """A citation in one language."""

    lang: Language
    text: str
    rows: int


class Shared(Struct, frozen=True, kw_only=True):
    """All that is handed on of one record."""

    about: str
    kind: Kind
    path: str
    url: str
    title: str
    quote: str
    lang: Language
    citations: tuple[Cited, ...]
    forms: tuple[tuple[str, str], ...]
    card: str
    card_svg: str
    card_url: str
    talk: Talk
    moderates: bool


def shared(request: Request, store: Store, subject: Subject) -> Shared:
    """The foot of a subject's page; the visitor's language comes first."""
    lang, site, person = preferences(request).lang, base(request), person_of(request)
    order: tuple[Language, ...] = ("ar", "en") if lang == "ar" else ("en", "ar")
    cited = {one: cite(store, subject, voice(one), site) for one in order}
    texts = [Cited(one, text := plain(cited[one], voice(one)), text.count("\n") + 2) for one in order]
    own = cited[lang]
    forms = [(NAMES[form], form_address(form, subject.about, lang)) for form in FORMS if form in NAMES]
    return Shared(
        about=subject.about, kind=subject.kind, path=subject.path, url=site + subject.path, title=bare(own.claim),
        quote=own.quote, lang=lang, citations=tuple(texts),
        forms=tuple(one for one in forms if own.start is not None or one[0] != NAMES["annotation.json"]),
        card=form_address("card.png", subject.about, lang), card_svg=form_address("card.svg", subject.about, lang),
        card_url=site + form_address("card.png", subject.about, lang),
        talk=talk(store, subject, person, request.query_params.get("talk")), moderates=person.may("reviewer"),
    )  # fmt: skip


def form_address(form: Form, about: str, lang: Language) -> str:
    """Where a form of a record's citation, or its card, is."""
    return f"/share/{form}?of={quote(about, safe=':/')}&lang={lang}"
