"""The settings of an office decide who is rung, from the moment they are saved."""

from collections.abc import Callable

import pytest

from infolinia.city.models import Staff
from infolinia.routing import operations as routing
from infolinia.routing.models import Queue, QueueNeed, Skill, StaffSkill
from tests.telephony.lines.running_lines import Desk, RunningLines, becomes
from tests.telephony.running import NUMBER

pytestmark = pytest.mark.engine
Seat = Callable[[Staff], Desk]


@pytest.fixture
def roads_skill(transactional_db: None, adam: Staff) -> Skill:
    """What the general queue may ask for; Adam has it, Zofia does not."""
    skill = Skill.objects.create(code="drogi", name="Drogi")
    StaffSkill.objects.create(staff=adam, skill=skill, level=3)
    return skill


def ask_for(skill: Skill, **more: int) -> None:
    """Let the general queue ask for the skill, as an office saves it."""
    queue, _ = Queue.objects.get_or_create(code="general", defaults={"name": "Sprawy ogólne"})
    QueueNeed.objects.create(queue=queue, skill=skill, level=2, **more)
    routing.rules_changed()


def test_who_has_the_skill_is_rung_though_somebody_else_is_idle_for_longer(
    roads_skill: Skill, lines: RunningLines, zofia: Staff, adam: Staff, desk: Seat
) -> None:
    ask_for(roads_skill)
    idle, skilled = desk(zofia).ready(), desk(adam).ready()
    with lines.running.caller() as halina:
        halina.dial(NUMBER)
        skilled.phone.ringing(timeout=10)
        assert not idle.phone.calls


def test_a_need_relaxes_by_waiting_alone(roads_skill: Skill, lines: RunningLines, zofia: Staff, desk: Seat) -> None:
    ask_for(roads_skill, relaxed_after=3)
    adviser = desk(zofia).ready()
    with lines.running.caller() as halina:
        halina.dial(NUMBER)
        assert becomes("waiting")
        assert not adviser.phone.calls
        adviser.phone.ringing(timeout=6)


def test_a_caller_who_waits_gets_what_the_office_changes_now(
    roads_skill: Skill, lines: RunningLines, zofia: Staff, desk: Seat
) -> None:
    ask_for(roads_skill)
    adviser = desk(zofia).ready()
    with lines.running.caller() as halina:
        halina.dial(NUMBER)
        assert becomes("waiting")
        StaffSkill.objects.create(staff=zofia, skill=roads_skill, level=2)
        routing.rules_changed()
        adviser.phone.ringing(timeout=6)
