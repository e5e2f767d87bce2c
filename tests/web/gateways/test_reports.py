"""The address at which a provider of text messages tells us what became of them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from infolinia.correspondence import operations
from infolinia.correspondence.models import Message, Provider
from infolinia.correspondence.shapes import Outgoing

pytestmark = pytest.mark.django_db
PLAN: dict[str, Any] = {
    "request": {"url": "https://bramka.example.org/sms", "fields": {"to": "{to}", "message": "{text}"}},
    "report": {"ref": "MsgId", "state": "status", "states": {"404": "delivered"}, "reply": "OK"},
}


@pytest.fixture
def provider() -> Provider:
    """A provider with its secret address."""
    return Provider.objects.create(code="bramka", name="Bramka", plan=PLAN, receive_key="sekret-odbioru")


@pytest.fixture
def message(provider: Provider, at: datetime) -> UUID:
    """A text message that the provider has under its own number."""
    ident = operations.queue(Outgoing("sms", "500000014", "", "Dowód czeka.", "k"), at=at)
    Message.objects.update(status="sent", sent_at=at, provider="bramka", ref="a1")
    assert ident is not None
    return ident


@pytest.mark.parametrize("way", ["address", "form", "json"])
def test_a_report_is_heard_whichever_way_it_comes(client: Client, message: UUID, way: str) -> None:
    address, told = "/odbior/sms/bramka?klucz=sekret-odbioru", {"MsgId": "a1", "status": "404"}
    if way == "address":
        answer = client.get(f"{address}&MsgId=a1&status=404")
    else:
        answer = client.post(address, told, **({"content_type": "application/json"} if way == "json" else {}))  # type: ignore[arg-type]
    assert (answer.status_code, answer.content) == (200, b"OK")
    assert Message.objects.get(pk=message).status == "delivered"


@pytest.mark.parametrize(
    "address",
    [
        "/odbior/sms/bramka",
        "/odbior/sms/bramka?klucz=inny",
        "/odbior/sms/bramka?klucz=",
        "/odbior/sms/inna?klucz=sekret-odbioru",
        "/odbior/sms/inna?klucz=--------------------------------",
    ],
)
def test_without_the_secret_nothing_is_there_and_nothing_changes(client: Client, message: UUID, address: str) -> None:
    assert client.post(address, {"MsgId": "a1", "status": "404"}).status_code == 404
    assert Message.objects.get(pk=message).status == "sent"


def test_a_report_of_a_message_not_known_yet_is_asked_for_again(client: Client, provider: Provider) -> None:
    answer = client.get("/odbior/sms/bramka?klucz=sekret-odbioru&MsgId=zz&status=404")
    assert answer.status_code == 404


@pytest.mark.parametrize("body", ["{", "x" * 300_000])
def test_what_makes_no_sense_is_refused(client: Client, provider: Provider, body: str) -> None:
    answer = client.post("/odbior/sms/bramka?klucz=sekret-odbioru", body, content_type="application/json")
    assert answer.status_code == 400
