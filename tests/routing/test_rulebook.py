"""What an office saves is what the distribution works by."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from infolinia.city.models import Staff
from infolinia.routing import operations
from infolinia.routing.models import Queue, QueueNeed, Skill, StaffSkill, WorkSettings
from infolinia.routing.rulebook import rulebook
from infolinia.routing.rules.floor import VOICE_ONLY, Capacity
from infolinia.routing.rules.needs import Need, Overflow, Relaxation, Wanted
from infolinia.routing.rules.rulebook import LANGUAGE_PATIENCE, AdviserRules, QueueRules, Rulebook

pytestmark = pytest.mark.django_db


@pytest.fixture
def roads_queue(db: None) -> Queue:
    """A queue that asks for a skill, stands three minutes ahead and overflows into the general one."""
    operations.ensure_queue(code="general", name="Sprawy ogólne")
    general = Queue.objects.get(code="general")
    queue = Queue.objects.create(
        code="drogi", name="Drogi", head_start=3, longest_line=9, overflow_after=90, overflow_to=general
    )
    skill = Skill.objects.create(code="drogi", name="Drogi i zieleń")
    QueueNeed.objects.create(queue=queue, skill=skill, level=3, relaxed_after=30, relaxed_level=1)
    return queue


def test_a_queue_becomes_rules(roads_queue: Queue) -> None:
    need = Need("drogi", 3, (Relaxation(timedelta(seconds=30), 1),))
    assert rulebook().queue("drogi") == QueueRules(
        code="drogi",
        wanted=Wanted((need,), (Overflow(timedelta(seconds=90), ()),)),
        head_start=timedelta(minutes=3),
        longest_line=9,
    )


def test_an_advisers_languages_and_skills_become_levels(roads_queue: Queue, zofia: Staff, adam: Staff) -> None:
    StaffSkill.objects.create(staff=zofia, skill=Skill.objects.get(code="drogi"), level=4)
    WorkSettings.objects.create(staff=zofia, texts=2, texts_beside_call=1)
    advisers = rulebook().advisers
    assert advisers[zofia.pk] == AdviserRules({"language:pl": 5, "drogi": 4}, Capacity(2, 1))
    assert advisers[adam.pk].capacity == VOICE_ONLY


def test_a_queue_that_nobody_knows_asks_for_nothing(at: datetime) -> None:
    caller = Rulebook().caller(call_id="a", arrived_at=at, queue="dawna")
    assert caller.wanted == Wanted()


def test_another_language_is_needed_until_patience_ends(at: datetime) -> None:
    caller = Rulebook().caller(call_id="a", arrived_at=at, queue="general", language="uk")
    assert not caller.wanted.is_met({"language:pl": 5}, timedelta(0))
    assert caller.wanted.is_met({"language:uk": 1}, timedelta(0))
    assert caller.wanted.is_met({"language:pl": 5}, LANGUAGE_PATIENCE)


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"level": 6}, id="a level over five"),
        pytest.param({"level": 2, "relaxed_after": 5, "relaxed_level": 2}, id="a need that does not relax"),
    ],
)
def test_the_database_refuses_nonsense(roads_queue: Queue, wrong: dict[str, int]) -> None:
    skill = Skill.objects.create(code="uk", name="Język migowy")
    with pytest.raises(IntegrityError), transaction.atomic():
        QueueNeed.objects.create(queue=roads_queue, skill=skill, **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Queue.objects.filter(pk=roads_queue.pk).update(overflow_to=roads_queue)
