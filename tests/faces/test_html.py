import re
from html.parser import HTMLParser

from msgspec.structs import replace

from musnad.faces.html import LONGEST_ROW, page, view
from musnad.faces.wording import Wording
from musnad.records import Reading

_VOID = {"meta", "br", "link", "img"}


class Page(HTMLParser):
    """Ids, links and tags of a page; checks that tags nest."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(body)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a":
            self.links.append(str(given["href"]))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


def test_every_card_and_its_words_are_linked_both_ways(reading: Reading) -> None:
    found = Page(page([reading]))
    assert len(found.ids) == len(set(found.ids))
    cards = {"r1-s1", "r1-s2", "r1-v1", "r1-v2", "r1-d1", "r1-b1"}
    assert cards <= set(found.ids)
    assert {f"{card}-w" for card in cards} <= set(found.ids)
    assert {f"#{card}-w" for card in cards} <= set(found.links)
    assert {link[1:] for link in found.links if link.startswith("#")} <= set(found.ids)


def test_the_words_of_every_record_are_there_and_lead_to_it(reading: Reading) -> None:
    links = set(Page(page([reading])).links)
    assert {"#r1-s1", "#r1-v2", "#r1-d1", "#r1-b1"} <= links


def test_nothing_runs_and_nothing_is_fetched(reading: Reading) -> None:
    body = page([reading])
    found = Page(body)
    assert "<script" not in body
    assert "@import" not in body
    assert "url(" not in body
    assert not re.search(r"\son\w+=", body)
    assert not {tag for tag, _ in found.tags} & {"script", "img", "link", "iframe", "object", "video", "audio"}
    assert not [link for link in found.links if not link.startswith("#")]
    assert "http://" not in body
    assert "https://" not in body


def test_only_web_addresses_become_links(reading: Reading) -> None:
    def links(url: str) -> list[str]:
        body = page([replace(reading, article=replace(reading.article, url=url))])
        return [link for link in Page(body).links if not link.startswith("#")]

    assert links("https://example.org/1") == ["https://example.org/1"]
    assert links("javascript:alert(1)") == []


def test_texts_are_escaped_and_bidi_controls_shown(reading: Reading) -> None:
    body = page([reading])
    assert "&lt;b&gt;قرب&lt;/b&gt;" in body
    assert "\u202e" not in body
    assert "⟨U+202E⟩" in body
    hostile = replace(reading.article, title='"><img src=x onerror=1>', outlet="<script>", byline="\u202e<i>")
    found = Page(page([replace(reading, article=hostile)]))
    assert not {tag for tag, _ in found.tags} & {"script", "img", "i"}


def test_the_whole_text_is_on_the_page_in_order(reading: Reading) -> None:
    shown = "".join(piece.text for row in view(reading, Wording.load()).rows for piece in row.pieces)
    assert "".join(shown.split()) == "".join(reading.article.text.split())


def test_two_readings_have_their_own_ids_and_a_list(reading: Reading) -> None:
    found = Page(page([reading, reading]))
    assert len(found.ids) == len(set(found.ids))
    assert {"#r1", "#r2"} <= set(found.links)


def test_a_reading_without_anything_is_a_page(bare: Reading) -> None:
    Page(page([bare]))
    Page(page([]))


def test_long_paragraphs_are_cut_at_sentences(reading: Reading) -> None:
    text = "وقعت الواقعة هناك في المدينة أمس. " * 60
    long = Reading(article=replace(reading.article, text=text, title=None), producer=reading.producer)
    rows = view(long, Wording.load()).rows
    assert len(rows) > 2
    assert all(len(row.pieces[0].text) < 2 * LONGEST_ROW for row in rows)
    assert [row.cont for row in rows] == [False, *[True] * (len(rows) - 1)]


def test_a_latin_name_at_the_head_turns_no_paragraph(reading: Reading) -> None:
    text = "BAGHDAD - قتل ثلاثة جنود.\nAll rights reserved."
    rows = view(Reading(article=replace(reading.article, text=text), producer=reading.producer), Wording.load()).rows
    assert [row.direction for row in rows] == ["rtl", "ltr"]
