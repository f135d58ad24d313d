from __future__ import annotations

import re

from sample_reports import DISPATCH, TEXTS
from starlette.testclient import TestClient

from musnad.faces.web.beside import side_by_side
from musnad.records import CopyLink, Passage


def link(origin: str, report: str, *words: str) -> CopyLink:
    passages = tuple(
        Passage(report.index(part), report.index(part) + len(part), origin.index(part), origin.index(part) + len(part))
        for part in words
    )
    return CopyLink(article="b", origin="a", kind="copy", share=0.5, origin_share=0.5, passages=passages)


def parts(text: str, page: str) -> list[str]:
    return re.findall(text, page, re.DOTALL)


def test_shows_both_texts_the_origin_first(english: TestClient) -> None:
    page = english.get("/articles/article:a2/compare/article:a1").text
    other = english.get("/articles/article:a1/compare/article:a2").text
    assert page.partition("<main")[2].partition('class="beside')[2] == other.partition('class="beside')[2]
    heads = page.partition('class="heads"')[2]
    assert heads.index("Origin") < heads.index("Report that repeats it")
    assert heads.index("/articles/article:a1") < heads.index("/articles/article:a2")
    assert "97%" in page
    assert "it credits its source" not in page
    assert "because the report credits its source" in page


def test_passages_lead_to_each_other(client: TestClient) -> None:
    page = client.get("/articles/article:a2/compare/article:a1").text
    origin = set(parts(r'id="(o\d+)" href="#r\d+"', page))
    report = set(parts(r'id="(r\d+)" href="#o\d+"', page))
    assert {name[1:] for name in origin} == {name[1:] for name in report}
    both = [DISPATCH, next(part for part in TEXTS["article:a1"].split("\n\n"))]
    paragraphs = sum(len(part.split("\n\n")) for part in both)
    assert len(origin) == paragraphs, "one passage over paragraphs becomes one for each; the headlines are the same"


def test_without_a_link_it_says_so(english: TestClient) -> None:
    page = english.get("/articles/article:a1/compare/article:b1").text
    assert "Neither of these reports was found to repeat the other" in page
    assert 'class="same"' not in page
    assert 'class="only"' not in page


def test_an_article_beside_itself(english: TestClient) -> None:
    assert "one report beside itself" in english.get("/articles/article:a1/compare/article:a1").text


def text_of(rows: object, side: str) -> str:
    return "".join(part.text for row in rows for block in getattr(row, side) for part in block.parts)  # type: ignore[attr-defined]


def test_both_texts_are_whole() -> None:
    origin, report = TEXTS["article:a1"], TEXTS["article:a3"]
    rows = side_by_side(origin, report, link(origin, report, DISPATCH))
    assert "".join(text_of(rows, "origin").split()) == "".join(origin.split())
    assert "".join(text_of(rows, "report").split()) == "".join(report.split())


def test_words_of_one_text_alone_are_marked_without_the_marks_around_them() -> None:
    origin = "قال الوزير إن الاتفاق قريب، وأضاف أنه متفائل."
    report = "قال الوزير إن الاتفاق قريب، بحسب الوكالة."
    (row,) = side_by_side(origin, report, link(origin, report, "قال الوزير إن الاتفاق قريب"))
    assert [part.text for part in row.origin[0].parts if part.kind == "only"] == ["وأضاف أنه متفائل"]
    assert [part.text for part in row.report[0].parts if part.kind == "only"] == ["بحسب الوكالة"]
    assert [part.kind for part in row.report[0].parts] == ["same", "plain", "only", "plain"]


def test_paragraphs_keep_the_order_of_both_texts() -> None:
    one, two, three = "فقرة أولى عن النهر الكبير", "فقرة ثانية عن الجسر القديم", "فقرة ثالثة عن المدينة والناس"
    origin, report = f"{one}\n{two}\n{three}", f"{three}\n{one}\nخاتمة من عند الناقل\n{two}"
    rows = side_by_side(origin, report, link(origin, report, one, two, three))
    assert text_of(rows, "origin") == origin.replace("\n", "")
    assert text_of(rows, "report") == report.replace("\n", "")
    beside = [("".join(p.text for p in row.origin[0].parts), "".join(p.text for p in row.report[0].parts))
              for row in rows if row.origin and row.report]  # fmt: skip
    assert (one, one) in beside
    assert (two, two) in beside
    moved = [row for row in rows if not row.origin or not row.report]
    assert moved


def test_equal_paragraphs_are_no_difference_though_no_passage_tells_it() -> None:
    origin, report = "عنوان واحد قصير\nنص الأول هنا", "عنوان واحد قصير\nكلام آخر تماما"
    rows = side_by_side(origin, report, link(origin, report))
    assert rows[0].origin[0].parts[0].kind == "same"
    assert rows[0].report[0].parts[0].kind == "same"
    assert rows[1].origin[0].alone
    assert rows[1].report[0].alone


def test_a_passage_that_cannot_be_told_off_word_by_word_stays_whole() -> None:
    origin, report = "كلمة واحدة ثم أخرى", "كلمة واحدة\nثم أخرى زائدة"
    passage = Passage(0, len(report), 0, len(origin))
    rows = side_by_side(origin, report, replace_passages(link(origin, report), passage))
    assert "".join(text_of(rows, "report").split()) == "".join(report.split())


def replace_passages(old: CopyLink, *passages: Passage) -> CopyLink:
    return CopyLink(article=old.article, origin=old.origin, kind=old.kind, share=0.5, origin_share=0.5,
                    passages=passages)  # fmt: skip


def test_marks_without_words_are_read_in_time() -> None:
    dots = "." * 60_000
    origin, report = f"بداية {dots} نهاية", f"بداية {dots}\nنهاية"
    assert side_by_side(origin, report, replace_passages(link(origin, report), Passage(0, len(report), 0, len(origin))))
