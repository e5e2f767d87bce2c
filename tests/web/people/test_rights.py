"""Every role at every address of people's records."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts.operations import PersonDraft
from infolinia.core.clock import now
from infolinia.web.people.urls import urlpatterns
from tests.contacts.test_calls import arrive
from tests.web.people.conftest import As
from tests.web.rights import DOOR, FORM, MISSING, OPEN, REFUSED, ROLES, amiss

pytestmark = pytest.mark.django_db
OFFICE = (OPEN, REFUSED, REFUSED, OPEN, REFUSED, OPEN, DOOR)
HEADS = (REFUSED, REFUSED, REFUSED, OPEN, REFUSED, OPEN, DOOR)
ADMIN = (REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, OPEN, DOOR)
PRESSED = ("undo", "way_remove", "acting_end")
EXPECTED = {
    **dict.fromkeys(("find", "reason", "new", "person", "change", "way_new", "way", "decision", "acting"), OFFICE),
    **dict.fromkeys(("choose", "merge"), OFFICE),
    **dict.fromkeys(("copy", "erased"), HEADS),
    "erase": ADMIN,
    "call": (OPEN, REFUSED, REFUSED, OPEN, REFUSED, OPEN, DOOR),
    **dict.fromkeys(PRESSED, (FORM,) * 7),
}


@pytest.fixture
def people(as_: As, zofia: Staff, piotr: Staff, outsider: Staff, marek: Staff) -> dict[str, Client]:
    """One browser a role; who may look said why."""
    made = [Staff(username=role, display_name=role, role=role) for role in ("editor", "admin")]
    for person in made:
        person.set_unusable_password()
        person.save()
    found = {role: as_(one) for role, one in zip(ROLES, (zofia, piotr, outsider, marek, *made), strict=False)}
    for client in found.values():
        client.post("/osoby/powod", {"reason": "przegląd uprawnień"})
    return {**found, "guest": Client()}


@pytest.fixture
def address(zofia: Staff, halina: UUID) -> Callable[[str, str], str]:
    """Return an address filled with Halina, her number, another record and Zofia's call."""
    call = arrive(now())
    contacts.call_answered(conversation_id=call, adviser_id=zofia.pk, at=now(), event_key="a")
    contacts.call_ended(conversation_id=call, at=now(), by="caller", event_key="e")
    other = contacts.new_person(draft=PersonDraft("Hanna Rejda"), sure=False, at=now())
    from infolinia.contacts.models import ContactPoint

    values = {
        "resident_id": halina,
        "gone_id": other,
        "conversation_id": call,
        "merge_id": uuid4(),
        "acting_id": 1,
        "point_id": ContactPoint.objects.filter(resident_id=halina).values_list("pk", flat=True)[0],
    }

    def filled(name: str, route: str) -> str:
        return reverse(f"people:{name}", kwargs={key: value for key, value in values.items() if f":{key}>" in route})

    return filled


def test_every_role_at_every_address(people: dict[str, Client], address: Callable[[str, str], str]) -> None:
    routes = {str(one.name): str(one.pattern) for one in urlpatterns}
    assert set(routes) == set(EXPECTED), "a new address needs its row"
    assert amiss(people, {name: address(name, route) for name, route in routes.items()}, EXPECTED) == []


def test_who_is_not_there_is_missing_for_all(people: dict[str, Client], halina: UUID) -> None:
    assert {people[role].get(f"/osoby/{uuid4()}").status_code for role in ("adviser", "supervisor", "admin")} == {
        MISSING
    }


@pytest.mark.parametrize("role", ["own officer", "editor"])
def test_a_form_sent_past_the_page_is_refused(people: dict[str, Client], halina: UUID, role: str) -> None:
    for path in ("zmien", "decyzja", "kopia", "usun"):
        assert people[role].post(f"/osoby/{halina}/{path}", {}).status_code == REFUSED, path


def test_an_adviser_makes_no_copy_and_erases_nobody(people: dict[str, Client], halina: UUID) -> None:
    told = {"ground": "request", "reason": "bez zgody", "sure": "USUŃ"}
    assert [people["adviser"].post(f"/osoby/{halina}/{path}", told).status_code for path in ("kopia", "usun")] == [
        403,
        403,
    ]
    assert people["supervisor"].post(f"/osoby/{halina}/usun", told).status_code == REFUSED
