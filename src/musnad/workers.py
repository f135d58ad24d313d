"""Many articles, read one after the other or by several processes; the readings do not depend on how many.

Every process loads the lexicons and the encoder once (processes are spawned, never forked: ONNX Runtime has threads).
An article that cannot be read becomes a failure with its reason, and the others are still read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache
from multiprocessing import get_context

from msgspec import Struct

from musnad.errors import DataError, ModelError, MusnadError
from musnad.model.infer import Encoder
from musnad.pipeline import Pack, read
from musnad.records import Article, Reading

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
    try:
        with _executor(workers) as pool:
            yield from _outcomes(articles, pool, max(1, workers) * WAITING, encoder)
    except BrokenExecutor as problem:
        raise MusnadError("a reading process was killed (too little memory?); try fewer workers") from problem


def _outcomes(articles: Iterable[tuple[str, Article]], pool: Executor, most: int, encoder: bool) -> Iterator[Outcome]:
    waiting: deque[tuple[str, Future[Reading]]] = deque()
    for name, article in articles:
        waiting.append((name, pool.submit(_read, article, encoder)))
        if len(waiting) >= most:
            yield _outcome(*waiting.popleft())
    while waiting:
        yield _outcome(*waiting.popleft())


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


def _outcome(name: str, future: Future[Reading]) -> Outcome:
    problem = future.exception()
    if problem is None:
        return Outcome(name, future.result())
    if isinstance(problem, (DataError, ModelError, BrokenExecutor)) or not isinstance(problem, Exception):
        raise problem
    return Outcome(name, None, f"{problem.__class__.__name__}: {problem}")
