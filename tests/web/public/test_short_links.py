"""Short links of text messages: unguessable, for some time, never out of our pages."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import Settings

from infolinia.core import clock
from infolinia.correspondence import operations
from infolinia.correspondence.models import Message, ShortLink
from infolinia.correspondence.rules.links import ALPHABET, LENGTH, new_token
from infolinia.correspondence.shapes import Outgoing

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> datetime:
    """Now: the page looks at its own clock."""
    return clock.now()


def path_of(url: str, settings: Settings) -> str:
    assert url.startswith(settings.PUBLIC_URL)
    return url.removeprefix(settings.PUBLIC_URL)


def texted(url: str, at: datetime) -> UUID:
    ident = operations.queue(Outgoing("sms", "500000014", "", f"Druk: {url}", "k"), at=at)
    Message.objects.update(status="sent", sent_at=at)
    assert ident is not None
    return ident


def test_it_leads_on_and_its_first_opening_says_that_the_message_was_read(
    client: Client, settings: Settings, at: datetime
) -> None:
    url = operations.short_link("/druki?jezyk=pl", at=at)
    ident = texted(url, at)
    for _ in range(2):
        answer = client.get(path_of(url, settings))
        assert (answer.status_code, answer["Location"]) == (302, "/druki?jezyk=pl")
    message = Message.objects.get(pk=ident)
    assert (message.status, message.deliveries.count()) == ("read", 1)
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex")


@pytest.mark.parametrize("way", ["head", "prefetch"])
def test_a_look_ahead_is_no_reading(client: Client, settings: Settings, at: datetime, way: str) -> None:
    url = operations.short_link("/druki", at=at)
    ident, path = texted(url, at), path_of(url, settings)
    answer = client.head(path) if way == "head" else client.get(path, headers={"Sec-Purpose": "prefetch"})
    assert answer.status_code == 302
    assert Message.objects.get(pk=ident).status == "sent"


@pytest.mark.parametrize("age", [timedelta(days=31), None])
def test_an_old_link_and_one_that_never_was_look_the_same(
    client: Client, settings: Settings, at: datetime, age: timedelta | None
) -> None:
    path = path_of(operations.short_link("/druki", at=at - age), settings) if age else f"/l/{new_token()}"
    answer = client.get(path)
    assert answer.status_code == 410
    assert "już nie działa" in answer.content.decode()


def test_what_no_database_keeps_is_no_link(client: Client) -> None:
    assert client.get("/l/abc%00def").status_code == 410


@pytest.mark.parametrize("path", ["https://zla.example.com", "//zla.example.com", "druki", "/\\zla", "/a b", ""])
def test_a_link_never_leads_out(at: datetime, path: str) -> None:
    with pytest.raises(ValueError, match="a page of ours"):
        operations.short_link(path, at=at)


def test_a_token_can_not_be_guessed_and_holds_nobodys_data(at: datetime) -> None:
    assert len(ALPHABET) ** LENGTH > 2**64
    assert len({new_token() for _ in range(500)}) == 500


def test_links_are_forgotten_when_their_time_is_long_over(at: datetime) -> None:
    operations.short_link("/druki", at=at - timedelta(days=90))
    operations.short_link("/druki", at=at)
    assert operations.forget_links(before=at - timedelta(days=30)) == 1
    assert ShortLink.objects.count() == 1
