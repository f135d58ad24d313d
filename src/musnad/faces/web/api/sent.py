"""What programs send: JSON within bounds of size and time, checked against a shape."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import msgspec
from fastapi import Request

from musnad.faces.web.problems import Refusal

PATIENCE = 30.0
"""Seconds for a body to arrive."""
T = TypeVar("T", bound=msgspec.Struct)


def sent(shape: type[T], largest: int) -> Callable[[Request], Awaitable[T]]:
    """What reads a body of at most `largest` bytes as a shape. It raises Refusal."""

    async def receive(request: Request) -> T:
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise Refusal("unknown-form", "send application/json")
        try:
            body = await asyncio.wait_for(_body(request, largest), PATIENCE)
        except TimeoutError as problem:
            raise Refusal("not-there-in-time") from problem
        try:
            return msgspec.json.decode(body, type=shape)
        except msgspec.ValidationError as problem:
            raise Refusal("not-valid", str(problem)) from problem
        except (msgspec.DecodeError, RecursionError) as problem:
            raise Refusal("bad-request", str(problem)) from problem

    return receive


async def _body(request: Request, largest: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > largest:
            raise Refusal("too-large", f"at most {largest} bytes are taken")
        parts.append(chunk)
    return b"".join(parts)


def documented(shape: type) -> dict[str, Any]:
    """What OpenAPI says of the body."""
    schema = {"$ref": f"#/components/schemas/{shape.__name__}"}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}
