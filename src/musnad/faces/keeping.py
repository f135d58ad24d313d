"""Commands that fill and keep a store: ingest, watch, rebuild, doctor, backup, restore, failures, changes, retract."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from musnad.errors import MusnadError, SourceError
from musnad.faces.annotate import Quiet, UseEncoder, Workers
from musnad.faces.bidi import safe
from musnad.faces.gather import complain

if TYPE_CHECKING:
    from musnad.ingest.take import Taken
    from musnad.store.engine import SqlStore

StoreUrl = Annotated[
    str, typer.Option("--store", envvar="MUSNAD_STORE", help="A file (SQLite), or postgresql://user@host/database.")
]
DEFAULT_STORE = "musnad.db"


@contextmanager
def opened(url: str, *, make: bool = False) -> Iterator[SqlStore]:
    """A store, closed in the end; unless `make`, a file that is not there is an error.

    Raises:
        StoreError: it cannot be opened.
    """
    from musnad.store.engine import open_store

    store = open_store(url, create=make)
    try:
        yield store
    finally:
        store.close()


def ingest(
    sources: Annotated[list[str], typer.Argument(help="Files, folders, zip, JSON(L), WARC, exports, or addresses.")],
    store: StoreUrl = DEFAULT_STORE,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", help="Field of a record, e.g. text=content, outlet=source, outlet:=الخبر; repeatable."),
    ] = None,
    workers: Workers = 2,
    encoder: UseEncoder = True,
    quiet: Quiet = False,
) -> None:
    """Take in reports: keep every original, read it, and join it to copies, stories and facts.

    Run it again at any time: what is there already is passed over.

    **Examples**

    `musnad ingest examples`

    `musnad ingest https://example.org/rss.xml --store postgresql://localhost/news`

    `musnad ingest archive.zip --map text=content --map outlet=source --map published=date_extracted`
    """
    from musnad.ingest.collate import collate
    from musnad.ingest.take import take_in
    from musnad.sources.http import Fetcher
    from musnad.sources.opening import Opening, open_sources
    from musnad.sources.visits import HeldVisits

    code = 0
    with opened(store, make=True) as kept, Fetcher(visits=(visits := HeldVisits(kept))) as fetcher:
        options = Opening(mapping=tuple(mapping or ()), fetcher=fetcher)
        for name in sources:
            try:
                with _counter(name, quiet=quiet) as watcher:
                    source = open_sources(name, options)
                    taken = take_in(source, kept, workers=workers, encoder=encoder, visits=visits, watcher=watcher)
            except SourceError as problem:
                complain(problem)
                code = code or problem.exit_code
                continue
            _say(name, taken)
        with _bar("Joining", quiet=quiet) as step:
            joined = collate(kept, watcher=step)
        typer.echo(f"{joined.stories} stories and {joined.facts} facts changed", err=True)
    raise typer.Exit(code)


def now() -> str:
    """This moment, UTC, ISO, whole seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def today() -> str:
    """The present day, UTC, ISO."""
    return datetime.now(UTC).date().isoformat()


def _say(name: str, taken: Taken) -> None:
    failed = f", {taken.failed} set aside (see `musnad failures`)" if taken.failed else ""
    typer.echo(f"{safe(name)}: {taken.added} new, {taken.known} known{failed}", err=True)


@contextmanager
def _counter(name: str, *, quiet: bool) -> Iterator[Callable[[Taken], None]]:
    """A line that counts what is taken in, with its rate."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    start = time.monotonic()
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal, transient=True) as bar:
        task = bar.add_task(safe(name), total=None)

        def watch(taken: Taken) -> None:
            rate = taken.items / max(time.monotonic() - start, 1e-6)
            said = f"{safe(name)}: {taken.added} new, {taken.known} known, {taken.failed} set aside · {rate:.1f}/s"
            bar.update(task, description=said)

        yield watch


@contextmanager
def _bar(what: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar told how many of how many are done, with the time left."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def watch(
    feeds: Annotated[Path, typer.Argument(help="File with one address a line; # begins a remark.")],
    every: Annotated[str, typer.Option(help="How often, e.g. 15m, 2h, 1d.")] = "15m",
    store: StoreUrl = DEFAULT_STORE,
    once: Annotated[bool, typer.Option("--once", help="One round, then stop.")] = False,
    workers: Workers = 1,
    encoder: UseEncoder = True,
) -> None:
    """Visit feeds again and again, politely, and take in what is new.

    **Example**: `musnad watch feeds.txt --every 15m`
    """
    from musnad.ingest.watch import addresses, round_of, seconds
    from musnad.sources.http import Fetcher
    from musnad.sources.visits import HeldVisits

    pause = seconds(every)
    with opened(store, make=True) as kept, Fetcher(visits=(visits := HeldVisits(kept))) as fetcher:
        while True:
            for problem in round_of(
                addresses(feeds), kept, fetcher, visits, workers=workers, encoder=encoder, told=_say
            ):
                complain(problem)
            if once:
                return
            time.sleep(pause)


def rebuild(
    store: StoreUrl = DEFAULT_STORE, workers: Workers = 2, encoder: UseEncoder = True, quiet: Quiet = False
) -> None:
    """Read every original anew and join all reports again; decisions of persons are kept.

    **Example**: `musnad rebuild --store musnad.db`
    """
    from musnad.ingest.rebuild import rebuild as build

    with opened(store) as kept, _bar("Rebuilding", quiet=quiet) as step:
        rebuilt = build(kept, workers=workers, encoder=encoder, watcher=step)
    typer.echo(f"{rebuilt.read} articles read, {rebuilt.changed} of them otherwise than before", err=True)


def doctor(store: StoreUrl = DEFAULT_STORE) -> None:
    """Check a store: hashes of the originals, spans of the readings, tables against one another.

    **Example**: `musnad doctor --store musnad.db`
    """
    with opened(store) as kept:
        problems = kept.check()
    for problem in problems:
        typer.echo(safe(problem))
    typer.echo(
        "the store is sound" if not problems else f"{len(problems)} problem{'s' * (len(problems) > 1)}", err=True
    )
    if problems:
        raise typer.Exit(1)


def backup(
    file: Annotated[Path, typer.Argument(help="File to write.")],
    store: StoreUrl = DEFAULT_STORE,
) -> None:
    """Write everything to one file that `musnad restore` reads, on either kind of store.

    **Example**: `musnad backup news.musnad`
    """
    from musnad.store.backup import backup as write

    with opened(store) as kept:
        write(kept, file)
    typer.echo(f"written: {file}", err=True)


def restore(
    file: Annotated[Path, typer.Argument(help="File of `musnad backup`.")],
    store: StoreUrl = DEFAULT_STORE,
) -> None:
    """Make a store from a backup; a store that holds anything is never overwritten.

    **Example**: `musnad restore news.musnad --store copy.db`
    """
    from musnad.store.backup import restore as read

    read(file, store)
    typer.echo(f"restored to {safe(store)}", err=True)


def failures(store: StoreUrl = DEFAULT_STORE) -> None:
    """List what could not be taken in, and why.

    **Example**: `musnad failures`
    """
    with opened(store) as kept:
        for aside in kept.failures():
            tries = f" ({aside.tries} times)" if aside.tries > 1 else ""
            typer.echo(f"{aside.at[:19]}  {aside.failed.reason:<16}{tries}  {safe(aside.failed.source)}")
            typer.echo(f"    {safe(aside.failed.message)}")


def changes(
    store: StoreUrl = DEFAULT_STORE,
    since: Annotated[int, typer.Option(help="Number of the last change that you know.", min=0)] = 0,
) -> None:
    """List what was added, corrected, retracted or concluded anew: number, time, what, id.

    **Example**: `musnad changes --since 1200`
    """
    with opened(store) as kept:
        for change in kept.alterations(since):
            typer.echo("\t".join((str(change.number), change.at, change.what, change.id, safe(change.note))))


def retract(
    article: Annotated[str, typer.Argument(help="Id of the article.")],
    reason: Annotated[str, typer.Option(help="Why it is retracted.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Take the retraction back.")] = False,
    store: StoreUrl = DEFAULT_STORE,
) -> None:
    """Retract an article: it stays kept, leaves a tombstone, and counts nowhere.

    **Example**: `musnad retract article:0123456789abcdef --reason "withdrawn by the outlet"`
    """
    from musnad.ingest.collate import collate

    if not undo and not reason.strip():
        raise typer.BadParameter("say why", param_hint="--reason")
    with opened(store) as kept:
        if kept.article(article) is None:
            raise MusnadError(f"{article}: no such article in the store")
        with kept.transaction():
            if undo:
                kept.restore(article, at=now())
            else:
                kept.retract(article, reason, at=now())
        collate(kept, stale=(article,))
