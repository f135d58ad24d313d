"""Schemathesis asks the API what its description allows, and what it does not; every answer must be as described."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from sample import sample_store
from sample_reports import DISPATCH

from musnad.faces.web.api.description import describe
from musnad.faces.web.app import create_app
from musnad.faces.web.settings import Settings

schemathesis = pytest.importorskip("schemathesis")
GenerationMode = schemathesis.GenerationMode

EXAMPLES = 8


@pytest.fixture(scope="module")
def asked() -> Iterator[FastAPI]:
    store = sample_store()
    yield create_app(Settings(store=":memory:", encoder=False, hosts=("testserver",)), store)
    store.close()


@pytest.fixture(scope="module")
def api_schema(asked: FastAPI):
    config = schemathesis.Config.from_dict(
        {
            "operations": [
                {  # a text that is none in Arabic is well-formed, and cannot be read
                    "include-name": "POST /api/v1/readings",
                    "checks": {"positive_data_acceptance": {"expected-statuses": [200, 413, 422]}},
                },
                {  # whether a word on an item can be depends on the text
                    "include-name": "POST /api/v1/corrections",
                    "checks": {"positive_data_acceptance": {"expected-statuses": [201, 404, 409, 413, 422]}},
                },
            ]
        }
    )
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", asked, config=config)


OPERATIONS = [
    "GET /stories", "GET /stories/{id}", "GET /facts", "GET /facts/{id}", "GET /entities/{id}", "GET /deadlines",
    "GET /articles", "GET /articles/{id}", "GET /articles/{id}/reading", "GET /articles/{id}/copies", "GET /changes",
    "GET /failures", "GET /outlets", "GET /searches", "POST /searches", "DELETE /searches", "GET /visits",
    "GET /share/{form}", "GET /facets",
    "GET /audit", "GET /decisions", "POST /decisions", "GET /decisions/{id}", "DELETE /decisions/{id}",
    "GET /comments", "POST /comments", "POST /comments/{id}/hidden", "GET /exports/{format}", "POST /readings",
    "GET /doubts", "GET /corrections", "POST /corrections", "GET /corrections/{id}", "DELETE /corrections/{id}",
]  # fmt: skip


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_answer_is_as_described(api_schema, operation: str, mode: GenerationMode) -> None:
    method, _, path = operation.partition(" ")
    asking = api_schema[f"/api/v1{path}"][method]

    @given(case=asking.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
        phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def ask(case) -> None:
        case.call_and_validate()

    ask()


def test_every_operation_is_asked(asked: FastAPI) -> None:
    paths = describe(asked)["paths"].items()
    told = {f"{method.upper()} {path.removeprefix('/api/v1')}" for path, operations in paths for method in operations}
    assert told == set(OPERATIONS)


def test_every_operation_describes_its_problems(asked: FastAPI) -> None:
    for path, operations in describe(asked)["paths"].items():
        for operation in operations.values():
            assert {"401", "403", "422", "429", "500", "503"} <= set(operation["responses"]), path
            assert operation["summary"]


def test_a_reading_that_is_asked_for_is_as_described(asked: FastAPI, api_schema) -> None:
    case = api_schema["/api/v1/readings"]["POST"].Case(
        body={"text": DISPATCH, "published": "2025-08-06"}, media_type="application/json"
    )
    answer = case.call()
    assert answer.status_code == 200
    case.validate_response(answer)
