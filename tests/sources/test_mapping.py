import pytest

from musnad.errors import SourceError
from musnad.sources.mapping import FieldMapping, complete, parse_mapping


def test_a_mapping_is_said_field_by_field() -> None:
    assert parse_mapping(["text=content", "outlet=source.name", "title = a=b"]) == FieldMapping(
        text="content", outlet="source.name", title="a=b"
    )
    assert parse_mapping(["outlet:=وكالة النبأ"]) == FieldMapping(outlet="=وكالة النبأ")
    assert parse_mapping([]) == FieldMapping()


@pytest.mark.parametrize("pair", ["text", "body=content", "=x", ""])
def test_what_is_no_mapping(pair: str) -> None:
    with pytest.raises(SourceError, match="text=content"):
        parse_mapping([pair])


def test_known_names_are_guessed_and_said_to_be() -> None:
    record = {"Headline": "أ", "body": "ب", "publisher": {"name": "ج"}, "link": "د", "pubDate": "ه", "authors": []}
    found = complete(FieldMapping(), record)
    assert found == FieldMapping(
        title="Headline", text="body", outlet="publisher", url="link", published="pubDate", byline="authors",
        guessed=("title", "text", "outlet", "url", "published", "byline"),
    )  # fmt: skip
    assert ("guessed", "title text outlet url published byline") in found.context()


def test_the_names_of_the_archives_at_hand() -> None:
    record = dict.fromkeys(["source", "url", "date_extracted", "title", "author", "content"], "س")
    assert dict(complete(FieldMapping(), record).said()) == {
        "title": "title", "text": "content", "outlet": "source", "url": "url", "published": "date_extracted",
        "byline": "author",
    }  # fmt: skip


def test_what_was_said_is_not_guessed() -> None:
    found = complete(
        parse_mapping(["text=summary", "byline=", "outlet:=الخبر"]), {"text": "أ", "author": "ب", "title": "ج"}
    )
    assert (found.text, found.byline, found.outlet, found.title) == ("summary", "", "=الخبر", "title")
    assert found.guessed == ("title",)
    assert found.context() == (
        ("title", "title"),
        ("text", "summary"),
        ("outlet", "=الخبر"),
        ("guessed", "title"),
    )


def test_a_filled_field_goes_before_an_empty_one() -> None:
    assert complete(FieldMapping(), {"text": "", "content": "أ"}).text == "content"
    assert complete(FieldMapping(), {"text": "", "content": None}).text == "text"
    assert complete(FieldMapping(), {"other": 1}).text is None
