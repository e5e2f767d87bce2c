"""The key with which somebody's browser comes back to its conversation: to one page, nowhere else."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


def back_with_key(page: str, cookie: str, key: str, *, seconds: int) -> HttpResponse:
    """Lead back to the page (a name of an address), which alone gets the key for so many seconds from now."""
    response = redirect(page)
    response.set_cookie(
        cookie,
        key,
        max_age=seconds,
        path=reverse(page),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
