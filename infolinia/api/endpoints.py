"""One way in for every request: limits, parameters, language, faults, and the headers that all answers carry."""

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from infolinia.api.answers import JSON, OPEN_TO_ALL, Answer, answer_response, preflight
from infolinia.api.limits import limits
from infolinia.api.parameters import Asked, Parameter, read_all
from infolinia.api.problems import Problem, problem_response
from infolinia.core.address import client_address

METHODS = "GET, HEAD, OPTIONS"
_HOLE = re.compile(r"\{(\w+)\}")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Endpoint:
    """One thing that can be asked for. `path` is written as OpenAPI does: `/api/v1/cards/{code}`."""

    path: str
    name: str
    summary: str
    view: Callable[[HttpRequest, Asked], Answer]
    schema: str
    parameters: Sequence[Parameter] = ()
    media_types: tuple[str, ...] = (JSON,)
    problems: tuple[HTTPStatus, ...] = (HTTPStatus.BAD_REQUEST, HTTPStatus.TOO_MANY_REQUESTS)
    tag: str = "cards"

    def route(self) -> str:
        """Return the path as Django writes it; what stands in a path never holds a slash or a dot."""
        return _HOLE.sub(r"<slug:\1>", self.path).lstrip("/")

    def serve(self, request: HttpRequest, **path: str) -> HttpResponse:
        """Answer a request."""
        return _open(_served(self, request, path))


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Answer an address of the interface that leads nowhere."""
    detail = "There is nothing at this address; /api/v1/openapi.json lists what there is."
    return _open(problem_response(Problem(HTTPStatus.NOT_FOUND, detail)))


def as_view(endpoint: Endpoint) -> Callable[..., HttpResponse]:
    """Return the endpoint as a view of Django; nothing is ever written, so no token is asked for."""

    @csrf_exempt
    def view(request: HttpRequest, **path: str) -> HttpResponse:
        return endpoint.serve(request, **path)

    return view


def _served(endpoint: Endpoint, request: HttpRequest, path: dict[str, str]) -> HttpResponse:
    if request.method == "OPTIONS":
        return preflight()
    try:
        if request.method not in ("GET", "HEAD"):
            detail = "This interface is for reading only."
            raise Problem(HTTPStatus.METHOD_NOT_ALLOWED, detail, headers={"Allow": METHODS})
        _count(request)
        asked = read_all(endpoint.parameters, request.GET.dict(), path)
        with translation.override(str(asked.get("language") or "pl")):
            return answer_response(request, endpoint.view(request, asked))
    except Problem as problem:
        return problem_response(problem)
    except Exception:
        logger.exception("%s failed", endpoint.name)
        return problem_response(Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "The fault is ours; it has been noted."))


def _count(request: HttpRequest) -> None:
    if wait := limits.seconds_to_wait(client_address(request)):
        detail = f"Too many requests from this address; try again in {wait} s."
        raise Problem(HTTPStatus.TOO_MANY_REQUESTS, detail, headers={"Retry-After": str(wait)})


def _open(response: HttpResponse) -> HttpResponse:
    for name, value in OPEN_TO_ALL.items():
        response[name] = value
    return response
