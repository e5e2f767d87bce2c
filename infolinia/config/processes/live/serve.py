"""`infolinia live`: the push process under granian, in one process of its own."""

import asyncio
import logging
import os
import signal
from contextlib import AsyncExitStack
from typing import NoReturn

from django.conf import settings
from granian.constants import Interfaces
from granian.server.embed import Server
from psycopg.conninfo import make_conninfo

from infolinia.config.environment import environment
from infolinia.config.processes.live.application import assemble
from infolinia.config.processes.ports import of_process

MOST_BROWSERS = 5000
LAST_WORDS = 2.0  # seconds that open streams have to end


def main() -> NoReturn:
    """Serve until SIGTERM or SIGINT."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    settings.configure(SECRET_KEY=environment().secret_key)  # all that reading a session needs of Django
    asyncio.run(_serve())


async def _serve() -> NoReturn:
    async with AsyncExitStack() as stack:
        engine = of_process("engine")
        live = await assemble(stack, database_url=_database_url(), engine_url=f"ws://127.0.0.1:{engine}/ws")
        server = Server(
            live,
            address=environment().bind,
            port=of_process("live"),
            interface=Interfaces.ASGINL,
            backlog=2048,
            backpressure=MOST_BROWSERS,
        )
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, live.hub.closing.set)
        serving = asyncio.create_task(server.serve())
        await asyncio.wait([serving, asyncio.create_task(live.hub.closing.wait())], return_when=asyncio.FIRST_COMPLETED)
        server.stop()
        await asyncio.wait([serving], timeout=LAST_WORDS)
    # What still waits for a browser that reads nothing can't be cancelled, and the server's threads outlive it: an
    # interpreter that ends properly would wait for both, or crash.
    logging.shutdown()
    os._exit(0)


def _database_url() -> str:
    given = environment().database
    return make_conninfo(
        host=given["HOST"], port=given["PORT"], user=given["USER"], password=given["PASSWORD"], dbname=given["NAME"]
    )
