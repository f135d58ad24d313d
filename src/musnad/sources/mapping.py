"""Which field of a record is which field of an article: as a person says, or guessed from the names of the fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from musnad.errors import SourceError

FIELDS = ("title", "text", "outlet", "url", "published", "byline")
_GUESSES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "heading", "articletitle", "newstitle", "titre", "العنوان", "عنوان"),
    "text": (
        "text", "content", "body", "article", "articlebody", "fulltext", "articletext", "maintext", "contenttext",
        "textcontent", "contenthtml", "bodyhtml", "story", "newstext", "النص", "المحتوى", "نص", "description",
    ),
    "outlet": ("outlet", "publisher", "source", "sourcename", "sitename", "site", "newspaper", "publication", "media",
               "journal", "domain", "المصدر", "الصحيفة"),
    "url": ("url", "link", "permalink", "canonicalurl", "articleurl", "pageurl", "sourceurl", "weburl", "href",
            "الرابط"),
    "published": (
        "published", "publishedat", "publisheddate", "publishedon", "publishdate", "publicationdate", "datepublished",
        "pubdate", "datepublish", "date", "datetime", "createdat", "created", "postedat", "timestamp", "time",
        "dateextracted", "dateextract", "التاريخ", "تاريخ",
    ),
    "byline": ("byline", "author", "authors", "creator", "writer", "reporter", "الكاتب"),
}  # fmt: skip
"""Names, folded, in the order of trust."""


class FieldMapping(Struct, frozen=True, kw_only=True):
    """Where each field of an article is: a field of the record, nested by dots, or a constant after `=`."""

    title: str | None = None
    text: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    byline: str | None = None
    guessed: Annotated[tuple[str, ...], Meta(description="Fields that nobody said.")] = ()

    def said(self) -> Iterator[tuple[str, str]]:
        """Fields with where they are, those that are to be left empty too (as "")."""
        return ((name, path) for name in FIELDS if (path := getattr(self, name)) is not None)

    def context(self) -> tuple[tuple[str, str], ...]:
        """What a page of the record carries beside its bytes."""
        pairs = tuple((name, path) for name, path in self.said() if path)
        return (*pairs, ("guessed", " ".join(self.guessed))) if self.guessed else pairs


def parse_mapping(pairs: Sequence[str]) -> FieldMapping:
    """The mapping that `text=content`, `outlet=source.name`, `outlet:=الخبر` (a constant), `byline=` (none) say.

    Raises:
        SourceError: not of that form, or no field of an article.
    """
    said: dict[str, str] = {}
    for pair in pairs:
        name, sign, path = pair.partition("=")
        constant = name.endswith(":")
        name = name.removesuffix(":").strip()
        if not sign or name not in FIELDS:
            message = f"is no mapping; write FIELD=NAME, such as text=content; FIELD is one of {', '.join(FIELDS)}"
            raise SourceError(f"--map {pair}", message)
        said[name] = f"={path}" if constant else path.strip()
    return replace(FieldMapping(), **said)


def complete(given: FieldMapping, record: Mapping[str, object]) -> FieldMapping:
    """The mapping with a guess for every field that was not given and that the record has under a known name."""
    names = {_folded(key): key for key in reversed(list(record))}
    said = dict(given.said())
    guessed = {}
    for field in FIELDS:
        if field not in said and (key := _guess(_GUESSES[field], names, record)) is not None:
            guessed[field] = key
    return replace(given, **guessed, guessed=tuple(guessed))


def _guess(known: Sequence[str], names: Mapping[str, str], record: Mapping[str, object]) -> str | None:
    """The first known name that is there and filled, else the first that is there."""
    there = [names[name] for name in known if name in names]
    return next((key for key in there if record[key]), there[0] if there else None)


def _folded(key: str) -> str:
    return "".join(c for c in key.lower() if c.isalnum())
