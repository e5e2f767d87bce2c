"""The few words of ASGI that the push process speaks."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable
from typing import Any
from urllib.parse import parse_qs, urlsplit

Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]


def header(scope: Scope, name: str) -> str:
    """Return a request header, or an empty string."""
    wanted = name.lower().encode()
    headers: Headers = scope["headers"]
    return next((value.decode("latin-1") for key, value in headers if key.lower() == wanted), "")


def parameter(scope: Scope, name: str) -> str:
    """Return the last value of a query parameter, or an empty string."""
    query: bytes = scope["query_string"]
    return parse_qs(query.decode("latin-1")).get(name, [""])[-1]


def is_own_page(scope: Scope) -> bool:
    """Return whether the request comes from a page of this host (under any port) or from no page at all."""
    origin = header(scope, "origin")
    return not origin or urlsplit(origin).hostname == urlsplit(f"//{header(scope, 'host')}").hostname


def shared_with_page(scope: Scope) -> Headers:
    """Return the headers that let the page of another port of this host read the answer, with its cookies."""
    origin = header(scope, "origin")
    if not origin:
        return []
    return [
        (b"access-control-allow-origin", origin.encode("latin-1")),
        (b"access-control-allow-credentials", b"true"),
        (b"vary", b"Origin"),
    ]


async def answer(send: Send, status: int, body: bytes, headers: Iterable[tuple[bytes, bytes]] = ()) -> None:
    """Send a whole short response."""
    kind = (b"content-type", b"text/plain; charset=utf-8")
    await send({"type": "http.response.start", "status": status, "headers": [kind, *headers]})
    await send({"type": "http.response.body", "body": body})


async def gone(receive: Receive) -> None:
    """Return when the client has gone away."""
    while (await receive())["type"] not in ("http.disconnect", "websocket.disconnect"):
        pass


async def first_of(*jobs: Awaitable[object]) -> None:
    """Run the jobs together until one ends; the others are cancelled, an error of the one that ended is raised."""
    tasks = [asyncio.ensure_future(job) for job in jobs]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await task
    for task in done:
        task.result()
