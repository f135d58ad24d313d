"""What one hands on of a record: its citation in the forms that programs read, its picture card."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from musnad.faces.web.api.answers import told
from musnad.faces.web.api.asking import Name
from musnad.faces.web.pages.desk import Kept
from musnad.faces.web.preferences import Language
from musnad.faces.web.sharing.forms import KINDS, Form, handed

router = APIRouter(prefix="/api/v1/share", tags=["share"])
_SCHEMAS: dict[Form, dict[str, Any]] = {
    "citation.json": {"type": "array", "items": {"type": "object"}}, "annotation.json": {"type": "object"},
    "card.png": {"type": "string", "contentMediaType": "image/png"},
}  # fmt: skip
_BODIES = {
    "content": {kind.partition(";")[0]: {"schema": _SCHEMAS.get(form, {"type": "string"})}
                for form, kind in KINDS.items()}
}  # fmt: skip


@router.get(
    "/{form}",
    response_class=Response,
    responses={code: {**said, **_BODIES} if code == 200 else said for code, said in told(None, "not-found").items()},
)
def share(
    request: Request, store: Kept, form: Form,
    of: Annotated[Name, Query(description="Id of a record: article, story, fact, entity, deadline; or ARTICLE/v3, "
                                          "ARTICLE/s2.")],
    lang: Language = "ar",
) -> Response:  # fmt: skip
    """The citation of a record as text, BibTeX, CSL-JSON or W3C Web Annotation, or its card as SVG or PNG."""
    return handed(request, store, form, of, lang)
