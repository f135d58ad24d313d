"""Many articles, read one after the other or by several processes; the readings do not depend on how many.

Every process loads the lexicons and the encoder once (processes are spawned, never forked: ONNX Runtime has threads).
An article that cannot be read becomes a failure with its reason, and the others are still read.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache, partial
from multiprocessing import get_context
from typing import Generic, TypeVar

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
ALONE = 0
"""Workers of an executor with one process of its own."""
_DEATHS = 3
"""Items in a row whose processes died: then it is not the items."""


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

    `job` and what it takes and gives must be picklable. An item whose process dies is tried again in one of its own;
    if that dies too, the item has a `MusnadError` and the others are still done.

    Raises:
        DataError, ModelError: Musnad itself is broken: no other item would fare better.
        MusnadError: processes keep dying, whatever they read.
    """
    most = max(1, workers) * WAITING
    waiting: deque[tuple[K, T, Future[R]]] = deque()
    with _Crew(workers, job) as crew:
        for key, item in items:
            waiting.append((key, item, crew.submit(item)))
            if len(waiting) >= most:
                done, given, future = waiting.popleft()
                yield done, crew.outcome(given, future)
        for done, given, future in waiting:
            yield done, crew.outcome(given, future)


class _Crew(Generic[T, R]):
    """Processes that do one job (a thread of this process, where one is enough); those that die are replaced."""

    def __init__(self, workers: int, job: Callable[[T], R]) -> None:
        self._workers = max(1, workers)
        self._job = partial(_handed_over, job)
        self._executor = _executor(self._workers)
        self._deaths = 0

    def __enter__(self) -> _Crew[T, R]:
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(cancel_futures=True)

    def submit(self, item: T) -> Future[R]:
        """Give an item to whoever is free."""
        try:
            return self._executor.submit(self._job, item)
        except BrokenExecutor:
            self._executor.shutdown()
            self._executor = _executor(self._workers)
            return self._executor.submit(self._job, item)

    def outcome(self, item: T, future: Future[R]) -> R | Exception:
        """What came of an item. Raises as `run_many`."""
        if isinstance(future.exception(), BrokenExecutor):
            with _executor(ALONE) as alone:
                future = alone.submit(self._job, item)
            if isinstance(future.exception(), BrokenExecutor):
                return self._died()
        self._deaths = 0
        return _settled(future)

    def _died(self) -> MusnadError:
        self._deaths += 1
        if self._deaths >= _DEATHS:
            raise MusnadError("reading processes keep being killed (too little memory?); try fewer workers")
        return MusnadError("two processes died reading it")


def _handed_over(job: Callable[[T], R], item: T) -> R:
    """Do a job; a problem that cannot be handed from process to process is told in words, lest it breaks the pool."""
    try:
        return job(item)
    except Exception as problem:
        try:
            pickle.loads(pickle.dumps(problem))
        except (pickle.PickleError, TypeError, AttributeError, ValueError):
            raise MusnadError(problem_line(problem)) from None
        raise


def _settled(future: Future[R]) -> R | Exception:
    problem = future.exception()
    if problem is None:
        return future.result()
    if isinstance(problem, (DataError, ModelError)) or not isinstance(problem, Exception):
        raise problem
    return problem


def problem_line(problem: Exception) -> str:
    """What went wrong, in one line for a person."""
    return f"{problem.__class__.__name__}: {problem}"


def _executor(workers: int) -> Executor:
    if workers == 1:
        return ThreadPoolExecutor(1)
    return ProcessPoolExecutor(max(1, workers), mp_context=get_context("spawn"))


@cache
def tools(encoder: bool) -> tuple[Pack, Encoder | None]:
    """Lexicons and encoder of this process, loaded once; both are immutable. Raises: DataError, ModelError."""
    return Pack.load(), Encoder.load(threads=1) if encoder else None


def _read(article: Article, encoder: bool) -> Reading:
    pack, model = tools(encoder)
    reading = read(article, pack=pack, model=model)
    reading.check()
    return reading
