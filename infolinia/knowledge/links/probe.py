"""Asking one address whether it is still there: HEAD, then GET, within limits, and never inside the network.

The name is resolved once and the connection goes to that very address, so that a name cannot change between the check
and the visit. Redirects are followed by hand, each checked in the same way.
"""

import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Event, Timer
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from infolinia.knowledge.links.addresses import is_public

ALIVE, DEAD, REFUSED, BUSY = "alive", "dead", "refused", "busy"
_REDIRECTS = 5
_READ_BYTES = 1_024
_MOVED = frozenset({301, 302, 303, 307, 308})
# What a page says that is there but not for programs (RFC 9110, 15.5), and what a server says that has too much to do.
_THERE = frozenset({401, 402, 403, 407, 451})
_BUSY = frozenset({429, 503})


@dataclass(frozen=True)
class Policy:
    """The limits of asking. The defaults are for the real internet; tests name their own server."""

    schemes: tuple[str, ...] = ("https",)
    ports: tuple[int, ...] | None = (443,)
    is_allowed: Callable[[str], bool] = is_public
    seconds: float = 10.0
    agent: str = "Infolinia (link check)"
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)


@dataclass(frozen=True)
class Answer:
    """How an address answered: `state` is alive, dead, refused (not asked) or busy (ask later).

    `why` is the HTTP status, or a word: too_many_redirects, bad_certificate, no_answer_in_time, no_such_server, broken,
    not_public, not_https, unusual.
    """

    state: str
    why: str


class _Refused(Exception):
    """The address may not be asked."""


def probe(url: str, policy: Policy) -> Answer:
    """Return whether the address answers. Takes at most the policy's seconds a step, with at most five redirects."""
    try:
        for _step in range(_REDIRECTS + 1):
            status, location = _ask(url, policy)
            if status not in _MOVED or not location:
                return _judged(status)
            url = urljoin(url, location)
        return Answer(DEAD, "too_many_redirects")
    except _Refused as refusal:
        return Answer(REFUSED, str(refusal))
    except ssl.SSLError:
        return Answer(DEAD, "bad_certificate")
    except TimeoutError:
        return Answer(DEAD, "no_answer_in_time")
    except socket.gaierror:
        return Answer(DEAD, "no_such_server")
    except (OSError, HTTPException, ValueError):
        return Answer(DEAD, "broken")


def _judged(status: int) -> Answer:
    if status < 400 or status in _THERE:
        return Answer(ALIVE, str(status))
    return Answer(BUSY if status in _BUSY else DEAD, str(status))


def _ask(url: str, policy: Policy) -> tuple[int, str]:
    """Return the status and where it leads, by HEAD; by GET where HEAD is refused or answered badly."""
    parts = _checked(url, policy)
    status, location = _request("HEAD", parts, policy)
    if status >= 400 and status not in _BUSY:
        status, location = _request("GET", parts, policy)
    return status, location


def _checked(url: str, policy: Policy) -> SplitResult:
    parts = urlsplit(url)
    if parts.scheme not in policy.schemes:
        raise _Refused("not_https")
    if not parts.hostname or parts.username or parts.password:
        raise _Refused("unusual")
    if policy.ports is not None and _port(parts) not in policy.ports:
        raise _Refused("unusual")
    return parts


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _resolve(host: str, port: int, policy: Policy) -> str:
    """Return the address to connect to; refuses when any of the name's addresses lies inside."""
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(policy.is_allowed(address) for address in found):
        raise _Refused("not_public")
    return found[0]


def _request(method: str, parts: SplitResult, policy: Policy) -> tuple[int, str]:
    host, port = str(parts.hostname), _port(parts)
    connection = _connection(parts.scheme, host, port, _resolve(host, port, policy), policy)
    # A server that sends one byte now and then is cut off too: a timeout of the socket counts from byte to byte.
    is_late = Event()
    limit = Timer(policy.seconds, _cut_off, [connection, is_late])
    limit.daemon = True
    limit.start()
    try:
        connection.request(method, _target(parts), headers={"User-Agent": policy.agent, "Accept": "*/*"})
        answer: HTTPResponse = connection.getresponse()
        if method == "GET":
            answer.read(_READ_BYTES)
        return answer.status, answer.getheader("Location") or ""
    except (OSError, HTTPException) as error:
        if is_late.is_set():
            raise TimeoutError from error
        raise
    finally:
        limit.cancel()
        connection.close()


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return f"{path}?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else path


def _cut_off(connection: HTTPConnection, is_late: Event) -> None:
    is_late.set()
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _connection(scheme: str, host: str, port: int, address: str, policy: Policy) -> HTTPConnection:
    """Return a connection to this very address; the name is used for TLS and for the Host line."""
    if scheme == "https":
        connection: HTTPConnection = HTTPSConnection(host, port, timeout=policy.seconds, context=policy.tls)
    else:
        connection = HTTPConnection(host, port, timeout=policy.seconds)
    plain = socket.create_connection((address, port), timeout=policy.seconds)
    try:
        connection.sock = policy.tls.wrap_socket(plain, server_hostname=host) if scheme == "https" else plain
    except BaseException:
        plain.close()
        raise
    return connection
