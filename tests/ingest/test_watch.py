from __future__ import annotations

from pathlib import Path

import pytest

from musnad.errors import SourceError, SourceMissing
from musnad.ingest.watch import addresses, round_of, seconds
from musnad.sources.http import Fetcher
from musnad.sources.visits import HeldVisits
from musnad.store.engine import open_store
from tests.ingest.conftest import write_folder


@pytest.mark.parametrize(("every", "wanted"), [("15m", 900), ("2h", 7200), ("1d", 86_400), ("90s", 90), ("1s", 60)])
def test_intervals(every: str, wanted: int) -> None:
    assert seconds(every) == wanted


@pytest.mark.parametrize("every", ["", "often", "5", "m"])
def test_no_interval(every: str) -> None:
    with pytest.raises(SourceError):
        seconds(every)


def test_a_list_of_addresses(tmp_path: Path) -> None:
    file = tmp_path / "feeds.txt"
    file.write_text("# ours\nhttps://a.invalid/rss#top\n\nhttps://b.invalid/ # twice\nhttps://b.invalid/\n", "utf-8")
    assert addresses(file) == ("https://a.invalid/rss#top", "https://b.invalid/")
    with pytest.raises(SourceMissing):
        addresses(tmp_path / "none.txt")


def test_one_source_that_fails_does_not_stop_the_round(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "news", 3)
    store = open_store(str(tmp_path / "store.db"))
    visits = HeldVisits(store)
    with Fetcher(visits=visits) as fetcher:
        sources = (str(tmp_path / "missing"), str(folder))
        problems = list(round_of(sources, store, fetcher, visits, workers=1, encoder=False))
    assert len(problems) == 1
    assert len(list(store.articles())) == 3
    store.close()
