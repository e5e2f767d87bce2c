"""Short links of text messages: they lead to a page of ours, and their first opening says that they arrived."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from infolinia.core.clock import now
from infolinia.correspondence import operations

GONE = 410


@never_cache
@require_safe
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Lead on, or say kindly that the link's time is over; one that never was looks the same."""
    is_opened = request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", "")
    path = operations.follow(token, at=now(), is_opened=is_opened) if token.isalnum() else None
    response = redirect(path) if path else render(request, "public/link_gone.html", status=GONE)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
