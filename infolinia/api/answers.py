"""How an answer leaves: as JSON or XML, with a mark of its content, open to pages of other sites."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from infolinia.api.xml import Markup, to_xml
from infolinia.core.afterwards import afterwards

SECONDS_FRESH = 300
JSON, XML = "application/json", "application/xml"
OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


@dataclass(frozen=True)
class Answer:
    """What a view found. With `markup` it leaves as XML, else as JSON; `then` is done when it is on its way.

    What is not open is for one program alone: nobody on the way may keep it, and no page of another site read it.
    """

    data: Any
    language: str = "pl"
    markup: Markup | None = None
    media_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    then: Callable[[], object] | None = None
    status: HTTPStatus = HTTPStatus.OK
    is_open: bool = True


def answer_response(request: HttpRequest, answer: Answer) -> HttpResponse:
    """Return the answer, or 304 with no body when the client has this very content already (RFC 9110)."""
    if answer.markup:
        body, media_type = to_xml(answer.data, answer.markup), f"{XML}; charset=utf-8"
    else:
        body, media_type = json.dumps(answer.data, ensure_ascii=False).encode(), answer.media_type
    mark = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, status=answer.status, content_type=media_type, headers=answer.headers)
    response["Content-Language"] = answer.language
    if request.method in ("GET", "HEAD"):
        response["ETag"] = mark
    response["Cache-Control"] = f"public, max-age={SECONDS_FRESH}" if answer.is_open else "private, no-store"
    leaving = get_conditional_response(request, etag=mark, response=response) or response
    return afterwards(leaving, answer.then) if answer.then else leaving


def preflight() -> HttpResponse:
    """Answer a browser that asks whether a page of another site may read this (the Fetch standard's CORS)."""
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response["Access-Control-Allow-Headers"] = "If-None-Match"
    response["Access-Control-Max-Age"] = "86400"
    return response
