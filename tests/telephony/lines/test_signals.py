"""A database that stays away: asked less and less often, and named in the log once a minute at most."""

import asyncio
import logging

import psycopg
import pytest

from infolinia.telephony.lines.signals import Absence, Signals


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long it waited each time; nobody really waits."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    return waited


def test_it_asks_less_often_and_says_so_once_a_minute(pauses: list[float], caplog: pytest.LogCaptureFixture) -> None:
    absence = Absence(clock=lambda: sum(pauses))

    async def stays_away(times: int) -> None:
        for _ in range(times):
            await absence.wait(psycopg.OperationalError("connection refused\nmore"))

    with caplog.at_level(logging.WARNING):
        asyncio.run(stays_away(100))
    assert pauses[:6] == [0.05, 0.1, 0.2, 0.4, 0.8, 1.0]
    assert set(pauses[6:]) == {1.0}
    assert [record.message for record in caplog.records] == [
        "signals: the database is away for 0 s (connection refused)",
        "signals: the database is away for 61 s (connection refused)",
    ]
    absence.over()
    pauses_before = len(pauses)
    asyncio.run(stays_away(1))
    assert pauses[pauses_before:] == [0.05], "the next loss begins anew"


class Broken:
    """A connection that takes the lock and then breaks; the one who closes it is remembered."""

    def __init__(self) -> None:
        self.is_closed = False

    async def execute(self, statement: str, _values: object = None) -> "Broken":
        return self

    async def fetchone(self) -> tuple[bool]:
        return (True,)

    def notifies(self) -> "Broken":
        return self

    def __aiter__(self) -> "Broken":
        return self

    async def __anext__(self) -> None:
        raise psycopg.OperationalError("the connection is closed")

    async def close(self) -> None:
        self.is_closed = True


def test_what_may_hold_the_leaders_lock_is_closed_before_it_is_asked_for_again(
    pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Broken] = []

    async def connect(*_args: object, **_told: object) -> Broken:
        assert all(one.is_closed for one in made), "we would wait for ourselves"
        if len(made) == 3:
            raise asyncio.CancelledError
        made.append(Broken())
        return made[-1]

    async def nothing() -> None:
        """Nothing was missed."""

    async def run() -> None:
        line = Signals("", lambda _said: None)
        await line.lead()
        await line.listen(nothing)

    monkeypatch.setattr(psycopg.AsyncConnection, "connect", connect)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(run())
    assert len(made) == 3
