"""The resident's pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the number, whether somebody answers now, and what can be done here."""
    return render(request, "public/home.html")


@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """Show the service cards."""
    return render(request, "public/cards.html")


@require_safe
def your_data(request: HttpRequest) -> HttpResponse:
    """Say what the city does with a caller's data."""
    return render(request, "public/your_data.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the declaration of accessibility."""
    return render(request, "public/accessibility.html")
