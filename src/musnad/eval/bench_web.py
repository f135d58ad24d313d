"""How long the pages and the API take: `python -m musnad.eval.bench_web --store FILE`.

Starts `musnad serve` on the store (or asks a server that runs, `--url`), asks every kind of page and of the API's GETs,
one request after the other, in both languages, over a sample of what the store holds, and has articles of about 300
words read. Prints for each kind: the first request, the median, what 95 % stay below, the slowest, in milliseconds, as
one who asks over loopback sees them. Wall-clock time: run it on a quiet machine.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import IO
from urllib.parse import quote, urlencode

import httpx
from msgspec import Struct

from musnad.eval.bench import machine, say
from musnad.store.base import Store
from musnad.store.engine import open_store
from musnad.store.entries import Filters, Held

PAGE_GOAL, READ_GOAL = 200.0, 1000.0
"""Milliseconds below which 95 % of the requests of a kind should stay: pages, and the read page."""
READ = "POST /read"
WORDS, NEAR = 300, 30
"""Words of the articles that are read, and how far from that they may be."""
_SERVE = "from musnad.faces.cli import main; main()"
_READY = "Musnad is open at "
_ABLE = 120.0
"""Seconds for the server to answer, and for the lexicons and the encoder to be loaded."""
_ALL = 20_000


class Kind(Struct, frozen=True):
    """One kind of request: a name, and the addresses of the sample."""

    name: str
    paths: tuple[str, ...]


class Took(Struct, frozen=True):
    """Milliseconds of one kind; `failed` counts answers other than 200."""

    name: str
    requests: int
    first: float
    median: float
    most: float
    slowest: float
    failed: int

    @classmethod
    def of(cls, name: str, times: Sequence[float], failed: int = 0) -> Took:
        """From the times of requests in order; the first, which pays for what is loaded once, counts by itself."""
        rest = sorted(times[1:] or times)
        most = rest[min(len(rest) - 1, int(0.95 * len(rest)))]
        return cls(name, len(times), times[0], median(rest), most, rest[-1], failed)

    @property
    def good(self) -> bool:
        """Whether it stays below its goal, and every answer was one."""
        return self.failed == 0 and self.most <= (READ_GOAL if self.name == READ else PAGE_GOAL)


class Sample(Struct, frozen=True):
    """Ids of a store by which pages are asked for, spread over all that it holds."""

    articles: tuple[Held, ...]
    stories: tuple[str, ...]
    facts: tuple[str, ...]
    actors: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    days: tuple[str, ...]
    words: tuple[str, ...]
    texts: tuple[str, ...]


def spread(found: Sequence[str], most: int) -> tuple[str, ...]:
    """At most `most` of a list, evenly from all of it."""
    if not found or most < 1:
        return ()
    return tuple(found[int(i * len(found) / min(most, len(found)))] for i in range(min(most, len(found))))


def sample(store: Store, most: int) -> Sample:
    """What is asked for: at most `most` of a kind, the largest stories and the most told actors among them."""
    held = {one.id: one for one in store.articles()}
    stories = sorted(store.stories(Filters(), limit=_ALL), key=lambda story: -len(story.articles))
    some = [story for story in stories if story.id in set(spread([story.id for story in stories], most))]
    chosen = [*stories[: most // 4], *some][:most]
    facts = spread([fact for story in chosen for fact in story.facts], most)
    articles = spread(tuple(held), most)
    names = dict.fromkeys(name for story in chosen for name in (*story.names[:2], *story.places[:1]))
    links = (link for article in spread(tuple(held), 20 * most) for link in store.copies(article))
    pairs = tuple(islice(((link.article, link.origin) for link in links), most))
    days = spread(sorted({one.published[:10] for one in held.values() if one.published}), most)
    titles = [one.title for one in held.values() if one.title]
    words = [" ".join(title.split()[: 1 + number % 3]) for number, title in enumerate(spread(titles, most))]
    return Sample(
        articles=tuple(held[article] for article in articles), stories=tuple(story.id for story in chosen),
        facts=facts, actors=tuple(names)[:most], pairs=pairs, days=days, words=tuple(words),
        texts=_texts(store, held.values(), most),
    )  # fmt: skip


def _texts(store: Store, held: Iterable[Held], most: int) -> tuple[str, ...]:
    """Texts of about 300 words."""
    near = [one.id for one in held if abs(one.words - WORDS) <= NEAR]
    return tuple(reading.article.text for reading in store.readings(spread(near, most)))


def pages(of: Sample) -> Iterator[Kind]:
    """Every kind of page, but for those that write and files to take away."""
    yield Kind("/", ("/",) * 10)
    yield Kind("/?after", _asked("/", after=of.stories))
    yield Kind("/stories/ID", _paths("/stories/{}", of.stories))
    yield Kind("/facts/ID", _paths("/facts/{}", of.facts))
    yield Kind("/actors/ID", _paths("/actors/{}", of.actors))
    for part in ("facts", "said", "about"):
        yield Kind(f"/actors/ID?part={part}", _paths(f"/actors/{{}}?part={part}", of.actors))
    yield Kind("/articles/ID", _paths("/articles/{}", [one.id for one in of.articles]))
    yield Kind("/articles/ID/original", _paths("/articles/{}/original", [one.id for one in of.articles]))
    compared = tuple(f"/articles/{quote(one, safe=':')}/compare/{quote(two, safe=':')}" for one, two in of.pairs)
    yield Kind("/articles/ID/compare/ID", compared)
    outlets = [one.outlet for one in of.articles if one.outlet]
    yield Kind("/search", ("/search",) * 5)
    yield Kind("/search?q", _asked("/search", q=of.words))
    yield Kind("/search?q&sort=latest", _asked("/search", q=of.words, sort=["latest"]))
    yield Kind("/search?type", _asked("/search", type=("ASSAULT", "CONSULT", "COERCE"), since=of.days))
    yield Kind("/search?q&type&sort=latest", _asked("/search", q=of.words, type=["ASSAULT"], sort=["latest"]))
    yield Kind("/search?actor", _asked("/search", actor=of.actors, role=("actor", "any")))
    yield Kind("/search?q&outlet", _asked("/search", q=of.words, outlet=outlets))
    yield Kind("/searches", ("/searches",) * 5)
    yield Kind("/search/feed.atom", _asked("/search/feed.atom", q=of.words, of=("reports", "facts")))
    yield Kind("/map", ("/map",) * 5)
    yield Kind("/map?region", _asked("/map", region=("levant", "gulf", "world")))
    yield Kind("/map?q", _asked("/map", q=of.words))
    yield Kind("/map?actor", _asked("/map", actor=of.actors))
    yield Kind("/deadlines", _asked("/deadlines", on=of.days))
    yield Kind("/sources", ("/sources",) * 10)
    yield Kind("/review", ("/review",) * 10)
    yield Kind("/read", ("/read",) * 5)


def api(of: Sample) -> Iterator[Kind]:
    """Every kind of the API's GETs, but for exports and the audit log."""
    root = "/api/v1"
    yield Kind(f"{root}/stories", (f"{root}/stories", *_asked(f"{root}/stories", actor=of.actors)))
    yield Kind(f"{root}/stories/ID", _paths(f"{root}/stories/{{}}", of.stories))
    yield Kind(f"{root}/facts", (f"{root}/facts", *_asked(f"{root}/facts", actor=of.actors)))
    yield Kind(f"{root}/facts/ID", _paths(f"{root}/facts/{{}}", of.facts))
    yield Kind(f"{root}/articles", (f"{root}/articles", *_asked(f"{root}/articles", text=of.words)))
    for tail in ("", "/reading", "/copies"):
        yield Kind(f"{root}/articles/ID{tail}", _paths(f"{root}/articles/{{}}{tail}", [one.id for one in of.articles]))
    yield Kind(f"{root}/entities/ID", _paths(f"{root}/entities/{{}}", of.actors))
    yield Kind(f"{root}/deadlines", _asked(f"{root}/deadlines", as_of=of.days))
    yield Kind(f"{root}/facets", _asked(f"{root}/facets", text=of.words))
    for form in ("citation.txt", "annotation.json", "card.svg", "card.png"):
        yield Kind(f"{root}/share/{form}", _asked(f"{root}/share/{form}", of=of.facts))
    for name in ("changes", "failures", "outlets", "visits", "searches", "decisions", "openapi.json"):
        yield Kind(f"{root}/{name}", (f"{root}/{name}",) * 5)


def _paths(form: str, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(form.format(quote(id_, safe=":")) for id_ in ids)


def _asked(path: str, **values: Sequence[str]) -> tuple[str, ...]:
    """Addresses with one value of each name, as many as the longest list has; the others begin anew."""
    if not all(values.values()):
        return ()
    longest = max(map(len, values.values()))
    each = zip(*(islice(cycle(given), longest) for given in values.values()), strict=True)
    return tuple(f"{path}?{urlencode(dict(zip(values, chosen, strict=True)))}" for chosen in each)


def ask(client: httpx.Client, kind: Kind) -> Took:
    """Ask all addresses of a kind, in Arabic and in English by turns."""
    times, failed = [], 0
    for path, lang in zip(kind.paths, cycle(("ar", "en"))):
        start = time.perf_counter()
        answer = client.get(path, headers={"Cookie": f"lang={lang}; digits=arabic; hijri=1"})
        times.append(1000 * (time.perf_counter() - start))
        failed += answer.status_code != 200
    return Took.of(kind.name, times, failed)


def wait(client: httpx.Client, text: str) -> None:
    """Wait until the lexicons and the encoder are loaded, which slows everything else meanwhile."""
    until = time.monotonic() + _ABLE
    while client.post("/read", data={"text": text}).status_code == 503 and time.monotonic() < until:
        time.sleep(0.5)


def read(client: httpx.Client, texts: Sequence[str]) -> Took:
    """Have texts read."""
    times, failed = [], 0
    for text in texts:
        start = time.perf_counter()
        answer = client.post("/read", data={"text": text})
        times.append(1000 * (time.perf_counter() - start))
        failed += answer.status_code != 200
    return Took.of(READ, times, failed)


@contextmanager
def served(store: str) -> Iterator[str]:
    """A server on a store, in a process of its own; its address.

    Raises:
        RuntimeError: it did not start.
    """
    command = [sys.executable, "-c", _SERVE, "serve", "--store", store, "--port", "0"]
    with tempfile.TemporaryFile("w+") as told, subprocess.Popen(command, stderr=told) as server:
        try:
            yield _address(server, told)
        finally:
            server.terminate()
            server.wait()
            told.seek(0)
            say("".join(line for line in told if _READY not in line).strip())


def _address(server: subprocess.Popen[bytes], told: IO[str]) -> str:
    """Where a server says that it is open. Raises: RuntimeError."""
    until = time.monotonic() + _ABLE
    while server.poll() is None and time.monotonic() < until:
        told.seek(0)
        for line in told:
            if _READY in line and line.endswith("\n"):
                return line.partition(_READY)[2].split()[0]
        time.sleep(0.1)
    raise RuntimeError("musnad serve did not start")


def measure(url: str, of: Sample) -> Iterator[Took]:
    """All kinds in turn."""
    with httpx.Client(base_url=url, timeout=120.0, trust_env=False) as client:
        if of.texts:
            wait(client, of.texts[0])
        for kind in (*pages(of), *api(of)):
            if kind.paths:
                yield ask(client, kind)
        if of.texts:
            yield read(client, of.texts)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where a goal is missed and `--gate` asks for it."""
    parser = argparse.ArgumentParser(prog="python -m musnad.eval.bench_web", description=__doc__)
    parser.add_argument("--store", required=True, help="SQLite file, or postgresql://…")
    parser.add_argument("--url", help="a server that runs on the same store, in place of one that is started for it")
    parser.add_argument("--sample", type=int, default=40, help="requests of a kind (default 40)")
    parser.add_argument("--gate", action="store_true", help="end with 1 where a kind misses its goal")
    given = parser.parse_args(arguments)
    if "://" not in given.store and not Path(given.store).exists():
        parser.error(f"{given.store} is not there")
    for line in machine():
        say(line)
    store = open_store(given.store)
    of = sample(store, given.sample)
    store.close()
    say(f"\n{'ms':<32} {'asked':>6} {'first':>8} {'median':>8} {'95 %':>8} {'slowest':>8}")
    missed = 0
    with served(given.store) if not given.url else _running(given.url) as url:
        for took in measure(url, of):
            note = "" if took.good else f"  {took.failed} failed" if took.failed else "  slow"
            say(f"{took.name:<32} {took.requests:6} {took.first:8.1f} {took.median:8.1f} {took.most:8.1f}"
                f" {took.slowest:8.1f}{note}")  # fmt: skip
            missed += not took.good
    say(f"\ngoals: 95 % of a page below {PAGE_GOAL:.0f} ms, of {READ} below {READ_GOAL:.0f} ms; missed by {missed}")
    return int(given.gate and missed > 0)


@contextmanager
def _running(url: str) -> Iterator[str]:
    yield url


if __name__ == "__main__":
    sys.exit(main())
