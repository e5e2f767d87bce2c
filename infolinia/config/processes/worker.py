"""`infolinia worker`: jobs and schedules. Several may run; a job of one that died goes to another."""

import asyncio
import contextlib
import logging
import signal

from procrastinate import App
from procrastinate.contrib.django import app as django_app
from procrastinate.exceptions import ConnectorException

from infolinia.config.processes.django_process import set_up
from infolinia.core import heartbeat

CONCURRENCY = 2
RETRY = 0.3  # seconds
LAST_WORDS = 7  # seconds
DEAD_AFTER = 15.0  # seconds without a sign of life after which a worker's jobs are taken over

log = logging.getLogger(__name__)


def main() -> int:
    """Work until SIGTERM or SIGINT; a job in progress is finished first."""
    set_up()
    connector = django_app.connector.get_worker_connector()
    with django_app.replace_connector(connector) as app:
        asyncio.run(_work(app))
    return 0


async def _work(app: App) -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, _stop, stopped)
    async with app.open_async():
        helpers = [asyncio.create_task(_beat()), asyncio.create_task(_take_over(app))]
        while not stopped.is_set():
            await _until_it_ends_or(stopped, app)
        for helper in helpers:
            helper.cancel()


def _stop(stopped: asyncio.Event) -> None:
    """Stop, at the latest after `LAST_WORDS`: without the database procrastinate would wait for it before it ends."""
    stopped.set()
    signal.alarm(LAST_WORDS)


async def _until_it_ends_or(stopped: asyncio.Event, app: App) -> None:
    """Work until told to stop. procrastinate's worker ends when it loses the database: the next one begins at once."""
    working = asyncio.create_task(
        app.run_worker_async(
            concurrency=CONCURRENCY,
            delete_jobs="successful",
            shutdown_graceful_timeout=LAST_WORDS - 2,
            update_heartbeat_interval=5,
            stalled_worker_timeout=DEAD_AFTER,
            install_signal_handlers=False,
        )
    )
    stopping = asyncio.create_task(stopped.wait())
    await asyncio.wait([working, stopping], return_when=asyncio.FIRST_COMPLETED)
    if stopped.is_set():
        working.cancel()
    with contextlib.suppress(asyncio.CancelledError, ConnectorException):
        await working
    if not stopped.is_set():
        stopping.cancel()
        log.warning("the worker lost the database and begins anew")
        await asyncio.sleep(RETRY)


async def _beat() -> None:
    """Say that the loop turns."""
    while True:
        heartbeat.beat("worker")
        await asyncio.sleep(heartbeat.PERIOD)


async def _take_over(app: App) -> None:
    """Put the jobs of dead workers back into the queue, now and ever after."""
    while True:
        with contextlib.suppress(ConnectorException):
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER):
                log.warning("job %s was left by a dead worker and starts again", job.id)
                await app.job_manager.retry_job(job)
        await asyncio.sleep(DEAD_AFTER / 3)
