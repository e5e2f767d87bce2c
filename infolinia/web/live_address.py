"""Where a page finds the push process: the same origin behind a proxy, another port of the same host without one."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def live_base(request: HttpRequest) -> str:
    """Return the base address of push for the page being served: empty means the page's own origin.

    `LIVE_URL` may be a full address, or `:8001` for that port of whatever host the page was opened by,
    so that the session's cookie goes along under every name of this machine.
    """
    if not settings.LIVE_URL.startswith(":"):
        return str(settings.LIVE_URL)
    host = urlsplit(f"//{request.get_host()}").hostname or "localhost"
    return f"{request.scheme}://{f'[{host}]' if ':' in host else host}{settings.LIVE_URL}"


def connect_sources(request: HttpRequest) -> str:
    """Return what the page's `connect-src` must allow for push and the softphone."""
    base = live_base(request)
    return f"'self' {base} {base.replace('http', 'ws', 1)}" if base else "'self'"
