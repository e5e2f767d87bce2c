"""The screen of sending: what does not work, what waits, and what a person does about it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from infolinia.city.models import Staff
from infolinia.contacts.models import Reading
from infolinia.core import clock
from infolinia.correspondence import carriers, operations
from infolinia.correspondence.models import Message
from infolinia.correspondence.shapes import Outgoing

pytestmark = pytest.mark.django_db
As = Callable[[Staff], Client]
PAGE = "/nadzor/wysylka"


@pytest.fixture
def at() -> datetime:
    """Now: the page looks at its own clock."""
    return clock.now()


def dead(at: datetime, key: str = "k", **more: object) -> UUID:
    ident = operations.queue(Outgoing("email", "halina@example.org", "<b>INF-1</b>", "Treść.", key), at=at)
    Message.objects.filter(pk=ident).update(**{"status": "failed", "error": "550 nie ma skrzynki"} | more)
    assert ident is not None
    return ident


def test_with_nothing_to_do_it_says_what_would_be_here(as_: As, marek: Staff) -> None:
    page = as_(marek).get(PAGE).content.decode()
    assert "Wszystko wychodzi" in page
    assert not Reading.objects.exists(), "nobody's data were shown"


def test_a_dead_message_is_shown_as_text_and_the_reading_is_logged(as_: As, marek: Staff, at: datetime) -> None:
    dead(at)
    page = as_(marek).get(PAGE).content.decode()
    assert "&lt;b&gt;INF-1" in page
    assert "550 nie ma skrzynki" in page
    assert Reading.objects.get().staff_id == marek.pk


def test_one_click_sends_it_again(as_: As, marek: Staff, at: datetime) -> None:
    ident = dead(at)
    page = as_(marek).post(f"{PAGE}/{ident}/ponow", follow=True).content.decode()
    assert "wychodzi ponownie" in page
    row = Message.objects.get(pk=ident)
    assert (row.status, row.to, row.attempts) == ("queued", "halina@example.org", 0)
    assert row.deliveries.get().event_key == f"person:1:{marek.pk}"


@pytest.mark.parametrize(("to", "status"), [("h.zatoka@example.org", "queued"), ("h.zatoka@", "failed")])
def test_it_may_go_to_a_better_address(as_: As, marek: Staff, at: datetime, to: str, status: str) -> None:
    ident = dead(at)
    as_(marek).post(f"{PAGE}/{ident}/ponow", {"to": to})
    assert Message.objects.get(pk=ident).status == status


def test_all_of_a_channel_go_again_but_never_what_may_have_left(as_: As, marek: Staff, at: datetime) -> None:
    first, doubtful, aside = dead(at, "1"), dead(at, "2", is_uncertain=True), dead(at, "3", set_aside_at=at)
    as_(marek).post(f"{PAGE}/wszystkie", {"kanal": "email"})
    found = {row.pk: row.status for row in Message.objects.all()}
    assert found == {first: "queued", doubtful: "failed", aside: "failed"}


def test_what_is_in_doubt_may_be_taken_for_sent(as_: As, marek: Staff, at: datetime) -> None:
    ident = dead(at, is_uncertain=True)
    assert "nie wiadomo, czy wyszła" in as_(marek).get(PAGE).content.decode()
    as_(marek).post(f"{PAGE}/{ident}/wyszla")
    assert Message.objects.get(pk=ident).status == "sent"


def test_what_was_dealt_with_otherwise_leaves_the_list_and_stays_as_it_is(as_: As, marek: Staff, at: datetime) -> None:
    ident = dead(at)
    as_(marek).post(f"{PAGE}/{ident}/odloz")
    assert "Wszystko wychodzi" in as_(marek).get(PAGE).content.decode()
    assert Message.objects.get(pk=ident).status == "failed"


def test_a_carrier_that_does_not_work_is_named_with_how_long_the_oldest_waits(
    as_: As, marek: Staff, at: datetime
) -> None:
    operations.queue(Outgoing("email", "halina@example.org", "x", "x", "k"), at=at - timedelta(hours=2))
    carriers.failed("email", "ConnectionRefusedError", at - timedelta(hours=2))
    page = as_(marek).get(PAGE).content.decode()
    assert "Nie działa" in page
    assert "ConnectionRefusedError" in page
    assert "najstarsza" in page


def test_a_repeated_click_is_refused_kindly(as_: As, marek: Staff, at: datetime) -> None:
    ident = dead(at)
    as_(marek).post(f"{PAGE}/{ident}/ponow")
    page = as_(marek).post(f"{PAGE}/{ident}/ponow", follow=True).content.decode()
    assert "Ponownie można wysłać tylko" in page


def test_the_page_costs_the_same_with_many(
    as_: As, marek: Staff, at: datetime, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for number in range(60):
        dead(at + timedelta(seconds=number), f"k{number}")
    client = as_(marek)
    with django_assert_max_num_queries(25):  # type: ignore[attr-defined]
        page = client.get(PAGE).content.decode()
    assert page.count("/ponow") == 100
    assert "Starsze" in page
