"""`/preferences`: language, digits and calendar, set by a form."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse

router = APIRouter(include_in_schema=False)
_YEAR = 365 * 24 * 3600


@router.post("/preferences")
def prefer(
    lang: str = Form("ar"), digits: str = Form("latin"), hijri: str = Form("0"), back: str = Form("/")
) -> RedirectResponse:
    """Keep the visitor's wishes in cookies, and go back to the page he came from."""
    answer = RedirectResponse(own(back), status_code=303)
    for name, value, known in (
        ("lang", lang, ("ar", "en")),
        ("digits", digits, ("latin", "arabic")),
        ("hijri", hijri, ("0", "1")),
    ):
        if value in known:
            answer.set_cookie(name, value, max_age=_YEAR, samesite="lax", httponly=True)
    return answer


def own(back: str) -> str:
    """A path of this server; anything else leads to the first page."""
    parts = urlsplit(back)
    own = not parts.scheme and not parts.netloc and back.startswith("/") and not back.startswith(("//", "/\\"))
    return back if own else "/"
