"""Speed and memory of a whole reading: `python -m musnad.eval.bench`.

Prints the machine and the versions, then: cold start of `musnad read`, articles a second and peak memory with one and
two processes, milliseconds of every stage, and the cost against the length of a text. Stages and lengths are measured
in time of the processor, which other work on the machine disturbs least.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from multiprocessing import active_children
from pathlib import Path
from statistics import mean, median
from types import FunctionType
from typing import Any

from msgspec import Struct
from msgspec.json import encode
from msgspec.structs import replace

from musnad.eval.corpus import bench_articles
from musnad.pipeline import prepare, read
from musnad.records import Article
from musnad.workers import WAITING, read_many, tools

LENGTHS = (1, 2, 4, 8, 16)
"""Texts of so many articles, one after the other."""
_COLD = "from musnad.faces.cli import main; main()"
_MB = 1e6


class Speed(Struct, frozen=True):
    """Articles a second once everything is loaded, and the peak of the resident memory summed over the processes."""

    workers: int
    rate: float
    megabytes: float


def say(line: str = "") -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def machine() -> Iterator[str]:
    """Processor, memory and versions."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = (line.partition(":") for line in info.read_text().splitlines())
        model = next((value.strip() for key, _, value in lines if key.strip() == "model name"), model)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    yield f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.release()}"
    packages = ", ".join(f"{name} {version(name)}" for name in ("musnad", "onnxruntime", "numpy"))
    yield f"Python {platform.python_version()}, {packages}; load of the machine {os.getloadavg()[0]:.1f}"


def cold_start(article: Article, runs: int = 3) -> float:
    """Seconds of `musnad read` of one article, from start to exit, the best of `runs`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.doc.json"
        path.write_bytes(encode({"text": article.text, "title": article.title, "published": article.published}))
        times = []
        for _ in range(runs):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", _COLD, "read", str(path)], check=True, stdout=subprocess.DEVNULL)
            times.append(time.perf_counter() - start)
    return min(times)


def speed(articles: Sequence[Article], workers: int) -> Speed:
    """Reading speed after the first articles, which pay for loading, are done."""
    warm = min(workers * WAITING, len(articles) // 3)
    started, megabytes = time.perf_counter(), 0.0
    for i, _ in enumerate(read_many(((a.id, a) for a in articles), workers=workers), 1):
        if i == warm:
            started = time.perf_counter()
        if i % 5 == 0 or i == len(articles):
            megabytes = max(megabytes, resident())
    return Speed(workers, (len(articles) - warm) / (time.perf_counter() - started), megabytes)


def resident() -> float:
    """Peak resident memory of this process and its children, summed, in megabytes."""
    each = peaks()
    return sum(each) if all(each) else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / _MB


def peaks() -> tuple[float, ...]:
    """Peak resident memory of this process and of each of its children, in megabytes."""
    pids = (os.getpid(), *(child.pid for child in active_children() if child.pid))
    return tuple(_peak(pid) for pid in pids)


def _peak(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1024 / _MB for line in status.splitlines() if line.startswith("VmHWM")), 0.0)


def stages(articles: Iterable[Article]) -> tuple[dict[str, float], list[float]]:
    """Processor milliseconds of an article by stage, and of every whole article.

    `read` and `prepare` are run with their own code over timed versions of the stages that they name; the module is
    not touched.
    """
    pack, model = tools(encoder=True)
    spent: dict[str, float] = {}
    clocked = _clocked(read, spent, {"prepare": _clocked(prepare, spent, {})})
    whole = []
    for article in articles:
        start = time.process_time()
        clocked(article, pack=pack, model=model)
        whole.append(1000 * (time.process_time() - start))
    return {name: 1000 * seconds / len(whole) for name, seconds in spent.items()}, whole


def _clocked(function: Callable[..., Any], spent: dict[str, float], given: dict[str, Any]) -> Callable[..., Any]:
    """A copy of a function over timed versions of the stages that it names; `given` replaces some of them."""
    known: dict[str, Any] = function.__globals__
    names = {name: known.get(name) for name in function.__code__.co_names}
    timed = {name: _timed(name, stage, spent) for name, stage in names.items() if _is_stage(name, stage)}
    copy = FunctionType(function.__code__, {**known, **timed, **given}, function.__name__)
    copy.__kwdefaults__ = function.__kwdefaults__
    return copy


def _is_stage(name: str, stage: object) -> bool:
    module = getattr(stage, "__module__", None) or ""
    own = module.startswith("musnad.") and not module.startswith("musnad.records")
    return callable(stage) and own and not isinstance(stage, type) and name != "producer"


def _timed(name: str, stage: Any, spent: dict[str, float]) -> Callable[..., Any]:
    def run(*args: Any, **kwargs: Any) -> Any:
        start = time.process_time()
        result = stage(*args, **kwargs)
        spent[name] = spent.get(name, 0.0) + time.process_time() - start
        return result

    return run


def lengths(articles: Sequence[Article]) -> Iterator[tuple[int, float]]:
    """(words, processor milliseconds for 100 words) of texts of 1, 2, 4 … articles: level where the cost is linear."""
    pack, model = tools(encoder=True)
    for size in LENGTHS:
        if size > len(articles):
            return
        costs, words = [], 0
        for at in range(0, min(len(articles), 4 * size) - size + 1, size):
            text = "\n".join(article.text for article in articles[at : at + size])
            start = time.process_time()
            read(replace(articles[at], text=text, paragraphs=()), pack=pack, model=model)
            words = len(text.split())
            costs.append(100_000 * (time.process_time() - start) / words)
        yield words, median(costs)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m musnad.eval.bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=200, help="how many are read (default 200)")
    parser.add_argument("--collections", type=Path, default=Path("../shared/data/articles"), help="*.jsonl and *.zip")
    parser.add_argument("--examples", type=Path, default=Path("examples"), help="pages, where there are no collections")
    given = parser.parse_args(arguments)
    what, articles = bench_articles(given.collections, given.examples, given.articles)
    for line in machine():
        say(line)
    say(f"{what}, {mean(len(a.text.split()) for a in articles):.0f} words on average\n")
    say(f"cold `musnad read` of one article  {cold_start(articles[0]):6.2f} s\n")
    say(f"{'processes':>9} {'articles/s':>11} {'peak MB, all':>13}")
    for workers in (2, 1):
        measured = speed(articles, workers)
        say(f"{measured.workers:9} {measured.rate:11.1f} {measured.megabytes:13.0f}")
    by_stage, whole = stages(articles)
    say(f"\n{'stage':<20} {'ms':>7}")
    for name, milliseconds in sorted(by_stage.items(), key=lambda item: -item[1]):
        say(f"{name:<20} {milliseconds:7.1f}")
    slow = sorted(whole)[int(0.95 * (len(whole) - 1))]
    say(f"{'whole article':<20} {mean(whole):7.1f}   median {median(whole):.1f}, 95 % below {slow:.1f}")
    say(f"\n{'words':>6} {'ms for 100 words':>17}")
    for words, cost in lengths(articles):
        say(f"{words:6} {cost:17.1f}")


if __name__ == "__main__":
    main()
