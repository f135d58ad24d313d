"""Answers of the API: records as JSON with an ETag, cursors, and what OpenAPI says of both."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from typing import Any, Literal, TypeVar

import msgspec
from fastapi import Request
from fastapi.responses import Response

from musnad.faces.web.problems import KIND, TYPES, Refusal

JSON = "application/json"
CURSOR = r"^[A-Za-z0-9_-]{1,400}$"
List = Literal[
    "stories", "facts", "articles", "deadlines", "changes", "failures", "decisions", "comments", "audit", "doubts",
    "corrections", "outlets", "visits", "searches",
]  # fmt: skip
_ALWAYS = ("login-needed", "not-allowed", "not-valid", "too-often", "wrong-host", "broken", "busy")
_FURTHEST = 1_000_000
T = TypeVar("T")


def answer(request: Request, record: msgspec.Struct, status: int = 200) -> Response:
    """A record; nothing but 304 where the asker has it already."""
    body = msgspec.json.encode(record)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if request.method in ("GET", "HEAD") and fits(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(body, status, headers, media_type=JSON)


def fits(asked: str, tag: str) -> bool:
    """Whether an If-None-Match names this ETag, weakly compared as RFC 9110 wants it."""
    return asked.strip() == "*" or tag in re.findall(r'(?:W/)?("[^"]*")', asked)


def cursor(of: List, last: str | int) -> str:
    """The way on after the last one shown."""
    return base64.urlsafe_b64encode(f"{of}:{last}".encode()).decode().rstrip("=")


def place(of: List, after: str | None) -> str | None:
    """What a cursor stands for. Raises: Refusal for one of another list, or of none."""
    if after is None:
        return None
    try:
        told = base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)).decode()
    except (binascii.Error, ValueError) as problem:
        raise _lost() from problem
    list_, _, last = told.partition(":")
    if list_ != of or not last:
        raise _lost()
    return last


def offset(of: List, after: str | None) -> int:
    """The place of a list that is counted. Raises: Refusal."""
    last = place(of, after)
    if last is None:
        return 0
    if not (last.isascii() and last.isdigit() and len(last) <= 7 and int(last) <= _FURTHEST):
        raise _lost()
    return int(last)


def screen(of: List, found: Sequence[T], start: int, limit: int) -> tuple[tuple[T, ...], str | None]:
    """One screen of a whole list, and the way on."""
    return tuple(found[start : start + limit]), cursor(of, start + limit) if len(found) > start + limit else None


def _lost() -> Refusal:
    return Refusal("not-found", "`after` leads nowhere: begin without it")


def told(shape: type | None, *problems: str, status: int = 200, cached: bool = True) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of the answers of one operation."""
    good: dict[str, Any] = {"description": "What was asked for"}
    if shape is not None:
        good["content"] = {JSON: {"schema": {"$ref": f"#/components/schemas/{shape.__name__}"}}}
    found: dict[int | str, dict[str, Any]] = {status: good}
    if cached:
        good["headers"] = {"ETag": {"description": "Of these bytes.", "schema": {"type": "string"}}}
        found[304] = {"description": "Not changed since the ETag that was sent in If-None-Match"}
    schema = {KIND: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for code in sorted({TYPES[name] for name in (*_ALWAYS, *problems)}):
        names = [name for name, value in TYPES.items() if value == code and name in (*_ALWAYS, *problems)]
        found[code] = {"description": ", ".join(names), "content": schema}
    return found
