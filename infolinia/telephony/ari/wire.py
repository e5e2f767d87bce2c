"""The connection: one WebSocket that carries events in, requests out and answers back; it heals by itself."""

import asyncio
import base64
import contextlib
import itertools
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, WebSocketException

from infolinia.telephony.ari.errors import EngineError

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds until an unanswered request counts as lost."""
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0


@dataclass(frozen=True)
class Access:
    """Where the engine's interface is, and who we are to it."""

    base: str
    user: str
    password: str


def read_access(path: Path) -> Access:
    """Return the access that the engine's configuration left in `ari.json`; raises `EngineError` when there is none."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return Access(said["base"], said["user"], said["password"])
    except (OSError, ValueError, KeyError) as error:
        raise EngineError(f"{path}: {error}", permanent=False) from error


class Wire:
    """The engine's WebSocket. The reader only hands messages on: it never waits for the one who reads them."""

    def __init__(
        self, access: Callable[[], Access], application: str, receive: Callable[[dict[str, Any]], None]
    ) -> None:
        self._access = access
        self._application = application
        self._receive = receive
        self._socket: ClientConnection | None = None
        self._waiting: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._numbers = itertools.count(1)

    @property
    def is_up(self) -> bool:
        """Whether requests can be made now."""
        return self._socket is not None

    async def run(self, when_up: Callable[[], Awaitable[None]]) -> None:
        """Stay connected until cancelled; `when_up` is awaited after each connection, while events already flow in."""
        pause = FIRST_PAUSE
        while True:
            try:
                async with self._connected() as reader:
                    pause = FIRST_PAUSE
                    await self._serve(reader, when_up)
            except (OSError, TimeoutError, InvalidHandshake, WebSocketException, EngineError) as error:
                log.warning("engine: no connection (%s), again in %.2f s", error, pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def request(self, method: str, path: str, **body: object) -> Any:
        """Carry out one request and return its answer; raises `EngineError`."""
        if self._socket is None:
            raise EngineError("the engine is not connected", permanent=False)
        number = str(next(self._numbers))
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        message = {"type": "RESTRequest", "transaction_id": number, "request_id": number, "method": method, "uri": path}
        if body:
            message |= {"content_type": "application/json", "message_body": json.dumps(body)}
        try:
            await self._socket.send(json.dumps(message))
            said = await asyncio.wait_for(answer, PATIENCE)
        except (WebSocketException, TimeoutError) as error:
            raise EngineError(f"{method} {path}: {error or 'no answer'}", permanent=False) from error
        finally:
            self._waiting.pop(number, None)
        return _checked(method, path, said)

    @contextlib.asynccontextmanager
    async def _connected(self) -> AsyncIterator[asyncio.Task[None]]:
        access = self._access()
        token = base64.b64encode(f"{access.user}:{access.password}".encode()).decode()
        socket = await connect(
            events_address(access.base, self._application),
            additional_headers={"Authorization": f"Basic {token}"},
            compression=None,
            max_queue=None,
            max_size=2**24,
            open_timeout=PATIENCE,
            ping_interval=5,
            ping_timeout=5,
            close_timeout=1,
            proxy=None,
        )
        self._socket = socket
        reader = asyncio.create_task(self._read(socket))
        try:
            yield reader
        finally:
            self._socket = None
            reader.cancel()
            self._fail_waiting()
            await socket.close()

    async def _serve(self, reader: asyncio.Task[None], when_up: Callable[[], Awaitable[None]]) -> None:
        up = asyncio.ensure_future(when_up())
        try:
            await asyncio.wait({reader, up}, return_when=asyncio.FIRST_COMPLETED)
            if up.done():
                up.result()
            await reader
        finally:
            up.cancel()

    async def _read(self, socket: ClientConnection) -> None:
        async for text in socket:
            message = json.loads(text)
            if message.get("type") != "RESTResponse":
                self._receive(message)
            elif (waiting := self._waiting.get(message.get("request_id", ""))) and not waiting.done():
                waiting.set_result(message)

    def _fail_waiting(self) -> None:
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(EngineError("the connection to the engine was lost", permanent=False))


def events_address(base: str, application: str) -> str:
    """Return the WebSocket's address for the interface's base."""
    parts = urlsplit(base)
    query = urlencode({"app": application, "subscribeAll": "false"})
    return urlunsplit(("ws", parts.netloc, f"{parts.path}/events", query, ""))


def _checked(method: str, path: str, said: dict[str, Any]) -> Any:
    status = int(said.get("status_code", 0))
    text = said.get("message_body") or ""
    if not 200 <= status < 300:
        permanent = 400 <= status < 500
        raise EngineError(f"{method} {path}: {status} {text[:200]}", status=status, permanent=permanent)
    return json.loads(text) if text else None
