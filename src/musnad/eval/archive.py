"""Articles of SaudiNewsNet by the names that labels use: `DAY/INDEX`, day and place in the archive's file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from musnad.errors import GoldError, SourceError
from musnad.page.read import Overrides, read_page
from musnad.page.tables import load_tables
from musnad.records import Article, Page
from musnad.sources.opening import Opening, open_sources
from musnad.store.base import Store

MAPPING = ("text=content", "outlet=source", "published=date_extracted", "byline=author")
"""Fields of the archive's records."""
_SOURCE = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.zip.*\.json)?[#/](\d+)$")


def name_of(source: str) -> str | None:
    """The name of an article by the source of its page; None if it is not of the archive."""
    match = _SOURCE.search(source)
    return f"{match[1]}/{int(match[2]):04d}" if match else None


def named_articles(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, Article]]:
    """The articles of these names, in order; those that hold no text are left out.

    Raises:
        GoldError: a file of the archive is missing.
    """
    wanted: dict[str, set[str]] = defaultdict(set)
    for name in names:
        wanted[name.partition("/")[0]].add(name)
    tables = load_tables()
    for day, of_day in sorted(wanted.items()):
        path = folder / f"{day}.zip"
        if not path.exists():
            raise GoldError(f"{path}: is not there; the labels are about SaudiNewsNet's archive")
        for item in open_sources(str(path), Opening(mapping=MAPPING)).items():
            named = name_of(item.source)
            if isinstance(item, Page) and named is not None and named in of_day:
                try:
                    yield named, read_page(item, Overrides(), tables=tables)
                except SourceError:
                    continue


def names_of(store: Store) -> Mapping[str, str]:
    """Name of every article of the archive that a store holds → id of the article."""
    found = {}
    for kept in store.originals():
        name = name_of(kept.page.source)
        if name is not None and kept.article is not None:
            found[name] = kept.article
    return found
