"""Many articles, read one after the other or by several processes; the readings do not depend on how many.

Every process loads the lexicons and the encoder once (processes are spawned, never forked: ONNX Runtime has threads).
An article that cannot be read becomes a failure with its reason, and the others are still read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache, partial
from multiprocessing import get_context
from typing import TypeVar

from msgspec import Struct

from musnad.errors import DataError, ModelError, MusnadError
from musnad.model.infer import Encoder
from musnad.pipeline import Pack, read
from musnad.records import Article, Reading

K = TypeVar("K")
T = TypeVar("T")
R = TypeVar("R")
WAITING = 8
"""Articles that may wait for each process: bounds the memory, keeps every process busy."""


class Outcome(Struct, frozen=True):
    """What came of one article: a reading, or why there is none."""

    name: str
    reading: Reading | None
    problem: str | None = None


def read_many(articles: Iterable[tuple[str, Article]], *, workers: int = 1, encoder: bool = True) -> Iterator[Outcome]:
    """Outcomes of named articles, in their order; `workers` is the number of processes (1: this one).

    Raises:
        DataError: one of Musnad's own tables is broken.
        ModelError: the weights are missing or do not fit.
        MusnadError: a process was killed from outside.
    """
    for name, reading in run_many(articles, partial(_read, encoder=encoder), workers=workers):
        if isinstance(reading, Exception):
            yield Outcome(name, None, problem_line(reading))
        else:
            yield Outcome(name, reading)


def run_many(items: Iterable[tuple[K, T]], job: Callable[[T], R], *, workers: int) -> Iterator[tuple[K, R | Exception]]:
    """What `job` makes of each item, or why it could not, in the order of the items; memory stays bounded.

    `job` and what it takes and gives must be picklable.

    Raises:
        DataError, ModelError: Musnad itself is broken: no other item would fare better.
        MusnadError: a process was killed from outside.
    """
    most = max(1, workers) * WAITING
    waiting: deque[tuple[K, Future[R]]] = deque()
    try:
        with _executor(workers) as pool:
            for key, item in items:
                waiting.append((key, pool.submit(job, item)))
                if len(waiting) >= most:
                    done, future = waiting.popleft()
                    outcome = _settled(future)
                    yield done, outcome
            for done, future in waiting:
                outcome = _settled(future)
                yield done, outcome
    except BrokenExecutor as problem:
        raise MusnadError("a reading process was killed (too little memory?); try fewer workers") from problem


def _settled(future: Future[R]) -> R | Exception:
    problem = future.exception()
    if problem is None:
        return future.result()
    if isinstance(problem, (DataError, ModelError, BrokenExecutor)) or not isinstance(problem, Exception):
        raise problem
    return problem


def problem_line(problem: Exception) -> str:
    """What went wrong, in one line for a person."""
    return f"{problem.__class__.__name__}: {problem}"


def _executor(workers: int) -> Executor:
    if workers <= 1:
        return ThreadPoolExecutor(1)
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


@cache
def tools(encoder: bool) -> tuple[Pack, Encoder | None]:
    """Lexicons and encoder of this process, loaded once; both are immutable. Raises: DataError, ModelError."""
    return Pack.load(), Encoder.load(threads=1) if encoder else None


def _read(article: Article, encoder: bool) -> Reading:
    pack, model = tools(encoder)
    reading = read(article, pack=pack, model=model)
    reading.check()
    return reading
