"""Clerks, and letters for them to post."""

from datetime import date

import pytest
from django.test import Client

from infolinia.city.models import Staff, Unit
from tests.correspondence.printing.conftest import Write, write
from tests.web.units.conftest import As, as_

__all__ = ["As", "Write", "as_", "write"]


@pytest.fixture
def clerk(db: None) -> Staff:
    """Renata Kluza, an officer of the post room."""
    room = Unit.objects.create(
        code="kancelaria", name="Kancelaria", short_name="Kancelaria", valid_from=date(2020, 1, 1)
    )
    staff = Staff(username="kancelaria", display_name="Renata Kluza", role="officer", unit=room)
    staff.set_unusable_password()
    staff.save()
    return staff


@pytest.fixture
def desk(as_: As, clerk: Staff) -> Client:
    """The clerk's browser."""
    return as_(clerk)
