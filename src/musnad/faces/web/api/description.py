"""OpenAPI 3.1 of the API: operations from the routers, shapes from the records themselves."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.requests import Request
from starlette.responses import Response

from musnad import __version__
from musnad.faces.web.api import review_shapes, shapes
from musnad.faces.web.api.answers import JSON
from musnad.faces.web.problems import Problem
from musnad.records import Comment, Correction, Decision, Doubt, Fact, Reading, Story
from musnad.store.entries import Facets, Seen

router = APIRouter()
_SHAPES = (
    Problem, Story, Fact, Reading, Decision, Comment, Correction, Doubt, Seen, Facets, shapes.Stories,
    shapes.Facts, shapes.Articles, shapes.ArticleEntry, shapes.Copies, shapes.Deadlines, shapes.Changes,
    shapes.Failures, shapes.Decisions, shapes.Deeds, shapes.Comments, shapes.Said, shapes.Hiding, shapes.Verdict,
    shapes.Asked, shapes.Keeping, review_shapes.Doubts, review_shapes.Corrections, review_shapes.Correcting,
)  # fmt: skip
_ABOUT = (
    "Arabic news as data: who said or did what, to whom, when, where, and according to whom. Lists go on by `next` and "
    "`after`; answers carry ETags; every error is an RFC 9457 problem with a stable `type` and a title in the language "
    "of Accept-Language. Where the server is open to others than its own machine, a token stands in "
    "`Authorization: Bearer …`."
)


def describe(app: FastAPI) -> dict[str, Any]:
    """The whole description."""
    told = get_openapi(
        title="Musnad", version=__version__, openapi_version="3.1.0", description=_ABOUT, routes=app.routes
    )
    _, components = msgspec.json.schema_components(_SHAPES, ref_template="#/components/schemas/{name}")
    own = told.get("components", {}).get("schemas", {})
    told["components"] = {
        "schemas": dict(sorted({**own, **components}.items())),
        "securitySchemes": {
            "token": {"type": "http", "scheme": "bearer", "description": "`musnad account token NAME`"}
        },
    }
    told["security"] = [{}, {"token": []}]
    return told


def text(app: FastAPI) -> str:
    """The description as it is kept in the repository."""
    return msgspec.json.format(msgspec.json.encode(describe(app), order="deterministic"), indent=1).decode() + "\n"


@router.get("/api/v1/openapi.json", include_in_schema=False)
def openapi(request: Request) -> Response:
    """The description of this API."""
    state = request.app.state
    if not hasattr(state, "described"):  # what a server can do stays the same for its life
        state.described = msgspec.json.encode(describe(request.app))
    return Response(state.described, media_type=JSON)
