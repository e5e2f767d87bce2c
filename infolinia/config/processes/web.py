"""`infolinia web`: pages under granian, one process with threads; run several of them behind a proxy for more."""

import os

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from infolinia.config.environment import environment

THREADS = 6  # each keeps one connection to the database while it has work


def main() -> int:
    """Serve pages until SIGTERM."""
    Server(
        "infolinia.config.wsgi:application",
        address=os.environ.get("INFOLINIA_BIND", "127.0.0.1"),
        port=environment().port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=int(os.environ.get("INFOLINIA_WEB_THREADS", THREADS)),
        backpressure=256,
        backlog=1024,
        respawn_failed_workers=True,
        respawn_interval=0.2,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    ).serve()
    return 0
