"""The daemon's line to PostgreSQL: who leads, and what screens ask for. It heals by itself."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import psycopg

from infolinia.core.live import LINES

log = logging.getLogger(__name__)

LEADER_KEY = 0x1F0_11A
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0
HANDOVER = 3.0
"""Seconds for the database to notice that our earlier connection is gone."""


class AnotherLeads(Exception):
    """Another daemon took the lead while our database was away."""


class Signals:
    """One connection that holds the leader's lock and listens. `receive` gets each message; it must not wait."""

    def __init__(self, conninfo: str, receive: Callable[[dict[str, Any]], None]) -> None:
        self._conninfo = conninfo
        self._receive = receive
        self._connection: psycopg.AsyncConnection[Any] | None = None

    async def lead(self) -> None:
        """Wait until this daemon is the leader; a standby waits here."""
        pause = FIRST_PAUSE
        while self._connection is None:
            try:
                connection = await self._connected()
                await connection.execute("SELECT pg_advisory_lock(%s)", [LEADER_KEY])
                self._connection = connection
            except psycopg.OperationalError as error:
                log.warning("signals: the database is away (%s)", str(error).split("\n")[0])
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def listen(self, when_back: Callable[[], Awaitable[None]]) -> None:
        """Hand on messages until cancelled; after a loss take the lock again and await `when_back`.

        Raises `AnotherLeads` when the lock is gone: two leaders must never be.
        """
        while True:
            try:
                if self._connection is None:
                    self._connection = await self._regained()
                    await when_back()
                async for message in self._connection.notifies():
                    self._hand_on(message.payload)
            except psycopg.OperationalError as error:
                log.warning("signals: the database is away (%s)", str(error).split("\n")[0])
            self._connection = None
            await asyncio.sleep(FIRST_PAUSE)

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
