"""What if: a day's calls under other rules, told as tables; the same code that distributes them plays them."""

from datetime import UTC, datetime, timedelta

import pytest

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.routing import operations as routing
from infolinia.routing import rehearsal as reading
from infolinia.routing.models import Queue
from infolinia.routing.rulebook import rulebook
from infolinia.routing.rules.needs import Need, Overflow, Relaxation, Wanted
from infolinia.routing.rules.rehearsal import ALL, Day, DayCall, Presence, Row, rehearse
from infolinia.routing.rules.rulebook import AdviserRules, QueueRules, Rulebook

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ZOFIA, ADAM = 1, 2
ROADS = Need("drogi", 3)


def second(number: float) -> datetime:
    return NINE + timedelta(seconds=number)


def call(name: str, came: float, waited: float, talked: float | None, queue: str = "ogolne") -> DayCall:
    """A call that came, waited and talked for so many seconds; no talk: gave up."""
    moment = second(came + waited)
    answered = moment if talked is not None else None
    ended = moment + timedelta(seconds=talked or 0)
    return DayCall(name, queue, "pl", second(came), answered, answered, ended, ended if talked is not None else None)


def at_work(*advisers: int) -> list[Presence]:
    return [Presence(one, NINE - timedelta(hours=1), NINE + timedelta(hours=2)) for one in advisers]


def rules(wanted: Wanted | None = None, *, head_start: int = 0, skills: dict[str, int] | None = None) -> Rulebook:
    """Zofia can do anything; Adam knows what is given. The roads' queue asks for what is given."""
    roads = QueueRules("drogi", wanted or Wanted(), timedelta(minutes=head_start))
    advisers = {ZOFIA: AdviserRules({"drogi": 5}), ADAM: AdviserRules(skills or {})}
    return Rulebook({"drogi": roads, "ogolne": QueueRules("ogolne")}, advisers)


def row(day: Day, before: Rulebook, after: Rulebook, queue: str = ALL) -> Row:
    return next(one for one in rehearse(day, before, after) if one.queue == queue)


def seconds(wait: timedelta | None) -> float | None:
    return wait.total_seconds() if wait is not None else None


BUSY = [call("a", 0, 0, 120, "drogi"), call("b", 10, 110, 60, "drogi"), call("c", 20, 5, 60)]


def test_the_same_rules_change_nothing() -> None:
    found = row(Day(BUSY, at_work(ZOFIA, ADAM), {}), rules(), rules())
    assert found.before == found.after


def test_a_need_makes_those_wait_whom_only_one_can_serve_and_without_it_nobody_waits() -> None:
    day = Day(BUSY, at_work(ZOFIA, ADAM), {})
    found = row(day, rules(Wanted((ROADS,))), rules(), "drogi")
    assert seconds(found.before.mean_wait) == pytest.approx((0 + 110) / 2)
    assert seconds(found.after.mean_wait) == 0
    assert (found.before.share, found.after.share) == (50, 100)


RELAXED = Wanted((Need("drogi", 3, (Relaxation(timedelta(seconds=30)),)),))
HELPED = Wanted((ROADS,), (Overflow(timedelta(seconds=15), ()),))
TRIED = [
    ("a need that relaxes after half a minute", rules(RELAXED), 30),
    ("help of another queue after a quarter of one", rules(HELPED), 15),
    ("the skill taught to Adam", rules(Wanted((ROADS,)), skills={"drogi": 3}), 0),
]


@pytest.mark.parametrize(("what", "after", "wait"), TRIED, ids=[one[0] for one in TRIED])
def test_what_is_tried_shows_in_the_second_callers_wait(what: str, after: Rulebook, wait: int) -> None:
    day = Day([call("a", 0, 0, 120, "drogi"), call("b", 10, 110, 60, "drogi")], at_work(ZOFIA, ADAM), {})
    found = row(day, rules(Wanted((ROADS,))), after, "drogi")
    assert seconds(found.after.mean_wait) == pytest.approx(wait / 2), what


def test_a_head_start_takes_the_wait_from_one_queue_to_the_other() -> None:
    calls = [call("a", 0, 0, 60), call("b", 5, 55, 60), call("c", 10, 110, 60, "drogi")]
    day = Day(calls, at_work(ZOFIA), {})
    roads = row(day, rules(), rules(head_start=5), "drogi")
    others = row(day, rules(), rules(head_start=5), "ogolne")
    assert (seconds(roads.before.mean_wait), seconds(roads.after.mean_wait)) == (110, 50)
    assert seconds(others.after.mean_wait) == pytest.approx((0 + 115) / 2)


def test_who_gave_up_gives_up_again_when_nobody_is_free_sooner() -> None:
    day = Day([call("a", 0, 0, 600), call("b", 10, 45, None)], at_work(ZOFIA), {})
    found = row(day, rules(), rules())
    assert (found.real.gave_up, found.before.gave_up, found.before.answered) == (1, 1, 1)


def test_who_gave_up_is_served_when_the_tried_rules_have_somebody() -> None:
    day = Day([call("a", 0, 0, 600, "drogi"), call("b", 10, 45, None, "drogi")], at_work(ZOFIA, ADAM), {})
    found = row(day, rules(Wanted((ROADS,))), rules())
    assert (found.before.gave_up, found.after.gave_up, found.after.answered) == (1, 0, 2)


def test_a_break_between_two_spans_serves_nobody() -> None:
    spans = [
        Presence(ZOFIA, second(-60), second(30)),
        Presence(ZOFIA, second(300), second(3600)),
    ]
    day = Day([call("a", 0, 0, 10), call("b", 60, 240, 10)], spans, {})
    found = row(day, rules(), rules())
    assert seconds(found.before.mean_wait) == pytest.approx(240 / 2)


def test_each_queues_own_promise_counts() -> None:
    day = Day([call("a", 0, 0, 60), call("b", 5, 55, 60)], at_work(ZOFIA), {"ogolne": timedelta(seconds=60)})
    assert row(day, rules(), rules()).before.share == 100


def test_it_is_the_same_each_time() -> None:
    day = Day(BUSY, at_work(ZOFIA), {})
    assert rehearse(day, rules(), rules(RELAXED)) == rehearse(day, rules(), rules(RELAXED))


@pytest.mark.django_db
def test_yesterday_is_read_from_the_registers(zofia: Staff) -> None:
    Queue.objects.update_or_create(code="general", defaults={"name": "Sprawy ogólne", "answer_within": 30})
    for state, minute in (("ready", -30), ("break", 20), ("ready", 30), ("offline", 60)):
        routing.set_state(staff_id=zofia.pk, state=state, reason="", at=second(60 * minute))
    ident = contacts.call_arrived(
        engine_call_id="k1", channel="phone", number="500000014", name="", language="uk", queue_code="general",
        at=second(0), event_key="k1-a",
    )  # fmt: skip
    contacts.call_queued(conversation_id=ident, at=second(6), event_key="k1-q")
    contacts.call_offered(conversation_id=ident, adviser_id=zofia.pk, at=second(8), event_key="k1-o")
    contacts.call_answered(conversation_id=ident, adviser_id=zofia.pk, at=second(10), event_key="k1-w")
    contacts.call_ended(conversation_id=ident, at=second(100), by="caller", event_key="k1-e")
    day = reading.day_facts(NINE.date())
    (found,) = day.calls
    assert (found.queue, found.language, found.waited.total_seconds()) == ("general", "uk", 4)
    spans = [(one.begins, one.ends) for one in day.presence]
    assert spans == [(second(-1800), second(1200)), (second(1800), second(3600))]
    assert day.within["general"] == timedelta(seconds=30)
    tried = reading.rehearse(before=rulebook(), after=rulebook(), at=NINE + timedelta(days=1))
    assert tried
    assert (tried.day, tried.calls, tried.advisers) == (NINE.date(), 1, 1)
    assert tried.rows[0].before.answered == 1
