"""The socket for writing: who may sit at a conversation, what arrives and how fast, and that nothing is lost."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from datetime import datetime
from subprocess import Popen
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from infolinia.city.models import Staff
from infolinia.config.processes.live import text_frames, texts
from infolinia.config.processes.live.text_rows import TYPED
from infolinia.contacts import operations as contacts
from infolinia.contacts import queries
from infolinia.contacts.models import Typed
from infolinia.core import live as core_live
from infolinia.core.clock import now
from infolinia.telephony.chats import token
from infolinia.telephony.models import CallText, Chat
from tests.processes.conftest import RunOne, start_live
from tests.processes.test_live import signed_in

CALL = "text-1"


@pytest.fixture
def chat(transactional_db: None) -> UUID:
    """A resident who waits to write."""
    at = now()
    ident = contacts.call_arrived(
        engine_call_id=CALL,
        channel="chat",
        number="",
        name="",
        language="pl",
        queue_code="general",
        at=at,
        event_key="a",
    )
    contacts.call_queued(conversation_id=ident, at=at, event_key="q")
    Chat.objects.create(conversation_id=ident, address_hash="", begun_at=at, resident_seen_at=at)
    return ident


@pytest.fixture
def talk(chat: UUID, zofia: Staff) -> UUID:
    """The same, with Zofia."""
    contacts.call_answered(conversation_id=chat, adviser_id=zofia.pk, at=now(), event_key="w")
    return chat


@pytest.fixture
def call(chat: UUID, zofia: Staff) -> UUID:
    """A telephone call with Zofia, in which people may not write yet."""
    at = now()
    ident = contacts.call_arrived(
        engine_call_id="call-1",
        channel="phone",
        number="+48500000014",
        name="",
        language="pl",
        queue_code="general",
        at=at,
        event_key="call-a",
    )
    contacts.call_answered(conversation_id=ident, adviser_id=zofia.pk, at=at, event_key="call-w")
    return ident


class Page:
    """One side's page."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    async def next(self, *names: str) -> dict[str, Any]:
        """Return the next frame that says one of these things."""
        async with asyncio.timeout(8):
            while True:
                said: dict[str, Any] = json.loads(await self.socket.recv())
                if any(name in said for name in names):
                    return said

    async def types(self, number: int, text: str, *, at: int = 0, line: int = 0, end: bool = False) -> None:
        """Type something."""
        await self.socket.send(json.dumps({"n": number, "line": line, "at": at, "del": 0, "ins": text, "end": end}))

    async def closes(self) -> int:
        """Wait for the end and return its code."""
        async with asyncio.timeout(8):
            while True:
                try:
                    await self.socket.recv()
                except ConnectionClosed as closed:
                    return closed.rcvd.code if closed.rcvd else 0


class Pages(AsyncExitStack):
    """Pages that close with the story."""

    async def sit(self, port: int, first: dict[str, object], **headers: str) -> Page:
        socket = await self.enter_async_context(
            connect(f"ws://127.0.0.1:{port}/text", additional_headers=headers, proxy=None)
        )
        await socket.send(json.dumps(first))
        return Page(socket)

    async def resident(self, port: int, chat: UUID) -> Page:
        return await self.sit(port, {"token": token.issue(chat)})

    async def adviser(self, port: int, chat: UUID, cookie: str) -> Page:
        return await self.sit(port, {"conversation": str(chat)}, Cookie=cookie)


async def happens(operation: Callable[..., object], **given: object) -> None:
    """Carry out an operation beside the story."""

    def carried_out() -> None:
        operation(**given)
        connection.close()

    await asyncio.to_thread(carried_out)


def play(story: Callable[[Pages], Awaitable[None]]) -> None:
    """Play a story of pages."""

    async def played() -> None:
        async with Pages() as pages:
            await story(pages)

    asyncio.run(played())


def _text(chat: UUID) -> list[tuple[str, str]]:
    return [(line.side, line.text) for line in queries.transcript(chat)]


def test_each_letter_reaches_the_other_side_and_the_register(live: int, talk: UUID, zofia: Staff) -> None:
    cookie = signed_in(zofia)
    delays: list[float] = []

    async def story(pages: Pages) -> None:
        halina, doradca = await pages.resident(live, talk), await pages.adviser(live, talk, cookie)
        assert (await halina.next("hello"))["hello"] == {"side": "resident", "next": 0, "lines": [], "state": "talking"}
        await doradca.next("hello")
        for number, letter in enumerate("Dzień dobry, Їжак 👋"):
            began = time.monotonic()
            await halina.types(number, letter, at=number)
            assert (await doradca.next("ins"))["ins"] == letter
            delays.append(time.monotonic() - began)
            await halina.next("ack")
        await doradca.types(0, "Słucham", end=True)
        assert (await halina.next("ins"))["end"] is True

    play(story)
    assert _text(talk) == [("resident", "Dzień dobry, Їжак 👋"), ("adviser", "Słucham")]
    delays.sort()
    print(
        f"letter to the other side: median {delays[len(delays) // 2] * 1000:.0f} ms, worst {delays[-1] * 1000:.0f} ms"
    )
    assert delays[-1] < 0.5


def test_what_was_written_while_waiting_is_there_for_the_adviser(live: int, chat: UUID, zofia: Staff) -> None:
    cookie = signed_in(zofia)

    async def story(pages: Pages) -> None:
        halina = await pages.resident(live, chat)
        assert (await halina.next("hello"))["hello"]["state"] == "waiting"
        await halina.types(0, "Nie słyszę, piszę.", end=True)
        await halina.next("ack")
        early = await pages.adviser(live, chat, cookie)
        assert await early.closes() == texts.POLICY
        await happens(contacts.call_answered, conversation_id=chat, adviser_id=zofia.pk, at=now(), event_key="w")
        assert (await halina.next("state"))["state"] == "talking"
        doradca = await pages.adviser(live, chat, cookie)
        lines = (await doradca.next("hello"))["hello"]["lines"]
        assert lines == [{"side": "resident", "line": 0, "text": "Nie słyszę, piszę.", "end": True}]
        assert (await halina.next("here")) == {"here": True, "side": "adviser"}

    play(story)


def test_acknowledged_letters_survive_the_death_of_the_process(
    run_process: RunOne, test_database_url: str, talk: UUID, zofia: Staff
) -> None:
    cookie = signed_in(zofia)
    started: list[Popen[bytes]] = []

    def run(name: str, **variables: str) -> Popen[bytes]:
        started.append(run_process(name, **variables))
        return started[-1]

    port = start_live(run, test_database_url)

    async def before(pages: Pages) -> None:
        halina = await pages.resident(port, talk)
        await halina.next("hello")
        for number, letter in enumerate("Ważne"):
            await halina.types(number, letter, at=number)
            await halina.next("ack")

    async def after(pages: Pages) -> None:
        doradca = await pages.adviser(port, talk, cookie)
        assert (await doradca.next("hello"))["hello"]["lines"][0]["text"] == "Ważne"
        halina = await pages.resident(port, talk)
        hello = (await halina.next("hello"))["hello"]
        assert hello["next"] == len("Ważne")
        await halina.types(4, "e", at=4)  # sent again, as a page does that never heard the answer
        await halina.types(5, "!", at=5)
        assert (await doradca.next("ins"))["ins"] == "!"

    play(before)
    started[0].kill()
    started[0].wait()
    assert _text(talk) == [("resident", "Ważne")]
    port = start_live(run, test_database_url)
    play(after)
    assert _text(talk) == [("resident", "Ważne!")]


@pytest.mark.parametrize(
    "first",
    [
        {"token": "abc"},
        {"token": ""},
        {},
        {"conversation": "5a0f9d0e-52b3-5d6f-9c7e-0d2b1b6a4c11"},
        {"conversation": "nobody's"},
        {"conversation": 7},
    ],
    ids=["a forged key", "an empty key", "nothing", "a conversation that is not", "no id", "a number"],
)
def test_nobody_else_sits_down(live: int, talk: UUID, adam: Staff, first: dict[str, object]) -> None:
    cookie = signed_in(adam)

    async def story(pages: Pages) -> None:
        assert await (await pages.sit(live, first, Cookie=cookie)).closes() == texts.POLICY
        assert await (await pages.sit(live, {"conversation": str(talk)}, Cookie=cookie)).closes() == texts.POLICY
        assert await (await pages.sit(live, {"conversation": str(talk)})).closes() == texts.POLICY

    play(story)


def test_the_newest_page_of_a_side_is_the_one_that_writes(live: int, talk: UUID) -> None:
    async def story(pages: Pages) -> None:
        first = await pages.resident(live, talk)
        await first.next("hello")
        second = await pages.resident(live, talk)
        await second.next("hello")
        assert await first.closes() == texts.TAKEN
        await second.types(0, "Piszę dalej", end=True)
        await second.next("ack")

    play(story)


def test_an_older_page_that_speaks_late_does_not_push_the_newer_out(live: int, talk: UUID) -> None:
    late = {"c": str(talk), "side": "resident", "here": True, "mark": "0", "asks": True}

    async def story(pages: Pages) -> None:
        page = await pages.resident(live, talk)
        await page.next("hello")
        await happens(core_live.notify, channel=TYPED, message=late)
        await happens(core_live.notify, channel=TYPED, message=late | {"side": "adviser", "asks": False})
        await page.next("here")  # so the word before it was heard too
        await page.types(0, "Piszę dalej", end=True)
        await page.next("ack")

    play(story)
    assert _text(talk) == [("resident", "Piszę dalej")]


def test_after_the_end_nothing_is_taken(live: int, talk: UUID) -> None:
    async def story(pages: Pages) -> None:
        halina = await pages.resident(live, talk)
        await halina.next("hello")
        await happens(contacts.call_ended, conversation_id=talk, at=now(), by="adviser", event_key="e")
        assert (await halina.next("state"))["state"] == "over"
        await halina.types(0, "Jeszcze jedno")
        assert await halina.next("refused") == {"refused": 0}

    play(story)
    assert _text(talk) == []


def test_a_flood_and_an_oversized_frame_end_the_socket(live: int, talk: UUID) -> None:
    async def story(pages: Pages) -> None:
        flood = await pages.resident(live, talk)
        with suppress(ConnectionClosed):
            for _ in range(3000):
                await flood.socket.send('{"beat":1}')
        # Whoever still sends when the server closes may be cut off before the reason arrives.
        assert await flood.closes() in (texts.TOO_FAST, 0)
        large = await pages.resident(live, talk)
        await large.socket.send("x" * (text_frames.LARGEST_FRAME + 1))
        assert await large.closes() == texts.POLICY

    play(story)


def test_hostile_letters_are_only_text(live: int, talk: UUID) -> None:
    async def story(pages: Pages) -> None:
        halina = await pages.resident(live, talk)
        await halina.next("hello")
        await halina.types(0, "<script>alert(1)</script>\x00\u202e")
        await halina.next("ack")

    play(story)
    assert _text(talk) == [("resident", "<script>alert(1)</script>��")]


def test_what_was_typed_is_never_changed(talk: UUID, at: datetime) -> None:
    typed = Typed.objects.create(
        conversation_id=talk,
        side="resident",
        number=0,
        line=0,
        position=0,
        removed=0,
        inserted="a",
        ends_line=True,
        at=at,
    )
    with pytest.raises(ProgrammingError, match="Cannot update or delete"):
        typed.delete()


def test_beside_a_call_people_write_once_they_may(live: int, call: UUID, zofia: Staff) -> None:
    cookie = signed_in(zofia)

    async def story(pages: Pages) -> None:
        too_early = await pages.resident(live, call)
        assert await too_early.closes() == texts.POLICY
        await happens(CallText.objects.create, conversation_id=call, begun_at=now())
        halina, doradca = await pages.resident(live, call), await pages.adviser(live, call, cookie)
        await halina.next("hello")
        await doradca.next("hello")
        await doradca.types(0, "Numer sprawy: INF-2026-48213", end=True)
        assert (await halina.next("ins"))["side"] == "adviser"
        await halina.types(0, "Mam")
        assert (await doradca.next("ins"))["ins"] == "Mam"
        await happens(contacts.call_ended, conversation_id=call, at=now(), by="caller", event_key="call-e")
        assert (await halina.next("state"))["state"] == "over"
        await halina.types(1, " jeszcze", at=3)
        assert (await halina.next("refused"))["refused"] == 1

    play(story)
    assert _text(call) == [("adviser", "Numer sprawy: INF-2026-48213"), ("resident", "Mam")]
