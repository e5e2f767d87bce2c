"""One ear on PostgreSQL, many browsers: each hears of its own topics, through a short queue of its own."""

import asyncio
import contextlib
import json
import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence

import psycopg

from infolinia.config.processes.live.text_rows import TYPED
from infolinia.core.live import SCREENS

LONGEST_QUEUE = 100
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 0.5
RESYNC = b"event: resync\ndata: 1\n\n"

log = logging.getLogger(__name__)


class Subscriber:
    """What waits for one browser. A browser too slow for its queue is told to fetch everything, once."""

    def __init__(self) -> None:
        self._waiting: asyncio.Queue[bytes] = asyncio.Queue(LONGEST_QUEUE)

    def put(self, message: bytes) -> None:
        """Add a message; when the queue is full, one resync replaces them all."""
        if self._waiting.full():
            while not self._waiting.empty():
                self._waiting.get_nowait()
            message = RESYNC
        self._waiting.put_nowait(message)

    async def get(self, *, timeout: float) -> bytes | None:
        """Return everything that waits, as one piece; None when nothing came within the seconds given."""
        try:
            first = await asyncio.wait_for(self._waiting.get(), timeout)
        except TimeoutError:
            return None
        rest = [self._waiting.get_nowait() for _ in range(self._waiting.qsize())]
        return b"".join([first, *rest])


class Hub:
    """Listens to the database and hands each signal to those who asked for its topic."""

    def __init__(self, database_url: str) -> None:
        self._database_url = database_url
        self._by_topic: defaultdict[str, set[Subscriber]] = defaultdict(set)
        self._everybody: set[Subscriber] = set()
        self.is_listening = False
        self.closing = asyncio.Event()

    @property
    def size(self) -> int:
        """Return how many browsers listen."""
        return len(self._everybody)

    @contextlib.contextmanager
    def subscribed(self, topics: Sequence[str]) -> Iterator[Subscriber]:
        """Hear of these topics until the block ends."""
        subscriber = Subscriber()
        self._everybody.add(subscriber)
        for topic in topics:
            self._by_topic[topic].add(subscriber)
        try:
            yield subscriber
        finally:
            self._everybody.discard(subscriber)
            for topic in topics:
                self._by_topic[topic].discard(subscriber)
                if not self._by_topic[topic]:
                    del self._by_topic[topic]

    def hand_out(self, payload: str) -> None:
        """Give one signal of the database to those who asked for its topic."""
        try:
            topic = str(json.loads(payload)["topic"])
        except (ValueError, KeyError, TypeError):
            log.warning("a signal that nobody can read: %.80r", payload)
            return
        message = b"data: " + json.dumps({"topic": topic}).encode() + b"\n\n"
        for subscriber in self._by_topic.get(topic, ()):
            subscriber.put(message)

    def hand_typed(self, payload: str) -> None:
        """Give one change of a conversation by text to those who show it, with all that it says."""
        topic = f"typed.{json.loads(payload)['c']}"
        for subscriber in self._by_topic.get(topic, ()):
            subscriber.put(b"data: " + payload.encode() + b"\n\n")

    def resync(self) -> None:
        """Tell every browser that it may have missed signals."""
        for subscriber in self._everybody:
            subscriber.put(RESYNC)

    async def run(self) -> None:
        """Listen for ever; after each loss of the database listen again and have everybody refetch."""
        pause = FIRST_PAUSE
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    self._database_url, autocommit=True, connect_timeout=5
                ) as connection:
                    await connection.execute(f"LISTEN {SCREENS}")
                    await connection.execute(f"LISTEN {TYPED}")
                    self.is_listening, pause = True, FIRST_PAUSE
                    self.resync()
                    async for notice in connection.notifies():
                        (self.hand_typed if notice.channel == TYPED else self.hand_out)(notice.payload)
            except psycopg.Error as error:
                log.warning("the database is away: %s", str(error).splitlines()[0] if str(error) else error)
            finally:
                self.is_listening = False
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 2)
