"""Text messages from residents as gateways bring them: once each, in any shape, never without the secret."""

import json
from urllib.parse import urlencode

import pytest
from django.test import Client

from infolinia.contacts.models import Conversation
from infolinia.correspondence import queries as mail
from infolinia.correspondence.models import IncomingMessage, Provider
from infolinia.correspondence.rules.gateway import BadPlan, plan_of
from infolinia.correspondence.rules.gateway_incoming import incoming_plan, text_messages

pytestmark = pytest.mark.django_db

MESSAGE = {"from": "48500000014", "text": "Kiedy śmieci na Żaglowej?", "id": "m-1", "to": "7711"}


@pytest.fixture
def address() -> str:
    """The address that our provider calls, with its secret."""
    row = Provider.objects.create(code="bramka", name="Bramka", plan={})
    return f"/odbior/sms/bramka/wiadomosc?klucz={row.receive_key}"


def test_a_message_becomes_a_conversation_once(client: Client, address: str) -> None:
    for _ in range(2):
        assert client.post(address, MESSAGE).content == b"OK"
    row = Conversation.objects.get()
    assert (row.channel, row.caller_number) == ("sms", "+48500000014")
    letter = mail.letters_in(row.id)[0]
    assert (letter.text, letter.reply_by) == ("Kiedy śmieci na Żaglowej?", "sms")


def test_the_ways_of_gateways(client: Client, address: str) -> None:
    assert client.get(f"{address}&{urlencode(MESSAGE | {'id': '1'})}").status_code == 200
    told = json.dumps(MESSAGE | {"id": "2"})
    assert client.post(address, told, content_type="application/json").status_code == 200
    assert IncomingMessage.objects.count() == 2


def test_a_gateway_with_words_of_its_own(client: Client, address: str) -> None:
    plan = {"incoming": {"from": "sender.msisdn", "text": "body", "id": "uuid", "many": "items", "reply": "<ok/>"}}
    Provider.objects.update(plan=plan)
    told = {"items": [{"sender": {"msisdn": "500000014"}, "body": "raz", "uuid": "a"}, {"body": "nikt", "uuid": "b"}]}
    answer = client.post(address, json.dumps(told), content_type="application/json")
    assert answer.content == b"<ok/>"
    assert [one.text for one in IncomingMessage.objects.all()] == ["raz"]


@pytest.mark.parametrize("key", ["", "?klucz=", "?klucz=zly"])
def test_without_the_secret_nothing_is_here(client: Client, address: str, key: str) -> None:
    assert client.post(f"/odbior/sms/bramka/wiadomosc{key}", MESSAGE).status_code == 404
    assert client.post(f"/odbior/sms/inna/wiadomosc{key}", MESSAGE).status_code == 404
    assert not IncomingMessage.objects.exists()


def test_what_makes_no_sense_is_refused(client: Client, address: str) -> None:
    assert client.post(address, {"from": "", "text": "x"}).status_code == 400
    assert client.post(address, "nie json", content_type="application/json").status_code == 400


@pytest.mark.parametrize("told", [None, [], {}, {"from": {}}, {"from": "1"}, "tekst", 7, [[]]])
def test_no_shape_of_a_request_raises(told: object) -> None:
    assert text_messages(incoming_plan(None), told) == []


def test_a_wrong_description_is_never_saved() -> None:
    with pytest.raises(BadPlan):
        plan_of({"request": {"url": "https://x.example.org", "fields": {"a": "{to}{text}"}}, "incoming": {"od": "x"}})
