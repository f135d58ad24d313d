"""Feeds that are visited again and again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from musnad.errors import SourceError, SourceMissing
from musnad.ingest.collate import collate
from musnad.ingest.take import Taken, take_in
from musnad.sources.http import Fetcher
from musnad.sources.opening import Opening, open_sources
from musnad.sources.visits import HeldVisits
from musnad.store.base import Store

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_EVERY = re.compile(r"(\d+)\s*([smhd])")
LEAST = 60
"""Seconds between two rounds, at least: more often helps nobody and burdens the outlets."""


def seconds(every: str) -> int:
    """Seconds of `15m`, `2h`, `1d`; never less than a minute.

    Raises:
        SourceError: it is no such time.
    """
    match = _EVERY.fullmatch(every.strip())
    if match is None:
        raise SourceError(every, "is no interval; write 15m, 2h or 1d")
    return max(LEAST, int(match[1]) * _UNITS[match[2]])


def addresses(path: Path) -> tuple[str, ...]:
    """The addresses of a file, one a line; empty lines and what follows `#` and a space are left out.

    Raises:
        SourceMissing: the file cannot be read.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise SourceMissing(str(path), f"cannot be read ({problem.__class__.__name__})") from problem
    kept = (re.split(r"(?:^|\s)#", line, maxsplit=1)[0].strip() for line in lines)
    return tuple(dict.fromkeys(line for line in kept if line))


def round_of(
    sources: Sequence[str],
    store: Store,
    fetcher: Fetcher,
    visits: HeldVisits,
    *,
    workers: int,
    encoder: bool,
    told: Callable[[str, Taken], None] | None = None,
) -> Iterator[SourceError]:
    """Visit every address once and join what is new; yields the problems of those that do not answer.

    One `fetcher` serves all rounds: it knows the pace of every host and its robots.txt.
    """
    for source in sources:
        try:
            opened = open_sources(source, Opening(fetcher=fetcher))
            taken = take_in(opened, store, workers=workers, encoder=encoder, visits=visits)
        except SourceError as problem:
            yield problem
            continue
        if told is not None:
            told(source, taken)
    collate(store)
