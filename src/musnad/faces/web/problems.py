"""Every error of the API as RFC 9457 tells it, and of the pages as a page: one table of kinds, stable by name."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from musnad.errors import MusnadError, NoSuchScreen, ReaderBusy, StoreBusy
from musnad.faces.web.render import Renderer, preferences

KIND = "application/problem+json"
TYPES: Mapping[str, int] = {
    "bad-request": 400, "login-needed": 401, "not-allowed": 403, "other-site": 403, "not-found": 404,
    "wrong-method": 405, "not-there-in-time": 408, "conflict": 409, "too-large": 413, "unknown-form": 415,
    "wrong-host": 421, "not-valid": 422, "not-readable": 422, "too-often": 429, "broken": 500,
    "not-installed": 501, "busy": 503,
}  # fmt: skip
"""Name of a kind of problem, and its HTTP status; the first of a status is what a bare status means."""
_BY_STATUS = {status: name for name, status in reversed(tuple(TYPES.items()))}


class Wrong(msgspec.Struct, frozen=True, kw_only=True):
    """One field that was not accepted."""

    field: str
    detail: str


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """RFC 9457: what went wrong, for programs (`type`, `status`) and for persons (`title`, `detail`)."""

    type: str
    title: str
    status: int
    detail: str | None = None
    instance: str | None = None
    errors: tuple[Wrong, ...] = ()


class Refusal(HTTPException):
    """An error of a known kind."""

    def __init__(
        self, name: str, detail: str = "", *, headers: Mapping[str, str] | None = None, errors: tuple[Wrong, ...] = ()
    ) -> None:
        super().__init__(TYPES[name], detail, headers=dict(headers or {}))
        self.name, self.errors = name, errors


def uri(name: str) -> str:
    """The type of a kind of problem: the same on every server, in every language."""
    return f"urn:musnad:problem:{name}"


def add_handlers(app: FastAPI) -> None:
    """Answer every error in the form that was asked for."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(MusnadError, _own)
    app.add_exception_handler(Exception, _unforeseen)


def refuse(request: Request, refusal: HTTPException) -> Response:
    """The answer to a request that failed: a problem for the API, a page for a visitor."""
    name = refusal.name if isinstance(refusal, Refusal) else _BY_STATUS.get(refusal.status_code)
    detail = refusal.detail if refusal.detail != _phrase(refusal.status_code) else ""
    renderer: Renderer = request.app.state.renderer
    lang = preferences(request).lang
    title = renderer.word(lang)(f"problem-is-{name}") if name else _phrase(refusal.status_code)
    if not request.url.path.startswith("/api/"):
        answer: Response = renderer.page(
            request, "problem.html.j2", status=refusal.status_code, code=refusal.status_code, detail=detail or title
        )
    else:
        problem = Problem(
            type=uri(name) if name else "about:blank", title=title, status=refusal.status_code, detail=detail or None,
            instance=request.url.path, errors=refusal.errors if isinstance(refusal, Refusal) else (),
        )  # fmt: skip
        headers = {"Content-Language": lang, "Vary": "Accept-Language, Cookie", "Cache-Control": "no-store"}
        answer = Response(msgspec.json.encode(problem), refusal.status_code, headers, media_type=KIND)
    for key, value in (refusal.headers or {}).items():
        answer.headers[key] = value
    return answer


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return str(status)


def _http(request: Request, problem: Exception) -> Response:
    return refuse(request, problem if isinstance(problem, HTTPException) else Refusal("broken"))


def _invalid(request: Request, problem: Exception) -> Response:
    """Fields that FastAPI did not accept; what was sent is not repeated."""
    found = problem.errors() if isinstance(problem, RequestValidationError) else ()
    errors = tuple(
        Wrong(field=".".join(str(part) for part in one["loc"][1:]) or str(one["loc"][0]), detail=str(one["msg"]))
        for one in found
    )
    return refuse(request, Refusal("not-valid", "; ".join(f"{e.field}: {e.detail}" for e in errors), errors=errors))


def _own(request: Request, problem: Exception) -> Response:
    """An expected failure that no page or router took care of."""
    busy = isinstance(problem, StoreBusy | ReaderBusy)
    name = "not-found" if isinstance(problem, NoSuchScreen) else "broken"
    refusal = Refusal("busy", headers={"Retry-After": "10"}) if busy else Refusal(name)
    return refuse(request, refusal)


def _unforeseen(request: Request, _problem: Exception) -> Response:
    """A mistake of Musnad's own: the log has the details, the visitor gets none. Sent outside of the guard."""
    from musnad.faces.web.guard import HEADERS

    answer = refuse(request, Refusal("broken"))
    answer.headers.update(HEADERS)
    return answer
