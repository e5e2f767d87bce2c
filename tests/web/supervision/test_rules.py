"""Rules of the floor as a supervisor edits them: tried first, then switched on; contradictions are refused."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.routing import operations as routing
from infolinia.routing.models import FloorSettings, Queue, QueueNeed, Skill, StaffSkill, SupervisorAct, WorkSettings
from infolinia.routing.rulebook import rulebook
from tests.web.units.conftest import As


@pytest.fixture
def roads_queue(db: None) -> Queue:
    """A queue for roads, a general one, and the skill."""
    Queue.objects.update_or_create(code="general", defaults={"name": "Sprawy ogólne"})
    Skill.objects.get_or_create(code="drogi", defaults={"name": "Drogi"})
    queue, _ = Queue.objects.update_or_create(code="drogi", defaults={"name": "Drogi i chodniki", "position": 5})
    return queue


@pytest.fixture
def yesterday(roads_queue: Queue, zofia: Staff, adam: Staff) -> None:
    """Two calls about roads, one after the other, with Zofia and Adam at work."""
    noon = (now() - timedelta(days=1)).replace(hour=11, minute=0, second=0, microsecond=0)
    for staff in (zofia, adam):
        routing.set_state(staff_id=staff.pk, state="ready", reason="", at=noon - timedelta(hours=1))
        routing.set_state(staff_id=staff.pk, state="offline", reason="", at=noon + timedelta(hours=2))
    for number, waited in enumerate((0, 110)):
        at = noon + timedelta(seconds=10 * number)
        ident = contacts.call_arrived(
            engine_call_id=f"k{number}",
            channel="phone",
            number="500000014",
            name="",
            language="pl",
            queue_code="drogi",
            at=at,
            event_key=f"k{number}-a",
        )
        contacts.call_queued(conversation_id=ident, at=at, event_key=f"k{number}-q")
        took = at + timedelta(seconds=waited)
        contacts.call_answered(conversation_id=ident, adviser_id=zofia.pk, at=took, event_key=f"k{number}-w")
        contacts.call_ended(
            conversation_id=ident, at=took + timedelta(seconds=120), by="caller", event_key=f"k{number}-e"
        )


def typed(co: str, *needs: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The form of the roads' queue as sent."""
    sent: dict[str, Any] = {
        "co": co,
        "name": "Drogi i chodniki",
        "answer_within": 20,
        "head_start": 0,
        "longest_line": 0,
        "same_adviser_for": 0,
        "overflow_to": "",
        "overflow_after": "",
        "needs-TOTAL_FORMS": len(needs),
        "needs-INITIAL_FORMS": 0,
    } | more
    for number, need in enumerate(needs):
        sent |= {f"needs-{number}-{name}": value for name, value in need.items()}
    return sent


NEED = {"skill": "drogi", "level": 3, "relaxed_after": "", "relaxed_level": 0}
PATH = "/nadzor/kolejki/drogi"


def test_a_trial_shows_the_table_and_changes_nothing(as_: As, marek: Staff, adam: Staff, yesterday: None) -> None:
    StaffSkill.objects.create(staff=adam, skill=Skill.objects.get(code="drogi"), level=3)
    page = as_(marek).post(PATH, typed("proba", NEED)).content.decode()
    assert "Co by było, gdyby" in page
    assert "<b>0:55</b>" in page
    assert "gorzej" in page, "only Adam serves them now: the second caller waits"
    assert not QueueNeed.objects.filter(queue__code="drogi").exists()
    assert not SupervisorAct.objects.exists()


def test_rules_switched_on_hold_and_are_recorded(as_: As, marek: Staff, roads_queue: Queue) -> None:
    relaxed = NEED | {"relaxed_after": 60, "relaxed_level": 1}
    answer = as_(marek).post(
        PATH, typed("zapisz", relaxed, head_start=5, overflow_to="general", overflow_after=30, longest_line=12)
    )
    assert answer.status_code == 302
    queue = Queue.objects.get(code="drogi")
    assert (queue.head_start, queue.longest_line, queue.overflow_after) == (5, 12, 30)
    assert queue.overflow_to
    assert queue.overflow_to.code == "general"
    need = QueueNeed.objects.get(queue=queue)
    assert (need.level, need.relaxed_after, need.relaxed_level) == (3, 60, 1)
    act = SupervisorAct.objects.get()
    assert (act.kind, act.by_id, act.queue_code) == ("rules", marek.pk, "drogi")
    page = as_(marek).get("/nadzor/kolejki").content.decode()
    assert "po 60 s: 1" in page
    assert "fory 5 min" in page


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("help without a time", typed("zapisz", overflow_to="general"), "Podaj, po ilu sekundach pomaga inna kolejka."),
    ("a skill twice", typed("zapisz", NEED, NEED), "Każda umiejętność może stać tylko raz."),
    (
        "a need that grows by waiting",
        typed("zapisz", NEED | {"relaxed_after": 30, "relaxed_level": 4}),
        "Po czasie musi wystarczać niższy poziom",
    ),
    ("a promise of nothing", typed("zapisz", answer_within=0), "Odebrać w ciągu"),
    ("the same refused when it is only tried", typed("proba", NEED, NEED), "Każda umiejętność może stać tylko raz."),
]


@pytest.mark.parametrize(("what", "sent", "said"), REFUSED, ids=[row[0] for row in REFUSED])
def test_contradictions_are_refused(
    as_: As, marek: Staff, roads_queue: Queue, what: str, sent: dict[str, Any], said: str
) -> None:
    answer = as_(marek).post(PATH, sent)
    assert answer.status_code == 422, what
    assert said in answer.content.decode()
    assert not QueueNeed.objects.filter(queue__code="drogi").exists()


def person(staff: Staff, **more: Any) -> dict[str, Any]:
    own = {"texts": 0, "texts_beside_call": 0, "after_call": "own", "after_call_seconds": 60}
    sent = own | {"emails": 3, "short_messages": 3, "web_forms": 3} | more
    return {f"p{staff.pk}-{name}": value for name, value in sent.items()}


def skills(client: Client, *people: dict[str, Any], co: str) -> Any:
    sent: dict[str, Any] = {"co": co}
    for one in people:
        sent |= one
    return client.post("/nadzor/kolejki/ludzie", sent)


def test_who_can_do_what_is_tried_and_then_holds(
    as_: As, marek: Staff, zofia: Staff, adam: Staff, yesterday: None
) -> None:
    roads = Skill.objects.get(code="drogi")
    StaffSkill.objects.create(staff=zofia, skill=roads, level=5)
    QueueNeed.objects.create(queue=Queue.objects.get(code="drogi"), skill=roads, level=3)
    mine = (person(zofia, **{"skill-drogi": 5}), person(adam, **{"skill-drogi": 3, "texts": 2, "emails": 5}))
    page = skills(as_(marek), *mine, co="proba").content.decode()
    assert "lepiej" in page, "with Adam nobody waits"
    assert StaffSkill.objects.count() == 1
    skills(as_(marek), *mine, co="zapisz")
    assert StaffSkill.objects.get(staff=adam).level == 3
    assert WorkSettings.objects.get(staff=adam).texts == 2
    assert WorkSettings.objects.get(staff=adam).emails == 5
    assert not WorkSettings.objects.filter(staff=zofia).exists(), "what did not change is not written"


def test_a_skill_taken_away_is_gone(as_: As, marek: Staff, zofia: Staff, roads_queue: Queue) -> None:
    StaffSkill.objects.create(staff=zofia, skill=Skill.objects.get(code="drogi"), level=5)
    skills(as_(marek), person(zofia, **{"skill-drogi": 0}), co="zapisz")
    assert not StaffSkill.objects.exists()


AFTER_CALL = [
    ("the person ends it", {"after_call": "own", "after_call_seconds": 45}, None),
    ("a clock ends it", {"after_call": "timed", "after_call_seconds": 45}, timedelta(seconds=45)),
    ("there is none", {"after_call": "off", "after_call_seconds": 45}, timedelta(0)),
]


@pytest.mark.parametrize(("sent", "lasts"), [row[1:] for row in AFTER_CALL], ids=[row[0] for row in AFTER_CALL])
def test_each_persons_time_after_a_call_holds_for_the_line(
    as_: As, marek: Staff, zofia: Staff, sent: dict[str, Any], lasts: timedelta | None
) -> None:
    assert skills(as_(marek), person(zofia, **sent), co="zapisz").status_code == 302
    assert rulebook().advisers[zofia.pk].after_call == lasts
    assert 'value="45"' in as_(marek).get("/nadzor/kolejki/ludzie").content.decode()


def test_without_a_day_of_calls_the_trial_says_so(as_: As, marek: Staff, roads_queue: Queue) -> None:
    assert "Nie ma na czym próbować" in as_(marek).post(PATH, typed("proba", NEED)).content.decode()


def test_a_new_queue_gets_a_code_and_its_page(as_: As, marek: Staff) -> None:
    answer = as_(marek).post("/nadzor/kolejki/nowa-kolejka", {"name": "Zieleń i łąki"})
    assert answer["Location"] == "/nadzor/kolejki/zielen-i-laki"
    assert as_(marek).post("/nadzor/kolejki/nowa-kolejka", {"name": "Zieleń i łąki"}).status_code == 422


def test_the_office_decides_whether_listening_is_shown(as_: As, marek: Staff) -> None:
    as_(marek).post("/nadzor/kolejki/pokaz-sluchanie", {"pokaz": "0"})
    assert not FloorSettings.objects.get().listening_is_shown
    assert "Doradca nie widzi" in as_(marek).get("/nadzor/kolejki").content.decode()


@pytest.mark.parametrize("path", ["/nadzor/kolejki", PATH, "/nadzor/kolejki/ludzie"])
def test_only_supervisors_come_in(as_: As, zofia: Staff, administrator: Staff, roads_queue: Queue, path: str) -> None:
    for staff in (zofia, administrator):
        assert as_(staff).get(path).status_code == 403
