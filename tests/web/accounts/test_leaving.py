"""Who signs out is away: no call rings at an empty chair, and no account of a phone is left behind."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from infolinia.city.models import Staff
from infolinia.core.clock import now
from infolinia.routing import operations as routing
from infolinia.routing import queries as presences
from infolinia.telephony import operations as telephony
from infolinia.telephony import queries as phones

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_waits_for_the_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telephony, "PUSH_PATIENCE", 0.0)


def signed_in() -> Client:
    browser = Client()
    browser.post("/konto/login/", {"login": "doradca", "password": "haslo-na-probe-2026"})
    assert browser.get("/konto/").status_code == 200
    return browser


@pytest.fixture
def ready(zofia: Staff) -> Staff:
    """Zofia with a phone, ready for calls."""
    telephony.issue_phone(staff_id=zofia.pk, at=now())
    routing.set_state(staff_id=zofia.pk, state="ready", reason="", at=now())
    return zofia


def test_who_signs_out_is_away_and_has_no_phone(ready: Staff) -> None:
    signed_in().post(reverse("account_logout"))
    assert presences.presence(ready.pk).state == "offline"
    assert not phones.valid_phones(now())


def test_who_signs_out_in_one_browser_works_on_in_the_other(ready: Staff) -> None:
    first, second = signed_in(), signed_in()
    first.post(reverse("account_logout"))
    assert presences.presence(ready.pk).state == "ready"
    assert phones.valid_phones(now())
    second.post(reverse("account_logout"))
    assert presences.presence(ready.pk).state == "offline"


def test_who_signs_out_in_the_middle_of_a_call_stays_in_it(ready: Staff) -> None:
    at = now() + timedelta(seconds=1)
    routing.record_presence(staff_id=ready.pk, state="talking", since=at, idle_since=at)
    signed_in().post(reverse("account_logout"))
    assert presences.presence(ready.pk).state == "talking"


def test_a_supervisor_who_signs_out_never_was_at_a_desk(marek: Staff) -> None:
    browser = Client()
    browser.force_login(marek)
    browser.post(reverse("account_logout"))
    assert presences.presence(marek.pk).since is None
