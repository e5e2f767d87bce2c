"""`GET /live`: the stream of one browser."""

import asyncio
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from infolinia.config.processes.live import asgi, topics
from infolinia.config.processes.live.hub import Hub, Subscriber
from infolinia.config.processes.live.sessions import Sessions, session_key

BEAT = b"event: beat\ndata: 1\n\n"
BEAT_SECONDS = 2.0
RECHECK_SECONDS = 30.0  # how soon a session that ended stops hearing

_STREAM: asgi.Headers = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Events:
    """Answers requests for streams."""

    hub: Hub
    sessions: Sessions

    async def __call__(self, scope: asgi.Scope, receive: asgi.Receive, send: asgi.Send) -> None:
        """Stream what this session may hear of the topics it asked for, until it goes away or its session ends."""
        shared = asgi.shared_with_page(scope)
        if not asgi.is_own_page(scope):
            await asgi.answer(send, 403, b"only pages of this host may listen")
            return
        key = session_key(asgi.header(scope, "cookie"))
        listener = await self.sessions.listener(key)
        asked = topics.asked(asgi.parameter(scope, "topics"))
        heard = [topic for topic in asked if topics.may_hear(listener, topic)]
        if not heard:
            await asgi.answer(send, 403, b"no topic that this session may hear", shared)
            return
        await send({"type": "http.response.start", "status": 200, "headers": [*_STREAM, *shared]})
        with self.hub.subscribed(heard) as subscriber:
            await send(_chunk(_ready(heard, [topic for topic in asked if topic not in heard])))
            ending = self._ending(key, listener, heard)
            await asgi.first_of(_pass_on(subscriber, send), asgi.gone(receive), ending, self.hub.closing.wait())
        await send({"type": "http.response.body", "body": b""})

    async def _ending(self, key: str, listener: topics.Listener | None, heard: Sequence[str]) -> None:
        """Return when the session may no longer hear what it hears; a database that is away ends nothing."""
        while True:
            await asyncio.sleep(RECHECK_SECONDS)
            if listener is None or not self.hub.is_listening:
                continue
            now = await self.sessions.listener(key)
            if not all(topics.may_hear(now, topic) for topic in heard):
                return


async def _pass_on(subscriber: Subscriber, send: asgi.Send) -> None:
    while True:
        await send(_chunk(await subscriber.get(timeout=BEAT_SECONDS) or BEAT))


def _ready(heard: Sequence[str], refused: Sequence[str]) -> bytes:
    return b"event: ready\ndata: " + json.dumps({"topics": heard, "refused": refused}).encode() + b"\n\n"


def _chunk(body: bytes) -> asgi.Message:
    return {"type": "http.response.body", "body": body, "more_body": True}
