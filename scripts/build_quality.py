"""Measure Musnad and rewrite the tables of docs/quality.md between their markers.

    python scripts/build_quality.py ../shared                    all tables
    python scripts/build_quality.py ../shared --only clitics times

`<!-- begin NAME -->` and `<!-- end NAME -->` bound a table. The folder holds gold/dev, data/time/recognizers_arabic,
data/clitics/ar_pud_first500.conllu and data/events; what of it is missing is said, and its table stays as it is.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from musnad.errors import GoldError
from musnad.eval import clitic_cases, detection, many_reports, time_cases
from musnad.eval.pair_cases import pair_tables
from musnad.eval.run import score_folder
from musnad.eval.scores import total
from musnad.eval.story_tables import story_tables
from musnad.store.engine import open_store

PAGE = Path(__file__).parents[1] / "docs/quality.md"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def evaluation(shared: Path, workers: int) -> str:
    scored = list(score_folder(shared / "gold/dev", workers=workers))
    rows = total(one.scores for one in scored).items()
    body = table(
        ("layer", "precision", "recall", "F1", "right / found / gold"),
        ((name, f"{row.precision:.3f}", f"{row.recall:.3f}", f"**{row.f1:.3f}**",
          f"{row.right} / {row.predicted} / {row.gold}") for name, row in rows),
    )  # fmt: skip
    return f"{body}\n\n{len(scored)} articles."


def times(shared: Path, _: int) -> str:
    report = time_cases.measure(shared / "data/time/recognizers_arabic")
    rows = [(f"`{c.name}`", str(c.expected), f"{c.found / c.expected:.1%}" if c.expected else "–",
             f"{c.right / c.expected:.1%}" if c.expected else "–") for c in report.files]  # fmt: skip
    expected = sum(c.expected for c in report.files)
    rows.append(("**all**", str(expected), f"**{report.found:.1%}**", f"**{report.right:.1%}**"))
    return table(("file", "results", "found", "right"), rows)


def clitics(shared: Path, _: int) -> str:
    report = clitic_cases.measure(shared / "data/clitics/ar_pud_first500.conllu")
    figures = (f"{report.accuracy:.1%}", f"{report.precision:.3f}", f"{report.recall:.3f}", f"{report.f1:.3f}")
    rows = [
        ("Musnad", str(report.words), *figures),
        ("farahidi 0.4.0 (GPL-3), top reading", "2106", "95.1%", ".82", ".87", ".84"),
    ]
    return table(("", "words", "words right", "precision of cuts", "recall of cuts", "F1 of cuts"), rows)


def detected(shared: Path, workers: int) -> str:
    return table(
        ("type", "yes", "precision", "recall", "F1", "easy no", "events in 100 easy no"),
        ((d.type, str(d.positives), f"{d.precision:.3f}", f"{d.recall:.3f}", f"{d.f1:.3f}", str(d.easy),
          f"{d.false_per_hundred:.1f}") for d in detection.measure(shared / "data/events", workers=workers)),
    )  # fmt: skip


def stories(shared: Path, workers: int) -> str:
    """Facts and chains of the labelled stories, and beside them what the plainest system would score."""
    cases = many_reports.Stories(shared / "data/articles/saudinewsnet", workers=workers)
    return "\n\n".join(
        f"{head}\n\n{story_tables(*cases.scores(facts))}"
        for head, facts in (
            ("Musnad:", cases.facts()),
            ("All events of one type taken for one fact, every fact for one chain:", cases.plain()),
        )
    )


def pairs(path: Path) -> str:
    """Copies and stories of the labelled pairs, in a store that holds the whole archive."""
    store = open_store(str(path), create=False)
    try:
        return pair_tables(many_reports.scored_pairs(store))
    finally:
        store.close()


TABLES: dict[str, Callable[[Path, int], str]] = {
    "eval": evaluation, "times": times, "clitics": clitics, "detection": detected, "stories": stories,
}  # fmt: skip


def put(page: str, name: str, body: str) -> str:
    """The page with a table between its markers replaced. Raises: SystemExit where the markers are missing."""
    between = re.compile(f"(<!-- begin {name} -->\n).*?(<!-- end {name} -->)", re.DOTALL)
    if not between.search(page):
        sys.exit(f"{PAGE}: no markers for {name}")
    return between.sub(lambda match: f"{match[1]}{body}\n{match[2]}", page)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python scripts/build_quality.py", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the folder of gold/ and data/")
    parser.add_argument("--only", nargs="+", choices=list(TABLES), default=list(TABLES))
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--store", type=Path, help="a store that holds all of SaudiNewsNet, for the table of pairs")
    given = parser.parse_args()
    if given.store is not None:
        PAGE.write_text(put(PAGE.read_text("utf-8"), "pairs", pairs(given.store)), "utf-8")
    for name in given.only:
        print(f"measuring {name} …", flush=True)
        try:
            body = TABLES[name](given.folder, given.workers)
        except GoldError as problem:
            print(f"  left as it is: {problem}")
            continue
        PAGE.write_text(put(PAGE.read_text("utf-8"), name, body), "utf-8")


if __name__ == "__main__":
    main()
