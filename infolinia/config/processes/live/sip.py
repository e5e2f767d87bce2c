"""WebSocket `/sip`: frames of a softphone passed to and from the telephone engine, which listens on loopback only."""

import asyncio
import logging
from dataclasses import dataclass

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.typing import Subprotocol

from infolinia.config.processes.live import asgi
from infolinia.config.processes.live.sessions import Sessions, session_key

SUBPROTOCOL = "sip"
LARGEST_FRAME = 64 * 1024
RECHECK_SECONDS = 30.0

# RFC 6455, section 7.4.1, and IANA's registry of close codes.
POLICY, TOO_BIG, TRY_AGAIN = 1008, 1009, 1013
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SipProxy:
    """Lets signed-in staff and expected guests reach the engine's own socket."""

    sessions: Sessions
    engine_url: str
    closing: asyncio.Event

    async def __call__(self, scope: asgi.Scope, receive: asgi.Receive, send: asgi.Send) -> None:
        """Pass frames both ways until either side leaves or the right to a phone ends.

        Each direction waits for its reader before it takes the next frame, so a slow side slows the other.
        """
        await receive()
        if SUBPROTOCOL not in scope.get("subprotocols", ()) or not await self._may(scope):
            await send({"type": "websocket.close", "code": POLICY})
            return
        try:
            async with connect(
                self.engine_url,
                subprotocols=[Subprotocol(SUBPROTOCOL)],
                max_size=LARGEST_FRAME,
                max_queue=16,
                open_timeout=5,
                ping_interval=20,
                compression=None,
                proxy=None,
            ) as engine:
                await send({"type": "websocket.accept", "subprotocol": SUBPROTOCOL})
                passing = _inward(receive, engine), _outward(engine, send)
                await asgi.first_of(*passing, self._ending(scope), self.closing.wait())
        except (OSError, InvalidHandshake, TimeoutError) as error:
            log.warning("the engine's socket does not answer: %s", error)
        await send({"type": "websocket.close", "code": TRY_AGAIN})

    async def _may(self, scope: asgi.Scope) -> bool:
        if not asgi.is_own_page(scope):
            return False
        if await self.sessions.listener(session_key(asgi.header(scope, "cookie"))):
            return True
        return await self.sessions.is_guest(asgi.parameter(scope, "guest"))

    async def _ending(self, scope: asgi.Scope) -> None:
        """Return when the session or the guest's account ended; a database that is away ends no call."""
        while True:
            await asyncio.sleep(RECHECK_SECONDS)
            try:
                if not await self._may(scope):
                    return
            except Exception:  # whatever happened to the database, people are talking
                log.warning("the right to a phone can't be checked now", exc_info=True)


async def _inward(receive: asgi.Receive, engine: ClientConnection) -> None:
    """Browser → engine."""
    while (message := await receive())["type"] == "websocket.receive":
        frame = message.get("text") or message.get("bytes") or ""
        if len(frame) > LARGEST_FRAME:
            return
        try:
            await engine.send(frame)
        except ConnectionClosed:
            return


async def _outward(engine: ClientConnection, send: asgi.Send) -> None:
    """Engine → browser."""
    async for frame in engine:
        await send({"type": "websocket.send", "text" if isinstance(frame, str) else "bytes": frame})
