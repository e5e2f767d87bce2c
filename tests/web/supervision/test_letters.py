"""The supervisor's page of letters: what waits, who has it, how the mailboxes do, and letters given to a person."""

from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from infolinia.city.models import Staff
from infolinia.contacts import queries as people
from infolinia.contacts.models import Conversation
from infolinia.core.clock import now
from infolinia.correspondence.models import MailboxState
from infolinia.journeys import receive_letters
from infolinia.routing import operations as routing
from tests.correspondence.inbound import letters

PAGE = "/nadzor/listy"


@pytest.fixture
def supervisor(client: Client, marek: Staff) -> Client:
    """Marek, signed in."""
    client.force_login(marek)
    return client


@pytest.fixture
def waiting(db: None, at: datetime) -> UUID:
    """Halina's letter, in the queue."""
    received = receive_letters.email(letters.plain().as_bytes(), source="skrzynka", at=at)
    assert received.conversation_id
    return received.conversation_id


def test_the_page_says_what_waits_and_what_machines_wrote(supervisor: Client, waiting: UUID, at: datetime) -> None:
    receive_letters.email(letters.away("").as_bytes(), source="skrzynka", at=now())
    page = supervisor.get(PAGE).content.decode()
    assert "Odbiór śmieci" in page
    assert "Automatyczna odpowiedź: urlop" in page


def test_a_mailbox_that_fails_is_told_and_one_never_read_too(
    supervisor: Client, settings: Settings, at: datetime
) -> None:
    settings.MAILBOXES = ["imaps://a:tajne@poczta.example.org/INBOX", "maildir:///srv/listy"]
    MailboxState.objects.create(code="a@poczta.example.org", failing_since=at, last_error="odmowa")
    page = supervisor.get(PAGE).content.decode()
    assert "nie działa od" in page
    assert "odmowa" in page
    assert "maildir:listy" in page
    assert "tajne" not in page


def test_a_letter_is_given_to_a_person_even_from_another_desk(
    supervisor: Client, waiting: UUID, zofia: Staff, adam: Staff
) -> None:
    for person in (zofia, adam):
        supervisor.post(reverse("supervision:letter_give", args=[waiting]), {"komu": person.pk})
        assert [one.conversation_id for one in people.letters_of(person.pk)] == [waiting]
    assert people.letters_of(zofia.pk) == []
    kinds = Conversation.objects.get(id=waiting).ledger.values_list("kind", flat=True)
    assert list(kinds).count("letter_taken") == 2


def test_nobody_unknown_gets_a_letter(supervisor: Client, waiting: UUID, piotr: Staff) -> None:
    assert supervisor.post(reverse("supervision:letter_give", args=[waiting]), {"komu": piotr.pk}).status_code == 404


def test_a_letter_waits_in_another_queue_at_its_old_place(supervisor: Client, waiting: UUID, at: datetime) -> None:
    routing.ensure_queue(code="drogi", name="Drogi")
    supervisor.post(reverse("supervision:letter_move", args=[waiting]), {"kolejka": "drogi"})
    row = Conversation.objects.get(id=waiting)
    assert (row.queue_code, row.arrived_at) == ("drogi", at)


def test_an_adviser_moves_nobodys_letters(client: Client, zofia: Staff, waiting: UUID) -> None:
    client.force_login(zofia)
    assert client.post(reverse("supervision:letter_give", args=[waiting]), {"komu": zofia.pk}).status_code == 403
    assert people.open_letters()[0].adviser_id is None
