"""One browser, one store, its servers; all of them end with the last test of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .needed import axe, chromium, playwright
from .serving import Ids, ids_of, served, take_in
from .visiting import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LOCALES = {"ar": "ar", "en": "en-GB"}


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's chromium. What it would ask of the network by itself finds no names there."""
    path = chromium()
    with playwright().sync_playwright() as started:
        open_ = started.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"],
        )
        yield open_
        open_.close()


@pytest.fixture(scope="package")
def filled(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's store."""
    path = tmp_path_factory.mktemp("browser") / "demo.db"
    take_in(path)
    return path


@pytest.fixture(scope="package")
def ids(filled: Path) -> Ids:
    """What there is to visit."""
    return ids_of(filled)


@pytest.fixture(scope="package")
def server(filled: Path, ids: Ids) -> Iterator[str]:
    """The demo's store in the browser."""
    with served(filled) as address:
        yield address


@pytest.fixture(scope="package")
def bare(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on an empty store."""
    with served(tmp_path_factory.mktemp("bare") / "bare.db") as address:
        yield address


@pytest.fixture(scope="package")
def open_window(browser: Browser) -> Iterator[Callable[[str, str], Visitor]]:
    """Windows that many tests share: one for each server and language."""
    script, windows, contexts = axe(), dict[tuple[str, str], Visitor](), []

    def window(base: str, lang: str) -> Visitor:
        if (base, lang) not in windows:
            contexts.append(browser.new_context(locale=LOCALES[lang]))
            windows[base, lang] = Visitor(contexts[-1], base, lang, script)
        return windows[base, lang]

    yield window
    for context in contexts:
        context.close()


@pytest.fixture
def arrive(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """A window of a test's own, with no cookies; nothing may have gone wrong in it at the end."""
    came = []

    def window(base: str, lang: str = "ar") -> Visitor:
        context = browser.new_context(locale=LOCALES[lang], viewport={"width": 1400, "height": 900})
        came.append((context, Visitor(context, base, lang, axe())))
        return came[-1][1]

    yield window
    for context, _ in came:
        context.close()
    assert [wrong for _, visitor in came for wrong in visitor.blamed()] == []
