"""The interface described in OpenAPI 3.1, made from the endpoints themselves so that it cannot tell anything else."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from infolinia.api.answers import JSON, XML, Answer
from infolinia.api.endpoints import Endpoint
from infolinia.api.parameters import Asked
from infolinia.api.problems import MEDIA_TYPE
from infolinia.api.schema_parts import ref
from infolinia.api.schemas import SCHEMAS

_MEANINGS = {
    HTTPStatus.BAD_REQUEST: "A parameter is wrong; `errors` names each.",
    HTTPStatus.NOT_FOUND: "There is no such thing.",
    HTTPStatus.GONE: "The card was withdrawn; `successor` is the address of the one that replaces it, if any.",
    HTTPStatus.UNAUTHORIZED: "There is no key, or it does not work.",
    HTTPStatus.FORBIDDEN: "The key has no right to this.",
    HTTPStatus.CONFLICT: "The key of the request was used for another one.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The body is too large.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "The body is no JSON.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "The office refuses it; `detail` says why, in Polish.",
    HTTPStatus.SERVICE_UNAVAILABLE: "The database is away; nothing was done. Ask again with the same key.",
    HTTPStatus.TOO_MANY_REQUESTS: "Too many requests from one address; `Retry-After` says for how long to wait.",
}


def document_of(endpoints: tuple[Endpoint, ...]) -> dict[str, Any]:
    """Return the document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"Infolinia {settings.CITY_NAME}: service cards and matters",
            "version": "1",
            "description": "What the city tells residents about its services, without a key; matters, with one.",
        },
        "servers": [{"url": settings.PUBLIC_URL}],
        "tags": [
            {"name": "cards", "description": "Service cards and their search."},
            {"name": "matters", "description": "Matters, for programs to which an administrator gave a key."},
            {"name": "inquiry", "description": "Services and questions in the shape of Open311 Inquiry v1."},
        ],
        "paths": _paths(endpoints),
        "components": {"schemas": SCHEMAS, "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
    }


def document(endpoints: tuple[Endpoint, ...], request: HttpRequest, asked: Asked) -> Answer:
    """Answer with the document."""
    return Answer(document_of(endpoints), "en", media_type="application/openapi+json;version=3.1")


def _paths(endpoints: tuple[Endpoint, ...]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for endpoint in endpoints:
        told.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint)
    return told


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    answers: dict[str, Any] = {str(code.value): _answer(endpoint) for code in endpoint.successes}
    if endpoint.method == "GET":
        answers["304"] = {"description": "The client has this content already (`If-None-Match`)."}
    for status in endpoint.problems:
        answers[str(status.value)] = {
            "description": _MEANINGS[status],
            "content": {MEDIA_TYPE: {"schema": ref("Problem")}},
        }
    more: dict[str, Any] = {"security": [{"key": []}]} if endpoint.right else {}
    if endpoint.body_schema:
        body = {"required": True, "content": {JSON: {"schema": ref(endpoint.body_schema)}}}
        more["requestBody"] = body
    return {
        "operationId": endpoint.name,
        "summary": f"{endpoint.summary} Right: {endpoint.right}." if endpoint.right else endpoint.summary,
        "tags": [endpoint.tag],
        "parameters": [parameter.described() for parameter in endpoint.parameters],
        "responses": answers,
        **more,
    }


def _answer(endpoint: Endpoint) -> dict[str, Any]:
    headers = {"headers": _HEADERS} if endpoint.method == "GET" else {}
    return {"description": endpoint.summary, **headers, "content": _content(endpoint)}


_HEADERS = {"ETag": {"description": "Mark of the content.", "schema": {"type": "string"}}}


def _content(endpoint: Endpoint) -> dict[str, Any]:
    return {kind: {} if kind == XML else {"schema": ref(endpoint.schema)} for kind in endpoint.media_types}
