"""Kinds of matter and matters in hand."""

from collections.abc import Callable
from datetime import datetime

import pytest

from infolinia.city.models import OpeningHours, Staff, Unit
from infolinia.city.rules.calendar import USUAL_HOURS
from infolinia.contacts.models import Resident
from infolinia.matters import operations
from infolinia.matters.operations import CategoryDraft, save_category
from infolinia.matters.shapes import MatterDraft, Place, Registered

Register = Callable[..., Registered]


@pytest.fixture
def kinds(roads: Unit, lamps: Unit) -> None:
    """Five kinds: two promises, a complaint and public information by law, and a call-back in service hours."""
    operations.load_catalogue()  # a test with transactions of its own empties what the migrations loaded
    operations.load_ladder()
    for draft in (
        CategoryDraft("drogi", "Transport i drogi"),
        CategoryDraft(
            "dziura-w-jezdni",
            "Dziura w jezdni",
            parent="drogi",
            unit=roads.code,
            promise="3 working days",
            danger=True,
            danger_text="Proszę zadzwonić do dyżurnego dróg.",
        ),
        CategoryDraft("latarnia", "Nie świeci latarnia", parent="drogi", unit=lamps.code, promise="3 working days"),
        CategoryDraft("skarga", "Skarga", unit=roads.code, clock="skarga", kind="complaint"),
        CategoryDraft(
            "informacja-publiczna", "Informacja publiczna", unit=roads.code, clock="informacja-publiczna", kind="motion"
        ),
        CategoryDraft("oddzwonienie", "Prośba o oddzwonienie", unit=roads.code, clock="oddzwonienie", kind="call_back"),
    ):
        save_category(draft)


@pytest.fixture
def hours(db: None) -> None:
    """The line's usual hours: Monday to Friday 7–18, Saturday 8–14."""
    for weekday, (opens, closes) in USUAL_HOURS.items():
        OpeningHours.objects.create(weekday=weekday, opens=opens, closes=closes)


@pytest.fixture
def halina(db: None, at: datetime) -> Resident:
    """Halina, a resident who prefers e-mail."""
    return Resident.objects.create(name="Halina Zatoka", preferred_channel="email", created_at=at)


@pytest.fixture
def register(kinds: None, zofia: Staff, at: datetime) -> Register:
    """Register a matter as Zofia does; any field of the draft may be given."""

    def _register(category: str = "dziura-w-jezdni", *, when: datetime | None = None, **fields: object) -> Registered:
        values: dict[str, object] = {
            "category_code": category,
            "description": "Głęboka dziura przy przystanku.",
            "place": Place("Żaglowa", "12", "Obłuże"),
            **fields,
        }
        return operations.register(draft=MatterDraft(**values), by_id=zofia.pk, at=when or at)  # type: ignore[arg-type]

    return _register


@pytest.fixture
def matter(register: Register) -> Registered:
    """A pothole, registered on Tuesday, with an answer wanted by e-mail."""
    return register(reply_channel="email", reply_address="halina@example.org")


@pytest.fixture
def taken(matter: Registered, piotr: Staff, at: datetime) -> Registered:
    """The same pothole, in Piotr's hands."""
    operations.take(matter_id=matter.id, by_id=piotr.pk, at=at)
    return matter
