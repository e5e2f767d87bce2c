"""What every act of a supervisor shares: who may, what a refusal looks like, and where the answer goes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

REFUSED = 422


def is_fragment(request: HttpRequest) -> bool:
    """Return whether a script asked for a part of the page: the board must not be loaded anew while its phone talks."""
    return request.headers.get("HX-Request") == "true"


def panel(request: HttpRequest, name: str, context: dict[str, Any], *, refused: bool = False) -> HttpResponse:
    """Show the panel on the board, or as a page of its own."""
    template = f"supervision/_{name}.html" if is_fragment(request) else f"supervision/{name}.html"
    return render(request, template, context, status=REFUSED if refused else 200)


def done(request: HttpRequest, said: str) -> HttpResponse:
    """Say that it is done: in the panel's place, or on the board."""
    if is_fragment(request):
        return render(request, "supervision/_done.html", {"said": said})
    messages.success(request, said)
    return redirect("supervision:board")
