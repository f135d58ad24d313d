"""Commands that look into a store of invented reports."""

from __future__ import annotations

import json

import msgspec
import pytest
from tests.ingest.conftest import report, write_folder
from typer.testing import CliRunner

from musnad.errors import MusnadError
from musnad.faces.cli import app
from musnad.records import Fact, Story
from musnad.store.entries import Hit

RUN = CliRunner()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of seven reports, one of them with a hostile headline and a time limit."""
    folder = tmp_path_factory.mktemp("looked")
    write_folder(folder / "reports", 6)
    limit = report(0) | {
        "title": "مهلة \u202eمن النرويج",
        "text": "أوسلو - أمهلت النرويج آيسلندا عشرة أيام تنتهي في 14 أغسطس 2025 للإفراج عن ثلاث سفن صيد محتجزة.",
        "url": "https://news.invalid/limit",
    }
    (folder / "reports" / "limit.doc.json").write_text(json.dumps(limit, ensure_ascii=False), "utf-8")
    path = str(folder / "store.db")
    result = RUN.invoke(
        app, ["ingest", str(folder / "reports"), "--store", path, "--no-encoder", "--workers", "1", "--quiet"]
    )
    assert result.exit_code == 0, result.output
    return path


def test_lines_of_json_are_records(store: str) -> None:
    stories = RUN.invoke(app, ["stories", "--json", "--store", store]).stdout.splitlines()
    found = [msgspec.json.decode(line, type=Story) for line in stories]
    assert found
    facts = RUN.invoke(app, ["facts", "--json", "--store", store]).stdout.splitlines()
    assert all(msgspec.json.decode(line, type=Fact).tellings for line in facts)
    hits = RUN.invoke(app, ["search", "--json", "--store", store]).stdout.splitlines()
    assert len([msgspec.json.decode(line, type=Hit) for line in hits]) == 7
    first, *_ = RUN.invoke(app, ["story", found[0].id, "--json", "--store", store]).stdout.splitlines()
    assert msgspec.json.decode(first, type=Story) == found[0]


def test_a_story_is_found_by_an_article_of_it(store: str) -> None:
    line = RUN.invoke(app, ["stories", "--json", "--store", store]).stdout.splitlines()[0]
    story = msgspec.json.decode(line, type=Story)
    assert story.id in RUN.invoke(app, ["story", story.articles[0], "--store", store]).stdout


def test_an_unknown_story_has_one_line(store: str) -> None:
    result = RUN.invoke(app, ["story", "story:none", "--store", store])
    assert isinstance(result.exception, MusnadError)
    assert str(result.exception) == "story:none: no such story in the store"


@pytest.mark.parametrize(
    "command",
    [
        ["facts", "--type", "FOO"],
        ["facts", "--role", "owner"],
        ["facts", "--status", "maybe"],
        ["facts", "--since", "yesterday"],
        ["search", "--until", "2025-13-01"],
        ["search", "--damage", "torn"],
        ["stories", "--limit", "0"],
        ["deadlines", "--as-of", "soon"],
        ["deadlines", "--state", "late"],
    ],
    ids=" ".join,
)
def test_a_wrong_filter_is_a_usage_error(store: str, command: list[str]) -> None:
    assert RUN.invoke(app, [*command, "--store", store]).exit_code == 2


def test_a_search_goes_on_where_it_stopped(store: str) -> None:
    seen: list[str] = []
    after: list[str] = []
    for _ in range(5):
        result = RUN.invoke(app, ["search", "الموصل", "--limit", "1", "--json", *after, "--store", store])
        seen += [msgspec.json.decode(line, type=Hit).article.id for line in result.stdout.splitlines()]
        if "--after" not in result.stderr:
            break
        after = ["--after", result.stderr.split("--after ")[1].strip()]
    whole = RUN.invoke(app, ["search", "الموصل", "--json", "--store", store]).stdout.splitlines()
    assert seen == [msgspec.json.decode(line, type=Hit).article.id for line in whole]
    assert len(seen) > 1


def test_filters_need_no_words(store: str) -> None:
    result = RUN.invoke(app, ["search", "", "--since", "2025-08-06", "--store", store])
    assert result.exit_code == 0
    assert "3 found" in result.stderr
    nobody = RUN.invoke(app, ["stories", "--actor", "لا أحد بهذا الاسم", "--store", store])
    assert (nobody.exit_code, nobody.stdout) == (0, "")


def test_matched_words_stand_in_brackets_and_controls_are_shown(store: str) -> None:
    assert "[الموصل]" in RUN.invoke(app, ["search", "موصل", "--store", store]).stdout
    result = RUN.invoke(app, ["search", "النرويج", "--store", store])
    assert "\u202e" not in result.stdout


def test_a_deadline_stands_as_of_a_day(store: str) -> None:
    def states(day: str) -> list[str]:
        result = RUN.invoke(app, ["deadlines", "--as-of", day, "--json", "--store", store])
        return [json.loads(line)["state"] for line in result.stdout.splitlines()]

    assert states("2025-08-10") == ["open"]
    assert states("2025-09-10") == ["unknown"]
    shown = RUN.invoke(app, ["deadlines", "--as-of", "2025-08-10", "--state", "open", "--store", store]).stdout
    assert "due 2025-08-14" in shown
