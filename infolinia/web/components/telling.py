"""Telling a person how what they asked for went."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest

from infolinia.core.errors import Cannot


@contextmanager
def told(request: HttpRequest, done: str = "") -> Iterator[None]:
    """Carry out what is inside; a refusal is shown as a message in its own words, success as `done` where given."""
    try:
        yield
    except Cannot as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done)
