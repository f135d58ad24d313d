"""Commands that fill and keep a store, over small folders of invented reports, without the encoder."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from tests.ingest.conftest import write_folder
from typer.testing import CliRunner

from musnad.errors import SourceMissing, StoreMissing
from musnad.faces.cli import app
from musnad.faces.keeping import opened

RUN = CliRunner()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of six reports, taken in by the command, beside a source that is not there."""
    folder = tmp_path_factory.mktemp("kept")
    write_folder(folder / "reports", 6)
    store = folder / "store.db"
    arguments = ["ingest", str(folder / "nothing"), str(folder / "reports"), "--store", str(store), "--no-encoder"]
    result = RUN.invoke(app, [*arguments, "--workers", "1", "--quiet"])
    assert result.exit_code == SourceMissing.exit_code, result.output
    assert "no such file or folder" in result.stderr
    assert "6 new, 0 known" in result.stderr
    return store


def articles(store: Path) -> list[str]:
    with opened(str(store)) as kept:
        return [held.id for held in kept.articles()]


def changes(store: Path, since: int = 0) -> list[list[str]]:
    result = RUN.invoke(app, ["changes", "--since", str(since), "--store", str(store)])
    assert result.exit_code == 0
    return [line.split("\t") for line in result.stdout.splitlines()]


def test_a_second_ingest_adds_nothing(filled: Path) -> None:
    before = changes(filled)
    again = RUN.invoke(app, ["ingest", str(filled.parent / "reports"), "--store", str(filled), "--no-encoder"])
    assert again.exit_code == 0
    assert "0 new, 6 known" in again.stderr
    assert "0 stories and 0 facts changed" in again.stderr
    assert changes(filled) == before


def test_changes_go_on_after_the_number_known(filled: Path) -> None:
    every = changes(filled)
    assert [int(line[0]) for line in every] == list(range(1, len(every) + 1))
    assert changes(filled, 6) == every[6:]
    assert changes(filled, 10**6) == []


def test_a_retraction_counts_nowhere_until_it_is_taken_back(filled: Path) -> None:
    article = articles(filled)[0]
    at = ["--store", str(filled)]
    assert RUN.invoke(app, ["retract", article, *at]).exit_code == 2
    assert RUN.invoke(app, ["retract", article, "--reason", "withdrawn", *at]).exit_code == 0
    assert article not in articles(filled)
    assert "5 found" in RUN.invoke(app, ["search", *at]).stderr
    assert RUN.invoke(app, ["retract", article, "--undo", *at]).exit_code == 0
    assert article in articles(filled)
    kinds = {line[2] for line in changes(filled) if line[3] == article}
    assert kinds == {"added", "retracted", "restored"}
    unknown = RUN.invoke(app, ["retract", "article:none", "--reason", "no", *at])
    assert (unknown.exit_code, str(unknown.exception)) == (1, "article:none: no such article in the store")


def test_a_backup_comes_back_whole_and_overwrites_nothing(filled: Path, tmp_path: Path) -> None:
    file, copy = tmp_path / "news.musnad", tmp_path / "copy.db"
    assert RUN.invoke(app, ["backup", str(file), "--store", str(filled)]).exit_code == 0
    assert RUN.invoke(app, ["restore", str(file), "--store", str(copy)]).exit_code == 0
    assert articles(copy) == articles(filled)
    assert changes(copy) == changes(filled)
    assert RUN.invoke(app, ["doctor", "--store", str(copy)]).exit_code == 0
    assert RUN.invoke(app, ["restore", str(file), "--store", str(copy)]).exit_code != 0


def test_doctor_finds_a_hash_that_does_not_fit(filled: Path, tmp_path: Path) -> None:
    file, copy = tmp_path / "news.musnad", tmp_path / "copy.db"
    RUN.invoke(app, ["backup", str(file), "--store", str(filled)])
    RUN.invoke(app, ["restore", str(file), "--store", str(copy)])
    base = sqlite3.connect(copy)
    tables = [name for (name,) in base.execute("select name from sqlite_master where type = 'table'")]
    table = next(t for t in tables if any(c[1] == "sha256" for c in base.execute(f"pragma table_info({t})")))
    base.execute(f"update {table} set sha256 = ? where rowid = (select min(rowid) from {table})", (bytes(32),))
    base.commit()
    base.close()
    result = RUN.invoke(app, ["doctor", "--store", str(copy)])
    assert result.exit_code == 1
    assert result.stderr.endswith(" problems\n")
    assert "hash" in result.stdout or "SHA-256" in result.stdout


def test_failures_say_why(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "some", 1)
    (folder / "short.doc.json").write_text(json.dumps({"text": "too short"}), "utf-8")
    at = ["--store", str(tmp_path / "s.db")]
    result = RUN.invoke(app, ["ingest", str(folder), *at, "--no-encoder", "--workers", "1"])
    assert "1 new, 0 known, 1 set aside" in result.stderr
    assert "short.doc.json" in RUN.invoke(app, ["failures", *at]).stdout


def test_one_round_of_watching_takes_in_what_is_named(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "some", 2)
    feeds = tmp_path / "feeds.txt"
    feeds.write_text(f"# what is read\n{folder}\n{tmp_path}/nothing\n", "utf-8")
    at = ["--store", str(tmp_path / "s.db"), "--no-encoder"]
    result = RUN.invoke(app, ["watch", str(feeds), "--once", *at])
    assert result.exit_code == 0, result.output
    assert "2 new" in result.stderr
    assert "no such file or folder" in result.stderr
    assert RUN.invoke(app, ["watch", str(feeds), "--every", "soon", *at]).exit_code != 0


def test_rebuilding_changes_nothing(filled: Path) -> None:
    result = RUN.invoke(app, ["rebuild", "--store", str(filled), "--no-encoder", "--workers", "1", "--quiet"])
    assert result.exit_code == 0, result.output
    assert "6 articles read, 0 of them otherwise than before" in result.stderr


@pytest.mark.parametrize("command", [["doctor"], ["stories"], ["changes"], ["rebuild"], ["decisions"]])
def test_a_store_that_is_not_there_is_not_made(tmp_path: Path, command: list[str]) -> None:
    store = tmp_path / "none.db"
    result = RUN.invoke(app, [*command, "--store", str(store)])
    assert isinstance(result.exception, StoreMissing)
    assert not store.exists()


def test_a_server_that_does_not_answer_shows_no_password() -> None:
    pytest.importorskip("psycopg")
    result = RUN.invoke(app, ["doctor", "--store", "postgresql://reader:secret@127.0.0.1:1/news"])
    assert isinstance(result.exception, StoreMissing)
    assert "secret" not in str(result.exception)
