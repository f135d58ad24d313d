"""What stands before every page: hosts, sizes, other sites, who somebody is, what he may do, how often; and headers."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from musnad.faces.web.accounts import Person, bearer
from musnad.faces.web.audit import address_of, people_of
from musnad.faces.web.limits import BY_ADDRESS, BY_PERSON, HEAVY, Limits, Pace
from musnad.faces.web.pages.login import login_address
from musnad.faces.web.problems import Refusal, refuse
from musnad.faces.web.rights import SAFE, is_heavy, needed
from musnad.faces.web.sessions import Sessions
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
LARGEST_BODY = 8_000_000
"""Bytes of a request; what reads uploads sets lower bounds of its own."""
_PROXIED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


def host_allowed(host: str, settings: Settings) -> bool:
    """Whether the server answers to a Host header: a foreign name that points here could read for its page."""
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    if name.strip("[]") in (settings.host, *settings.hosts):
        return True
    return settings.local and is_loopback(name)


def from_other_site(request: Request) -> bool:
    """Whether a page of another site made the browser send this; what no browser sends has neither header."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:  # the browser's own word; with no referrer it sends `Origin: null` beside it
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host", "")


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, settings: Settings, sessions: Sessions | None, limits: Limits) -> None:
        """Stand before an application; `sessions` is None where nobody has to log in."""
        self._app, self._settings, self._sessions, self._limits = app, settings, sessions, limits
        self._headers = dict(HEADERS)
        if settings.https:
            self._headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            await (self._app if scope["type"] == "lifespan" else _closed)(scope, receive, send)
            return
        request = Request(scope, receive)
        if not host_allowed(request.headers.get("host", ""), self._settings):
            answer = PlainTextResponse("this name is not one of the server's", status_code=421)
            await answer(scope, receive, self._sending(send, request))
            return
        try:
            early = await self._checked(request)
        except Refusal as refusal:
            early = refuse(request, refusal)
        app = early or self._app
        await app(scope, _bounded(receive), self._sending(send, request))

    async def _checked(self, request: Request) -> Response | None:
        """What is wrong with a request, or where it has to go first. Raises: Refusal."""
        length = request.headers.get("content-length", "0")
        if length.isascii() and length.isdigit() and int(length) > LARGEST_BODY:
            raise Refusal("too-large")
        changing = request.method not in SAFE
        if (changing or request.url.path.startswith("/api/")) and from_other_site(request):
            raise Refusal("other-site")
        if self._sessions is None:
            if any(name in request.headers for name in _PROXIED):
                raise Refusal("not-allowed", "a proxy stands before this server: start it with --login")
            return None
        if request.url.path.startswith("/static/"):
            return None
        self._paced(BY_ADDRESS, address_of(request))
        return await self._admitted(request, changing)

    async def _admitted(self, request: Request, changing: bool) -> Response | None:
        person = await run_in_threadpool(self._person, request)
        request.state.person = person
        rank = needed(request.method, request.url.path)
        if person is None:
            if rank is None:
                return None
            if changing or request.url.path.startswith("/api/"):
                raise Refusal("login-needed", headers={"WWW-Authenticate": "Bearer"})
            return RedirectResponse(login_address(request), status_code=303)
        self._paced(BY_PERSON, person.name)
        if is_heavy(request.method, request.url.path):
            self._paced(HEAVY, person.name)
        if rank is not None and not person.may(rank):
            raise Refusal("not-allowed")
        by_cookie = changing and not person.program
        if by_cookie and "origin" not in request.headers and "sec-fetch-site" not in request.headers:
            raise Refusal("other-site", "a browser says where a form comes from; a program brings a token")
        return None

    def _person(self, request: Request) -> Person | None:
        people = people_of(request)
        if header := request.headers.get("authorization"):
            return bearer(header, people)
        cookie = request.cookies.get(self._sessions.cookie) if self._sessions else None
        return self._sessions.person(cookie, people) if self._sessions and cookie else None

    def _paced(self, pace: Pace, key: str) -> None:
        if wait := self._limits.take(pace, key):
            raise Refusal("too-often", headers={"Retry-After": str(wait)})

    def _sending(self, send: Send, request: Request) -> Send:
        private = self._sessions is not None and not request.url.path.startswith("/static/")

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                if private:
                    headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        return sending


def _bounded(receive: Receive) -> Receive:
    """The body as it comes, until there is too much of it: a length that is not told may have no end."""
    size = 0

    async def bounded() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > LARGEST_BODY:
            raise Refusal("too-large")
        return message

    return bounded


async def _closed(_scope: Scope, _receive: Receive, send: Send) -> None:
    """No web sockets here."""
    await send({"type": "websocket.close", "code": 1008})
