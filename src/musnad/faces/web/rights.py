"""Which rank a request needs: what is not named here needs a reviewer to change something, and a reader to see it."""

from __future__ import annotations

from musnad.store.people import Rank

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_ANYBODY = frozenset({("GET", "/login"), ("HEAD", "/login"), ("POST", "/login"), ("POST", "/preferences")})
_READERS = frozenset({("POST", "/read"), ("POST", "/logout"), ("POST", "/api/v1/readings"),
                       ("POST", "/comments"), ("POST", "/api/v1/comments"), ("POST", "/searches"),
                       ("POST", "/searches/open"), ("POST", "/searches/remove"),
                       ("POST", "/api/v1/searches"), ("DELETE", "/api/v1/searches")})  # fmt: skip
"""Requests that send something and change no record: readings, what readers say below one, and what they keep."""
_REVIEWERS = frozenset({("GET", "/comments"), ("HEAD", "/comments")})
"""Pages that reviewers alone see."""
_ADMINISTRATORS = ("/api/v1/audit", "/audit", "/accounts")
_HEAVY = ("/api/v1/readings", "/api/v1/exports", "/read", "/export")


def needed(method: str, path: str) -> Rank | None:
    """The rank; None for what everybody may ask."""
    if path.startswith("/static/") or (method, path) in _ANYBODY:
        return None
    if _below(path, _ADMINISTRATORS):
        return "administrator"
    if (method, path) in _REVIEWERS:
        return "reviewer"
    return "reader" if method in SAFE or (method, path) in _READERS else "reviewer"


def is_heavy(method: str, path: str) -> bool:
    """Whether a request costs the machine seconds."""
    return _below(path, _HEAVY) and (method != "GET" or "/export" in path)


def _below(path: str, roots: tuple[str, ...]) -> bool:
    return any(path == root or path.startswith(root + "/") for root in roots)
