"""Reads the database for the daemon, off its loop; a database that is away is written down and stops nothing."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from django.db import InterfaceError, OperationalError, connection

from infolinia.telephony.ari.errors import EngineError

log = logging.getLogger(__name__)
T = TypeVar("T")


class Reader:
    """One thread that asks, one question after another."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="reader")
        self._tasks: set[asyncio.Future[None]] = set()

    async def read(self, query: Callable[..., T], *args: object) -> T:
        """Return the query's answer; raises what it raises."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, _fresh, query, args)

    async def read_or(self, query: Callable[..., T], *args: object, otherwise: Any) -> T | Any:
        """Return the query's answer, or `otherwise` while the database is away."""
        try:
            return await self.read(query, *args)
        except (OperationalError, InterfaceError) as error:
            log.warning("lines: the database is away (%s)", str(error).split("\n")[0])
            return otherwise

    def background(self, work: Awaitable[None]) -> None:
        """Do it beside everything else, quietly."""
        task = asyncio.ensure_future(self.quietly(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def quietly(self, work: Awaitable[None]) -> None:
        """Do it; when the database or the engine is away, write that down and go on."""
        try:
            await work
        except (EngineError, OperationalError, InterfaceError) as error:
            log.warning("lines: %s", error)


def _fresh(query: Callable[..., T], args: tuple[object, ...]) -> T:
    """Carry out the query; a connection that a restart of the database broke is made anew once."""
    try:
        return query(*args)
    except (OperationalError, InterfaceError):
        connection.close()
        return query(*args)
