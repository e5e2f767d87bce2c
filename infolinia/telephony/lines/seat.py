"""The one seat of the daemon on this machine: who holds it serves, any other waits until it is free.

A lock of the file system, so the kernel frees it in the moment its holder dies; the leader's lock in the database keeps
daemons of two machines apart. While PostgreSQL is away this seat alone says who serves: otherwise the one that waits
could take the lead from one that works.
"""

import asyncio
import contextlib
import fcntl
import logging
import os
import signal
from pathlib import Path

from infolinia.core import heartbeat

log = logging.getLogger(__name__)

LOOK = 0.1
BEAT = 1.0
HUNG_FOR = 3.0
"""Seconds without movement beyond those after which the holder's signs of life are stale: then it is ended."""


class Seat:
    """The lock, held until this process ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = -1

    async def take(self) -> None:
        """Wait until the seat is ours; whoever holds it and has stopped moving is ended."""
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        turns, hung = 0, 0.0
        while not self._taken():
            if turns % round(BEAT / LOOK) == 0:
                heartbeat.beat("standby")
                hung = self._look_after_holder(hung)
            turns += 1
            await asyncio.sleep(LOOK)
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, str(os.getpid()).encode(), 0)
        if turns:
            log.warning("lines: the daemon that served is gone, this one takes over")

    def _taken(self) -> bool:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _look_after_holder(self, hung: float) -> float:
        """Return for how many seconds the holder has shown no sign of life; end it when that is too long."""
        life = heartbeat.read("lines")
        if life is None or life.age <= heartbeat.STALE:
            return 0.0
        if hung < HUNG_FOR:
            return hung + BEAT
        holder = os.pread(self._file, 20, 0).decode(errors="replace")
        if holder.isdigit() and int(holder) != os.getpid():
            log.warning("lines: the daemon that holds the seat (process %s) does not move: ending it", holder)
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(holder), signal.SIGKILL)
        return 0.0
