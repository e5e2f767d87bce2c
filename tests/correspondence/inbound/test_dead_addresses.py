"""An address that is none any more is not written to again; a full box is."""

from datetime import datetime

import pytest

from infolinia.contacts import operations as contacts
from infolinia.contacts import queries
from infolinia.contacts.operations import PersonDraft, PointDraft
from infolinia.correspondence import operations
from infolinia.correspondence.shapes import Outgoing
from tests.correspondence.inbound import letters

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("code", "usable"), [("5.1.1", False), ("5.1.10", False), ("5.2.2", True), ("5.7.1", True)])
def test_what_the_server_says_of_an_address(at: datetime, code: str, usable: bool) -> None:
    halina = contacts.new_person(draft=PersonDraft("Halina Zatoka"), sure=False, at=at)
    contacts.add_point(resident_id=halina, draft=PointDraft("email", "halina@example.org"))
    wrote = Outgoing(channel="email", to="Halina@example.org", subject="Wniosek", text="W załączniku.", key="k1")
    ident = operations.queue(wrote, at=at)
    assert ident is not None
    operations.note_delivery(message_id=ident, state="sent", at=at, event_key="sent")
    operations.receive_email(letters.bounced(f"<{ident}@example.org>", code=code), source="poczta", at=at)
    way = queries.ways_to_reach(halina, at)[0]
    assert (way.usable, way.why_not) == (usable, "" if usable else "skrzynka nie istnieje")
