"""An adviser books a call-back for the one on the line, and says how an attempt went."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.core import clock
from infolinia.routing import operations as routing
from infolinia.telephony.callbacks import operations, queries
from infolinia.telephony.models import CallBack

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, zofia: Staff) -> Client:
    """Zofia is signed in."""
    client.force_login(zofia)
    return client


def talk(adviser: Staff) -> Any:
    """Let somebody talk with the adviser."""
    at = clock.now()
    told: dict[str, Any] = {"name": "", "language": "pl", "queue_code": "general", "at": at, "event_key": "a"}
    ident = contacts.call_arrived(engine_call_id="1", channel="phone", number="+48500000014", **told)
    contacts.call_answered(conversation_id=ident, adviser_id=adviser.pk, at=at, event_key="b")
    told = {"state": "talking", "since": at, "idle_since": at, "conversation_id": ident}
    routing.record_presence(staff_id=adviser.pk, **told)
    return ident


def test_a_call_back_is_booked_from_the_call_panel_for_later(desk: Client, zofia: Staff) -> None:
    ident = talk(zofia)
    assert "Zapisz oddzwonienie" in desk.get("/stanowisko").content.decode()
    answer = desk.post(f"/stanowisko/rozmowa/{ident}/oddzwon", {"numer": "500 000 014", "kiedy": "godzina"})
    assert "Oddzwonimy na 500 000 014" in answer.content.decode()
    promised = CallBack.objects.get()
    assert (promised.why, promised.asked_by, promised.prefers) == ("adviser", zofia, zofia)
    assert promised.due_at == promised.arrived_at
    assert timedelta(minutes=59) < promised.due_at - clock.now() <= timedelta(hours=1)


def test_who_was_promised_a_call_before_keeps_that_one_promise(desk: Client, zofia: Staff) -> None:
    at = clock.now()
    before = operations.promise(number="+48500000014", why="web", arrived_at=at, at=at)
    answer = desk.post(f"/stanowisko/rozmowa/{talk(zofia)}/oddzwon", {"numer": "500000014"})
    assert "Oddzwonimy na 500 000 014" in answer.content.decode()
    assert [one.pk for one in CallBack.objects.all()] == [before]


def test_a_number_that_may_not_be_called_is_refused_in_words(desk: Client, zofia: Staff) -> None:
    answer = desk.post(f"/stanowisko/rozmowa/{talk(zofia)}/oddzwon", {"numer": "700 000 000"})
    assert answer.status_code == 422
    assert "nie możemy oddzwonić" in answer.content.decode()


def test_nobody_books_in_a_colleagues_talk(desk: Client, adam: Staff) -> None:
    assert desk.post(f"/stanowisko/rozmowa/{talk(adam)}/oddzwon", {"numer": "500000014"}).status_code in (403, 404)
    assert not CallBack.objects.exists()


def test_while_it_rings_the_desk_says_that_it_is_a_call_back(desk: Client, zofia: Staff) -> None:
    at = clock.now()
    ident = operations.promise(number="+48500000014", why="asked", arrived_at=at, at=at)
    conversation = opened(queries.key_of(ident, 1))
    key = f"{queries.key_of(ident, 1)}~{zofia.pk}~1"
    told: dict[str, Any] = {
        "staff_id": zofia.pk,
        "conversation_id": conversation,
        "at": at,
        "expires_at": at + timedelta(seconds=20),
    }
    routing.open_offer(key=key, **told)
    contacts.call_offered(conversation_id=conversation, adviser_id=zofia.pk, at=at, event_key="o")
    routing.record_presence(staff_id=zofia.pk, state="ringing", since=at, idle_since=at, conversation_id=conversation)
    shown = desk.get("/stanowisko").content.decode()
    assert "Oddzwonienie do" in shown
    assert "500 000 014" in shown


def opened(key: str) -> Any:
    """Open the conversation of an attempt."""
    told: dict[str, Any] = {
        "name": "",
        "language": "pl",
        "queue_code": "general",
        "reason": "oddzwonienie",
        "at": clock.now(),
    }
    return contacts.call_back_opened(engine_call_id=key, number="+48500000014", event_key=key, **told)


def test_the_adviser_heard_a_machine_and_the_line_tries_again(desk: Client, zofia: Staff) -> None:
    at = clock.now()
    ident = operations.promise(number="+48500000014", why="asked", arrived_at=at, at=at)
    key = queries.key_of(ident, 1)
    conversation = opened(key)
    told: dict[str, Any] = {"call_back_id": ident, "key": key, "adviser_id": zofia.pk, "conversation_id": conversation}
    operations.begin_attempt(**told, at=at, until=at + timedelta(minutes=2))
    contacts.call_back_reached(conversation_id=conversation, adviser_id=zofia.pk, at=at, event_key="r")
    operations.reached(key=key, at=at)
    assert desk.post(f"/stanowisko/rozmowa/{conversation}/proba", {"wynik": "machine"}).status_code == 204
    promised = CallBack.objects.get()
    assert (promised.state, promised.attempts) == ("waiting", 1)
