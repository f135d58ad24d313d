"""The house rules that a machine can check: sizes, names, tests that mirror the sources, tables without gaps."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "musnad"
TESTS = ROOT / "tests"
LONGEST_MODULE = 300
LONGEST_FUNCTION = 60
BARRED_NAMES = {"util", "utils", "helper", "helpers", "common", "misc"}
MAY_PRINT = {"faces", "eval"}
"""Packages whose work is to write to a terminal."""

TESTED_THROUGH = {
    "damage/*": ("damage/test_detect.py", "parts of one search; each kind of damage is tested by what is found"),
    "eval/archive": ("eval/test_many_reports.py", "names of articles that labels are about"),
    "eval/bench_many": ("eval/test_bench.py", "the speed of parts that have their own tests"),
    "eval/corpus": ("eval/test_bench.py", "texts that the speed is measured on"),
    "eval/fit_events": ("events/test_read.py", "needs annotated articles; what it fits is tested on a small grammar"),
    "faces/*": ("faces/test_cli.py", "seen only through the command line and the page"),
    "lang/ar/name_keys": ("resolve/test_names.py", "keys are tested by the names that they bring together"),
    "lang/ar/number_words": ("lang/ar/test_numerals.py", "words that the reader of numbers knows"),
    "mentions/*": ("mentions/test_finder.py", "parts of one search for names"),
    "model/base": ("model/test_encode.py", "reads pretrained weights that the tests do not have"),
    "model/export": ("model/test_infer.py", "needs torch; its files are what inference reads"),
    "model/heads": ("model/test_infer.py", "the shapes that inference reads"),
    "model/labels": ("model/test_corpus.py", "names only"),
    "model/measure": ("model/test_infer.py", "needs trained weights"),
    "model/objective": ("model/test_network.py", "needs torch"),
    "model/train": ("model/test_network.py", "needs torch and hours"),
    "page/*": ("page/test_read.py", "parts of reading a page"),
    "records/review": ("review/test_make.py", "records that corrections and doubts are made of"),
    "review/building": ("review/test_make.py", "what a correction makes of an item"),
    "review/edits": ("review/test_make.py", "what a person chose"),
    "review/items": ("review/test_lay.py", "how items are named and found"),
    "review/values": ("review/test_make.py", "values are tested by the corrections that hold them"),
    "stories/overlap": ("stories/test_align.py", "what two reports share is tested by the copies that it makes"),
    "resolve/when_*": ("resolve/test_when.py", "parts of one reader of times"),
    "resolve/gazetteer": ("resolve/test_where.py", "tested by the places that it finds"),
    "resolve/place_names": ("resolve/test_where.py", "tested by the places that it finds"),
    "resolve/placing": ("resolve/test_where.py", "tested by the places that it finds"),
    "resolve/*": ("resolve/test_who.py", "parts of telling who is who"),
    "sources/answers": ("sources/test_http.py", "what the asking gives, and how its body is read"),
    "sources/base": ("sources/test_contract.py", "a port: its contract is the test of all its adapters"),
    "sources/delivered": ("sources/test_files.py", "what the readers of files are handed"),
    "sources/readers": ("sources/test_files.py", "tested by the forms that it tells apart"),
    "ingest/joining": ("ingest/test_take.py", "interrupted and taken up again there"),
    "ingest/state": ("ingest/test_take.py", "what is kept between the stages of a run"),
    "ingest/single": ("sources/test_single.py", "joins two parts that have their own tests"),
    "store/*": ("store/test_contract.py", "parts of one store: the contract of the port is the test of them all"),
    "stories/active": ("stories/test_cluster.py", "the open reports of one clustering"),
    "stories/shelf": ("stories/test_cluster.py", "the open stories of one clustering"),
    "stories/steps": ("stories/test_cluster.py", "what one clustering tells"),
    "stories/ties": ("stories/test_cluster.py", "the copy links of one clustering"),
    "statements/*": ("statements/test_read.py", "parts of reading statements"),
}
"""Modules without a test module of their own: the one that covers them, and why. A `*` stands for a family of parts."""
GENERATED = {
    "data/forms.tsv": "made by scripts/build_forms.py; its head says from what",
    "data/word_counts.tsv": "made by scripts/build_word_counts.py; its head says from what",
    "faces/export/columns.tsv": "names and meanings of the columns of exports",
    "faces/web/words.tsv": "wording of the web face",
    "faces/words_ar_en.tsv": "wording of the faces",
}
"""Tables without columns of source and licence, and why."""

MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.name != "__init__.py")
TABLES = sorted(SOURCE.rglob("*.tsv"))


def name(path: Path) -> str:
    return path.relative_to(SOURCE).with_suffix("").as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_no_longer_than_a_person_reads(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE


def mirror(path: Path) -> Path:
    return TESTS / path.relative_to(SOURCE).parent / f"test_{path.name}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_has_its_tests(path: Path) -> None:
    if mirror(path).exists():
        return
    covered = [test for pattern, (test, _) in TESTED_THROUGH.items() if fnmatch(name(path), pattern)]
    assert covered, f"{name(path)}: write {mirror(path).relative_to(ROOT)}"
    assert (TESTS / covered[0]).exists()


def test_exceptions_are_needed() -> None:
    bare = [name(path) for path in MODULES if not mirror(path).exists()]
    assert not [pattern for pattern in TESTED_THROUGH if not any(fnmatch(module, pattern) for module in bare)]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_function_is_no_longer_than_a_screen(path: Path) -> None:
    long = [f.name for f in functions(path) if (f.end_lineno or f.lineno) - f.lineno + 1 > LONGEST_FUNCTION]
    assert not long


def test_files_are_named_by_what_they_are_about() -> None:
    assert not [path for path in [*MODULES, *TESTS.rglob("*.py")] if path.stem in BARRED_NAMES]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_faces_print(path: Path) -> None:
    if path.relative_to(SOURCE).parts[0] in MAY_PRINT:
        return
    calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
    assert not [n.lineno for n in calls if isinstance(n.func, ast.Name) and n.func.id == "print"]


def test_there_are_tables() -> None:
    assert TABLES


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_rows_of_a_table_have_as_many_cells_as_its_header(path: Path) -> None:
    rows = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    width = len(rows[0].split("\t"))
    uneven = [row for row in rows if len(row.split("\t")) != width]
    assert width > 1
    assert not uneven[:3]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_table_says_where_its_rows_are_from_and_under_which_licence(path: Path) -> None:
    if path.relative_to(SOURCE).as_posix() in GENERATED:
        return
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    at = [rows[0].index(column) for column in ("source", "licence")]
    assert all(row[i].strip() for row in rows for i in at)
    assert not [row for row in rows if "GPL" in row[at[1]]]
