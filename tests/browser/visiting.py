"""A visitor at a browser: where he goes, what he complains of, and how a page is looked at from all sides."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, Route

PICTURES = Path(__file__).parents[2] / "out" / "screenshots"
WIDE, NARROW, HUGE = 1400, 360, 1920
GRAVE = ("serious", "critical")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_PAST_THE_EDGE = """() => {
  const most = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= most) return [];
  const held = (e) => { for (let p = e.parentElement; p; p = p.parentElement)
    if (getComputedStyle(p).overflowX !== 'visible') return true; return false; };
  const past = [...document.querySelectorAll('body *')].filter((e) => {
    const box = e.getBoundingClientRect();
    return e.checkVisibility() && box.width && (box.right > most + 1 || box.left < -1) && !held(e); });
  return ['body scrolls', ...past.slice(0, 6).map((e) => e.outerHTML.slice(0, 160))];
}"""
_FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const style = getComputedStyle(at), box = at.getBoundingClientRect();
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  const shape = at.closest('svg') && at.querySelector('circle,rect');
  const drawn = shape && parseFloat(getComputedStyle(shape).strokeWidth) >= 2;
  return { what: at.outerHTML.slice(0, 140), ring: Boolean(ring || drawn),
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth };
}"""


class Visitor:
    """One browser window at one server. Whatever is wrong on the way is noted in `complaints`."""

    def __init__(self, context: BrowserContext, base: str, lang: str, script: str) -> None:
        self.base, self.lang, self._script = base, lang, script
        self.complaints: list[str] = []
        context.route(re.compile(rf"^(?!{re.escape(base)}/)(?!data:)"), self._outside)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))
        context.on("requestfailed", self._failed)
        self.page: Page = context.new_page()
        self.page.set_default_timeout(15_000)

    def _outside(self, route: Route) -> None:
        self.complaints.append(f"asked outside: {route.request.url}")
        route.abort()

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"console at {message.page.url if message.page else '?'}: {message.text}")

    def _failed(self, request: Request) -> None:
        if "ERR_ABORTED" not in (request.failure or ""):  # a page that was left while its fonts still came
            self.complaints.append(f"failed: {request.url}: {request.failure}")

    def go(self, path: str) -> Response:
        """Open an address of the server; from the top, whatever the hash."""
        answer = self.page.goto(self.base + path)
        assert answer is not None
        return answer

    def blamed(self) -> list[str]:
        """What went wrong since the last time; forgotten then."""
        found, self.complaints[:] = list(self.complaints), []
        return found

    def width(self, width: int, height: int = 900) -> None:
        """Make the window so wide."""
        self.page.set_viewport_size({"width": width, "height": height})

    def picture(self, name: str, kind: str) -> None:
        """Keep what is seen, to be looked at."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(PICTURES / f"{name}-{self.lang}-{kind}.png"), full_page=True)

    def wide_of_the_edge(self) -> list[str]:
        """What makes the page scroll sideways; nothing, if all is well."""
        found: list[str] = self.page.evaluate(_PAST_THE_EDGE)
        return found

    def axe(self, *, only: Sequence[str] = ()) -> list[str]:
        """Serious and critical findings of axe, with the elements; of some rules alone where they are named."""
        self.page.evaluate(self._script)
        run = {"type": "rule", "values": list(only)} if only else {"type": "tag", "values": list(RULES)}
        told = json.dumps({"resultTypes": ["violations"], "runOnly": run})
        found: dict[str, Any] = self.page.evaluate(f"axe.run(document, {told})")
        return [
            f"{one['id']} ({one['impact']}): {node['html'][:160]}"
            + (f" {[c['message'] for c in node['any']][:1]}" if node["any"] else "")
            for one in found["violations"]
            if one["impact"] in GRAVE
            for node in one["nodes"][:4]
        ]

    def step(self, key: str = "Tab") -> dict[str, Any] | None:
        """Press a key; where the focus is then."""
        self.page.keyboard.press(key)
        found: dict[str, Any] | None = self.page.evaluate(_FOCUSED)
        return found

    def look(self, name: str) -> list[str]:
        """Look at the page that is open, wide and narrow, and keep pictures; everything that is wrong with it."""
        self.width(HUGE)
        wrong = [f"at {HUGE}: {one}" for one in self.wide_of_the_edge()]
        self.width(WIDE)
        self.picture(name, str(WIDE))
        wrong += self.axe()
        self.width(NARROW, 740)
        wrong += [f"at {NARROW}: {one}" for one in self.wide_of_the_edge()]
        self.picture(name, str(NARROW))
        self.width(WIDE)
        return wrong + self.blamed()
