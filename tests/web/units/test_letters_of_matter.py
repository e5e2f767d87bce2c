"""What residents wrote about a matter, on its page and in the register, with files that have no power."""

from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from infolinia.city.models import Staff
from infolinia.correspondence import operations as correspondence
from infolinia.correspondence import queries as mail
from infolinia.journeys import receive_letters
from infolinia.matters.shapes import Registered
from tests.correspondence.inbound import letters
from tests.matters.conftest import kinds, matter, register, taken

__all__ = ["kinds", "matter", "register", "taken"]

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 40


@pytest.fixture
def letter(taken: Registered, at: datetime) -> UUID:
    """Halina's letter with a picture, about the pothole; returns its conversation."""
    raw = letters.with_file("dziura.png", PNG, "image/png", text="<b>Większa</b>").as_bytes()
    received = receive_letters.email(raw, source="skrzynka", at=at)
    assert received.conversation_id
    correspondence.set_conversation_matter(conversation_id=received.conversation_id, matter_id=taken.id)
    return received.conversation_id


def test_the_unit_reads_the_letter_and_opens_its_picture(
    client: Client, taken: Registered, letter: UUID, piotr: Staff
) -> None:
    client.force_login(piotr)
    page = client.get(reverse("units:matter", args=[taken.id])).content.decode()
    assert "Listy od mieszkańca" in page
    assert "&lt;b&gt;Większa&lt;/b&gt;" in page
    address = reverse("units:letter_file", args=[taken.id, mail.letters_in(letter)[0].files[0].id])
    assert address in page
    got = client.get(address)
    assert got.content == PNG
    assert "sandbox" in got["Content-Security-Policy"]


def test_another_unit_gets_neither(client: Client, taken: Registered, letter: UUID, outsider: Staff) -> None:
    client.force_login(outsider)
    file = mail.letters_in(letter)[0].files[0]
    assert client.get(reverse("units:letter_file", args=[taken.id, file.id])).status_code == 404


def test_a_letter_about_something_else_is_not_reached_through_this_matter(
    client: Client, taken: Registered, letter: UUID, piotr: Staff
) -> None:
    correspondence.set_conversation_matter(conversation_id=letter, matter_id=None)
    client.force_login(piotr)
    file = mail.letters_in(letter)[0].files[0]
    assert client.get(reverse("units:letter_file", args=[taken.id, file.id])).status_code == 404
    assert "Listy od mieszkańca" not in client.get(reverse("units:matter", args=[taken.id])).content.decode()


def test_the_supervisor_reads_it_in_the_register(client: Client, letter: UUID, marek: Staff) -> None:
    client.force_login(marek)
    page = client.get(reverse("supervision:conversation", args=[letter])).content.decode()
    assert "Odbiór śmieci" in page
    assert "List wpłynął" in page
    file = mail.letters_in(letter)[0].files[0]
    assert client.get(reverse("supervision:letter_file", args=[letter, file.id])).content == PNG
