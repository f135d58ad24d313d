"""`/login`, `/logout`: where a server is open to others, every visitor says who he is."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from musnad.errors import StoreBusy
from musnad.faces.web.accounts import Person, proven, restamped
from musnad.faces.web.audit import Accounts, Audited, Who, address_of
from musnad.faces.web.limits import LOGIN_BY_ADDRESS, LOGIN_BY_NAME, Limits
from musnad.faces.web.pages.desk import Pages
from musnad.faces.web.pages.preferring import own
from musnad.faces.web.sessions import Sessions

LOGIN = "/login"
router = APIRouter(include_in_schema=False)


def login_address(request: Request) -> str:
    """Where to log in, and come back from."""
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return LOGIN + (f"?{urlencode({'back': here})}" if here != "/" else "")


@router.get(LOGIN)
def ask(request: Request, pages: Pages, back: str = "/") -> Response:
    """The form; where nobody has to log in, the first page."""
    if _sessions(request) is None or isinstance(getattr(request.state, "person", None), Person):
        return RedirectResponse(own(back), status_code=303)
    return _form(request, pages, back)


@router.post(LOGIN)
def enter(
    request: Request, pages: Pages, people: Accounts, audit: Audited,
    name: Annotated[str, Form(max_length=64)] = "", password: Annotated[str, Form(max_length=2000)] = "",
    back: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:  # fmt: skip
    """Begin a session; wrong passwords are counted by name and by address."""
    sessions = _sessions(request)
    if sessions is None:
        return RedirectResponse(own(back), status_code=303)
    limits: Limits = request.app.state.limits
    keys = ((LOGIN_BY_NAME, name.casefold()), (LOGIN_BY_ADDRESS, address_of(request)))
    if wait := max(limits.take(*key) for key in keys):
        audit.note("refused", LOGIN, "too often", who=name)
        return _form(request, pages, back, "login-too-often", 429, {"Retry-After": str(wait)})
    account = proven(people, name, password)
    if account is None:
        audit.note("refused", LOGIN, "wrong name or password", who=name)
        return _form(request, pages, back, "login-wrong", 401)
    for key in keys:
        limits.give_back(*key)
    audit.note("login", LOGIN, who=account.name)
    answer = RedirectResponse(own(back), status_code=303)
    sessions.begin(answer, account)
    return answer


@router.post("/logout")
def leave(request: Request, people: Accounts, audit: Audited, who: Who) -> Response:
    """End all sessions of the account, also on other machines."""
    answer = RedirectResponse(LOGIN, status_code=303)
    sessions = _sessions(request)
    if sessions is None:
        return answer
    sessions.end(answer)
    account = people.account(who.name)
    if account is not None:
        try:
            people.put_account(restamped(account))
            audit.note("logout", "/logout")
        except StoreBusy:  # the browser forgets the cookie, the session runs out by itself
            return answer
    return answer


def _sessions(request: Request) -> Sessions | None:
    found: Sessions | None = request.app.state.sessions
    return found


def _form(
    request: Request, pages: Pages, back: str, wrong: str = "", status: int = 200,
    headers: dict[str, str] | None = None,
) -> HTMLResponse:  # fmt: skip
    answer = pages.page(request, "login.html.j2", status=status, back=own(back), wrong=wrong)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers.update(headers or {})
    return answer
