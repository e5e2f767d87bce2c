"""Matters go into an EZD once, through its faults, and come back with their case numbers."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from infolinia.city.models import Staff, Unit
from infolinia.contacts.models import Reading
from infolinia.journeys import send_to_ezd
from infolinia.matters import operations as matters
from infolinia.matters.models import Matter, StoryEvent
from infolinia.matters.shapes import Registered
from infolinia.matters.shapes.following import PartDraft
from infolinia.partners import operations
from infolinia.partners.ezd import Entry
from infolinia.partners.models import EzdLink
from tests.matters.conftest import Register, halina, kinds, matter, register
from tests.partners import ezd_server

pytestmark = pytest.mark.django_db
__all__ = ["halina", "kinds", "matter", "register"]
HOUR = timedelta(hours=1)


@pytest.fixture
def ezd(settings: Settings) -> Iterator[ezd_server.Register]:
    """An EZD that takes matters of the roads section."""
    with ezd_server.running() as running:
        settings.EZD = {"url": running.url, "key": running.key, "units": "zdiz-utrzymanie, inna"}
        yield running


def test_a_matter_is_registered_and_its_case_number_comes_back(
    ezd: ezd_server.Register, matter: Registered, roads: Unit, at: datetime
) -> None:
    assert ProcrastinateJob.objects.filter(task_name=operations.EZD_TASK).count() == 1
    link = EzdLink.objects.get()
    assert (link.matter_id, link.state, link.number) == (matter.id, "queued", matter.number)
    send_to_ezd.send(matter_id=matter.id, at=link.next_attempt_at)
    told = ezd.entries[str(matter.id)]["body"]
    assert (told["numer"], told["komorka"]["kod"]) == (matter.number, roads.code)
    assert told["nadawca"]["adres"] == "halina@example.org"
    assert "Żaglowa 12" in told["tresc"]
    [read] = Reading.objects.filter(why="program", reason="EZD")
    assert (read.matter_id, read.resident_id, read.staff) == (matter.id, Matter.objects.get().resident_id, None)
    link.refresh_from_db()
    assert (link.state, link.ref) == ("registered", "RPW/1/2026")
    send_to_ezd.send(matter_id=matter.id, at=link.next_attempt_at)
    assert EzdLink.objects.get().state == "registered", "no case yet"
    ezd.give(str(matter.id), "ZDiZ.5511.7.2026")
    send_to_ezd.send(matter_id=matter.id, at=EzdLink.objects.get().next_attempt_at)
    assert EzdLink.objects.get().state == "linked"
    assert Matter.objects.get().znak == "ZDiZ.5511.7.2026"
    event = StoryEvent.objects.get(kind="znak")
    assert (event.text, event.details["program"]) == ("ZDiZ.5511.7.2026", "EZD")
    asked = len(ezd.came)
    send_to_ezd.send(matter_id=matter.id, at=at + 48 * HOUR)
    assert len(ezd.came) == asked, "nobody asks any more"


def test_only_the_units_that_work_in_it(ezd: ezd_server.Register, register: Register) -> None:
    register("latarnia")
    assert not EzdLink.objects.exists()


def test_a_matter_that_is_passed_on_to_such_a_unit_goes_in_once(
    ezd: ezd_server.Register, register: Register, marek: Staff, roads: Unit, lamps: Unit, at: datetime
) -> None:
    made = register("latarnia")
    for unit in (roads, lamps, roads):
        matters.pass_on(matter_id=made.id, to_unit_id=unit.pk, reason="To nie my.", by_id=marek.pk, at=at)
    assert EzdLink.objects.get().matter_id == made.id


def test_parts_of_a_matter_and_a_matter_that_is_given_again_go_in_too(
    ezd: ezd_server.Register, register: Register, marek: Staff, piotr: Staff, roads: Unit, at: datetime
) -> None:
    whole = register("latarnia")
    draft = PartDraft(unit_id=roads.pk, subject="", description="Dziura obok.")
    [part] = matters.split(matter_id=whole.id, parts=[draft], by_id=marek.pk, at=at)
    assert [link.matter_id for link in EzdLink.objects.all()] == [part]
    again = register("latarnia")
    matters.take(matter_id=again.id, by_id=marek.pk, at=at)
    matters.close(matter_id=again.id, result="done", text="Świeci.", by_id=marek.pk, at=at)
    matters.reopen(matter_id=again.id, text="Nie zrobione.", by_id=None, at=at + HOUR)
    matters.settle_reopened(
        matter_id=again.id, decision="other_unit", text="Do dróg.", to_unit_id=roads.pk, by_id=marek.pk, at=at + HOUR
    )
    assert EzdLink.objects.filter(matter_id=again.id).exists()


def test_without_an_ezd_nothing_is_written(register: Register) -> None:
    register()
    assert not EzdLink.objects.exists()


@pytest.mark.parametrize("status", [401, 500, 503])
def test_an_ezd_that_is_away_is_asked_again_and_the_entry_is_one(
    ezd: ezd_server.Register, matter: Registered, status: int
) -> None:
    ezd.refuses = status
    began = EzdLink.objects.get().next_attempt_at
    send_to_ezd.send(matter_id=matter.id, at=began)
    link = EzdLink.objects.get()
    assert (link.state, link.next_attempt_at) == ("queued", began + timedelta(seconds=20))
    assert link.error.startswith(f"HTTP {status}")
    ezd.refuses = 0
    send_to_ezd.send(matter_id=matter.id, at=link.next_attempt_at)
    operations.send_to_ezd_again(matter_id=matter.id, at=link.next_attempt_at)
    send_to_ezd.send(matter_id=matter.id, at=link.next_attempt_at)
    assert len(ezd.entries) == 1


def test_what_the_ezd_refuses_waits_for_a_person(ezd: ezd_server.Register, matter: Registered) -> None:
    ezd.refuses = 422
    moment = EzdLink.objects.get().next_attempt_at
    send_to_ezd.send(matter_id=matter.id, at=moment)
    assert EzdLink.objects.get().state == "dead"
    assert operations.defer_forgotten_ezd(at=moment + HOUR) == 0
    ezd.refuses = 0
    operations.send_to_ezd_again(matter_id=matter.id, at=moment)
    send_to_ezd.send(matter_id=matter.id, at=moment)
    assert EzdLink.objects.get().state == "registered"


def test_what_a_dead_worker_held_is_picked_up(ezd: ezd_server.Register, matter: Registered) -> None:
    moment = EzdLink.objects.get().next_attempt_at
    EzdLink.objects.update(claimed_until=moment + timedelta(minutes=3))
    assert operations.defer_forgotten_ezd(at=moment + timedelta(minutes=2)) == 0
    assert operations.defer_forgotten_ezd(at=moment + timedelta(minutes=4)) == 1


def test_a_number_that_came_by_another_way_ends_the_asking(
    ezd: ezd_server.Register, matter: Registered, at: datetime
) -> None:
    operations.note_linked(matter_id=matter.id, znak="X.1", at=at)
    send_to_ezd.send(matter_id=matter.id, at=at + HOUR)
    assert ezd.came == []


def test_a_number_that_comes_by_another_way_during_the_exchange_stays(matter: Registered, at: datetime) -> None:
    link = EzdLink.objects.create(
        matter_id=matter.id, number=matter.number, created_at=at, since=at, next_attempt_at=at, state="registered"
    )
    assert operations.claim_for_ezd(matter_id=matter.id, at=at) == "registered"
    operations.note_linked(matter_id=matter.id, znak="X.1", at=at)
    operations.note_ezd(matter_id=matter.id, entry=Entry("RPW/1"), at=at)
    operations.note_not_taken(matter_id=matter.id, error="HTTP 400", permanent=True, at=at)
    link.refresh_from_db()
    assert (link.state, link.znak, link.error) == ("linked", "X.1", "")


def test_an_entry_that_the_ezd_no_longer_tells_of_is_asked_for_once_an_hour(
    ezd: ezd_server.Register, matter: Registered
) -> None:
    moment = EzdLink.objects.get().next_attempt_at
    send_to_ezd.send(matter_id=matter.id, at=moment)
    ezd.refuses, moment = 400, EzdLink.objects.get().next_attempt_at
    send_to_ezd.send(matter_id=matter.id, at=moment)
    link = EzdLink.objects.get()
    assert (link.state, link.next_attempt_at) == ("registered", moment + HOUR)
    assert operations.defer_forgotten_ezd(at=moment + timedelta(minutes=5)) == 0


def test_nothing_is_kept_of_a_matter_that_went_during_the_exchange(matter: Registered, at: datetime) -> None:
    operations.note_ezd(matter_id=matter.id, entry=Entry("RPW/1"), at=at)
    operations.note_not_taken(matter_id=matter.id, error="HTTP 500", permanent=False, at=at)
    assert not EzdLink.objects.exists()
