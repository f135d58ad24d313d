from __future__ import annotations

from sqlalchemy import text

from musnad.store.codec import LEARNT_FROM
from musnad.store.engine import SqlStore
from tests.store.reports import add


def test_a_store_learns_to_keep_its_articles_small(small: SqlStore) -> None:
    with small.transaction():
        ids = [
            add(small, f"هاجمت جبهة الشمال بلدة مرسى {i}\nوقال سالم الراوي {i * 7919}") for i in range(LEARNT_FROM + 20)
        ]
    with small.snapshot() as connection:
        sizes = connection.execute(text("SELECT length(body) FROM readings ORDER BY article")).scalars().all()
    assert sizes[-1] < sizes[0] / 2
    assert [reading.article.id for reading in small.readings(ids)] == ids
    assert small.check() == ()
