from pathlib import Path

import pytest

from musnad.errors import GoldError
from musnad.eval.documents import article_of, find_documents, read_documents
from musnad.eval.gold import Document
from musnad.page.dates import Months

MONTHS = Months.load()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("07/11/2016", "2016-11-07"),
        ("2017-05-04", "2017-05-04"),
        ("2017-01-21T23:43:00+01:00", "2017-01-21T23:43:00+01:00"),
        ("soon", None),
        (None, None),
        ("", None),
    ],
)
def test_dates_are_day_first_and_the_unreadable_is_none(written: str | None, read: str | None) -> None:
    assert article_of(Document("نص", published=written), MONTHS).published == read


def test_the_text_is_verbatim() -> None:
    text = " \u202bنص\u202c\r\n\tوآخر \ufeff"
    assert article_of(Document(text), MONTHS).text == text


def test_documents_by_name_and_the_broken_one_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "z.doc.json").write_text('{"text": "نص"}', "utf-8")
    (tmp_path / "a.doc.json").write_text("{", "utf-8")
    first, second = read_documents(find_documents(tmp_path))
    assert (first.name, first.article) == ("a", None)
    assert "a.doc.json" in (first.problem or "")
    assert second.name == "b/z"
    assert second.article is not None


def test_a_folder_without_documents(tmp_path: Path) -> None:
    with pytest.raises(GoldError):
        find_documents(tmp_path)
