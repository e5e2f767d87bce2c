"""One way in for every request: limits, keys, parameters, language, faults, and the headers that all answers carry."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from infolinia.api.answers import JSON, OPEN_TO_ALL, Answer, answer_response, preflight
from infolinia.api.bodies import read_body
from infolinia.api.parameters import Asked, Parameter, read_all
from infolinia.api.problems import Problem, problem_of, problem_response
from infolinia.api.programs import count, program_with
from infolinia.core.address import client_address

READING = ("GET", "HEAD")
_HOLE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Endpoint:
    """One thing that can be asked for. `path` is written as OpenAPI does: `/api/v1/cards/{code}`.

    With `right` it needs a key that has it (`asked["program"]`); with `body` what was sent is `asked["body"]`,
    described under the name `body_schema`.
    """

    path: str
    name: str
    summary: str
    view: Callable[[HttpRequest, Asked], Answer]
    schema: str
    parameters: Sequence[Parameter] = ()
    media_types: tuple[str, ...] = (JSON,)
    problems: tuple[HTTPStatus, ...] = (HTTPStatus.BAD_REQUEST, HTTPStatus.TOO_MANY_REQUESTS)
    tag: str = "cards"
    method: str = "GET"
    right: str = ""
    body: Mapping[str, Any] | None = None
    body_schema: str = ""
    successes: tuple[HTTPStatus, ...] = (HTTPStatus.OK,)

    @property
    def methods(self) -> tuple[str, ...]:
        """Return the methods by which it is asked for."""
        return READING if self.method == "GET" else (self.method,)

    def route(self) -> str:
        """Return the path as Django writes it; what stands in a path never holds a slash or a dot."""
        return _HOLE.sub(r"<slug:\1>", self.path).lstrip("/")

    def asked(self, request: HttpRequest, path: Mapping[str, str]) -> Asked:
        """Return what is asked, checked; raises `Problem`."""
        more: dict[str, Any] = {}
        if self.right:
            more["program"] = program_with(request, self.right)
        else:
            count(client_address(request))
        try:
            query = request.GET.dict()
        except SuspiciousOperation as error:
            raise Problem(HTTPStatus.BAD_REQUEST, "Too many parameters.") from error
        given = {
            **query,
            **{one.name: request.headers.get(one.name, "") for one in self.parameters if one.place == "header"},
        }
        found = read_all(self.parameters, given, path)
        if self.body is not None:
            more["body"] = read_body(request, self.body)
        return {**found, **more}


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    """Answer an address of the interface that leads nowhere."""
    detail = "There is nothing at this address; /api/v1/openapi.json lists what there is."
    return _open(problem_response(Problem(HTTPStatus.NOT_FOUND, detail)))


def as_view(*endpoints: Endpoint) -> Callable[..., HttpResponse]:
    """Return the endpoints of one path as a view of Django; keys are no cookies, so no token is asked for."""
    by_method = {method: one for one in endpoints for method in one.methods}
    is_open = not any(one.right for one in endpoints)

    @csrf_exempt
    def view(request: HttpRequest, **path: str) -> HttpResponse:
        response = _served(by_method, request, path, is_open)
        return _open(response) if is_open else _closed(response)

    return view


def _served(
    by_method: Mapping[str, Endpoint], request: HttpRequest, path: dict[str, str], is_open: bool
) -> HttpResponse:
    if request.method == "OPTIONS" and is_open:
        return preflight()
    endpoint = by_method.get(request.method or "")
    try:
        if endpoint is None:
            allowed = ", ".join([*by_method, *(["OPTIONS"] if is_open else [])])
            detail = f"Here one can only ask by {allowed}."
            raise Problem(HTTPStatus.METHOD_NOT_ALLOWED, detail, headers={"Allow": allowed})
        asked = endpoint.asked(request, path)
        with translation.override(str(asked.get("language") or "pl")):
            return answer_response(request, endpoint.view(request, asked))
    except Exception as error:
        return problem_response(problem_of(error, endpoint.name if endpoint else request.path))


def _open(response: HttpResponse) -> HttpResponse:
    for name, value in OPEN_TO_ALL.items():
        response[name] = value
    return response


def _closed(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["Vary"] = "Authorization"
    return response
