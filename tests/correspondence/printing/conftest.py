"""Letters on their way to the printer."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import UUID

import pytest

from infolinia.correspondence import operations
from infolinia.correspondence.models import PaperMail
from infolinia.correspondence.shapes import Outgoing

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HALINA = "Halina Zatoka\nul. Żaglowa 12 m. 3\n81-001 Gdynia"
COUNTER = "Halina Zatoka\nSala Obsługi Mieszkańców, stanowisko 3"
Write = Callable[..., PaperMail]


def queued(channel: str = "letter", **fields: Any) -> UUID:
    """Queue a message on paper; returns its id."""
    values: dict[str, Any] = {
        "to": COUNTER if channel == "pickup" else HALINA,
        "subject": "INF-2026-48213: odpowiedź",
        "text": "Dzień dobry,\n\nodpowiadamy.",
        "key": f"test:{next(_KEYS)}",
        **fields,
    }
    found = operations.queue(Outgoing(channel=channel, **values), at=AT)
    assert found is not None
    return found


_KEYS = count()


@pytest.fixture
def write(monkeypatch: pytest.MonkeyPatch) -> Write:
    """Queue a letter (or a paper to collect) and let the worker prepare it."""
    monkeypatch.setattr("infolinia.correspondence.channels.paper.now", lambda: AT)

    def _write(channel: str = "letter", **fields: Any) -> PaperMail:
        message_id = queued(channel, **fields)
        operations.send(message_id=message_id, at=AT)
        return PaperMail.objects.get(message_id=message_id)

    return _write
