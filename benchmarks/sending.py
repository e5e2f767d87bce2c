"""Queued messages leaving on one worker over SMTP, against the bare loop of SMTP to the same server.

A mail server of its own process takes everything. The bare loop gives it the same e-mails over one open connection:
the limit of any sender that waits for each answer. Then as many messages are queued as the product queues them, and
one worker of the product sends them: its jobs, its claims, its marks, its order for each address. Told are messages a
minute of both, how many a minute the issue asks for, and that none came twice.
"""

import asyncio
import logging
import multiprocessing
import os
import smtplib
import socket
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any
from uuid import uuid4

import psycopg
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from procrastinate.contrib.django import app

from benchmarks._city import city
from benchmarks._quiet import refuse_when_busy
from infolinia.config.processes.worker import CONCURRENCY
from infolinia.core.clock import now
from infolinia.correspondence import operations
from infolinia.correspondence.shapes import Outgoing

MESSAGES = int(os.environ.get("INFOLINIA_BENCH_MESSAGES", "1000"))
RUN = uuid4().hex[:8]
PEOPLE = MESSAGES // 4  # each gets several, so that the order for each address costs what it costs
ASKED = 1000  # a minute
LONGEST = 300.0


class Counting:
    """Takes mail and remembers only its ids."""

    def __init__(self) -> None:
        self.ids: Counter[str] = Counter()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take one message."""
        head = bytes(envelope.content or b"").partition(b"\r\n\r\n")[0].decode(errors="replace")
        self.ids[next(line for line in head.splitlines() if line.lower().startswith("message-id"))] += 1
        return "250 taken"


def main() -> int:
    """Print both figures and their ratio; fails when a message is missing or came twice."""
    refuse_when_busy()
    with post_office() as (port, told), city() as address, psycopg.connect(address, autocommit=True) as bare:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        work(bare)  # what the starter city has to send goes first and is not counted
        plain = bare_loop(port)
        told.send("count")
        told.recv()
        queued = queue_all()
        sent = work(bare)
        told.send("count")
        ids: Counter[str] = told.recv()
    doubles = sum(count - 1 for count in ids.values())
    print(f"{MESSAGES} messages to {PEOPLE} addresses")
    print(f"queueing:             {60 * MESSAGES / queued:8.0f} a minute")
    print(f"bare loop of SMTP:    {60 * MESSAGES / plain:8.0f} a minute")
    print(f"one worker:           {60 * MESSAGES / sent:8.0f} a minute; asked: {ASKED}")
    print(f"ratio to the limit:   {sent / plain:8.1f}")
    print(f"arrived {len(ids)}, twice {doubles}")
    return int(len(ids) != MESSAGES or doubles > 0)


def bare_loop(port: int) -> float:
    """Return the seconds in which the same e-mails go over one connection, each waiting for its answer."""
    began = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as server:
        for number in range(MESSAGES):
            text = f"Message-ID: <{number}@bare>\r\nTo: {_to(number)}\r\nSubject: {_subject(number)}\r\n\r\n{_text()}"
            server.sendmail("infolinia@example.org", [_to(number)], text.encode())
    return time.perf_counter() - began


def queue_all() -> float:
    """Queue the messages as the product does; returns the seconds."""
    began = time.perf_counter()
    for number in range(MESSAGES):
        mail = Outgoing("email", _to(number), _subject(number), _text(), key=f"bench-{RUN}-{number}")
        operations.queue(mail, at=now())
    return time.perf_counter() - began


def work(bare: psycopg.Connection[Any]) -> float:
    """Return the seconds in which one worker of the product sends everything."""

    async def until_empty() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as own:
            async with own.open_async():
                await asyncio.wait_for(
                    own.run_worker_async(
                        concurrency=CONCURRENCY, wait=False, delete_jobs="successful", install_signal_handlers=False
                    ),
                    LONGEST,
                )

    began = time.perf_counter()
    asyncio.run(until_empty())
    took = time.perf_counter() - began
    waiting = bare.execute(
        "SELECT count(*) FROM correspondence_message WHERE status = 'queued' AND key LIKE 'bench-%'"
    ).fetchone()
    if waiting and waiting[0]:
        print(f"{waiting[0]} messages did not leave", file=sys.stderr)
    return took


@contextmanager
def post_office() -> Iterator[tuple[int, Connection]]:
    """Run a mail server in a process of its own; `count` asks for the ids that came, and forgets them."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,), daemon=True)
    server.start()
    yield ours.recv(), ours
    ours.send("end")
    server.join(10)


def _serve(told: Connection) -> None:
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # a line for each command would cost more than the command
    counting = Counting()
    controller = Controller(counting, hostname="127.0.0.1", port=_free_port())
    controller.start()
    told.send(controller.port)
    while told.recv() == "count":
        told.send(counting.ids)
        counting.ids = Counter()
    controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _to(number: int) -> str:
    return f"mieszkaniec{number % PEOPLE}@example.org"


def _subject(number: int) -> str:
    return f"INF-2026-{number:05d}: przyjelismy zgloszenie"


def _text() -> str:
    return "Dzien dobry,\r\n\r\nprzyjelismy Twoje zgloszenie.\r\n" * 12


if __name__ == "__main__":
    sys.exit(main())
