"""`musnad`: the command line. Each command says in one line what went wrong and goes on with the other sources.

Commands import what they need when they run: `musnad --help` loads no lexicon, `musnad read` no trainer.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from musnad import __version__
from musnad.errors import MusnadError
from musnad.faces.annotate import annotate
from musnad.faces.bidi import Direction, turn_for
from musnad.faces.deciding import corrections, decisions, differ, same, undo
from musnad.faces.demo import demo
from musnad.faces.export.command import export
from musnad.faces.gather import complain, read_all
from musnad.faces.keeping import backup, changes, doctor, failures, ingest, rebuild, restore, retract, watch
from musnad.faces.looking import deadlines, facts, search, stories, story
from musnad.faces.measure import evaluate, train
from musnad.faces.resolvers import when, where, who
from musnad.faces.serving import account, serve

if TYPE_CHECKING:
    from rich.console import Console

    from musnad.faces.bidi import Turn
    from musnad.records import Reading

app = typer.Typer(
    name="musnad",
    help="Read Arabic news: who said or did what, to whom, when, where, and according to whom.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
Rtl = Annotated[
    Direction,
    typer.Option("--rtl", envvar="MUSNAD_RTL", help="Who turns Arabic around: the terminal, musnad, or find out."),
]


def _version(value: bool) -> None:
    if value:
        typer.echo(f"musnad {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Read Arabic news into data, each field with the words that it was read from."""


@app.command("read")
def read_sources(
    sources: Annotated[list[str], typer.Argument(help="Files, http(s) addresses, or - for standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print each reading as one line of JSON.")] = False,
    standoff: Annotated[
        bool, typer.Option("--standoff", help="Print each in stand-off form, one line of JSON.")
    ] = False,
    html: Annotated[Path | None, typer.Option("--html", help="Write one self-contained page.")] = None,
    published: Annotated[str | None, typer.Option(help="Date of publication, e.g. 2025-08-06.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who publishes it.")] = None,
    title: Annotated[str | None, typer.Option(help="Headline.")] = None,
    direction: Rtl = Direction.AUTO,
    encoder: Annotated[bool, typer.Option(help="Use the encoder; else lexicons and grammar read alone.")] = True,
) -> None:
    """Read articles: who said what, what happened, deadlines, what a translation broke.

    **Examples**

    `musnad read article.html`

    `musnad read https://example.org/report --json`

    `cat text.txt | musnad read - --published 2025-08-06`

    `musnad read report.doc.json --html reading.html`
    """
    from musnad.page.read import Overrides

    given = Overrides(published=published, outlet=outlet, title=title)
    readings, code = read_all(sources, given, encoder=encoder)
    if as_json or standoff:
        _write_lines(readings, standoff)
    if html is not None and readings:
        _write_page(readings, html)
        typer.echo(f"written: {html}", err=True)
    if not (as_json or standoff or html):
        _show(readings, direction)
    raise typer.Exit(code)


def _write_lines(readings: list[Reading], standoff: bool) -> None:
    import msgspec

    from musnad.standoff import encode, to_standoff

    for reading in readings:
        body = encode(to_standoff(reading)) if standoff else msgspec.json.encode(reading)
        sys.stdout.write(body.decode() + "\n")


def _write_page(readings: list[Reading], path: Path) -> None:
    from musnad.faces.html import page

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(readings), "utf-8")
    except OSError as problem:
        raise MusnadError(f"{path}: cannot be written ({problem.strerror})") from problem


def _screen(direction: Direction) -> tuple[Console, Turn]:
    from rich.console import Console

    console = Console(highlight=False)
    return console, turn_for(direction, is_terminal=console.is_terminal, environment=os.environ)


def _show(readings: list[Reading], direction: Direction) -> None:
    from musnad.faces.terminal import show

    console, turn = _screen(direction)
    for reading in readings:
        show(reading, console, turn=turn)


app.command("annotate")(annotate)
app.command("eval")(evaluate)
app.command("who")(who)
app.command("when")(when)
app.command("where")(where)
app.command("train")(train)
app.command("ingest")(ingest)
app.command("watch")(watch)
app.command("stories")(stories)
app.command("story")(story)
app.command("facts")(facts)
app.command("deadlines")(deadlines)
app.command("search")(search)
app.command("export")(export)
app.command("same")(same)
app.command("differ")(differ)
app.command("undo")(undo)
app.command("decisions")(decisions)
app.command("corrections")(corrections)
app.command("rebuild")(rebuild)
app.command("doctor")(doctor)
app.command("failures")(failures)
app.command("changes")(changes)
app.command("retract")(retract)
app.command("backup")(backup)
app.command("restore")(restore)
app.command("serve")(serve)
app.add_typer(account, name="account")


app.command("demo")(demo)


def main() -> None:
    """Entry point; every expected failure ends with one line and its own exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except MusnadError as problem:
        complain(problem)
        sys.exit(problem.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
