"""What the administrator sees of data that went, and residents of data that will."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from infolinia.city.models import Staff
from infolinia.contacts.models import Conversation
from infolinia.core.clock import now
from infolinia.journeys import forget
from tests.web.units.conftest import As

pytestmark = pytest.mark.django_db


def test_the_administrator_sees_what_went_and_what_should_have_gone(as_: As, administrator: Staff) -> None:
    Conversation.objects.create(channel="phone", state="closed", arrived_at=now() - timedelta(days=800))
    before = as_(administrator).get("/nadzor/usuwanie").content.decode()
    assert "są dane po czasie" in before
    assert "Jeszcze nic nie usunięto" in before
    forget.everything_due(at=now())
    after = as_(administrator).get("/nadzor/usuwanie").content.decode()
    assert "są dane po czasie" not in after
    assert '<th scope="row" role="rowheader">rozmowy z dziennikiem połączeń</th>' in after


def test_the_way_to_it_stands_in_the_administrators_bar_alone(as_: As, administrator: Staff, marek: Staff) -> None:
    assert 'href="/nadzor/usuwanie"' in as_(administrator).get("/nadzor").content.decode()
    assert 'href="/nadzor/usuwanie"' not in as_(marek).get("/nadzor").content.decode()


def test_nobody_else_sees_it(as_: As, marek: Staff, piotr: Staff) -> None:
    assert [as_(person).get("/nadzor/usuwanie").status_code for person in (marek, piotr)] == [403, 403]


def test_residents_read_the_terms_that_are_kept(client: Client, settings: Settings) -> None:
    settings.KEEP_MONTHS = {"calls": 6, "matters": 60, "readings": 25}
    page = client.get("/twoje-dane").content.decode()
    for told in ("dane o połączeniach: 6 miesięcy", "zgłoszenia: 5 lat", "ślady wglądów: 25 miesięcy"):
        assert told in page
