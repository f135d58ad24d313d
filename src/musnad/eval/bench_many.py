"""Speed, memory and size of taking in many reports: `python -m musnad.eval.bench_many ARCHIVES --store FILE`.

Takes in the archives of SaudiNewsNet (all, or the first `--articles` of them) with the encoder, joins them to copies,
stories and facts, and prints: seconds of every thousand articles, peak memory of every process, size of the store
against that of the texts, and how long searches take. Wall-clock time: run it on a quiet machine.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median

from msgspec import Struct

from musnad.eval.archive import MAPPING
from musnad.eval.bench import machine, peaks, say
from musnad.ingest.collate import collate
from musnad.ingest.take import Taken, take_in
from musnad.records import Page
from musnad.sources.base import Failed
from musnad.sources.opening import Opening, open_sources
from musnad.store.base import Store
from musnad.store.engine import open_store
from musnad.store.entries import Filters

STEP = 1_000
"""Articles of one line of the table."""
_SEARCHES = 300
_MB = 1e6


class Archives:
    """The archives of a folder as one source, at most `most` records of it."""

    def __init__(self, folder: Path, most: int | None) -> None:
        self.name, self._folder, self._most = str(folder), folder, most

    def items(self) -> Iterator[Page | Failed]:
        """Records in the order of the days."""
        opened = (open_sources(str(path), Opening(mapping=MAPPING)) for path in sorted(self._folder.glob("*.zip")))
        return islice((item for source in opened for item in source.items()), self._most)


class Clock:
    """Seconds of every thousand items, as they go by."""

    def __init__(self, what: str) -> None:
        self.what, self.seconds = what, list[float]()
        self._last, self._done = time.perf_counter(), 0

    def at(self, done: int) -> None:
        """So many are done."""
        if done - self._done < STEP:
            return
        now = time.perf_counter()
        took = (now - self._last) * STEP / (done - self._done)
        self.seconds.append(took)
        say(f"{self.what} {done:>6}  {took:7.1f} s a thousand  peaks MB {' '.join(f'{p:.0f}' for p in peaks())}")
        self._last, self._done = now, done


class Searched(Struct, frozen=True):
    """Milliseconds of searches: half are faster than `median`, 95 % than `most`."""

    median: float
    most: float


def searches(store: Store) -> Searched:
    """Time searches for words of the store's own headlines, alone and with filters."""
    titles = [held.title.split() for held in store.articles() if held.title]
    chosen = titles[:: max(1, len(titles) // _SEARCHES)]
    took = []
    for number, words in enumerate(chosen):
        asked = Filters(
            text=" ".join(words[: 1 + number % 3]),
            type=("ASSAULT", None, None, "CONSULT")[number % 4],
            since="2015-08-01" if number % 5 == 0 else None,
        )
        start = time.perf_counter()
        store.search(asked)
        took.append(1000 * (time.perf_counter() - start))
    return Searched(median(took), sorted(took)[int(0.95 * (len(took) - 1))])


def text_size(store: Store) -> int:
    """Bytes of all texts, UTF-8."""
    ids = [held.id for held in store.articles(current=False)]
    return sum(len(reading.article.text.encode()) for reading in store.readings(ids))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m musnad.eval.bench_many", description=__doc__)
    parser.add_argument("archives", type=Path, help="folder of SaudiNewsNet's *.zip")
    parser.add_argument("--store", type=Path, required=True, help="SQLite file to make; must not be there")
    parser.add_argument("--articles", type=int, default=None, help="how many records; all by default")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args(arguments)
    if given.store.exists():
        parser.error(f"{given.store} is there already")
    for line in machine():
        say(line)
    store = open_store(str(given.store))
    start = time.perf_counter()
    taking = Clock("taken in")
    taken = take_in(
        Archives(given.archives, given.articles),
        store,
        workers=given.workers,
        encoder=True,
        watcher=lambda so_far: taking.at(so_far.items),
    )
    middle = time.perf_counter()
    joining = Clock("joined")
    collate(store, watcher=lambda done, _: joining.at(done))
    _report(store, given.store, taken, (middle - start, time.perf_counter() - middle), (taking, joining))
    store.close()


def _report(store: Store, path: Path, taken: Taken, seconds: tuple[float, float], clocks: tuple[Clock, Clock]) -> None:
    say(f"\n{taken.added} articles, {taken.failed} set aside, {taken.known} known before")
    say(f"taking in {seconds[0] / 60:.1f} min, joining {seconds[1] / 60:.1f} min, together {sum(seconds) / 60:.1f} min")
    steps = [a + b for a, b in zip(*(clock.seconds for clock in clocks), strict=False)]
    if len(steps) >= 6:
        first, last = sum(steps[:3]) / 3, sum(steps[-3:]) / 3
        say(f"a thousand articles: {first:.1f} s at the start, {last:.1f} s at the end ({last / first:.2f} times)")
    texts = text_size(store)
    size = sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*"))
    say(f"texts {texts / _MB:.1f} MB, store {size / _MB:.1f} MB ({size / texts:.2f} times)")
    found = searches(store)
    say(f"search: median {found.median:.1f} ms, 95 % below {found.most:.1f} ms")


if __name__ == "__main__":
    main()
