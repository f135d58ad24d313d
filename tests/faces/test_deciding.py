"""A person's decisions from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.ingest.conftest import write_folder
from typer.testing import CliRunner

from musnad.faces.cli import app
from musnad.faces.keeping import opened
from musnad.store.entries import Filters

RUN = CliRunner()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of three reports on one attack."""
    folder = tmp_path_factory.mktemp("decided")
    path = str(folder / "store.db")
    reports = str(write_folder(folder / "reports", 3))
    result = RUN.invoke(app, ["ingest", reports, "--store", path, "--no-encoder", "--workers", "1", "--quiet"])
    assert result.exit_code == 0, result.output
    return path


def grouping(store: str) -> dict[str, str | None]:
    with opened(store) as kept:
        return {held.id: kept.story_of(held.id) for held in kept.articles()}


def test_a_decision_wins_and_is_taken_back(store: str) -> None:
    before = grouping(store)
    one, other = list(before)[:2]
    assert before[one] == before[other]
    made = RUN.invoke(app, ["differ", one, other, "--comment", "two attacks", "--store", store])
    assert made.exit_code == 0, made.output
    after = grouping(store)
    assert after[one] != after[other]
    id_ = made.stderr.split()[0]
    listed = RUN.invoke(app, ["decisions", "--store", store]).stdout
    assert id_ in listed
    assert "two attacks" in listed
    assert RUN.invoke(app, ["undo", id_, "--store", store]).exit_code == 0
    assert grouping(store) == before
    assert f"undoes {id_}" in RUN.invoke(app, ["decisions", "--store", store]).stdout
    again = RUN.invoke(app, ["undo", id_, "--store", store])
    assert (again.exit_code, "taken back already" in str(again.exception)) == (1, True)


def test_two_events_are_decided_by_their_articles(store: str) -> None:
    with opened(store) as kept:
        tellings = [t for f in kept.facts(Filters()) for t in f.tellings]
    first = f"{tellings[0].article}/{tellings[0].event}"
    other = next(f"{t.article}/{t.event}" for t in tellings if f"{t.article}/{t.event}" != first)
    made = RUN.invoke(app, ["differ", first, other, "--store", store])
    assert made.exit_code == 0, made.output
    assert RUN.invoke(app, ["undo", made.stderr.split()[0], "--store", store]).exit_code == 0


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [("article:none", "article:none", "no such article"), ("article:none/v1", "article:none/v2", "no such event")],
)
def test_unknown_ids_have_one_line(store: str, one: str, other: str, said: str) -> None:
    result = RUN.invoke(app, ["same", one, other, "--store", store])
    assert result.exit_code == 1
    assert said in str(result.exception)
    assert "\n" not in str(result.exception)


def test_a_thing_is_not_compared_with_itself(store: str) -> None:
    one = next(iter(grouping(store)))
    assert "two different things" in str(RUN.invoke(app, ["same", one, one, "--store", store]).exception)


def test_no_store_is_made_by_a_decision(tmp_path: Path) -> None:
    RUN.invoke(app, ["same", "article:a", "article:b", "--store", str(tmp_path / "none.db")])
    assert not (tmp_path / "none.db").exists()
