"""`musnad demo` over two invented pages, without the encoder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from tests.ingest.conftest import report
from typer.testing import CliRunner

from musnad.faces.cli import app
from musnad.ingest import take

RUN = CliRunner()


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two pages of one story, and a `take_in` that loads no weights."""
    real: Callable[..., take.Taken] = take.take_in

    def without_encoder(*given: object, **options: object) -> take.Taken:
        return partial(real, *given)(**(options | {"encoder": False}))

    monkeypatch.setattr(take, "take_in", without_encoder)
    for number in (1, 2):
        told = report(number)
        body = told["text"].split("\n\n")[1]
        meta = f"<meta property='article:published_time' content='{told['published']}'>"
        page = f"<html><head>{meta}</head><body><article><h1>{told['title']}</h1><p>{body}</p></article></body></html>"
        (tmp_path / f"{number}.html").write_text(page, "utf-8")
    return tmp_path


def test_the_pages_make_one_story_in_a_store_made_anew(pages: Path) -> None:
    store = pages / "out" / "demo.db"
    for _ in range(2):
        result = RUN.invoke(app, ["demo", str(pages), "--store", str(store), "--html", str(pages / "out" / "a.html")])
        assert result.exit_code == 0, result.output
        assert "2 reports" in result.stdout
        assert "copy" in result.stdout
    assert (pages / "out" / "a.html").exists()
    assert "2 found" in RUN.invoke(app, ["search", "--store", str(store)]).stderr


def test_a_folder_without_pages_is_a_usage_error(tmp_path: Path) -> None:
    assert RUN.invoke(app, ["demo", str(tmp_path), "--store", str(tmp_path / "demo.db")]).exit_code == 2
