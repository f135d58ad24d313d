"""Headers that keep a page to itself, and hosts by which the server answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import Request
from starlette.responses import PlainTextResponse, Response

from musnad.faces.web.settings import Settings, is_loopback

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
Next = Callable[[Request], Awaitable[Response]]


def host_allowed(host: str, settings: Settings) -> bool:
    """Whether the server answers to a Host header: a foreign name that points here could read for its page."""
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    if name.strip("[]") in (settings.host, *settings.hosts):
        return True
    return settings.local and is_loopback(name)


def guard(settings: Settings) -> Callable[[Request, Next], Awaitable[Response]]:
    """Middleware for every answer."""

    async def guarded(request: Request, call_next: Next) -> Response:
        if not host_allowed(request.headers.get("host", ""), settings):
            return PlainTextResponse("this name is not one of the server's", status_code=421, headers=HEADERS)
        answer = await call_next(request)
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        return answer

    return guarded
