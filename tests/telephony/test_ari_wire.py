"""The wire to the engine against a small server: answers find their question, and every loss heals."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from websockets.asyncio.server import Server, ServerConnection, serve

from infolinia.telephony.ari.client import Ari
from infolinia.telephony.ari.errors import EngineError
from infolinia.telephony.ari.events import parse_event
from infolinia.telephony.ari.wire import Access, Wire

Answer = Callable[[dict[str, Any]], tuple[int, str]]


class FakeEngine:
    """Answers each request by a function and sends what it is told to."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[tuple[str, str]] = []
        self.connections: list[ServerConnection] = []

    async def serve(self, connection: ServerConnection) -> None:
        self.connections.append(connection)
        async for text in connection:
            said = json.loads(text)
            self.asked.append((said["method"], said["uri"]))
            status, body = self.answer(said)
            if status:
                answer = {"type": "RESTResponse", "request_id": said["request_id"], "status_code": status}
                await connection.send(json.dumps(answer | {"message_body": body}))


async def until(claim: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not claim():
            await asyncio.sleep(0.01)


def with_engine(answer: Answer, story: Callable[[FakeEngine, Wire, list[dict[str, Any]]], Awaitable[None]]) -> None:
    """Run the story against a fake engine and a wire that is connected to it."""

    async def run() -> None:
        engine, heard = FakeEngine(answer), list[dict[str, Any]]()
        async with serve(engine.serve, "127.0.0.1", 0) as server:
            wire = Wire(lambda: Access(base_of(server), "infolinia", "secret"), "infolinia", heard.append)
            ups: list[int] = []

            async def up() -> None:
                ups.append(len(engine.connections))

            task = asyncio.create_task(wire.run(up))
            await until(lambda: bool(ups))
            await story(engine, wire, heard)
            task.cancel()
            await asyncio.wait({task})

    asyncio.run(run())


def base_of(server: Server) -> str:
    return f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/ari"


def test_a_request_gets_its_own_answer() -> None:
    async def story(engine: FakeEngine, wire: Wire, _heard: list[dict[str, Any]]) -> None:
        answers = await asyncio.gather(*(wire.request("GET", f"channels/{number}") for number in range(5)))
        assert [answer["of"] for answer in answers] == [f"channels/{number}" for number in range(5)]

    with_engine(lambda said: (200, json.dumps({"of": said["uri"]})), story)


def test_a_refusal_says_whether_asking_again_helps() -> None:
    async def story(engine: FakeEngine, wire: Wire, _heard: list[dict[str, Any]]) -> None:
        for status, permanent, is_race in ((404, True, True), (409, True, True), (500, False, False)):
            with pytest.raises(EngineError) as caught:
                await wire.request("POST", str(status))
            assert (caught.value.permanent, caught.value.is_race) == (permanent, is_race)

    with_engine(lambda said: (int(said["uri"]), '{"message":"no"}'), story)


def test_ending_what_is_gone_is_no_error() -> None:
    async def story(engine: FakeEngine, wire: Wire, _heard: list[dict[str, Any]]) -> None:
        await Ari(wire, "infolinia").hang_up("1.1")
        assert engine.asked == [("DELETE", "channels/1.1")]

    with_engine(lambda said: (404, ""), story)


def test_a_lost_connection_fails_what_was_asked_and_heals() -> None:
    async def story(engine: FakeEngine, wire: Wire, _heard: list[dict[str, Any]]) -> None:
        asked = asyncio.create_task(wire.request("GET", "never"))
        await until(lambda: bool(engine.asked))
        await engine.connections[0].close()
        with pytest.raises(EngineError):
            await asked
        await until(lambda: len(engine.connections) == 2 and wire.is_up)
        assert await wire.request("GET", "channels") == []

    with_engine(lambda said: (0, "") if said["uri"] == "never" else (200, "[]"), story)


def test_events_are_handed_on_while_requests_wait() -> None:
    async def story(engine: FakeEngine, wire: Wire, heard: list[dict[str, Any]]) -> None:
        asked = asyncio.create_task(wire.request("GET", "never"))
        await until(lambda: bool(engine.asked))
        for number in range(50):
            await engine.connections[0].send(json.dumps({"type": "StasisEnd", "number": number}))
        await until(lambda: len(heard) == 50)
        assert [event["number"] for event in heard] == list(range(50))
        asked.cancel()

    with_engine(lambda said: (0, ""), story)


def test_an_engine_that_is_not_there_is_waited_for() -> None:
    async def run() -> None:
        engine, ups = FakeEngine(lambda said: (200, "[]")), list[bool]()
        async with serve(engine.serve, "127.0.0.1", 0) as first:
            base = base_of(first)
        wire = Wire(lambda: Access(base, "infolinia", "secret"), "infolinia", lambda event: None)

        async def up() -> None:
            ups.append(True)

        task = asyncio.create_task(wire.run(up))
        await asyncio.sleep(0)
        port = int(base.rpartition(":")[2].partition("/")[0])
        with pytest.raises(EngineError):
            await wire.request("GET", "channels")
        async with serve(engine.serve, "127.0.0.1", port):
            await until(lambda: bool(ups))
            task.cancel()
            await asyncio.wait({task})

    asyncio.run(run())


def test_an_event_carries_the_engines_own_time() -> None:
    event = parse_event({"type": "StasisEnd", "timestamp": "2026-11-24T10:42:00.123+0100"})
    assert event.at.isoformat() == "2026-11-24T09:42:00.123000+00:00"
