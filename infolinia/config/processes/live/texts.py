"""WebSocket `/text`: a conversation by text, character by character (EN 301 549, 6.2: each within 500 ms).

The first frame says who writes: `{"token": …}` of a resident, or `{"conversation": …}` of a signed-in adviser. The
answer is `{"hello": {side, next, lines, state}}`. Then each side sends its changes, `{n, line, at, del, ins, end}`,
and gets `{"ack": n}` once the change is in the database, and the other side's changes as they come. A page that was
away sends again what was not acknowledged: the same change is kept once. The newest page of a side is the one that
writes; the older is closed with 4001.
"""

import asyncio
import contextlib
import json
import logging
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg_pool import PoolTimeout

from infolinia.config.processes.live import asgi, text_frames
from infolinia.config.processes.live.hub import Hub, Subscriber
from infolinia.config.processes.live.sessions import Sessions, session_key
from infolinia.config.processes.live.text_frames import BadFrame
from infolinia.config.processes.live.text_rows import Standing, TextRows
from infolinia.contacts.rules.transcript import ADVISER, RESIDENT, Line

POLICY, TRY_AGAIN = 1008, 1013
TAKEN, TOO_FAST = 4001, 4008
FIRST_WORD = 10.0
SILENCE = 15.0
"""Seconds without a frame after which a page is gone: it sends a sign of life every four."""
SEEN_EVERY = 5.0
PER_SECOND, AT_ONCE = 30.0, 60.0
MOST_TYPED = 300_000
"""Characters that one side may type in one conversation: a long book chapter."""
RECHECK_SECONDS = 30.0

log = logging.getLogger(__name__)


class Closed(Exception):
    """The socket has to close with this code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Seat:
    """One page at one conversation."""

    conversation: UUID
    side: str
    staff_id: int | None
    send: asgi.Send
    key: str = ""
    mark: str = field(default_factory=lambda: f"{time.time_ns():020d}-{uuid4().hex}")
    """Whose is the greatest sat down last."""
    next_number: dict[str, int] = field(default_factory=dict)
    standing: Standing | None = None
    heard_at: float = field(default_factory=time.monotonic)
    allowance: float = AT_ONCE
    typed: int = 0

    async def say(self, **said: object) -> None:
        """Send one frame."""
        await self.send({"type": "websocket.send", "text": json.dumps(said, ensure_ascii=False)})

    def heard(self) -> None:
        """A frame came; too many in too short a time end the socket."""
        now = time.monotonic()
        self.allowance = min(AT_ONCE, self.allowance + (now - self.heard_at) * PER_SECOND) - 1
        self.heard_at = now
        if self.allowance < 0:
            raise Closed(TOO_FAST)


@dataclass(frozen=True)
class Texts:
    """Seats people at their conversations by text."""

    hub: Hub
    sessions: Sessions
    rows: TextRows

    async def __call__(self, scope: asgi.Scope, receive: asgi.Receive, send: asgi.Send) -> None:
        """Serve one page until it goes away or has to."""
        await receive()
        if not asgi.is_own_page(scope):
            await send({"type": "websocket.close", "code": POLICY})
            return
        await send({"type": "websocket.accept"})
        code = TRY_AGAIN
        try:
            await self._serve(await self._seated(scope, receive, send), receive)
        except Closed as closed:
            code = closed.code
        except (BadFrame, TimeoutError):
            code = POLICY
        await send({"type": "websocket.close", "code": code})

    async def _seated(self, scope: asgi.Scope, receive: asgi.Receive, send: asgi.Send) -> Seat:
        first = await asyncio.wait_for(receive(), FIRST_WORD)
        if first["type"] != "websocket.receive":
            raise Closed(POLICY)
        who = text_frames.introduction(first.get("text") or "")
        if who.is_resident:
            seat = Seat(who.conversation, RESIDENT, None, send)
        else:
            key = session_key(asgi.header(scope, "cookie"))
            listener = await self.sessions.listener(key)
            seat = Seat(who.conversation, ADVISER, listener.staff_id if listener else None, send, key)
        seat.standing = await self.rows.standing(seat.conversation)
        if not _may_sit(seat):
            raise Closed(POLICY)
        return seat

    async def _serve(self, seat: Seat, receive: asgi.Receive) -> None:
        topics = [f"typed.{seat.conversation}", f"conversation.{seat.conversation}"]
        with self.hub.subscribed(topics) as signals:
            await self._greet(seat)
            await self.rows.seen(seat.conversation, seat.side)
            await self._tell_here(seat, is_here=True, asks=True)
            is_taken = False
            jobs = self._inward(seat, receive), self._outward(seat, signals), self._keep(seat)
            try:
                await asgi.first_of(*jobs, self.hub.closing.wait())
            except Closed as closed:
                is_taken = closed.code == TAKEN
                raise
            finally:
                if not is_taken:
                    await self._leave(seat)

    async def _leave(self, seat: Seat) -> None:
        with contextlib.suppress(psycopg.Error, PoolTimeout):
            await self._tell_here(seat, is_here=False, asks=False)

    async def _tell_here(self, seat: Seat, *, is_here: bool, asks: bool) -> None:
        told = {"c": str(seat.conversation), "side": seat.side, "here": is_here, "mark": seat.mark, "asks": asks}
        await self.rows.tell(told)

    async def _greet(self, seat: Seat) -> None:
        """Send everything that was written so far: at the start, and whenever signals may have been lost."""
        written = await self.rows.written(seat.conversation)
        seat.standing = await self.rows.standing(seat.conversation)
        seat.next_number, seat.typed = written.next_number, written.typed[seat.side]
        shown = [_shown(line) for line in written.lines]
        await seat.say(
            hello={"side": seat.side, "next": written.next_number[seat.side], "lines": shown, "state": _state(seat)}
        )

    # --- from the page -----------------------------------------------------------------------------------------------

    async def _inward(self, seat: Seat, receive: asgi.Receive) -> None:
        """Keep each change before the next is read, so that a flood slows down by itself."""
        while (message := await receive())["type"] == "websocket.receive":
            seat.heard()
            change = text_frames.change(message.get("text") or "", seat.side)
            if change is None:
                await seat.say(beat=1)
                continue
            seat.typed += len(change.inserted)
            if seat.typed > MOST_TYPED:
                raise Closed(TOO_FAST)
            if not await self.rows.write(seat.conversation, seat.staff_id, change):
                await seat.say(refused=change.number)
                continue
            await seat.say(ack=change.number)

    # --- to the page -------------------------------------------------------------------------------------------------

    async def _outward(self, seat: Seat, signals: Subscriber) -> None:
        while True:
            for said in _words(await signals.get(timeout=60) or b""):
                await self._pass_on(seat, said)

    async def _pass_on(self, seat: Seat, said: dict[str, Any]) -> None:
        if "n" in said:
            await self._show(seat, said)
        elif "here" in said:
            await self._met(seat, said)
        elif "resync" in said:
            await self._greet(seat)
        else:
            await self._moved(seat)

    async def _show(self, seat: Seat, said: dict[str, Any]) -> None:
        if said["side"] == seat.side or said["n"] < seat.next_number.get(said["side"], 0):
            return
        seat.next_number[said["side"]] = said["n"] + 1
        await seat.say(**{name: said[name] for name in ("side", "n", "line", "at", "del", "ins", "end")})

    async def _met_own(self, seat: Seat, mark: str) -> None:
        """Another page of this side says that it is here: the newer one stays, and tells the older one so."""
        if mark > seat.mark:
            raise Closed(TAKEN)
        await self._tell_here(seat, is_here=True, asks=True)

    async def _met(self, seat: Seat, said: dict[str, Any]) -> None:
        if said["side"] == seat.side:
            if said["mark"] != seat.mark and said["here"] and said["asks"]:
                await self._met_own(seat, said["mark"])
            return
        await seat.say(here=said["here"], side=said["side"])
        if said["asks"]:
            await self._tell_here(seat, is_here=True, asks=False)

    async def _moved(self, seat: Seat) -> None:
        before, seat.standing = seat.standing, await self.rows.standing(seat.conversation)
        if not _may_sit(seat):
            raise Closed(POLICY)
        if before != seat.standing:
            await seat.say(state=_state(seat))
        else:
            await seat.say(news=1)

    # --- signs of life -----------------------------------------------------------------------------------------------

    async def _keep(self, seat: Seat) -> None:
        """Write that the page is there, end one that is silent, and one whose session is over."""
        checked = time.monotonic()
        while True:
            await asyncio.sleep(SEEN_EVERY)
            if time.monotonic() - seat.heard_at > SILENCE:
                return
            with contextlib.suppress(psycopg.Error, PoolTimeout):
                await self.rows.seen(seat.conversation, seat.side)
                if seat.staff_id is not None and time.monotonic() - checked > RECHECK_SECONDS:
                    checked = time.monotonic()
                    listener = await self.sessions.listener(seat.key)
                    if listener is None or listener.staff_id != seat.staff_id:
                        raise Closed(POLICY)


def _may_sit(seat: Seat) -> bool:
    if seat.standing is None:
        return False
    return seat.side == RESIDENT or (seat.staff_id is not None and seat.standing.adviser_id == seat.staff_id)


def _state(seat: Seat) -> str:
    standing = seat.standing
    return "over" if standing is None or standing.is_over else standing.state


def _shown(line: Line) -> dict[str, object]:
    return {"side": line.side, "line": line.number, "text": line.text, "end": line.is_finished}


def _words(signals: bytes) -> list[dict[str, Any]]:
    """Return the words of one or several signals, each as `Hub` hands them to a stream of events."""
    words = []
    for block in signals.decode().split("\n\n"):
        name, _, data = block.rpartition("data: ")
        if block:
            words.append({"resync": 1} if "resync" in name else json.loads(data))
    return words
