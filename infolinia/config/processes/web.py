"""`infolinia web`: pages under granian, one process with threads; run several of them behind a proxy for more."""

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from infolinia.config.environment import environment


def main() -> int:
    """Serve pages until SIGTERM."""
    Server(
        "infolinia.config.wsgi:application",
        address=environment().bind,
        port=environment().port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=environment().web_threads,  # each keeps one connection to the database while it has work
        backpressure=256,
        backlog=1024,
        respawn_failed_workers=True,
        respawn_interval=0.2,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    ).serve()
    return 0
