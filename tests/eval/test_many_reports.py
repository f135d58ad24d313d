from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from tests.ingest.conftest import report

from musnad.errors import GoldError
from musnad.eval.archive import name_of, named_articles, names_of
from musnad.eval.many_reports import told_facts, verdicts
from musnad.ingest.collate import collate
from musnad.ingest.take import take_in
from musnad.sources.opening import Opening, open_sources
from musnad.store.engine import open_store

DAY = "2015-08-01"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    records = [
        {"title": r["title"], "content": r["text"], "source": r["outlet"], "url": r["url"], "date_extracted": DAY}
        for r in map(report, range(6))
    ]
    with zipfile.ZipFile(tmp_path / f"{DAY}.zip", "w") as zipped:
        zipped.writestr(f"{DAY}.json", json.dumps(records, ensure_ascii=False))
    return tmp_path


def test_names() -> None:
    assert name_of(f"/a/{DAY}.zip!{DAY}.json#17") == f"{DAY}/0017"
    assert name_of("feed.xml") is None


def test_articles_by_name(archive: Path) -> None:
    found = dict(named_articles(archive, [f"{DAY}/0004", f"{DAY}/0001"]))
    assert sorted(found) == [f"{DAY}/0001", f"{DAY}/0004"]
    assert found[f"{DAY}/0004"].title == report(4)["title"]
    with pytest.raises(GoldError):
        list(named_articles(archive, ["2015-08-02/0000"]))


def test_a_store_is_asked_about_pairs(archive: Path, tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "store.db"))
    mapping = ("text=content", "outlet=source", "published=date_extracted")
    source = open_sources(str(archive / f"{DAY}.zip"), Opening(mapping=mapping))
    take_in(source, store, workers=1, encoder=False)
    collate(store)
    names = names_of(store)
    assert len(names) == 6
    decided = verdicts(store)
    assert decided(f"{DAY}/0001", f"{DAY}/0002") in ("copy", "derived")
    assert decided(f"{DAY}/0001", f"{DAY}/9999") == "different"
    facts = told_facts(list(store.readings(names.values())))
    assert any(fact.reports > 1 and fact.texts < fact.reports for fact in facts)
    store.close()
