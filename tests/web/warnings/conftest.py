"""Matters that are late, unopened and likely to be late, and the people whom that concerns."""

from datetime import timedelta

import pytest

from infolinia.city.models import Staff, Unit
from infolinia.core.clock import now
from infolinia.matters import operations as matters
from infolinia.matters.models import Matter
from infolinia.matters.shapes import Registered
from tests.web.units.conftest import Register, as_, halina, kinds, register

__all__ = ["as_", "halina", "kinds", "register"]


@pytest.fixture
def renata(roads: Unit) -> Staff:
    """Renata, the head of the roads section."""
    return Staff.objects.create(
        username="kierujaca", display_name="Renata Falochron", role="officer", unit=roads, is_head=True
    )


@pytest.fixture
def late(register: Register, piotr: Staff) -> Registered:
    """A pothole in Piotr's hands, weeks late, of which everybody up to the supervisor is warned."""
    made = register(subject="Zapadnięty chodnik przy bardzo długiej nazwie miejsca", when=now() - timedelta(days=40))
    matters.take(matter_id=made.id, by_id=piotr.pk, at=now() - timedelta(days=39))
    matters.warn(at=now())
    return made


@pytest.fixture
def likely(register: Register) -> Registered:
    """A fresh pothole of a unit that has taken from one to forty days with forty of them."""
    at = now()
    for days in range(1, 41):
        one = register(when=at - timedelta(days=days + 60))
        Matter.objects.filter(id=one.id).update(
            status="closed", result="done", closing_text="Zasypane.", closed_at=at - timedelta(days=60)
        )
    matters.count_pace(at=at)
    return register(subject="Studzienka stuka")
