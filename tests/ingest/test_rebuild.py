from __future__ import annotations

from pathlib import Path

from musnad.ingest.collate import collate
from musnad.ingest.rebuild import rebuild
from musnad.ingest.take import take_in
from musnad.store.engine import open_store
from musnad.store.integrity import content_digest
from tests.ingest.conftest import Reports


def test_rebuilt_from_the_originals_it_is_the_same_to_the_byte(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "store.db"))
    take_in(Reports(9), store, workers=1, encoder=False)
    collate(store)
    before = content_digest(store)
    rebuilt = rebuild(store, workers=1, encoder=False)
    assert (rebuilt.read, rebuilt.changed) == (8, 0)
    assert content_digest(store) == before
    store.close()
