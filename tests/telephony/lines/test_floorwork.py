"""What supervisors decide for those who wait, in the real line: who rings where, also after the daemon's death."""

from collections.abc import Callable
from uuid import UUID

import pytest

from infolinia.city.models import Staff
from infolinia.contacts.models import Conversation
from infolinia.core import clock
from infolinia.routing import operations as routing
from infolinia.routing.models import Queue, QueueNeed, Skill, StaffSkill
from infolinia.routing.supervision import operations as supervision
from tests.telephony.callers.phone import Call
from tests.telephony.lines.running_lines import Desk, RunningLines, becomes
from tests.telephony.running import NUMBER, until

pytestmark = pytest.mark.engine
Seat = Callable[[Staff], Desk]


def conversation(ending: str) -> UUID:
    return Conversation.objects.get(caller_number__endswith=ending).id


def rings_for(bell: Call) -> str:
    assert bell.invitation
    return bell.invitation["X-Infolinia-Conversation"]


def test_a_head_start_serves_the_later_caller_first_also_after_the_daemons_death(
    lines: RunningLines, zofia: Staff, marek: Staff, desk: Seat
) -> None:
    adviser = desk(zofia)
    with lines.running.caller() as halina, lines.running.caller("500000015") as jan:
        halina.dial(NUMBER)
        assert becomes("waiting")
        jan.dial(NUMBER)
        assert becomes("waiting", number=2)
        supervision.prioritise(
            conversation_id=conversation("015"), minutes=15, reason="drugi raz", by_id=marek.pk, at=clock.now()
        )
        lines.kill()
        lines.start()
        adviser.ready()
        assert rings_for(adviser.phone.ringing(timeout=10)) == str(conversation("015"))


def test_a_caller_given_to_somebody_on_a_break_rings_there_and_not_at_who_is_free(
    lines: RunningLines, zofia: Staff, adam: Staff, marek: Staff, desk: Seat
) -> None:
    on_break, free = desk(adam), desk(zofia)
    routing.set_state(staff_id=adam.pk, state="break", reason="obiad", at=clock.now())
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=440)
        assert becomes("waiting")
        supervision.pull(conversation_id=conversation("014"), staff_id=adam.pk, by_id=marek.pk, at=clock.now())
        bell = on_break.phone.ringing(timeout=5)
        assert not free.phone.calls
        bell.answer()
        assert bell.hears(440)
        assert becomes("talking")
        call.hang_up()
        assert becomes("after_call")


def test_a_supervisor_takes_a_caller_as_soon_as_their_own_telephone_is_there(
    lines: RunningLines, marek: Staff, desk: Seat
) -> None:
    with lines.running.caller() as halina:
        halina.dial(NUMBER, pitch=440)
        assert becomes("waiting")
        supervision.pull(conversation_id=conversation("014"), staff_id=marek.pk, by_id=marek.pk, at=clock.now())
        own = desk(marek)
        assert own.phone.ringing(timeout=5).answer().hears(440)
        assert until(lambda: own.state == "talking")


def test_a_caller_moved_to_another_queue_is_served_by_its_people(
    lines: RunningLines, zofia: Staff, adam: Staff, marek: Staff, desk: Seat
) -> None:
    general, _ = Queue.objects.get_or_create(code="general", defaults={"name": "Sprawy ogólne"})
    skill, _ = Skill.objects.get_or_create(code="drogi", defaults={"name": "Drogi"})
    nobody, _ = Skill.objects.get_or_create(code="nikt", defaults={"name": "Nikt"})
    roads = Queue.objects.create(code="drogi", name="Drogi")
    QueueNeed.objects.create(queue=roads, skill=skill, level=2)
    QueueNeed.objects.create(queue=general, skill=nobody, level=1)
    StaffSkill.objects.create(staff=adam, skill=skill, level=3)
    routing.rules_changed()
    idle, skilled = desk(zofia).ready(), desk(adam).ready()
    with lines.running.caller() as halina:
        halina.dial(NUMBER)
        assert becomes("waiting")
        assert not skilled.phone.calls
        supervision.move_call(conversation_id=conversation("014"), queue_code="drogi", by_id=marek.pk, at=clock.now())
        skilled.phone.ringing(timeout=5)
        assert not idle.phone.calls
