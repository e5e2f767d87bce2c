"""A call is never an application: the panel says so where the resident has to lodge one."""

import pytest
from django.test import Client

from infolinia.city.models import Unit
from infolinia.matters import operations as matters
from infolinia.matters.operations import CategoryDraft, save_category

REMINDER = "Rozmowa nie jest podaniem."


@pytest.mark.django_db
@pytest.mark.parametrize(("clock", "promise", "is_said"), [("skarga", "", True), ("", "3 working days", False)])
def test_the_panel_says_when_a_call_begins_nothing(
    desk_of: Client, roads: Unit, clock: str, promise: str, is_said: bool
) -> None:
    matters.load_catalogue()
    save_category(CategoryDraft("rodzaj", "Rodzaj", unit=roads.code, clock=clock, promise=promise, kind="complaint"))
    page = desk_of.post("/stanowisko/zgloszenie/termin", {"category": "rodzaj"}).content.decode()
    assert roads.name in page
    assert (REMINDER in page) is is_said
