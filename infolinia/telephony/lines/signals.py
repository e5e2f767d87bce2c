"""The daemon's line to PostgreSQL: who leads, and what screens ask for. It heals by itself."""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

import psycopg

from infolinia.core.live import LINES

log = logging.getLogger(__name__)

LEADER_KEY = 0x1F0_11A
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0
SAY_AGAIN = 60.0
"""Seconds after which a database that stays away is named in the log once more."""
HANDOVER = 3.0
"""Seconds for the database to notice that our earlier connection is gone."""


class AnotherLeads(Exception):
    """Another daemon took the lead while our database was away."""


class Absence:
    """The database is away: how long to wait before asking again, and what is worth a line in the log."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since: float | None = None
        self._told_at = 0.0
        self._pause = FIRST_PAUSE

    async def wait(self, error: Exception) -> None:
        """Wait longer each time, up to a second; say it at first, then once a minute."""
        at = self._clock()
        self._since = at if self._since is None else self._since
        if self._since == at or at - self._told_at >= SAY_AGAIN:
            log.warning("signals: the database is away for %.0f s (%s)", at - self._since, str(error).split("\n")[0])
            self._told_at = at
        await asyncio.sleep(self._pause)
        self._pause = min(self._pause * 2, LONGEST_PAUSE)

    def over(self) -> None:
        """It answers again: the next loss begins anew."""
        if self._since is not None:
            log.warning("signals: the database is back after %.1f s", self._clock() - self._since)
        self._since, self._pause = None, FIRST_PAUSE


class Signals:
    """One connection that holds the leader's lock and listens. `receive` gets each message; it must not wait."""

    def __init__(self, conninfo: str, receive: Callable[[dict[str, Any]], None]) -> None:
        self._conninfo = conninfo
        self._receive = receive
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._absence = Absence()

    async def lead(self) -> None:
        """Wait until this daemon is the leader; a standby waits here."""
        while self._connection is None:
            try:
                connection = await self._connected()
                await connection.execute("SELECT pg_advisory_lock(%s)", [LEADER_KEY])
                self._connection = connection
            except psycopg.OperationalError as error:
                await self._absence.wait(error)
        self._absence.over()

    async def listen(self, when_back: Callable[[], Awaitable[None]]) -> None:
        """Hand on messages until cancelled; after a loss take the lock again and await `when_back`.

        Raises `AnotherLeads` when the lock is gone: two leaders must never be.
        """
        while True:
            try:
                if self._connection is None:
                    self._connection = await self._regained()
                    await when_back()
                    self._absence.over()
                async for message in self._connection.notifies():
                    self._hand_on(message.payload)
            except psycopg.OperationalError as error:
                await self._let_go()
                await self._absence.wait(error)

    async def _let_go(self) -> None:
        """Close what may still hold the leader's lock: otherwise we would wait for ourselves."""
        if self._connection is not None:
            await self._connection.close()
            self._connection = None

    async def _regained(self) -> psycopg.AsyncConnection[Any]:
        connection = await self._connected()
        patience = asyncio.get_running_loop().time() + HANDOVER
        while asyncio.get_running_loop().time() < patience:
            found = await connection.execute("SELECT pg_try_advisory_lock(%s)", [LEADER_KEY])
            if (row := await found.fetchone()) and row[0]:
                return connection
            await asyncio.sleep(FIRST_PAUSE)
        await connection.close()
        raise AnotherLeads("another daemon leads now")

    async def _connected(self) -> psycopg.AsyncConnection[Any]:
        connection = await psycopg.AsyncConnection.connect(self._conninfo, autocommit=True, connect_timeout=3)
        await connection.execute(f"LISTEN {LINES}")
        return connection

    def _hand_on(self, payload: str) -> None:
        try:
            self._receive(json.loads(payload))
        except ValueError:
            log.warning("signals: not understood: %.80s", payload)
