import pytest

from musnad.errors import DataError
from musnad.records import Article, Producer, Reading
from musnad.workers import read_many

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
