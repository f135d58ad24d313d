"""The main ways through Musnad, as a visitor walks them on the demo's store."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from .needed import playwright
from .serving import Ids, run, served
from .visiting import NARROW, WIDE, Visitor

Arrive = Callable[..., Visitor]
expect = playwright().expect
EXAMPLE_CLAIMS = 5
"""Statements and events that the example holds at least."""


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_from_today_to_the_words_of_a_source(lang: str, server: str, ids: Ids, arrive: Arrive) -> None:
    visitor = arrive(server, lang)
    page = visitor.page
    visitor.go("/")
    page.locator(f'main h3 a[href="/stories/{ids.story}"]').first.click()
    expect(page).to_have_url(f"{server}/stories/{ids.story}")
    node = page.locator('main .chain-picture svg a[href^="/articles/"]').first
    at = re.search(r"at=(\d+)-(\d+)", node.get_attribute("href") or "")
    assert at is not None
    node.click()
    expect(page).to_have_url(re.compile(r"/articles/article:\w+\?at="))
    marked = page.locator(".paper .asked")
    expect(marked.first).to_be_in_viewport()
    shown = "".join(marked.all_inner_texts())
    assert 0.5 < len(shown) / (int(at[2]) - int(at[1])) <= 1.1


def test_chains_are_a_list_too(server: str, ids: Ids, arrive: Arrive) -> None:
    visitor = arrive(server)
    visitor.go(f"/stories/{ids.story}")
    first = visitor.page.locator("main .fact").first
    expect(first.locator(".roots")).to_be_hidden()
    first.locator("details.more summary").first.click()
    expect(first.locator(".roots blockquote").first).to_be_visible()
    first.locator(".roots li li a").first.click()
    expect(visitor.page.locator(".paper .asked").first).to_be_in_viewport()


def test_places_of_a_story_open_their_facts(server: str, ids: Ids, arrive: Arrive) -> None:
    visitor = arrive(server, "en")
    visitor.go(f"/stories/{ids.story}")
    visitor.page.locator("#story-map").scroll_into_view_if_needed()
    assert visitor.page.locator(".map .disc").count()
    visitor.page.locator(".twin summary").click()
    visitor.page.locator(".twin tbody a").first.click()
    expect(visitor.page.locator("#at .told").first).to_be_visible()
    assert f"story={ids.story}" in visitor.page.url.replace("%3A", ":")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_pasted_text_is_read_with_keys_alone(lang: str, server: str, arrive: Arrive) -> None:
    visitor = arrive(server, lang)
    page = visitor.page
    visitor.go("/read?example=1")
    text = page.locator("#text").input_value()
    visitor.go("/read")
    page.locator("#text").focus()
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[data-reading]", timeout=60_000)
    assert page.locator(".claim").count() >= EXAMPLE_CLAIMS
    assert visitor.look("read-reading") == []
    page.keyboard.press("j")
    chosen = page.locator(".claim.on")
    first = chosen.get_attribute("id")
    assert page.evaluate("document.activeElement.closest('.claim')?.id") == first
    page.keyboard.press("j")
    assert chosen.get_attribute("id") != first
    page.keyboard.press("k")
    assert chosen.get_attribute("id") == first
    page.keyboard.press("Enter")
    expect(chosen).to_have_attribute("open", "")
    page.keyboard.press("w")
    expect(page.locator(f'[id="{first}-w"]').first).to_be_in_viewport()
    page.keyboard.press("?")
    expect(page.locator("dialog[data-help]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[data-help]")).to_be_hidden()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(chosen).to_have_count(0)


def test_layers_are_switched_and_remembered(server: str, ids: Ids, arrive: Arrive) -> None:
    visitor = arrive(server)
    page = visitor.page
    visitor.go(f"/articles/{ids.origin}")
    act = page.locator(".claim.act").first
    expect(act).to_be_visible()
    page.locator('[data-layer="events"]').uncheck()
    expect(act).to_be_hidden()
    expect(page.locator(".claim.say").first).to_be_visible()
    page.reload()
    expect(page.locator(".claim.act").first).to_be_hidden()
    page.keyboard.press("2")
    expect(page.locator(".claim.act").first).to_be_visible()


def test_a_name_shows_all_its_mentions(server: str, ids: Ids, arrive: Arrive) -> None:
    visitor = arrive(server)
    page = visitor.page
    visitor.go(f"/articles/{ids.origin}")
    page.locator(".cast .groups > div li:has(.spots a:nth-of-type(2)) .who a").first.click()
    expect(page.locator("[data-inspector]")).to_be_visible()
    before = page.locator("[data-count]").inner_text()
    page.locator('[data-step="1"]').click()
    assert page.locator("[data-count]").inner_text() != before
    page.locator("[data-close]").click()
    expect(page.locator("[data-inspector]")).to_be_hidden()


def test_from_an_article_to_its_original_and_beside_its_copy(
    server: str, ids: Ids, arrive: Arrive, tmp_path: Path
) -> None:
    visitor = arrive(server)
    page = visitor.page
    visitor.go(f"/articles/{ids.article}")
    expect(page.locator("#original .hash")).to_have_text(re.compile(r"^[0-9a-f]{64}$"))
    with page.expect_download() as loaded:
        page.locator("#original a[download]").click()
    loaded.value.save_as(tmp_path / "original")
    assert "<html" in (tmp_path / "original").read_text("utf-8").lower()
    page.locator('#copies a[href*="/compare/"]').first.click()
    expect(page).to_have_url(re.compile("/compare/"))
    page.wait_for_load_state()
    assert page.locator("a.same").count() > 3
    page.keyboard.press("j")
    assert page.locator("a.same.on").count() >= 2


def test_an_actor_leads_to_his_counterparts(server: str, ids: Ids, arrive: Arrive) -> None:
    visitor = arrive(server, "en")
    visitor.go(f"/actors/{ids.actor}")
    expect(visitor.page.locator("h1")).to_contain_text("Norway")
    visitor.page.locator(".whom svg a").first.click()
    expect(visitor.page).not_to_have_url(re.compile(re.escape(ids.actor) + "$"))
    assert visitor.page.locator("h1").count() == 1


def test_deadlines_by_day_and_as_a_calendar(server: str, arrive: Arrive, tmp_path: Path) -> None:
    visitor = arrive(server)
    page = visitor.page
    visitor.go("/deadlines")
    page.locator(".month a.day").first.click()
    page.wait_for_url(re.compile("due="))
    due = re.search(r"due=([-\d]+)", page.url)
    assert due is not None
    assert page.locator(".list-of article.card").count() >= 1
    with page.expect_download() as loaded:
        page.locator('main a[href="/deadlines.ics"]').click()
    loaded.value.save_as(tmp_path / "deadlines.ics")
    told = (tmp_path / "deadlines.ics").read_text("utf-8")
    assert told.startswith("BEGIN:VCALENDAR")
    assert due[1].replace("-", "") in told
    page.locator(".list-of blockquote a").first.click()
    expect(page.locator(".paper .asked").first).to_be_in_viewport()


def test_the_map_is_moved_and_opened_with_keys(server: str, arrive: Arrive) -> None:
    visitor = arrive(server)
    page = visitor.page
    visitor.go("/map")
    page.locator(".regions a").nth(5).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("region=europe"))
    page.locator(".disc").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("at=|bbox="))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_narrow_map_begins_where_things_happened(lang: str, server: str, arrive: Arrive) -> None:
    visitor = arrive(server, lang)
    visitor.width(NARROW, 740)
    visitor.go("/map?region=world")
    discs = visitor.page.locator(".map svg a")
    expect(discs.nth(discs.count() // 2)).to_be_in_viewport()


def test_a_search_is_narrowed_and_followed(server: str, arrive: Arrive) -> None:
    visitor = arrive(server, "en")
    page = visitor.page
    visitor.go("/search")
    page.locator("#q").fill("النرويج")
    page.keyboard.press("Enter")
    expect(page.locator(".hits mark").first).to_be_visible()
    all_found = int(page.locator("#found b").inner_text())
    page.locator(".filters summary").click()
    page.locator("#f-type").select_option("THREATEN")
    page.locator(".search button.main").click()
    expect(page.locator(".chosen a").first).to_be_visible()
    few = int(page.locator("#found b").inner_text())
    assert 0 < few < all_found
    page.locator(".chosen a").first.click()
    expect(page.locator("#found b")).to_have_text(str(all_found))
    feeds = {link.get_attribute("href") or "" for link in page.locator('#take ~ dl a[href*="feed."]').all()}
    atom = page.request.get(server + next(one for one in feeds if "feed.atom" in one))
    assert ElementTree.fromstring(atom.body()).tag == "{http://www.w3.org/2005/Atom}feed"
    told = page.request.get(server + next(one for one in feeds if "feed.json" in one))
    assert json.loads(told.body())["version"].startswith("https://jsonfeed.org/")


def test_a_search_is_kept_and_opened_again(server: str, arrive: Arrive) -> None:
    visitor = arrive(server)
    page = visitor.page
    visitor.go("/search?q=مهلة")
    page.locator("form.keep input[name=name]").fill("المهل كلها")
    page.locator("form.keep button").click()
    expect(page.locator(".kept li")).to_have_count(1)
    assert visitor.look("searches") == []
    page.locator(".kept form.row button").click()
    expect(page.locator("#q")).to_have_value("مهلة")
    visitor.go("/searches")
    page.locator(".kept form:not(.row) button").click()
    expect(page.locator(".kept li")).to_have_count(0)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_doubt_is_accepted_and_undone_with_keys_alone(lang: str, server: str, arrive: Arrive) -> None:
    visitor = arrive(server, lang)
    page = visitor.page
    visitor.go("/review?kind=event")
    assert visitor.look("review") == []
    before = page.locator(".tabs .num").first.inner_text()
    page.keyboard.press("n")
    expect(page.locator("form[data-decide]")).to_be_visible()
    assert visitor.look("review-item") == []
    page.keyboard.press("e")
    expect(page.locator("details[data-edit]")).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator(".done-note")).to_be_visible()
    expect(page.locator(".tabs .num").first).not_to_have_text(before)
    page.wait_for_load_state()
    page.keyboard.press("u")
    expect(page.locator(".tabs .num").first).to_have_text(before)
    visitor.go("/review/log")
    assert page.locator("main li, main tbody tr").count() >= 2
    assert visitor.look("review-log") == []


def test_a_citation_is_copied_and_a_comment_answered(server: str, ids: Ids, arrive: Arrive) -> None:
    visitor = arrive(server)
    page = visitor.page
    visitor.go(f"/facts/{ids.fact}")
    copy = page.locator("[data-copy^=cite]").first
    copy.click()
    expect(copy).to_have_text(copy.get_attribute("data-done") or "?")
    assert f"/facts/{ids.fact}" in page.locator("#cite-ar").input_value()
    shown = page.locator(".carded img").get_attribute("src") or ""
    card = page.request.get(server + shown if shown.startswith("/") else shown)
    assert card.headers["content-type"].startswith("image/")
    page.locator("#comment-new").fill("أول تعليق <b>بلا تنسيق</b>")
    page.locator("form.write:has(#comment-new) button").click()
    expect(page.locator(".comment-text").first).to_have_text("أول تعليق <b>بلا تنسيق</b>")
    page.locator(".comment details summary").first.click()
    page.locator(".comment form.write textarea").first.fill("جواب")
    page.locator(".comment form.write button").first.click()
    expect(page.locator(".answers .comment-text")).to_have_text("جواب")
    visitor.go("/comments")
    assert visitor.look("comments") == []


def test_language_digits_and_calendar_are_apart(server: str, ids: Ids, arrive: Arrive) -> None:
    visitor = arrive(server)
    page = visitor.page
    visitor.go("/deadlines?on=2025-08-08&month=2025-08")

    def prefer(*choices: str) -> None:
        page.locator(".display summary").click()
        for choice in choices:
            page.locator(f".display input{choice}").check()
        page.locator(".display button.main").click()
        page.wait_for_load_state()

    prefer('[name="lang"][value="en"]')
    assert page.locator("html").get_attribute("dir") == "ltr"
    assert "month=2025-08" in page.url
    prefer('[name="digits"][value="arabic"]')
    assert "٢٠٢٥" in page.locator("main .says").inner_text()
    assert "August" in page.locator("main .says").inner_text()
    prefer('[name="hijri"]')
    assert "Safar" in page.locator("main .says").inner_text()
    prefer('[name="lang"][value="ar"]')
    assert "صفر" in page.locator("main .says").inner_text()
    visitor.go(f"/stories/{ids.story}")
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_what_is_not_there_leads_back(server: str, arrive: Arrive) -> None:
    visitor = arrive(server)
    assert visitor.go("/facts/fact:none").status == 404
    visitor.page.locator("main a").first.click()
    expect(visitor.page).to_have_url(server + "/")
    assert [one for one in visitor.blamed() if "404" not in one] == []


def test_an_empty_text_is_told_in_words(server: str, arrive: Arrive) -> None:
    visitor = arrive(server, "en")
    visitor.go("/read")
    visitor.page.locator("main form button.main").click()
    expect(visitor.page.locator('[role="alert"]')).to_contain_text("There are no words")
    assert visitor.axe() == []
    visitor.picture("read-failed", str(WIDE))
    assert [one for one in visitor.blamed() if "422" not in one] == []


def test_who_has_an_account_comes_in_and_leaves(tmp_path: Path, arrive: Arrive) -> None:
    store = tmp_path / "people.db"
    word = "a long enough password"
    run("account", "add", "salma", "--role", "administrator", "--store", str(store), given=word + "\n")
    with served(store, "--login", MUSNAD_SECRET="x" * 40) as address:
        visitor = arrive(address)
        page = visitor.page
        visitor.go("/search")
        expect(page).to_have_url(re.compile(r"/login\?back="))
        assert visitor.look("login") == []
        page.locator("#name").fill("salma")
        page.locator("#password").fill("something else entirely")
        page.keyboard.press("Enter")
        expect(page.locator('[role="alert"]')).to_be_visible()
        assert [one for one in visitor.blamed() if "401" not in one] == []
        page.locator("#name").fill("salma")
        page.locator("#password").fill(word)
        page.keyboard.press("Enter")
        expect(page).to_have_url(address + "/search")
        expect(page.locator(".person")).to_contain_text("salma")
        page.locator(".person button").click()
        expect(page).to_have_url(re.compile("/login"))
        visitor.go("/")
        expect(page).to_have_url(re.compile("/login"))
