import json
from pathlib import Path

import pytest

from musnad.errors import GoldError
from musnad.eval.bench import machine, resident
from musnad.eval.corpus import bench_articles


def test_articles_of_the_length_are_chosen(tmp_path: Path) -> None:
    rows = [
        {"title": "خبر", "text": "كلمة " * size, "published": "2017-01-21T23:43:00+01:00"} for size in (20, 260, 900)
    ]
    (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    what, (article,) = bench_articles(tmp_path, tmp_path, 10)
    assert what == "1 articles of 250–300 words"
    assert article.text.startswith("خبر\nكلمة")
    assert article.published == "2017-01-21"


def test_without_collections_or_examples_there_is_nothing_to_measure(tmp_path: Path) -> None:
    with pytest.raises(GoldError):
        bench_articles(tmp_path, tmp_path, 10)


def test_the_machine_and_its_memory_are_told() -> None:
    assert len(list(machine())) == 2
    assert resident() > 10
