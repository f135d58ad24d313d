"""Everything that was concluded, made anew from the originals."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec import Struct
from msgspec.msgpack import encode

from musnad.errors import SourceError
from musnad.ingest.collate import Watcher, collate_anew
from musnad.ingest.correct import laid_over
from musnad.ingest.state import Digest, digest, digested
from musnad.records import Page
from musnad.review.doubts import OF_READINGS, doubts_of, lost_doubts
from musnad.store.base import Store
from musnad.workers import run_many

_BATCH = 32


class Rebuilt(Struct):
    """What a rebuild did: articles read, how many read otherwise than before, corrections without their item."""

    read: int = 0
    changed: int = 0
    lost: int = 0


def rebuild(store: Store, *, workers: int, encoder: bool, watcher: Watcher | None = None) -> Rebuilt:
    """Read every original anew and join all articles again; originals, failures and decisions stay.

    With the same engine and model the store is the same afterwards, to the byte of every record.
    """
    rebuilt = Rebuilt()
    total = sum(1 for _ in store.articles(current=False))
    results = run_many(_originals(store), partial(_again, encoder=encoder), workers=workers)
    batch: list[Digest] = []
    for _, made in results:
        if isinstance(made, SourceError):
            continue
        if isinstance(made, Exception):
            raise made
        batch.append(made)
        if len(batch) >= _BATCH:
            _replace(store, batch, rebuilt)
            batch = []
            if watcher is not None:
                watcher(rebuilt.read, total)
    _replace(store, batch, rebuilt)
    collate_anew(store, watcher)
    return rebuilt


def _originals(store: Store) -> Iterator[tuple[str, Page]]:
    """Originals from which an article was read."""
    for kept in store.originals():
        if kept.article is not None:
            yield kept.article, kept.page


def _again(page: Page, encoder: bool) -> Digest:
    return digest(page, encoder=encoder)


def _replace(store: Store, batch: list[Digest], rebuilt: Rebuilt) -> None:
    with store.transaction():
        for made in batch:
            before = store.machine_reading(made.reading.article.id)
            rebuilt.read += 1
            if before is None or encode(before) != encode(made.reading):
                rebuilt.changed += 1
            _put(store, made, rebuilt)


def _put(store: Store, made: Digest, rebuilt: Rebuilt) -> None:
    """Keep a new reading, with persons' corrections over it; one whose item is gone is asked about."""
    shown, lost = laid_over(store, made.reading)
    article = made.reading.article.id
    if shown is made.reading:
        store.replace_reading(shown, folded=made.folded, derived=made.state)
    else:
        digest = digested(shown)
        store.replace_reading(shown, folded=digest.folded, derived=digest.state, machine=made.reading)
    rebuilt.lost += len(lost)
    store.put_doubts(
        article, (*lost_doubts(article, store.corrections(article), lost), *doubts_of(shown)), kinds=OF_READINGS
    )
