"""The interface described in OpenAPI 3.1, made from the endpoints themselves so that it cannot tell anything else."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from infolinia.api.answers import XML, Answer
from infolinia.api.endpoints import Endpoint
from infolinia.api.parameters import Asked
from infolinia.api.problems import MEDIA_TYPE
from infolinia.api.schemas import SCHEMAS, ref

_MEANINGS = {
    HTTPStatus.BAD_REQUEST: "A parameter is wrong; `errors` names each.",
    HTTPStatus.NOT_FOUND: "There is no such thing.",
    HTTPStatus.GONE: "The card was withdrawn; `successor` is the address of the one that replaces it, if any.",
    HTTPStatus.TOO_MANY_REQUESTS: "Too many requests from one address; `Retry-After` says for how long to wait.",
}


def document_of(endpoints: tuple[Endpoint, ...]) -> dict[str, Any]:
    """Return the document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"Infolinia {settings.CITY_NAME}: service cards",
            "version": "1",
            "description": "What the city tells residents about its services. For reading only, without a key.",
        },
        "servers": [{"url": settings.PUBLIC_URL}],
        "tags": [
            {"name": "cards", "description": "Service cards and their search."},
            {"name": "inquiry", "description": "Services and questions in the shape of Open311 Inquiry v1."},
        ],
        "paths": {endpoint.path: {"get": _operation(endpoint)} for endpoint in endpoints},
        "components": {"schemas": SCHEMAS},
    }


def document(endpoints: tuple[Endpoint, ...], request: HttpRequest, asked: Asked) -> Answer:
    """Answer with the document."""
    return Answer(document_of(endpoints), "en", media_type="application/openapi+json;version=3.1")


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    answers: dict[str, Any] = {
        "200": {"description": endpoint.summary, "headers": _HEADERS, "content": _content(endpoint)},
        "304": {"description": "The client has this content already (`If-None-Match`)."},
    }
    for status in endpoint.problems:
        answers[str(status.value)] = {
            "description": _MEANINGS[status],
            "content": {MEDIA_TYPE: {"schema": ref("Problem")}},
        }
    return {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "tags": [endpoint.tag],
        "parameters": [parameter.described() for parameter in endpoint.parameters],
        "responses": answers,
    }


_HEADERS = {"ETag": {"description": "Mark of the content.", "schema": {"type": "string"}}}


def _content(endpoint: Endpoint) -> dict[str, Any]:
    return {kind: {} if kind == XML else {"schema": ref(endpoint.schema)} for kind in endpoint.media_types}
