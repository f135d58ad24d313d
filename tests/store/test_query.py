"""What a person types is never an error."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.store.engine import SqlStore, open_store
from musnad.store.entries import Filters
from musnad.store.folding import Folding
from musnad.store.query import Alternative, Query, fts5, parse, tsquery
from tests.store.conftest import Server
from tests.store.reports import add

PIECES = st.sampled_from(
    ['"', "«", "»", "-", "*", "(", ")", "'", "\\", ":", "&", "|", "!", "<->", "NEAR", "AND", "OR", "NOT", "العقوبات",
     "قال", "ال", "و", "2.5", "أ", "\u200f", "ـ", "^", "+", "{", "%", "\x00", "0:ـ"]
)  # fmt: skip
TYPED = st.one_of(st.text(max_size=40), st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=10).map("".join))


@pytest.fixture(scope="module")
def folding() -> Folding:
    return Folding.load()


TEXT = "قال الوزير إن العقوبات رفعت بنسبة 2.5 في المئة"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    store = open_store(str(tmp_path_factory.mktemp("query") / "musnad.db"))
    add(store, TEXT)
    yield store
    store.close()


@pytest.fixture(scope="module")
def kept_by_postgresql(server: Server) -> Iterator[SqlStore]:
    store = open_store(server.database())
    add(store, TEXT)
    yield store
    store.close()


@given(typed=TYPED)
@settings(max_examples=150, deadline=None)
def test_sqlite_understands_every_query(kept: SqlStore, typed: str) -> None:
    found = kept.search(Filters(text=typed))
    assert found.total == len(found.hits)


@given(typed=TYPED)
@settings(max_examples=60, deadline=None)
def test_both_kinds_find_the_same(kept: SqlStore, kept_by_postgresql: SqlStore, typed: str) -> None:
    assert kept.search(Filters(text=typed)).total == kept_by_postgresql.search(Filters(text=typed)).total


def test_words_phrases_and_what_must_not_be_there(folding: Folding) -> None:
    query = parse("العقوبات «رفع العقوبات» -الهجوم أمير*", folding)
    assert [term.alternatives[0].keys for term in query.wanted] == [("العقوبات",), ("رفع", "العقوبات"), ("امير",)]
    assert query.wanted[2].alternatives == (Alternative(("امير",), prefix=True), Alternative(("الامير",), prefix=True))
    assert [term.alternatives[0].keys for term in query.unwanted] == [("الهجوم",)]
    assert '"رفع العقوبات"' in fts5(query)
    assert "'رفع' <-> 'العقوبات'" in tsquery(query)


def test_a_word_without_the_article_is_looked_for_with_it(folding: Folding) -> None:
    (term,) = parse("عقوبات", folding).wanted
    assert [one.keys for one in term.alternatives] == [("عقوبات",), ("العقوبات",)]
    (term,) = parse("البحرين", folding).wanted
    assert [one.keys for one in term.alternatives] == [("البحرين",)]


def test_a_beginning_needs_letters_beside_the_article(folding: Folding) -> None:
    assert not parse("ال*", folding).wanted[0].alternatives[0].prefix


def test_a_number_with_a_point_is_a_phrase(folding: Folding) -> None:
    assert parse("2.5", folding).wanted[0].alternatives == (Alternative(("2", "5")),)


def test_marks_alone_ask_for_nothing(folding: Folding) -> None:
    assert parse('؟ " - * ()', folding) == Query()
