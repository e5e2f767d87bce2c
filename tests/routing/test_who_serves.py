"""Whether callers of a queue reach anybody: by the skills of people, and by what is given up after a wait."""

import pytest

from infolinia.city.models import Staff
from infolinia.routing import queries
from infolinia.routing.models import Queue, QueueNeed, Skill, StaffSkill

pytestmark = pytest.mark.django_db


@pytest.fixture
def need(zofia: Staff) -> QueueNeed:
    """The queue of those who sign, which asks for the skill for ever."""
    skill, _ = Skill.objects.get_or_create(code="pjm", defaults={"name": "polski język migowy"})
    queue, _ = Queue.objects.get_or_create(code="migowy", defaults={"name": "Polski język migowy"})
    QueueNeed.objects.filter(queue=queue).delete()
    return QueueNeed.objects.create(queue=queue, skill=skill, level=3)


@pytest.mark.parametrize(
    ("signs", "relaxed_after", "relaxed_level", "served"),
    [
        (False, None, 0, False),
        (True, None, 0, True),
        (False, 60, 0, True),
        (False, 60, 2, False),
    ],
    ids=["nobody signs", "somebody signs", "after a minute anybody, with an interpreter", "a little is still needed"],
)
def test_who_signs_or_what_is_given_up(
    need: QueueNeed, zofia: Staff, signs: bool, relaxed_after: int | None, relaxed_level: int, served: bool
) -> None:
    need.relaxed_after, need.relaxed_level = relaxed_after, relaxed_level
    need.save()
    if signs:
        StaffSkill.objects.create(staff=zofia, skill=need.skill, level=5)
    assert queries.somebody_serves("migowy") is served


def test_a_queue_that_is_none_serves_nobody(zofia: Staff) -> None:
    assert not queries.somebody_serves("nie-ma-takiej")
