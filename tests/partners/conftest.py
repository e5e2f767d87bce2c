"""Programs with keys, and an address that hears."""

from collections.abc import Callable
from datetime import datetime

import pytest

from infolinia.city.models import Staff
from infolinia.partners import operations
from infolinia.partners.operations import PartnerDraft
from infolinia.partners.rules import rights
from infolinia.partners.shapes import Issued

NewProgram = Callable[..., Issued]


@pytest.fixture
def new_program(administrator: Staff, at: datetime) -> NewProgram:
    """Give a program a key: all rights and its own matters, unless said otherwise."""

    def make(name: str = "Aplikacja", **fields: object) -> Issued:
        draft = PartnerDraft(name, **{"rights": rights.RIGHTS, **fields})  # type: ignore[arg-type]
        return operations.add_partner(draft=draft, by_id=administrator.pk, at=at)

    return make


@pytest.fixture
def webhook(new_program: NewProgram, at: datetime) -> Issued:
    """An address that hears everything of all matters."""
    program = new_program("Nasłuch", sees="all")
    return operations.add_webhook(
        partner_id=program.id, url="https://program.example.org/in", hears=rights.EVENTS, at=at
    )
