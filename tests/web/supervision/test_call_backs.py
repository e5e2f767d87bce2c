"""The list of call-backs: who waits, every attempt, calling one off; for those who answer calls."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts.models import Reading
from infolinia.core import clock
from infolinia.telephony.callbacks import operations, queries
from infolinia.telephony.models import CallBack

pytestmark = pytest.mark.django_db
As = Callable[[Staff], Client]


@pytest.fixture
def at() -> datetime:
    """Now: the page looks back from this moment."""
    return clock.now()


@pytest.fixture
def promised(at: datetime) -> CallBack:
    """Halina waits to be called back; her name is hostile."""
    told: dict[str, Any] = {"name": "<b>Halina</b>", "number": "500000014", "why": "web"}
    return CallBack.objects.get(pk=operations.promise(**told, arrived_at=at - timedelta(minutes=4), at=at))


def page(client: Client) -> str:
    return client.get("/nadzor/oddzwonienia").content.decode()


def test_advisers_and_supervisors_see_who_waits_and_the_log_hears_of_it(
    as_: As, zofia: Staff, marek: Staff, promised: CallBack
) -> None:
    for staff in (zofia, marek):
        shown = page(as_(staff))
        assert "500 000 014" in shown
        assert "&lt;b&gt;Halina" in shown
        assert "poprosił na stronie" in shown
        assert Reading.objects.filter(staff=staff, what="lista oddzwonień").exists()


def test_nobody_else_sees_numbers(as_: As, piotr: Staff, client: Client, promised: CallBack) -> None:
    assert as_(piotr).get("/nadzor/oddzwonienia").status_code == 403
    assert client.get("/nadzor/oddzwonienia").status_code == 302


def test_one_is_called_off_by_name(as_: As, zofia: Staff, promised: CallBack) -> None:
    answer = as_(zofia).post(f"/nadzor/oddzwonienia/{promised.pk}/odwolaj", follow=True)
    assert "Nie zadzwonimy" in answer.content.decode()
    promised.refresh_from_db()
    assert (promised.state, promised.closed_by) == ("cancelled", zofia)
    shown = page(as_(zofia))
    assert "odwołane" in shown
    assert "Nikt nie czeka na telefon" in shown


def test_an_attempt_that_goes_on_can_not_be_called_off_and_stands_in_the_history(
    as_: As, marek: Staff, zofia: Staff, promised: CallBack, at: datetime
) -> None:
    key = queries.key_of(promised.pk, 1)
    told: dict[str, Any] = {
        "key": key,
        "adviser_id": zofia.pk,
        "conversation_id": contacts.conversation_id_for(key),
        "at": at,
    }
    operations.begin_attempt(call_back_id=promised.pk, until=at + timedelta(minutes=2), **told)
    assert "Odwołaj" not in page(as_(marek))
    answer = as_(marek).post(f"/nadzor/oddzwonienia/{promised.pk}/odwolaj", follow=True)
    assert "nie można już odwołać" in answer.content.decode()
    operations.attempt_failed(key=key, result="busy", at=at)
    shown = page(as_(marek))
    assert "zajęte" in shown
    assert "Zofia Bryza" in shown
    assert f"/nadzor/rozmowy/{contacts.conversation_id_for(key)}" in shown
