"""Schemathesis asks the API what its description allows, and what it does not; every answer must be as described."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, settings
from sample import sample_store
from sample_reports import DISPATCH

from musnad.faces.web.api.description import describe
from musnad.faces.web.app import create_app
from musnad.faces.web.settings import Settings

schemathesis = pytest.importorskip("schemathesis")
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
                }
            ]
        }
    )
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", asked, config=config)


schema = schemathesis.pytest.from_fixture("api_schema")


@schema.parametrize()
@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
    phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_every_answer_is_as_described(case) -> None:
    case.call_and_validate()


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
