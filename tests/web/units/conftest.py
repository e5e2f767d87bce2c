"""Matters to work on, and people signed in."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client

from infolinia.city.models import Staff, Unit
from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.matters import operations as matters
from infolinia.matters.operations import CategoryDraft, save_category
from infolinia.matters.shapes import MatterDraft, Place, Registered

Register = Callable[..., Registered]
As = Callable[[Staff], Client]


@pytest.fixture
def as_(client: Client) -> As:
    """Return a browser without scripts that this person has signed in to."""

    def _signed_in(staff: Staff) -> Client:
        own = Client()
        own.force_login(staff, backend="allauth.account.auth_backends.AuthenticationBackend")
        return own

    return _signed_in


@pytest.fixture
def kinds(roads: Unit, lamps: Unit) -> None:
    """A pothole of the roads section, a lamp of the other one, and public information by law."""
    matters.load_catalogue()
    matters.load_ladder()
    for draft in (
        CategoryDraft("drogi", "Transport i drogi"),
        CategoryDraft("dziura-w-jezdni", "Dziura w jezdni", parent="drogi", unit=roads.code, promise="3 working days"),
        CategoryDraft("latarnia", "Nie świeci latarnia", parent="drogi", unit=lamps.code, promise="3 working days"),
        CategoryDraft(
            "informacja-publiczna", "Informacja publiczna", unit=roads.code, clock="informacja-publiczna", kind="motion"
        ),
    ):
        save_category(draft)


@pytest.fixture
def halina(zofia: Staff) -> UUID:
    """Halina, a resident who prefers e-mail."""
    return contacts.remember_resident(
        name="Halina Zatoka",
        phone="500000014",
        email="halina@example.org",
        preferred_channel="email",
        by_id=zofia.pk,
        at=now(),
    )


@pytest.fixture
def register(kinds: None, zofia: Staff, halina: UUID) -> Register:
    """Register a matter for Halina as Zofia does; any field of the draft may be given."""

    def _register(category: str = "dziura-w-jezdni", *, when: datetime | None = None, **fields: object) -> Registered:
        values: dict[str, object] = {
            "category_code": category,
            "description": "Głęboka dziura przy przystanku.",
            "place": Place("ul. Żaglowa", "12", "Obłuże"),
            "resident_id": halina,
            "reply_channel": "email",
            "reply_address": "halina@example.org",
            **fields,
        }
        return matters.register(draft=MatterDraft(**values), by_id=zofia.pk, at=when or now())  # type: ignore[arg-type]

    return _register


@pytest.fixture
def pothole(register: Register) -> Registered:
    """A new matter of the roads section."""
    return register()


@pytest.fixture
def taken(pothole: Registered, piotr: Staff) -> Registered:
    """The same matter, led by Piotr."""
    matters.take(matter_id=pothole.id, by_id=piotr.pk, at=now())
    return pothole


def with_reason(client: Client, reason: str = "skarga na czas") -> Client:
    """Return the browser after its reader said why they open matters without a call."""
    client.post("/sprawy/powod", {"reason": reason})
    return client
