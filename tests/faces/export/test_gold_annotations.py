from __future__ import annotations

import json
from pathlib import Path

from msgspec.structs import replace
from sample import sample_store
from tests.review.sample import reading

from musnad.eval.gold import read_gold, token_bounds
from musnad.faces.export.form import Format
from musnad.faces.export.formats import export
from musnad.faces.export.gold import annotation, tokens
from musnad.faces.export.selection import Selection
from musnad.ingest.correct import correct
from musnad.review.items import Item
from musnad.review.make import Signed, accept
from musnad.store.engine import SqlStore
from musnad.store.entries import Filters


def test_spans_are_tokens() -> None:
    made = reading()
    words = token_bounds(made.article.text)
    told = annotation(made)
    trigger = told["events"][0]["trigger"]
    assert [made.article.text[slice(*words[at])] for at in trigger] == ["قصف", "قصف"]
    content = told["statements"][0]["content"][0]
    assert made.article.text[words[content[0]][0] : words[content[1]][1]] == "الجيش قصف القرية"


def test_an_act_of_nobody_is_left_out() -> None:
    made = reading()
    nobody = replace(made.events[0], actors=(), recipients=())
    told = annotation(replace(made, events=(nobody, made.events[1])))
    assert [(event["id"], event["same_as"]) for event in told["events"]] == [("v2", None)]


def test_a_span_inside_a_token_is_that_token() -> None:
    assert tokens([(0, 4), (5, 9)], (6, 8)) == [1, 1]


def test_only_what_a_person_reviewed_is_gold(tmp_path: Path) -> None:
    store: SqlStore = sample_store()
    assert export(Selection(store, Filters()), Format.GOLD, tmp_path / "none") == ()
    shown = next(one for one in store.readings([held.id for held in store.articles()]) if one.events)
    correct(store, accept(shown, Item("event", shown.events[0].id), Signed(by="huda", at="2025-08-10T00:00:00Z")))
    files = export(Selection(store, Filters()), Format.GOLD, tmp_path / "gold")
    assert [file.file.rpartition(".")[0].rpartition(".")[2] for file in files] == ["doc", "ann"]
    (gold,) = read_gold(tmp_path / "gold")
    assert gold.document.text == shown.article.text
    assert gold.annotation.events[0].trigger == (shown.events[0].trigger.start, shown.events[0].trigger.end)
    told = json.loads((tmp_path / "gold" / files[1].file).read_bytes())
    assert [(mark["item"], mark["by"]) for mark in told["reviewed"]] == [(shown.events[0].id, "huda")]
