"""The push process put together: its addresses, what they need, and their life from start to end."""

import asyncio
import json
import logging
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from infolinia.config.processes.live import asgi
from infolinia.config.processes.live.events import Events
from infolinia.config.processes.live.hub import Hub
from infolinia.config.processes.live.sessions import Sessions
from infolinia.config.processes.live.sip import SipProxy
from infolinia.config.processes.live.text_rows import TextRows
from infolinia.config.processes.live.texts import Texts
from infolinia.core import heartbeat

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Live:
    """The ASGI application."""

    hub: Hub
    events: Events
    sip: SipProxy
    texts: Texts

    async def __call__(self, scope: asgi.Scope, receive: asgi.Receive, send: asgi.Send) -> None:
        """Answer one request; a database that is away is a 503, and the browser comes again."""
        try:
            await self._route(scope, receive, send)
        except (psycopg.OperationalError, PoolTimeout):
            log.warning("%s refused: the database is away", scope.get("path"))
            if scope["type"] == "http":
                await asgi.answer(send, 503, b"the database is away", asgi.shared_with_page(scope))
            else:
                await send({"type": "websocket.close", "code": 1013})

    async def _route(self, scope: asgi.Scope, receive: asgi.Receive, send: asgi.Send) -> None:
        match scope["type"], scope["path"]:
            case "http", "/live":
                await self.events(scope, receive, send)
            case "websocket", "/sip":
                await self.sip(scope, receive, send)
            case "websocket", "/text":
                await self.texts(scope, receive, send)
            case "websocket", _:
                await receive()
                await send({"type": "websocket.close", "code": 1008})
            case "http", "/health":
                state = {"state": "up" if self.hub.is_listening else "down", "browsers": self.hub.size}
                await asgi.answer(send, 200 if self.hub.is_listening else 503, json.dumps(state).encode())
            case _:
                await asgi.answer(send, 404, b"there is nothing here")

    async def beat(self) -> None:
        """Write signs of life for ever."""
        while True:
            if self.hub.is_listening:
                heartbeat.beat("live", detail=f"{self.hub.size} browsers")
            else:
                heartbeat.beat("live", state="down", detail="the database is away")
            await asyncio.sleep(heartbeat.PERIOD)


async def assemble(stack: AsyncExitStack, *, database_url: str, engine_url: str) -> Live:
    """Build the application; its connections close with the stack."""
    pool: AsyncConnectionPool[Any] = AsyncConnectionPool(
        database_url,
        min_size=1,
        max_size=4,
        open=False,
        timeout=5,
        kwargs={"autocommit": True, "connect_timeout": 5},
        check=AsyncConnectionPool.check_connection,
    )
    await pool.open()
    stack.push_async_callback(pool.close)
    hub, sessions = Hub(database_url), Sessions(pool)
    live = Live(
        hub, Events(hub, sessions), SipProxy(sessions, engine_url, hub.closing), Texts(hub, sessions, TextRows(pool))
    )
    for job in (hub.run(), live.beat()):
        task = asyncio.create_task(job)
        stack.callback(task.cancel)
    return live
