"""Every page, in both languages, wide and narrow, in the dark and on paper, with keys alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec import Struct
from msgspec.structs import asdict

from .serving import Ids
from .visiting import NARROW, WIDE, Visitor

Window = Callable[[str, str], Visitor]


class Stop(Struct, frozen=True):
    """One page: its address, what a visitor mostly does there, and how it answers."""

    name: str
    path: str
    control: str
    status: int = 200


PAGES = (
    Stop("today", "/", "main h3 a"),
    Stop("read", "/read", "main form button.main"),
    Stop("read-example", "/read?example=1", "main form button.main"),
    Stop("article", "/articles/{article}", "main input[data-layer]"),
    Stop("article-words", "/articles/{article}?at=0-40#w-0-40", "main input[data-layer]"),
    Stop("compare", "/articles/{origin}/compare/{article}", "main a.same"),
    Stop("story", "/stories/{story}", "main .chain-picture svg a"),
    Stop("story-quiet", "/stories/{quiet}", "main .fact a"),
    Stop("fact", "/facts/{fact}", "main .chain-picture svg a"),
    Stop("actor", "/actors/{actor}", "main .whom svg a"),
    Stop("actor-facts", "/actors/{actor}?part=facts", "main .chips a"),
    Stop("deadlines", "/deadlines?on=2025-08-08&month=2025-08", "main .month a.day"),
    Stop("map", "/map", "main .disc"),
    Stop("map-place", "/map?at={place}#facts", "main .disc"),
    Stop("search", "/search", "main input[type=search]"),
    Stop("search-found", "/search?q=النرويج&type=THREATEN", "main .hits h3 a"),
    Stop("search-none", "/search?q=طماطم", "main input[type=search]"),
    Stop("sources", "/sources", "main table a"),
    Stop("nothing", "/stories/story:none", "main a", 404),
)
BARE = ("/", "/search", "/deadlines", "/map", "/sources")
DARK = ("today", "article", "compare", "story", "actor", "deadlines", "map", "search-found", "sources", "read")
PRINTED = ("article", "story", "deadlines", "compare")
by_name = pytest.mark.parametrize("stop", PAGES, ids=lambda stop: stop.name)
both = pytest.mark.parametrize("lang", ["ar", "en"])


def at(stop: Stop, ids: Ids) -> str:
    return stop.path.format(**asdict(ids))


@both
@by_name
def test_page_is_sound(stop: Stop, lang: str, server: str, ids: Ids, open_window: Window) -> None:
    visitor = open_window(server, lang)
    visitor.width(WIDE)
    assert visitor.go(at(stop, ids)).status == stop.status
    root = visitor.page.locator("html")
    assert root.get_attribute("lang") == lang
    assert root.get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")
    assert visitor.page.locator("h1").count() == 1
    wrong = visitor.look(stop.name)
    assert [one for one in wrong if not (stop.status == 404 and "404" in one)] == []


@pytest.mark.parametrize("stop", [stop for stop in PAGES if stop.status == 200], ids=lambda stop: stop.name)
def test_a_line_says_what_a_page_shows(stop: Stop, server: str, ids: Ids, open_window: Window) -> None:
    visitor = open_window(server, "en")
    visitor.go(at(stop, ids))
    assert len(visitor.page.locator("main .says").first.inner_text()) > 25


@by_name
def test_keys_alone_reach_what_matters(stop: Stop, server: str, ids: Ids, open_window: Window) -> None:
    visitor = open_window(server, "ar")
    visitor.width(WIDE)
    visitor.go(at(stop, ids).partition("#")[0])
    first = visitor.step()
    assert first is not None
    assert "skip" in first["what"]
    visitor.step("Enter")
    for _ in range(90):
        focused = visitor.step()
        assert focused is not None, "the focus was lost"
        assert focused["ring"], f"no focus is seen: {focused['what']}"
        assert focused["seen"], f"the focus is out of sight: {focused['what']}"
        if visitor.page.evaluate("what => document.activeElement.matches(what)", stop.control):
            break
    else:
        pytest.fail(f"{stop.control} is not reached")
    visitor.blamed()


@pytest.mark.parametrize("stop", [stop for stop in PAGES if stop.name in DARK], ids=lambda stop: stop.name)
def test_in_the_dark_words_are_read(stop: Stop, server: str, ids: Ids, open_window: Window) -> None:
    visitor = open_window(server, "en")
    visitor.page.emulate_media(color_scheme="dark")
    try:
        visitor.width(WIDE)
        visitor.go(at(stop, ids))
        visitor.picture(stop.name, f"{WIDE}-dark")
        assert visitor.axe(only=("color-contrast", "link-in-text-block")) == []
    finally:
        visitor.page.emulate_media(color_scheme="light")


@both
@pytest.mark.parametrize("stop", [stop for stop in PAGES if stop.name in PRINTED], ids=lambda stop: stop.name)
def test_on_paper_only_what_is_read(stop: Stop, lang: str, server: str, ids: Ids, open_window: Window) -> None:
    visitor = open_window(server, lang)
    visitor.width(800)
    visitor.go(at(stop, ids))
    visitor.page.emulate_media(media="print")
    try:
        visitor.picture(stop.name, "print")
        assert visitor.wide_of_the_edge() == []
        for hidden in ("nav[aria-label] ul", ".display", ".skip", "main button"):
            for part in visitor.page.locator(hidden).all():
                assert not part.is_visible() or part.evaluate("e => Boolean(e.closest('main nav'))"), hidden
        assert visitor.page.locator("h1").is_visible()
    finally:
        visitor.page.emulate_media(media="screen")


@both
@pytest.mark.parametrize("path", BARE)
def test_an_empty_store_says_what_to_do(path: str, lang: str, bare: str, open_window: Window) -> None:
    visitor = open_window(bare, lang)
    assert visitor.go(path).status == 200
    assert visitor.page.locator("main .empty, main .soft").count()
    assert visitor.look(f"empty{path.replace('/', '-').rstrip('-') or '-today'}") == []


def test_letters_twice_as_large_still_fit(server: str, ids: Ids, open_window: Window) -> None:
    visitor = open_window(server, "ar")
    visitor.width(2 * NARROW)
    for stop in PAGES[:12]:
        visitor.go(at(stop, ids))
        visitor.page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert visitor.wide_of_the_edge() == [], stop.name
    visitor.blamed()
