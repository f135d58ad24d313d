"""`musnad demo`: the example pages read, joined into their stories, and shown."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from musnad.faces.bidi import Direction, turn_for
from musnad.faces.keeping import opened

if TYPE_CHECKING:
    from musnad.records import Reading
    from musnad.store.base import Store

_FACTS = 4
"""Facts of a story that the demo shows."""


def demo(
    folder: Annotated[Path, typer.Argument(help="Folder of example pages.")] = Path("examples"),
    html: Annotated[Path | None, typer.Option("--html", help="Where to write the first reading as a page.")] = None,
    store: Annotated[Path, typer.Option("--store", help="Where to keep the store; made anew.")] = Path("out/demo.db"),
    direction: Annotated[
        Direction, typer.Option("--rtl", envvar="MUSNAD_RTL", help="Who turns Arabic around.")
    ] = Direction.AUTO,
) -> None:
    """Read example pages: the first one in full, a table of all, and the stories that they tell together.

    **Example**: `musnad demo examples --html out/demo.html`
    """
    if not any(folder.glob("*.html")):
        raise typer.BadParameter(f"no *.html pages in {folder}")
    for old in store.parent.glob(f"{store.name}*"):
        old.unlink()
    store.parent.mkdir(parents=True, exist_ok=True)
    with opened(str(store), make=True) as kept:
        _take_in(folder, kept)
        readings = list(kept.readings(held.id for held in kept.articles()))
        if html is not None and readings:
            html.parent.mkdir(parents=True, exist_ok=True)
        _show(readings, kept, direction)
        if html is not None and readings:
            from musnad.faces.html import page

            html.write_text(page(readings[:1]), "utf-8")
            typer.echo(f"\nThe first reading as a page: {html}")
    typer.echo(f"All of it in a store: {store}\nNext: musnad serve --store {store}")


def _take_in(folder: Path, kept: Store) -> None:
    from musnad.ingest.collate import collate
    from musnad.ingest.take import take_in
    from musnad.sources.opening import Opening, open_sources

    for path in sorted(folder.glob("*.html")):
        take_in(open_sources(str(path), Opening()), kept, workers=1, encoder=True)
    collate(kept)


def _show(readings: list[Reading], kept: Store, direction: Direction) -> None:
    from rich.console import Console

    from musnad.faces.shelf import Shelf
    from musnad.faces.terminal import Sheet, overview, show
    from musnad.faces.wording import Wording
    from musnad.store.entries import Filters

    console = Console(highlight=False)
    turn = turn_for(direction, is_terminal=console.is_terminal, environment=os.environ)
    sheet = Sheet(console, turn, Wording.load())
    sheet.line((sheet.wording.en("purpose"), "bold"))
    sheet.line((sheet.wording.ar("purpose"), "bold"))
    console.print()
    if readings:
        show(readings[0], console, turn=turn)
        overview(readings, console, turn=turn)
    shelf = Shelf(kept, sheet)
    for story in kept.stories(Filters()):
        if len(story.articles) > 1:
            console.print()
            shelf.story(story, most=_FACTS)
