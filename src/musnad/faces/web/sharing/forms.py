"""A record's citation in the forms that programs read, and its picture card, as answers of the server."""

from __future__ import annotations

import hashlib
from typing import Literal, get_args

import msgspec
from fastapi import Request
from fastapi.responses import Response

from musnad.faces.citing import annotation, bibtex, csl, plain
from musnad.faces.web.api.answers import fits
from musnad.faces.web.pictures.card import draw_card, painted
from musnad.faces.web.preferences import Language
from musnad.faces.web.problems import Refusal
from musnad.faces.web.sharing.faces import face
from musnad.faces.web.sharing.subjects import Subject, find
from musnad.faces.web.sharing.told import base, cite, voice
from musnad.records import Reading
from musnad.store.base import Store

Form = Literal["citation.txt", "citation.bib", "citation.json", "annotation.json", "card.svg", "card.png"]
FORMS: tuple[Form, ...] = get_args(Form)
KINDS: dict[Form, str] = {
    "citation.txt": "text/plain; charset=utf-8", "citation.bib": "application/x-bibtex; charset=utf-8",
    "citation.json": "application/vnd.citationstyles.csl+json", "annotation.json": "application/ld+json",
    "card.svg": "image/svg+xml; charset=utf-8", "card.png": "image/png",
}  # fmt: skip
"""Media types."""
_FILES: tuple[Form, ...] = ("citation.bib", "citation.json", "annotation.json")


def handed(request: Request, store: Store, form: Form, of: str, lang: Language) -> Response:
    """A form of the record with the id `of`; 304 where the asker has it already.

    Raises:
        Refusal: not-found, where there is no such record, or no words in it that an annotation could mark.
    """
    subject = find(store, of) if of else None
    if subject is None:
        raise Refusal("not-found")
    body = _body(store, subject, form, lang, base(request))
    tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}-{form}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if fits(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    if form in _FILES:
        headers["Content-Disposition"] = f'attachment; filename="musnad-{form}"'
    return Response(painted(body) if form == "card.png" else body, media_type=KINDS[form], headers=headers)


def _body(store: Store, subject: Subject, form: Form, lang: Language, site: str) -> str:
    spoken = voice(lang)
    cited = cite(store, subject, spoken, site)
    if form in ("card.svg", "card.png"):
        return str(draw_card(face(subject, cited, spoken)))
    if form == "citation.txt":
        return plain(cited, spoken) + "\n"
    if form == "citation.bib":
        return bibtex(cited, spoken)
    if form == "citation.json":
        return msgspec.json.encode([csl(cited, spoken)]).decode()
    reading = _reading(store, subject)
    found = annotation(cited, spoken, reading.article) if reading else None
    if found is None:
        raise Refusal("not-found", "no words of a report stand for it alone")
    return msgspec.json.encode(found).decode()


def _reading(store: Store, subject: Subject) -> Reading | None:
    """The reading of the report whose words are cited."""
    if subject.reading:
        return subject.reading
    told: list[str] = []
    if subject.fact:
        told = [one.article for one in (*subject.fact.supporting, *subject.fact.denying)]
    if subject.limit:
        told = [one.article for one in subject.limit.tellings]
    return store.reading(told[0]) if told else None
