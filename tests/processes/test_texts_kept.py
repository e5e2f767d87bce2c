"""The demo's gateway of text messages keeps each once, as a file of its owner alone."""

from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from infolinia.config.processes.texts import gateway
from infolinia.correspondence import channels, operations
from infolinia.correspondence.models import Message
from infolinia.correspondence.shapes import Outgoing
from tests.correspondence.conftest import free_port


@pytest.mark.django_db
def test_in_the_demo_a_text_message_becomes_a_file(tmp_path: Path, settings: Any, at: datetime) -> None:
    folder, port = tmp_path / "sms", free_port()
    settings.SMS_DEMO_URL = f"http://127.0.0.1:{port}/"
    ident = operations.queue(Outgoing("sms", "500 000 014", "", "Zażółć.", "k"), at=at)
    assert ident is not None
    with gateway(folder, port):
        operations.send(message_id=ident, at=at)
        channels.SMS.leave()
    assert Message.objects.get(pk=ident).status == "sent"
    (kept,) = folder.iterdir()
    assert kept.read_text() == "+48500000014\n\nZażółć.\n"
    assert folder.stat().st_mode & 0o777 == 0o700


def test_the_same_id_is_kept_once_and_nonsense_never(tmp_path: Path) -> None:
    folder, port = tmp_path / "sms", free_port()
    told = {"id": "6f3c0c1e-9c1a-4a57-8d3a-2f6d0a3f1b11", "to": "+48500000014", "text": "a"}
    with gateway(folder, port), httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        answers = [client.post("/", json=told).status_code for _ in range(2)]
        wrong = [client.post("/", json=one).status_code for one in ({}, [], {**told, "id": "../../x"})]
    assert (answers, wrong) == ([200, 200], [400, 400, 400])
    assert len(list(folder.iterdir())) == 1
