"""The softphone's socket: who may use it, and that frames pass both ways."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Subprotocol

from infolinia.city.models import Staff
from infolinia.config.processes.live.sip import LARGEST_FRAME
from infolinia.config.processes.ports import free_port
from infolinia.core.clock import now
from infolinia.telephony.models import PhoneAccount
from tests.processes.conftest import RunOne, start_live
from tests.processes.test_live import signed_in

SIP = Subprotocol("sip")
REGISTER = "REGISTER sip:infolinia SIP/2.0\r\n\r\n"


@pytest.fixture
def engine_port() -> int:
    """Where the engine's stand-in listens."""
    return free_port()


@pytest.fixture
def live_port(run_process: RunOne, test_database_url: str, engine_port: int) -> int:
    """The push process, told of that engine."""
    return start_live(run_process, test_database_url, INFOLINIA_ENGINE_PORT=str(engine_port))


@asynccontextmanager
async def _engine(port: int) -> AsyncIterator[None]:
    """Answers each frame with `200 ` and the frame; ends the connection when it is told BYE."""

    async def answer(connection: ServerConnection) -> None:
        async for frame in connection:
            if frame == "BYE":
                return
            await connection.send(f"200 {frame!s}")

    async with serve(answer, "127.0.0.1", port, subprotocols=[SIP], max_size=None):
        yield


def _call(live: int, engine: int, talk: Callable[[ClientConnection], Awaitable[None]], **headers: str) -> None:
    """Connect as a browser does and talk."""
    query = headers.pop("query", "")

    async def run() -> None:
        async with (
            _engine(engine),
            connect(
                f"ws://127.0.0.1:{live}/sip{query}", subprotocols=[SIP], additional_headers=headers, proxy=None
            ) as socket,
        ):
            assert socket.subprotocol == SIP
            await asyncio.wait_for(talk(socket), 10)

    asyncio.run(run())


async def _registers(socket: ClientConnection) -> None:
    await socket.send(REGISTER)
    assert await socket.recv() == f"200 {REGISTER}"


def test_frames_of_signed_in_staff_pass_both_ways(live_port: int, engine_port: int, zofia: Staff) -> None:
    _call(live_port, engine_port, _registers, Cookie=signed_in(zofia))


def test_a_guest_s_own_account_opens_it_while_it_is_valid(live_port: int, engine_port: int) -> None:
    at = now()
    PhoneAccount.objects.create(
        username="guest-1", password="x", kind="guest", issued_at=at, expires_at=at + timedelta(minutes=1)
    )
    PhoneAccount.objects.create(
        username="guest-2", password="x", kind="guest", issued_at=at, expires_at=at - timedelta(minutes=1)
    )
    _call(live_port, engine_port, _registers, query="?guest=guest-1")
    for query in ("?guest=guest-2", "?guest=adviser-12", "?guest=", ""):
        with pytest.raises(InvalidStatus):
            _call(live_port, engine_port, _registers, query=query)


def test_a_page_of_another_host_gets_nothing_even_with_the_cookie(
    live_port: int, engine_port: int, zofia: Staff
) -> None:
    with pytest.raises(InvalidStatus):
        _call(live_port, engine_port, _registers, Cookie=signed_in(zofia), Origin="http://evil.example.com")


def test_when_the_engine_leaves_the_browser_learns_it_at_once(live_port: int, engine_port: int, zofia: Staff) -> None:
    async def left(socket: ClientConnection) -> None:
        await socket.send("BYE")
        with pytest.raises(ConnectionClosed):
            await socket.recv()

    _call(live_port, engine_port, left, Cookie=signed_in(zofia))


def test_a_frame_larger_than_any_message_of_a_phone_ends_it(live_port: int, engine_port: int, zofia: Staff) -> None:
    async def floods(socket: ClientConnection) -> None:
        await socket.send("x" * (LARGEST_FRAME + 1))
        with pytest.raises(ConnectionClosed):
            await socket.recv()

    _call(live_port, engine_port, floods, Cookie=signed_in(zofia))


def test_many_frames_arrive_all_and_in_order(live_port: int, engine_port: int, zofia: Staff) -> None:
    async def many(socket: ClientConnection) -> None:
        wanted = [f"frame {number} {'y' * 2000}" for number in range(200)]
        sending = asyncio.create_task(_send_all(socket, wanted))
        assert [await socket.recv() for _ in wanted] == [f"200 {frame}" for frame in wanted]
        await sending

    _call(live_port, engine_port, many, Cookie=signed_in(zofia))


async def _send_all(socket: ClientConnection, frames: list[str]) -> None:
    for frame in frames:
        await socket.send(frame)
