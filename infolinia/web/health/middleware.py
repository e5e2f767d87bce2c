"""Counts every request that the web process answers."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from infolinia.web.health.measurements import count_request


class CountRequests:
    """Outermost of all, so that the time is what the reader waited for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request and count it."""
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        view = (match.view_name or "unnamed") if match else "none"
        method = request.method or ""
        seconds = time.perf_counter() - began
        count_request(method=method, view=view, status=response.status_code, seconds=seconds)
        return response
