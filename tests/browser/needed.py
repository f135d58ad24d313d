"""What the tests in a browser need; where it is missing they are left out, unless somebody relies on them."""

from __future__ import annotations

import os
import shutil
from types import ModuleType
from typing import NoReturn

import pytest

RELIED_ON = os.environ.get("MUSNAD_BROWSER") == "needed"
"""Set where a browser has to be there: then its absence fails instead of leaving the tests out."""


def lacking(what: str) -> NoReturn:
    """Leave the tests out, or fail where they are relied on."""
    reason = f"tests in a browser need {what}"
    if RELIED_ON:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason, allow_module_level=True)


def playwright() -> ModuleType:
    """Playwright's synchronous side."""
    if not RELIED_ON:
        pytest.skip("tests in a browser run with MUSNAD_BROWSER=needed (`make browser`)", allow_module_level=True)
    try:
        from playwright import sync_api
    except ImportError:
        lacking("playwright (in the dependency group dev)")
    return sync_api


def axe() -> str:
    """The script of axe-core."""
    try:
        from axe_playwright_python.base import AXE_SCRIPT
    except ImportError:
        lacking("axe-playwright-python (in the dependency group dev)")
    return str(AXE_SCRIPT)


def chromium() -> str:
    """Path of the browser of this machine; none is ever downloaded."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return found or lacking("chromium on the path (Debian's package chromium)")
