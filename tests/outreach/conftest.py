"""People to contact, and an adviser whose telephone is connected."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest
from pytest_django import Settings

from infolinia.city.models import Staff
from infolinia.contacts.models import ContactPoint, Resident
from infolinia.outreach import operations
from infolinia.routing.models import Presence
from tests.matters.conftest import hours, kinds, matter, register, taken

__all__ = ["hours", "kinds", "matter", "register", "taken"]

NUMBER = "+48500000014"
Promise = Callable[..., UUID]


@pytest.fixture(autouse=True)
def daytime(settings: Settings) -> None:
    """Let the line keep its hours, unlike a demo."""
    settings.LINE_ALWAYS_OPEN = False


@pytest.fixture
def halina(db: None, at: datetime) -> Resident:
    """Halina, who has a mobile telephone and an address, and likes e-mail."""
    resident = Resident.objects.create(name="Halina Zatoka", preferred_channel="email", created_at=at)
    ContactPoint.objects.create(resident=resident, kind="phone", value=NUMBER)
    ContactPoint.objects.create(resident=resident, kind="email", value="halina@example.org")
    return resident


@pytest.fixture
def promise(hours: None, zofia: Staff, at: datetime) -> Promise:
    """Promise as Zofia does; any argument may be given."""

    def _promise(**given: object) -> UUID:
        values: dict[str, object] = {
            "reason": "Odpowiedź o pergoli",
            "number": "500 000 014",
            "by_id": zofia.pk,
            "at": at,
            **given,
        }
        return operations.promise_contact(**values)  # type: ignore[arg-type]

    return _promise


@pytest.fixture
def at_work(zofia: Staff, adam: Staff, at: datetime) -> None:
    """Both advisers sit at connected telephones."""
    for person in (zofia, adam):
        Presence.objects.create(staff=person, state="ready", since=at, idle_since=at, phone_ready=True)
