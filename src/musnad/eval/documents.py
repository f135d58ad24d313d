"""Documents of a folder as articles: the text verbatim, since annotations count its characters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from musnad.errors import GoldError
from musnad.eval.gold import Document, read_document
from musnad.identity import content_id
from musnad.page.dates import Months, machine_date
from musnad.records import Article

SUFFIX = ".doc.json"


class Found(Struct, frozen=True):
    """A document's file: its name below the folder without the suffix, and its article or why there is none."""

    name: str
    article: Article | None
    problem: str | None = None


def article_of(document: Document, months: Months) -> Article:
    """The document as an article: nothing of the text changed, the date of publication as ISO (day first in digits)."""
    published = machine_date(document.published, months) if document.published else None
    return Article(
        id=document.doc or content_id("article", document.outlet, document.title, document.text),
        text=document.text,
        title=document.title or None,
        outlet=document.outlet or None,
        published=published,
    )


def find_documents(folder: Path) -> tuple[tuple[str, Path], ...]:
    """Names and paths of every `*.doc.json` below `folder`, by name.

    Raises:
        GoldError: there are none.
    """
    paths = sorted(folder.rglob("*" + SUFFIX))
    if not paths:
        raise GoldError(f"{folder}: no *{SUFFIX} files")
    return tuple((path.relative_to(folder).as_posix().removesuffix(SUFFIX), path) for path in paths)


def read_documents(paths: tuple[tuple[str, Path], ...]) -> Iterator[Found]:
    """The articles of `find_documents`, read one at a time; a broken file is a problem, not an end."""
    months = Months.load()
    for name, path in paths:
        try:
            yield Found(name, article_of(read_document(path), months))
        except GoldError as problem:
            yield Found(name, None, str(problem))
