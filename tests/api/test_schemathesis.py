"""Schemathesis, which knows the document alone, walks every operation with a key: no 5xx, each answer as described."""

import os
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from infolinia.api.limits import limits
from tests.api.test_document import ALL, DOCUMENT
from tests.matters.conftest import Register, kinds, register
from tests.partners.conftest import NewProgram, new_program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds", "three_cards")]
__all__ = ["kinds", "new_program", "register"]

CASES = int(os.environ.get("INFOLINIA_SCHEMATHESIS_CASES", "8"))  # of each operation; more on request
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
BOUNDED = settings(
    max_examples=CASES,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
product = cache(get_wsgi_application)


def from_here(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    """Ask the product as somebody on this computer."""
    return product()({**environ, "REMOTE_ADDR": "127.0.0.1"}, start)


SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
SCHEMA.app = from_here


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Leave the test's own connection open between requests, as Django's client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def cases() -> Iterator[SearchStrategy[schemathesis.Case]]:
    """Yield requests of each operation as the document has them, and as it does not, where there is anything to say."""
    for path, method, operation in ALL:
        asked = SCHEMA[path][method]
        yield asked.as_strategy(generation_mode=GenerationMode.POSITIVE)
        if operation["parameters"] or "requestBody" in operation:
            yield asked.as_strategy(generation_mode=GenerationMode.NEGATIVE)


def test_every_answer_is_as_the_document_says(new_program: NewProgram, register: Register) -> None:
    key, number, seen = new_program(sees="all").secret, register().number, set[int]()

    def ask(case: schemathesis.Case) -> None:
        limits.forget()
        help_along(case, number)
        seen.add(case.call_and_validate(headers={"Authorization": f"Bearer {key}"}, checks=CHECKS).status_code)

    for strategy in cases():
        seed(2026)(BOUNDED(given(strategy)(ask)))()
    assert {200, 400, 404} <= seen  # what chance asks for beyond these is not the same everywhere


def help_along(case: schemathesis.Case, number: str) -> None:
    """Let about every second request be about what is there: no chance finds a matter or a kind of one."""
    if len(str(case.path_parameters.get("number", ""))) % 2:
        case.path_parameters["number"] = number
    if isinstance(case.body, dict) and len(str(case.body.get("category", ""))) % 2:
        case.body["category"] = "dziura-w-jezdni"
