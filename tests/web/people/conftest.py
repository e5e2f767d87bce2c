"""Halina's record, and people signed in with a reason said."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts.operations import PersonDraft, PointDraft
from infolinia.core.clock import now

REASON = "prośba OR.1431.7.2026"
As = Callable[[Staff], Client]


@pytest.fixture
def as_() -> As:
    """Return a browser without scripts that this person has signed in to."""

    def _signed_in(staff: Staff) -> Client:
        own = Client()
        own.force_login(staff, backend="allauth.account.auth_backends.AuthenticationBackend")
        return own

    return _signed_in


@pytest.fixture
def with_reason(as_: As) -> As:
    """Return a browser of somebody who said why they look into records."""

    def _with_reason(staff: Staff) -> Client:
        own = as_(staff)
        assert own.post("/osoby/powod", {"reason": REASON}).status_code == 302
        return own

    return _with_reason


@pytest.fixture
def halina(zofia: Staff) -> UUID:
    """Halina Zatoka: a mobile number, an e-mail, and text messages preferred."""
    ident = contacts.new_person(
        draft=PersonDraft("Halina Zatoka", preferred_channel="sms", needs=["large_print"]), sure=False, at=now()
    )
    contacts.add_point(resident_id=ident, draft=PointDraft("phone", "500000014", label="własny"))
    contacts.add_point(resident_id=ident, draft=PointDraft("email", "halina@example.org", is_main=True))
    return ident
