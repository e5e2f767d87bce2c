"""Getting a page from the city's own old site: only from hosts that the office named, only over https.

The name is resolved once and the connection goes to that very address; no redirect is followed. So neither a card's
editor nor a name server can make this server look around inside its network. A server that sends a little now and then
is hung up on: one page takes ten seconds at most.
"""

import socket
import ssl
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException, HTTPSConnection
from threading import Timer
from time import monotonic
from urllib.parse import SplitResult, quote, urlsplit

from django.utils.translation import gettext as _

from infolinia.knowledge.links.addresses import is_public
from infolinia.knowledge.pages.cleaning import LARGEST_PAGE
from infolinia.knowledge.pages.errors import BadPage

SECONDS = 10.0
_CHUNK = 65_536


def fetch_page(
    url: str,
    *,
    hosts: Collection[str],
    is_allowed: Callable[[str], bool] = is_public,
    port: int = 443,
    tls: ssl.SSLContext | None = None,
) -> bytes:
    """Return the page at an https address of one of the named hosts; raises `BadPage` for every other answer."""
    parts = _checked(url, hosts, port)
    try:
        return _got(parts, is_allowed, port, tls or ssl.create_default_context())
    except (OSError, HTTPException, ValueError) as error:
        raise BadPage(_("Serwer tej strony nie odpowiedział.")) from error


def _checked(url: str, hosts: Collection[str], port: int) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        is_good = parts.scheme == "https" and (parts.port or port) == port and "@" not in parts.netloc
    except ValueError:
        raise BadPage(_("To nie jest adres strony.")) from None
    if not is_good or (parts.hostname or "").lower() not in hosts:
        raise BadPage(_("Strony można pobierać tylko z adresów: %(hosts)s.") % {"hosts": ", ".join(sorted(hosts))})
    return parts


def _got(parts: SplitResult, is_allowed: Callable[[str], bool], port: int, tls: ssl.SSLContext) -> bytes:
    host = str(parts.hostname)
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(is_allowed(address) for address in found):
        raise BadPage(_("Tego adresu nie wolno otworzyć."))
    ends = monotonic() + SECONDS
    connection = HTTPSConnection(host, port, timeout=SECONDS, context=tls)
    plain = socket.create_connection((found[0], port), timeout=SECONDS)
    try:
        connection.sock = tls.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)
        with _hung_up_at(ends, connection.sock):
            connection.sock.do_handshake()
            return _read(connection, parts, ends)
    finally:
        connection.close()
        plain.close()


@contextmanager
def _hung_up_at(ends: float, line: socket.socket) -> Iterator[None]:
    """End the connection at that moment of the steady clock: a timeout of its own guards each single wait only."""

    def hang_up() -> None:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    guard = Timer(max(ends - monotonic(), 0), hang_up)
    guard.daemon = True
    guard.start()
    try:
        yield
    finally:
        guard.cancel()


def _read(connection: HTTPSConnection, parts: SplitResult, ends: float) -> bytes:
    query = f"?{quote(parts.query, safe='/%&=+?;:,')}" if parts.query else ""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + query
    connection.request("GET", path, headers={"User-Agent": "Infolinia (page import)", "Accept": "text/html"})
    answer = connection.getresponse()
    if answer.status != 200:
        raise BadPage(_("Serwer odpowiedział: %(status)s.") % {"status": answer.status})
    if "html" not in (answer.getheader("Content-Type") or "text/html").lower():
        raise BadPage(_("To nie jest strona HTML."))
    announced, data = answer.length or 0, b""
    while chunk := answer.read(_CHUNK):
        data += chunk
        if len(data) > LARGEST_PAGE:
            raise BadPage(_("Strona jest za duża: najwyżej %(size)s MB.") % {"size": LARGEST_PAGE // 1_000_000})
    if monotonic() >= ends or len(data) < announced:
        raise TimeoutError("the page broke off")
    return data
