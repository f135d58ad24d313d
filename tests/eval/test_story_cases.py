from pathlib import Path

import pytest

from musnad.errors import GoldError
from musnad.eval.story_cases import read_story_cases

ARTICLES = """story\tkind\thalf\tarticle\tmatter\tsource\tlicence
bridge\taccident\ttune\t2020-01-01/0001\tA bridge falls\tm\tx
bridge\taccident\ttune\t2020-01-01/0002\tA bridge falls\tm\tx
"""
EVENTS = """story\tarticle\tstart\ttype\tfact\tsource\tlicence
bridge\t2020-01-01/0001\t4\tASSAULT\tf1\tm\tx
bridge\t2020-01-01/0001\t30\tCONSULT\t-\tm\tx
bridge\t2020-01-01/0002\t9\tASSAULT\tf1\tm\tx
"""
FACTS = """story\tfact\tleast\tmost\tleast_denying\tmost_denying\twhat\tnote\tsource\tlicence
bridge\tf1\t1\t2\t0\t1\tIt falls\tThe mayor and perhaps a witness\tm\tx
"""


def written(folder: Path, articles: str = ARTICLES, events: str = EVENTS, facts: str = FACTS) -> Path:
    for name, text in (("articles", articles), ("events", events), ("facts", facts)):
        (folder / f"story_{name}.tsv").write_text(text, encoding="utf-8")
    return folder


def test_reads_a_story(tmp_path: Path) -> None:
    (case,) = read_story_cases(written(tmp_path))
    assert (case.story, case.kind, case.half) == ("bridge", "accident", "tune")
    assert case.articles == ("2020-01-01/0001", "2020-01-01/0002")
    assert [event.fact for event in case.events] == ["f1", None, "f1"]
    assert [event.start for event in case.tellings("f1")] == [4, 9]
    assert (case.facts[0].least, case.facts[0].most, case.facts[0].most_denying) == (1, 2, 1)


@pytest.mark.parametrize(
    "change, words",
    [
        ({"articles": ARTICLES.replace("\tmatter", "\tsubject")}, "must name the columns"),
        ({"articles": ARTICLES.replace("tune", "rest")}, "none of tune, test"),
        ({"articles": ARTICLES.replace("0002", "0001")}, "listed twice"),
        ({"articles": ARTICLES.replace("accident", "war", 1)}, "must be the same"),
        ({"events": EVENTS.replace("ASSAULT", "BATTLE")}, "none of"),
        ({"events": EVENTS.replace("f1", "f2", 1)}, "label without a fact"),
        ({"events": EVENTS.replace("\t30\t", "\t4\t")}, "event stands there twice"),
        ({"events": EVENTS.replace("\t30\t", "\tx\t")}, "invalid literal"),
        ({"events": EVENTS.replace("/0002", "/0003")}, "not listed"),
        ({"events": EVENTS.replace("\tf1\t", "\t-\t")}, "a fact has no event"),
        ({"events": EVENTS + "tower\ta\t1\tASSAULT\t-\tm\tx\n"}, "no articles are listed for tower"),
        ({"facts": FACTS.replace("\t1\t2\t", "\t3\t2\t")}, "ranges must rise"),
        ({"facts": FACTS.replace("\tm\tx", "\tm")}, "cells instead of"),
    ],
)
def test_says_what_is_wrong(tmp_path: Path, change: dict[str, str], words: str) -> None:
    with pytest.raises(GoldError, match=words):
        read_story_cases(written(tmp_path, **change))


def test_says_that_a_table_is_missing(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="story_articles"):
        read_story_cases(tmp_path)


def test_the_stories_of_the_package_are_enough_for_both_halves() -> None:
    cases = read_story_cases()
    for half in ("tune", "test"):
        chosen = [case for case in cases if case.half == half]
        assert len(chosen) >= 6
        told_twice = [f for case in chosen for f in case.facts if len(case.tellings(f.label)) > 1]
        assert len(told_twice) >= 12
    articles = [article for case in cases for article in case.articles]
    assert len(set(articles)) == len(articles)
