"""Answers to requests that cannot be served: problem details for HTTP interfaces (RFC 9457)."""

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse

MEDIA_TYPE = "application/problem+json"

logger = logging.getLogger(__name__)


class Problem(Exception):
    """A request that is answered with a problem. `more` are members beside the standard ones."""

    def __init__(
        self, status: HTTPStatus, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers, self.more = status, detail, dict(headers or {}), more


def problem_of(error: Exception, what: str) -> Problem:
    """Return how an error is told: a problem as it is, 503 while the database is away, else 500 that we note.

    Nothing that was not acknowledged may be taken for done: whoever asks again brings the same key.
    """
    if isinstance(error, Problem):
        return error
    if isinstance(error, (OperationalError, InterfaceError)):
        logger.warning("the database is away", exc_info=error)
        away, again = "The database is away for a moment; ask again.", {"Retry-After": "5"}
        return Problem(HTTPStatus.SERVICE_UNAVAILABLE, away, headers=again)
    logger.error("%s failed", what, exc_info=error)
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "The fault is ours; it has been noted.")


def problem_response(problem: Problem) -> HttpResponse:
    """Return the problem as `application/problem+json`; its type is the status itself (`about:blank`)."""
    told = {"type": "about:blank", "title": problem.status.phrase, "status": problem.status.value}
    # A name that is told back may hold half a character, which no encoding can write.
    body = json.dumps({**told, "detail": problem.detail, **problem.more}, ensure_ascii=False).encode("utf-8", "replace")
    headers = {"Cache-Control": "no-store", "Content-Language": "en", **problem.headers}
    return HttpResponse(body, status=problem.status, content_type=MEDIA_TYPE, headers=headers)
