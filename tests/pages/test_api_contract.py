"""The API's document against the running application: schemathesis sends what it allows and what it forbids.

Every check of schemathesis is on. The examples are the same in every run.
"""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, settings
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig

from quiz.api.openapi import openapi
from quiz.app import create_app
from quiz.cli.prepare import prepare
from quiz.config import Settings
from quiz.store.handle import StoreHandle
from tests.deployments import ready
from tests.factories import shipped_bank

EXAMPLES = 40
"""Of each kind that an operation is asked for, beside those at the edges of what its schema says."""
CONFIG = SchemathesisConfig(
    seed=1,
    projects=ProjectsConfig(
        default=ProjectConfig(generation=GenerationConfig(deterministic=True, max_examples=EXAMPLES))
    ),
)


# Made here, since pytest collects a test for each operation; the first test holds that it is what is served.
DOCUMENT = openapi(shipped_bank(), "http://localhost", "ja")
schema = schemathesis.openapi.from_dict(DOCUMENT, config=CONFIG)
KEYS = itertools.count(1)
RUNNING: list[Flask] = []
# schemathesis says that it reads brotli, and in a process does not.
schema.app = lambda environ, start: RUNNING[-1]({**environ, "HTTP_ACCEPT_ENCODING": "identity"}, start)


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application that is asked."""
    environ = {"QUIZ_VAR": str(ready(tmp_path_factory.mktemp("contract") / "var"))}
    deployment = Settings.from_environment(environ)
    store, prepared = StoreHandle(deployment), prepare(deployment)
    minutes = itertools.count()

    def clock() -> datetime:
        # Each request comes in a minute of its own, so that the budget of a minute hides none of the answers.
        return datetime(2027, 4, 1, tzinfo=UTC) + timedelta(minutes=next(minutes))

    app = create_app(deployment, prepared.bank, prepared.shelf, store, clock)
    RUNNING.append(app)
    yield app
    RUNNING.remove(app)
    store.close()


def test_the_document_is_what_is_served(api: Flask) -> None:
    response = api.test_client(use_cookies=False).get("/api/v1/openapi.json")
    assert response.json == DOCUMENT


ALWAYS_THE_SAME = settings(
    deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck), max_examples=EXAMPLES
)


@schema.parametrize()
@ALWAYS_THE_SAME
def test_every_operation_keeps_its_promises(case: schemathesis.Case[Any], api: Flask) -> None:
    if "key" in case.path_parameters and is_meant_well(case):
        # Else all of them would come under the one key of the example, and be conflicts.
        case.path_parameters["key"] = str(uuid.UUID(int=next(KEYS)))
    case.call_and_validate()


def test_what_one_answer_links_to_is_there(api: Flask) -> None:
    schema.as_state_machine().run(settings=settings(ALWAYS_THE_SAME, stateful_step_count=6))


def is_meant_well(case: schemathesis.Case[Any]) -> bool:
    """Say whether the document allows everything in a request."""
    return case.meta is not None and case.meta.generation.mode.is_positive
