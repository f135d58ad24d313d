"""Articles to measure speed with: news of a chosen length from collections at hand, else the example pages."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from musnad.errors import GoldError
from musnad.identity import content_id
from musnad.ingest.single import load
from musnad.records import Article

SHORTEST, LONGEST = 250, 300
"""Words of an article that is measured."""


def bench_articles(collections: Path, examples: Path, most: int) -> tuple[str, tuple[Article, ...]]:
    """What they are, and at most `most` articles of 250 to 300 words; the example pages, whatever their length, where
    `collections` holds none.

    Raises:
        GoldError: neither is there.
    """
    found = tuple(islice(_of_length(_collected(collections)), most))
    if found:
        return f"{len(found)} articles of {SHORTEST}–{LONGEST} words", found
    pages = sorted(examples.glob("*.html"))
    if not pages:
        raise GoldError(f"{collections}: no articles, and no example pages in {examples}")
    articles = tuple(load(str(page)) for page in pages)
    return f"{len(articles)} example pages", articles


def _of_length(articles: Iterator[Article]) -> Iterator[Article]:
    return (a for a in articles if SHORTEST <= len(a.text.split()) <= LONGEST)


def _collected(folder: Path) -> Iterator[Article]:
    """Articles of `*.jsonl` files and of zipped lists of JSON objects, folder by folder in order of name."""
    for path in sorted(folder.rglob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield from (_article(json.loads(line)) for line in lines)
    for path in sorted(folder.rglob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield from map(_article, json.loads(archive.read(name)))


def _article(raw: dict[str, Any]) -> Article:
    title = str(raw.get("title") or "") or None
    body = str(raw.get("text") or raw.get("content") or "")
    text = body if title is None or body.startswith(title) else f"{title}\n{body}"
    day = str(raw.get("published") or raw.get("date_extracted") or "")[:10] or None
    outlet = raw.get("outlet") or raw.get("source")
    return Article(id=content_id("article", text), text=text, title=title, outlet=outlet, published=day)
