"""Danger to somebody: the duty is called, and until they confirm it nobody loses sight of it."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from infolinia.city.models import Staff, Unit
from infolinia.core.errors import Cannot
from infolinia.matters import operations, queries
from infolinia.matters.models import Category, DangerCall, StoryEvent
from infolinia.matters.operations import CannotTellDuty
from infolinia.matters.shapes import Registered
from tests.matters.conftest import Register

pytestmark = pytest.mark.django_db


@pytest.fixture
def danger(register: Register) -> Registered:
    """A hole in which somebody may fall, registered by Zofia."""
    Category.objects.filter(code="dziura-w-jezdni").update(danger_phone="+48500000090")
    return register(danger=True)


def test_registering_a_danger_opens_a_call_to_the_duty(danger: Registered, zofia: Staff, roads: Unit) -> None:
    assert danger.duty is not None
    assert (danger.duty.unit_name, danger.duty.phone) == (roads.name, "+48500000090")
    (line,) = queries.open_dangers()
    assert (line.matter_id, line.number, line.raised_by, line.told_whom) == (
        danger.id,
        danger.number,
        "Zofia Bryza",
        "",
    )


def test_no_danger_no_call(register: Register) -> None:
    assert register().duty is None
    assert not DangerCall.objects.exists()


def test_another_unit_may_have_the_duty(register: Register, lamps: Unit) -> None:
    Unit.objects.filter(pk=lamps.pk).update(phone="+48500000091")
    Category.objects.filter(code="dziura-w-jezdni").update(danger_unit=lamps)
    found = register(danger=True)
    assert found.duty and (found.duty.unit_name, found.duty.phone) == (lamps.name, "+48500000091")
    assert found.unit_id != lamps.pk, "the matter itself stays with its unit"


def test_the_alarm_stays_until_the_duty_confirms(danger: Registered, zofia: Staff, at: datetime) -> None:
    assert danger.duty
    call = danger.duty.call_id
    operations.duty_called(call_id=call, by_id=zofia.pk, at=at)
    operations.duty_told(call_id=call, whom="dyżurny 7", by_id=zofia.pk, at=at, confirmed=False)
    (line,) = queries.open_dangers()
    assert (line.tries, line.told_whom) == (1, "dyżurny 7")
    later = at + timedelta(minutes=2)
    operations.duty_told(call_id=call, whom="dyżurny 7", by_id=zofia.pk, at=later, confirmed=True)
    assert queries.open_dangers() == []
    assert DangerCall.objects.get().acknowledged_at == later
    story = StoryEvent.objects.filter(matter_id=danger.id).order_by("id").values_list("kind", "visible_to_resident")
    assert list(story)[2:] == [
        ("danger_raised", False),
        ("danger_called", False),
        ("danger_told", False),
        ("danger_confirmed", False),
    ]


def test_it_is_confirmed_by_somebody_and_once(danger: Registered, zofia: Staff, at: datetime) -> None:
    assert danger.duty
    call = danger.duty.call_id
    with pytest.raises(CannotTellDuty, match="kto odebrał"):
        operations.duty_told(call_id=call, whom="  ", by_id=zofia.pk, at=at, confirmed=True)
    operations.duty_told(call_id=call, whom="dyżurny", by_id=zofia.pk, at=at, confirmed=True)
    with pytest.raises(CannotTellDuty, match="już potwierdzony"):
        operations.duty_told(call_id=call, whom="ktoś inny", by_id=zofia.pk, at=at, confirmed=True)
    assert DangerCall.objects.get().told_whom == "dyżurny"


def test_the_unit_confirms_it_on_the_matters_page(
    danger: Registered, piotr: Staff, outsider: Staff, zofia: Staff, at: datetime
) -> None:
    for other in (outsider, zofia):
        with pytest.raises(Cannot):
            operations.acknowledge_danger(matter_id=danger.id, by_id=other.pk, at=at)
    operations.acknowledge_danger(matter_id=danger.id, by_id=piotr.pk, at=at)
    assert queries.danger_of(danger.id) is None
    assert DangerCall.objects.get().acknowledged_by == piotr


def test_a_settled_matter_rings_no_more(danger: Registered, piotr: Staff, at: datetime) -> None:
    operations.take(matter_id=danger.id, by_id=piotr.pk, at=at)
    operations.close(matter_id=danger.id, result="done", text="Zabezpieczone i naprawione.", by_id=piotr.pk, at=at)
    assert queries.open_dangers() == []
    assert queries.danger_of(danger.id) is None
    assert danger.duty and queries.open_danger(danger.duty.call_id) is None


def test_of_many_dangers_only_the_shown_ones_are_read(register: Register, at: datetime) -> None:
    oldest = [register(danger=True, when=at + place * timedelta(minutes=1)).number for place in range(22)][:20]
    with CaptureQueriesContext(connection) as asked:
        shown = queries.open_dangers()
    assert [line.number for line in shown] == oldest
    assert len(asked) == 1
    assert "LIMIT 20" in asked[0]["sql"]


def test_it_goes_with_its_matter_and_leaves_no_history(danger: Registered, piotr: Staff, at: datetime) -> None:
    operations.take(matter_id=danger.id, by_id=piotr.pk, at=at)
    operations.close(matter_id=danger.id, result="done", text="Naprawione.", by_id=piotr.pk, at=at)
    assert operations.forget_matters(before=at + timedelta(days=1), at=at + timedelta(days=2)) == 1
    assert not DangerCall.objects.exists()
    assert not DangerCall.pgh_event_model.objects.exists()  # type: ignore[attr-defined]
