"""robots.txt as RFC 9309 has it: the group that names us, else the one for all; the longest rule that fits decides.

Patterns are matched piece by piece, without regular expressions: a hostile file cannot make matching slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote_to_bytes, urlsplit

from msgspec import Struct

PRODUCT = "musnad"
"""The name that a robots.txt calls us by."""
LARGEST = 512_000
"""Bytes of a robots.txt that are looked at."""
_SAFE = "/?&=;:@!$'()*+,~-._%[]"
_PRODUCT = re.compile(r"[A-Za-z_-]+")


class Rule(Struct, frozen=True):
    """Paths that begin like `pattern` (`*` stands for anything, `$` for the end) may be asked for, or not."""

    pattern: str
    allowed: bool

    def fits(self, path: str) -> bool:
        """Whether the rule speaks about a path."""
        pattern, ends = (self.pattern[:-1], True) if self.pattern.endswith("$") else (self.pattern, False)
        first, *rest = pattern.split("*")
        if not path.startswith(first):
            return False
        if not rest:
            return not ends or len(path) == len(first)
        at = len(first)
        for piece in rest[:-1]:
            found = path.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        last = rest[-1]
        return path.endswith(last) and len(path) - len(last) >= at if ends else path.find(last, at) >= 0


class Robots(Struct, frozen=True):
    """What one host allows us."""

    rules: tuple[Rule, ...] = ()
    delay: float | None = None
    """Seconds between two requests that the host asks for."""

    def allows(self, url: str) -> bool:
        """Whether an address may be asked for; of rules of one length the allowing one wins."""
        path = _path(url)
        if path == "/robots.txt":
            return True
        fitting = [rule for rule in self.rules if rule.pattern and rule.fits(path)]
        best = max(fitting, key=lambda rule: (len(rule.pattern), rule.allowed), default=None)
        return best is None or best.allowed


ALLOWED = Robots()
"""A host without robots.txt."""


def parse_robots(body: bytes, *, product: str = PRODUCT) -> Robots:
    """Read a robots.txt; lines that make no sense are passed over."""
    groups: dict[str, tuple[list[Rule], list[float]]] = {}
    named: list[str] = []
    in_rules = False
    for key, value in _lines(body[:LARGEST].decode("utf-8", "replace").removeprefix("\ufeff")):
        if key == "user-agent":
            named = [] if in_rules else named
            in_rules = False
            named.append(_agent(value))
            groups.setdefault(named[-1], ([], []))
            continue
        in_rules = in_rules or key in ("allow", "disallow", "crawl-delay")
        for name in named:
            _add(groups[name], key, value)
    rules, delays = groups.get(product) or groups.get("*") or ([], [])
    return Robots(tuple(rules), max(delays, default=None))


def _add(group: tuple[list[Rule], list[float]], key: str, value: str) -> None:
    rules, delays = group
    if key in ("allow", "disallow"):
        if value:
            rules.append(Rule(_normal(value), key == "allow"))
    elif key == "crawl-delay" and re.fullmatch(r"\d{1,6}(?:\.\d{1,3})?", value):
        delays.append(float(value))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in _plain_lines(text):
        key, colon, value = line.partition(":")
        if colon:
            yield key.strip().lower(), value.strip()


def _plain_lines(text: str) -> Iterable[str]:
    return (line.split("#", 1)[0] for line in re.split(r"[\r\n]+", text))


def _agent(value: str) -> str:
    """The product's name alone: some write `Musnad/1.0`."""
    if value.startswith("*"):
        return "*"
    match = _PRODUCT.match(value)
    return match.group().lower() if match else ""


def _path(url: str) -> str:
    parts = urlsplit(url)
    return _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def _normal(path: str) -> str:
    """One way of writing for one path: `%7E` and `~`, `خبر` and its bytes are the same; `%2F` is not `/`."""
    kept = re.sub(r"%(2[46aAfF]|3[fF]|25|23)", lambda match: f"%25{match.group(1).upper()}", path)
    return quote(unquote_to_bytes(kept), safe=_SAFE)
