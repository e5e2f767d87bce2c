"""Signals to open screens: a topic and an id, sent when the transaction commits."""

import json

from django.db import connection

SCREENS = "screens"
LINES = "lines"


def publish(topic: str, ident: object = "") -> None:
    """Tell open screens that `topic.ident` changed (for example `adviser`, 12 or `board`).

    PostgreSQL delivers at commit, never before; a rollback sends nothing.
    """
    name = f"{topic}.{ident}" if ident != "" else topic
    notify(SCREENS, {"topic": name})


def publish_all(*topics: str) -> None:
    """Tell open screens of several changes (`unit.7`, `board`) in one statement."""
    if topics:
        with connection.cursor() as cursor:
            told = [json.dumps({"topic": topic}) for topic in topics]
            cursor.execute("SELECT pg_notify(%s, told) FROM unnest(%s::text[]) AS told", [SCREENS, told])


def notify(channel: str, message: dict[str, object]) -> None:
    """Send a small JSON message (below 8,000 bytes) on a PostgreSQL channel at commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [channel, json.dumps(message, default=str)])
