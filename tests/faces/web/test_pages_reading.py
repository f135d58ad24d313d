from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from handmade import TEXT, build
from msgspec.structs import replace
from starlette.testclient import TestClient

from musnad.errors import ModelError, ReaderBusy
from musnad.faces.web import brought
from musnad.faces.web.app import create_app
from musnad.faces.web.reader import LONGEST, Reader
from musnad.faces.web.settings import Settings
from musnad.records import Article, Page, Reading
from musnad.sources.answers import Missed
from musnad.sources.base import Failed
from musnad.store.engine import open_store

HOME = "http://127.0.0.1"


class Fake(Reader):
    """Reads everything as the reading made by hand; needs no lexicon."""

    def __init__(self) -> None:
        super().__init__(encoder=False, load=lambda encoder: (None, None), reading=self._made)  # type: ignore[arg-type]
        self.seen: list[Article] = []

    def _made(self, article: Article, **_: object) -> Reading:
        self.seen.append(article)
        made = build()
        return (
            replace(made, article=replace(made.article, url=article.url))
            if article.text == TEXT
            else Reading(article=article, producer=made.producer)
        )


@pytest.fixture
def reader() -> Fake:
    return Fake()


@pytest.fixture
def app(reader: Fake) -> Iterator[FastAPI]:
    store = open_store(":memory:")
    made = create_app(Settings(store=":memory:", encoder=False), store)
    made.state.reader = reader
    yield made
    store.close()


def sent(client: TestClient, **form: str) -> str:
    answer = client.post("/read", data=form)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_empty_page_asks_for_a_text(client: TestClient, english: TestClient) -> None:
    page = client.get("/read").text
    assert 'dir="rtl"' in page
    assert 'enctype="multipart/form-data"' in page
    assert "data-reading" not in page
    assert "Try an example" in english.get("/read").text


def test_the_example_fills_the_form(client: TestClient) -> None:
    page = client.get("/read?example=1").text
    assert "لإعادة قطيع الأبقار" in page.partition("<textarea")[2]


def test_a_text_is_read_and_not_kept(client: TestClient, reader: Fake, app: FastAPI) -> None:
    page = sent(client, text=TEXT, outlet="إذاعة المثال", published="2025-08-06")
    assert reader.seen[0].text == TEXT
    assert reader.seen[0].outlet == "إذاعة المثال"
    assert reader.seen[0].published == "2025-08-06"
    for record in ("s1", "s2", "v1", "v2", "d1", "b1"):
        assert f'id="{record}"' in page
        assert f'id="{record}-w"' in page
    assert list(app.state.store.articles()) == []


def test_everything_is_tied_both_ways(client: TestClient) -> None:
    page = sent(client, text=TEXT)
    assert 'data-akin="v1"' in page, "a statement leads to what it tells"
    assert 'data-akin="s1"' in page, "an event leads to the statement it is known from"
    assert 'href="#e1"' in page
    assert '<li id="e1" data-e="e1">' in page
    assert 'href="#m1"' in page
    assert 'id="m1"' in page


def test_words_of_the_page_are_the_visitors(client: TestClient, english: TestClient) -> None:
    arabic, other = sent(client, text=TEXT), sent(english, text=TEXT)
    assert "إدانة أو اتهام · استنكار" in arabic
    assert "no recipient" not in arabic
    assert "accuse · disapprove" in other
    assert "Tunisia" in other
    assert "هذه الضربة" in arabic, "damage shows its repair"
    assert "هذا الإضراب" in arabic


def test_foreign_text_is_escaped_and_shown(client: TestClient) -> None:
    page = sent(client, text=TEXT)
    assert "<b>قرب</b>" not in page
    assert "&lt;b&gt;قرب&lt;/b&gt;" in page
    paper = page.partition('class="paper"')[2]
    assert "\u202e" not in paper
    assert "⟨U+202E⟩" in paper


def test_a_file_is_read(client: TestClient, reader: Fake) -> None:
    answer = client.post("/read", files={"file": ("report.txt", TEXT.encode("utf-8"), "text/plain")})
    assert answer.status_code == 200
    assert reader.seen[0].text == TEXT


def test_ends_of_lines_are_those_of_the_text(client: TestClient, reader: Fake) -> None:
    sent(client, text=TEXT.replace("\n", "\r\n"))
    assert reader.seen[0].text == TEXT


@pytest.mark.parametrize(
    ("form", "status", "words"),
    [
        ({"text": " "}, 422, "There are no words"),
        ({"text": "Only English words here, and enough of them to be a text."}, 422, "too little Arabic"),
        ({"text": TEXT, "published": "someday"}, 422, "broken"),
        ({"text": "كلمة " * (LONGEST // 4)}, 413, "larger than what is read at once"),
    ],
)
def test_what_cannot_be_read_says_why(english: TestClient, form: dict[str, str], status: int, words: str) -> None:
    answer = english.post("/read", data=form)
    assert answer.status_code == status
    assert words in answer.text
    if "text" in form:
        assert form["text"].strip()[:40] in answer.text, "what was brought is not lost"


def test_a_large_upload_is_refused(english: TestClient) -> None:
    answer = english.post("/read", files={"file": ("a.txt", b"\xd9\x85" * (brought.LARGEST // 2 + 1), "text/plain")})
    assert answer.status_code == 413
    assert "larger than what is read at once" in answer.text


def test_a_form_in_another_shape_is_refused(client: TestClient) -> None:
    assert client.post("/read", json={"text": TEXT}).status_code == 400


@pytest.mark.parametrize("url", ["http://127.0.0.1/x", "http://[::1]/", "http://10.1.2.3/", "http://169.254.169.254/"])
def test_private_addresses_are_refused(english: TestClient, url: str) -> None:
    answer = english.post("/read", data={"url": url})
    assert answer.status_code == 422
    assert "private network" in answer.text


def test_only_web_addresses_are_asked(english: TestClient) -> None:
    answer = english.post("/read", data={"url": "file:///etc/passwd"})
    assert answer.status_code == 422
    assert "of a kind that is not read" in answer.text


def test_what_an_address_holds_is_read(client: TestClient, reader: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def fetched(url: str) -> Page | Failed:
        asked.append(url)
        return brought._page(TEXT.encode("utf-8"), url, "https://news.example/1")

    monkeypatch.setattr(brought, "_fetched", fetched)
    sent(client, url="news.example/1")
    assert asked == ["news.example/1"]
    assert reader.seen[0].url == "https://news.example/1"


def test_too_many_fetches_wait_their_turn(english: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(url: str) -> Missed:
        raise ReaderBusy("other addresses are being fetched")

    monkeypatch.setattr(brought, "_fetched", full)
    answer = english.post("/read", data={"url": "https://news.example/1"})
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "10"
    assert "try again" in answer.text


def test_one_text_is_read_at_a_time() -> None:
    reader = Reader(encoder=False, load=lambda encoder: (None, None), patience=0.05)  # type: ignore[arg-type, return-value]
    reader._turn.acquire()
    with pytest.raises(ReaderBusy):
        reader.article(build().article)


def test_a_reader_that_cannot_be_loaded_says_so() -> None:
    def broken(encoder: bool) -> tuple[None, None]:
        raise ModelError("no weights")

    reader = Reader(encoder=True, load=broken)  # type: ignore[arg-type]
    with pytest.raises(ModelError, match="no weights"):
        reader.article(build().article)


def test_lexicons_are_loaded_in_the_background(app: FastAPI, reader: Fake) -> None:
    with TestClient(app, base_url=HOME) as client:
        assert reader._loaded.wait(5)
        assert client.get("/read").status_code == 200
    assert reader.ready


def test_the_server_makes_its_own_reader(client: TestClient, app: FastAPI) -> None:
    app.state.reader = None
    page = client.get("/read").text
    assert isinstance(app.state.reader, Reader)
    assert "data-bring" in page
    assert "loading" in page
