"""`musnad annotate`: every document of a folder to its stand-off form, by several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from musnad.errors import MusnadError
from musnad.faces.gather import complain

if TYPE_CHECKING:
    from musnad.records import Article, Reading

Workers = Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes that read at the same time.")]
UseEncoder = Annotated[
    bool, typer.Option("--encoder/--no-encoder", help="Use the encoder; else lexicons and grammar read alone.")
]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress bar.")]
Named = tuple[str, Path]


def annotate(
    folder: Annotated[Path, typer.Argument(metavar="IN", help="Folder with *.doc.json documents.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for NAME.json, made if need be.")],
    workers: Workers = 1,
    encoder: UseEncoder = True,
    quiet: Quiet = False,
) -> None:
    """Read every document of a folder and write each in stand-off form.

    Spans in the results count the characters of the document's own `text`, which is never changed.

    **Example**: `musnad annotate corpus --out readings --workers 4`
    """
    from musnad.eval.documents import find_documents
    from musnad.faces.progress import tracked

    paths = find_documents(folder)
    problems: list[str] = []
    with tracked("Reading", len(paths), quiet=quiet) as step:
        written = _written(paths, out, workers=workers, encoder=encoder, fail=problems.append, step=step)
    typer.echo(f"{written} of {len(paths)} documents written to {out}", err=True)
    for problem in problems:
        complain(problem)
    if problems:
        raise typer.Exit(1)


def _written(
    paths: tuple[Named, ...],
    out: Path,
    *,
    workers: int,
    encoder: bool,
    fail: Callable[[str], None],
    step: Callable[[], None],
) -> int:
    """Read and write everything; the number written. `fail` hears of every document that was not."""
    from musnad.workers import read_many

    written = 0
    for outcome in read_many(_articles(paths, fail, step), workers=workers, encoder=encoder):
        if outcome.reading is None:
            fail(f"{outcome.name}: {outcome.problem}")
        else:
            _write(outcome.reading, out / f"{outcome.name}.json")
            written += 1
        step()
    return written


def _articles(
    paths: tuple[Named, ...], fail: Callable[[str], None], step: Callable[[], None]
) -> Iterator[tuple[str, Article]]:
    from musnad.eval.documents import read_documents

    for found in read_documents(paths):
        if found.article is None:
            fail(found.problem or found.name)
            step()
        else:
            yield found.name, found.article


def _write(reading: Reading, path: Path) -> None:
    from musnad.standoff import encode, to_standoff

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encode(to_standoff(reading)))
    except OSError as problem:
        raise MusnadError(f"{path}: cannot be written ({problem.strerror})") from problem
