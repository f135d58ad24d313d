import os

import pytest

from musnad.errors import DataError, MusnadError
from musnad.records import Article, Producer, Reading
from musnad.workers import read_many, run_many

ARTICLES = [(str(number), Article(id=str(number), text=f"خبر {number}")) for number in range(20)]


@pytest.fixture(autouse=True)
def _nothing_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(article: Article, **_: object) -> Reading:
        if article.id == "7":
            raise ValueError("seven")
        if article.id == "broken table":
            raise DataError("a table")
        return Reading(article=article, producer=Producer(engine="", model="", lexicons=""))

    monkeypatch.setattr("musnad.workers.read", read)
    monkeypatch.setattr("musnad.workers.tools", lambda encoder: (None, None))


def test_outcomes_come_in_order_and_one_failure_ends_nothing() -> None:
    outcomes = list(read_many(ARTICLES))
    assert [outcome.name for outcome in outcomes] == [name for name, _ in ARTICLES]
    assert [outcome.name for outcome in outcomes if outcome.reading is None] == ["7"]
    assert outcomes[7].problem == "ValueError: seven"


def test_a_broken_table_ends_the_run() -> None:
    with pytest.raises(DataError):
        list(read_many([("x", Article(id="broken table", text="خبر"))]))


class Stubborn(Exception):
    """An error that cannot be made again from what it hands over."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} {other}")


def job(item: str) -> str:
    if item == "dies":
        os._exit(9)
    if item == "stubborn":
        raise Stubborn("two", "words")
    return item.upper()


def test_an_item_that_ends_its_process_ends_nothing_else() -> None:
    items = ["a", "dies", "b", "stubborn", "c"]
    outcomes = dict(run_many(((item, item) for item in items), job, workers=2))
    assert list(outcomes) == items
    assert [outcomes[item] for item in "abc"] == ["A", "B", "C"]
    assert isinstance(outcomes["dies"], MusnadError)
    assert str(outcomes["stubborn"]) == "Stubborn: two words"


def test_processes_that_keep_dying_end_the_run() -> None:
    with pytest.raises(MusnadError, match="keep being killed"):
        list(run_many(((number, "dies") for number in range(5)), job, workers=2))
