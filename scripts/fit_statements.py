"""Fit the weights of the statement stage on annotated articles.

    python scripts/fit_statements.py ../shared/gold/train                      # into src/musnad/data
    python scripts/fit_statements.py ../shared/gold/train --out DIR --encoder WEIGHTS

Writes `content_ends.tsv` (where reported content ends), the weight columns of `cues.tsv` (how often a word reports) and
`statement_odds.tsv` (which candidates are statements), in this order, since each needs the one before. Names and times
are the annotators' own, so that the stage learns from its own errors only.

The rows `encoder/…` say how much the encoder's view counts beside the grammar's. They can only be fitted on articles
that the encoder was not trained on: `--encoder` takes weights trained without every sixth article (numbers 5, 11, 17 …
in the order of their names); the grammar is then fitted on the others and its sum weighed against the encoder on these.
Without `--encoder` those rows stay as they are.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from musnad.eval.fit_statements import Weights, fit_encoder, fit_grammar, lesson_of
from musnad.eval.gold import read_gold
from musnad.model.infer import Encoder
from musnad.pipeline import Pack
from musnad.statements.cues import Cue

DATA = Path(__file__).parents[1] / "src/musnad/data"
HELD_OUT = 6
LICENCE = "CC-BY-SA-4.0"


def head_of(name: str) -> list[str]:
    """The comment lines at the top of a shipped table."""
    lines = (files("musnad") / "data" / name).read_text("utf-8").splitlines()
    return [line for line in lines if line.startswith("#")]


def write_odds(path: Path, weights: Mapping[str, float]) -> None:
    rows = [f"{name}\t{weight:.3f}\tmusnad\t{LICENCE}" for name, weight in sorted(weights.items())]
    lines = [*head_of(path.name), "feature\tweight\tsource\tlicence", *rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def shipped_encoder_rows(name: str) -> Weights:
    rows = [row.split("\t") for row in (files("musnad") / "data" / name).read_text("utf-8").splitlines()]
    return {row[0]: float(row[1]) for row in rows if row[0].startswith("encoder/")}


def write_cues(path: Path, cues: Mapping[tuple[str, str], Cue]) -> None:
    lines = (files("musnad") / "data" / path.name).read_text("utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if not line.startswith("#")) + 1
    columns = lines[start - 1].split("\t")
    strong, weak = columns.index("weight"), columns.index("bare_weight")
    for i, line in enumerate(lines[start:], start):
        cells = line.split("\t")
        cue = cues[cells[0], cells[1]]
        cells[strong], cells[weak] = f"{cue.weight:.2f}", f"{cue.bare_weight:.2f}"
        lines[i] = "\t".join(cells)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the weights of the statement stage.")
    parser.add_argument("gold", type=Path, help="folder of annotated articles")
    parser.add_argument("--out", type=Path, default=DATA, help="folder for the three tables")
    parser.add_argument("--encoder", type=Path, help="weights trained without every sixth article")
    given = parser.parse_args()
    pack = Pack.load(grammar=False)
    model = Encoder.load(given.encoder) if given.encoder else None
    lessons = [
        lesson_of(gold, model if i % HELD_OUT == HELD_OUT - 1 else None) for i, gold in enumerate(read_gold(given.gold))
    ]
    fitted = fit_grammar(lessons, pack)
    ends, odds = shipped_encoder_rows("content_ends.tsv"), shipped_encoder_rows("statement_odds.tsv")
    if model is not None:
        others = fit_grammar([one for one in lessons if one.tagging is None], pack)
        ends, odds = fit_encoder([one for one in lessons if one.tagging is not None], pack, others)
    given.out.mkdir(parents=True, exist_ok=True)
    write_odds(given.out / "content_ends.tsv", fitted.ends | ends)
    write_cues(given.out / "cues.tsv", fitted.lexicon.cues)
    write_odds(given.out / "statement_odds.tsv", fitted.odds | odds)
    print(f"{len(lessons)} articles: {len(fitted.ends)} features of ends, {len(fitted.odds)} of candidates")


if __name__ == "__main__":
    main()
