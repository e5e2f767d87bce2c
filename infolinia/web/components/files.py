"""Files that strangers sent, given to people without any power over our pages."""

from typing import Protocol
from urllib.parse import quote

from django.http import HttpResponse


class Named(Protocol):
    """What is known of a file: a safe name, the kind that its bytes show, and whether it may be seen in the page."""

    @property
    def name(self) -> str: ...

    @property
    def media_type(self) -> str: ...

    @property
    def way(self) -> str: ...


class Given(Protocol):
    """A file with its content."""

    @property
    def line(self) -> Named: ...

    @property
    def content(self) -> bytes: ...


# An origin of its own that may do nothing at all: no script, no form, no way to our cookies or pages.
NO_POWER = "default-src 'none'; img-src 'self'; style-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'"
TEXT = "text/plain; charset=utf-8"


def stored_response(found: Given) -> HttpResponse:
    """Return the file under the kind its bytes show: pictures and text in the page, everything else to be saved."""
    is_shown = found.line.way == "shown"
    is_text = found.line.media_type == "text/plain"
    content = _as_utf8(found.content) if is_text else found.content
    response = HttpResponse(content, content_type=TEXT if is_text else found.line.media_type)
    way = "inline" if is_shown else "attachment"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(found.line.name, safe='')}"
    response["Content-Security-Policy"] = NO_POWER
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cross-Origin-Opener-Policy"] = "same-origin"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response


def _as_utf8(content: bytes) -> bytes:
    try:
        content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1250", errors="replace").encode()
    return content
