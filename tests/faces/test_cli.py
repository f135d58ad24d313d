"""The command line over a reader that reads nothing: no lexicon, no weights."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from handmade import TEXT, build
from msgspec.structs import replace
from typer.testing import CliRunner

from musnad.errors import NoMainText, NotArabic, NotText, SourceEmpty, SourceMissing
from musnad.faces.cli import app, main
from musnad.records import Article, Reading

RUN = CliRunner()
GOOD = json.dumps({"text": TEXT, "published": "07/11/2016", "outlet": "إذاعة"}, ensure_ascii=False)


@pytest.fixture(autouse=True)
def _nothing_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(article: Article, *, pack: object, model: object) -> Reading:
        reading = build()
        if article.text == TEXT:
            return replace(reading, article=article)
        return Reading(article=article, producer=reading.producer)

    monkeypatch.setattr("musnad.pipeline.read", read)
    monkeypatch.setattr("musnad.ingest.state.read", read)
    monkeypatch.setattr("musnad.ingest.state.tools", lambda _: (None, None))
    monkeypatch.setattr("musnad.pipeline.Pack.load", lambda: None)
    monkeypatch.setattr("musnad.model.infer.Encoder.load", lambda **_: None)


def source(folder: Path, name: str, body: str | bytes) -> str:
    path = folder / name
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return str(path)


BAD = [
    ("empty.txt", b"", SourceEmpty),
    ("blank.txt", b" \n\t ", SourceEmpty),
    ("latin.txt", b"There is no Arabic in this text at all, whatever one does.", NotArabic),
    ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8, NotText),
    (
        "menu.html",
        "<html><body><nav><a href='/'>الرئيسية</a> <a href='/s'>الرياضة والاقتصاد والثقافة</a></nav>",
        NoMainText,
    ),
]


@pytest.mark.parametrize(("name", "body", "kind"), BAD, ids=[name for name, _, _ in BAD])
def test_a_bad_source_has_one_line_and_its_own_code(
    tmp_path: Path, name: str, body: bytes | str, kind: type[SourceEmpty]
) -> None:
    path = source(tmp_path, name, body)
    result = RUN.invoke(app, ["read", path])
    assert result.exit_code == kind.exit_code, result.output
    assert result.stderr.startswith(f"musnad: {path}: ")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_a_missing_source() -> None:
    result = RUN.invoke(app, ["read", "/no/such/file"])
    assert result.exit_code == SourceMissing.exit_code
    assert "no such file" in result.stderr


def test_of_two_sources_the_good_one_is_read(tmp_path: Path) -> None:
    good = source(tmp_path, "good.doc.json", GOOD)
    result = RUN.invoke(app, ["read", "/no/such/file", good, "--json"])
    assert result.exit_code == SourceMissing.exit_code
    (line,) = result.stdout.splitlines()
    assert json.loads(line)["article"]["published"] == "2016-11-07"


def test_hostile_names_stay_on_one_line(tmp_path: Path) -> None:
    result = RUN.invoke(app, ["read", f"{tmp_path}/[red]\n\x1b[31m\u202ea"])
    assert result.stderr.count("\n") == 1
    assert "\x1b" not in result.stderr
    assert "\u202e" not in result.stderr
    assert "[red]" in result.stderr


def test_broken_bytes_and_bidi_controls_are_read(tmp_path: Path) -> None:
    body = ("قال الوزير إن بلاده ستوقع الاتفاق \u202eغدا\u202c مع جارتها الشمالية. " * 6).encode() + b"\xd8"
    result = RUN.invoke(app, ["read", source(tmp_path, "broken.txt", body)])
    assert result.exit_code == 0, result.output
    assert "\u202e" not in result.stdout


def test_people_get_words_and_programs_get_json(tmp_path: Path) -> None:
    good = source(tmp_path, "good.doc.json", GOOD)
    people = RUN.invoke(app, ["read", good])
    assert people.exit_code == 0
    assert "Who said what" in people.stdout
    assert "«تونس أدانت هذا الإضراب أمس»" in people.stdout
    standoff = json.loads(RUN.invoke(app, ["read", good, "--standoff"]).stdout)
    start, end = standoff["events"][0]["trigger"]
    assert TEXT[start:end] == "أدانت"
    whole = json.loads(RUN.invoke(app, ["read", good, "--json"]).stdout)
    assert whole["article"]["text"] == TEXT


def test_what_the_caller_knows_outranks_the_source(tmp_path: Path) -> None:
    good = source(tmp_path, "good.doc.json", GOOD)
    options = ["--published", "2020-01-02", "--outlet", "مرصد", "--title", "عنوان"]
    article = json.loads(RUN.invoke(app, ["read", good, "--json", *options]).stdout)["article"]
    assert (article["published"], article["outlet"], article["title"]) == ("2020-01-02", "مرصد", "عنوان")


def test_a_page_is_written_and_folders_are_made(tmp_path: Path) -> None:
    out = tmp_path / "new" / "page.html"
    result = RUN.invoke(app, ["read", source(tmp_path, "good.doc.json", GOOD), "--html", str(out)])
    assert result.exit_code == 0
    assert result.stdout == ""
    assert out.read_text("utf-8").startswith("<!doctype html>")


def test_screens_without_bidi_get_turned_text(tmp_path: Path) -> None:
    good = source(tmp_path, "good.doc.json", GOOD)
    assert "ﻲﻣﺎﺳ" in RUN.invoke(app, ["read", good, "--rtl", "musnad"]).stdout
    assert "سامي" in RUN.invoke(app, ["read", good, "--rtl", "terminal"]).stdout


def test_the_demo_shows_the_first_page_and_a_table(tmp_path: Path) -> None:
    text = "".join(f"<p>{'قال الوزير إن بلاده ستوقع الاتفاق مع جارتها الشمالية غدا. ' * 5}</p>" for _ in range(3))
    for name in ("a", "b"):
        source(tmp_path, f"{name}.html", f"<html><body><article><h1>خبر {name}</h1>{text}</article></body></html>")
    result = RUN.invoke(
        app,
        ["demo", str(tmp_path), "--html", str(tmp_path / "out" / "demo.html"), "--store", str(tmp_path / "demo.db")],
    )
    assert result.exit_code == 0, result.output
    assert result.stdout.index("خبر a") < result.stdout.index("statements  events  deadlines  damage")
    assert (tmp_path / "out" / "demo.html").exists()
    assert RUN.invoke(app, ["demo", str(tmp_path / "out" / "nothing")]).exit_code == 2


def test_expected_errors_end_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["musnad", "eval", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 23
    assert capsys.readouterr().err == f"musnad: {tmp_path}: no *.ann.json files\n"


def test_training_says_what_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    monkeypatch.delitem(sys.modules, "musnad.model.train", raising=False)
    options = ["--gold", str(tmp_path), "--names", str(tmp_path), "--base", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", ["musnad", "train", *options])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert "musnad[train]" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["read", "annotate", "eval", "who", "when", "where", "demo", "train"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = RUN.invoke(app, [command, "--help"], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    assert f"musnad {command}" in result.stdout


def test_the_version() -> None:
    assert RUN.invoke(app, ["--version"]).stdout.startswith("musnad ")
