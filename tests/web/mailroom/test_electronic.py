"""Messages at the operator of e-Doręczenia, and the evidences that the clerk saves."""

from uuid import uuid4

import pytest
from django.test import Client

from infolinia.contacts.models import Reading
from tests.correspondence.edelivery.conftest import key, operator
from tests.correspondence.edelivery.operator import EVIDENCE, HALINA, Operator
from tests.correspondence.edelivery.test_edelivery import look, queued, send

__all__ = ["key", "operator"]

pytestmark = pytest.mark.django_db
PLACE = "/poczta-papierowa/e-doreczenia"


def test_while_the_way_is_off_the_page_says_who_turns_it_on(desk: Client) -> None:
    assert "e-Doręczenia są wyłączone" in desk.get(PLACE).content.decode()


def test_a_message_shows_its_state_and_its_evidences_are_saved_as_they_came(desk: Client, operator: Operator) -> None:
    assert "Nic jeszcze nie wysłano" in desk.get(PLACE).content.decode()
    resident = uuid4()
    message = send(queued(resident_id=resident))
    assert "operator jeszcze nie podał stanu" in desk.get(PLACE).content.decode()
    operator.sent[0].status = "Czeka na doręczenie"
    operator.prove(operator.sent[0], "A.1", "2026-11-22T08:00:00Z")
    look()
    shown = desk.get(PLACE).content.decode()
    assert HALINA in shown
    assert "Czeka na doręczenie" in shown
    file = desk.get(f"{PLACE}/{message.id}/{message.shipment.evidences.get().pk}.xml")
    assert (file.content, file["Content-Type"]) == (EVIDENCE, "application/octet-stream")
    assert file["Content-Disposition"].startswith("attachment")
    assert Reading.objects.get(what__startswith="dowód").resident_id == resident
